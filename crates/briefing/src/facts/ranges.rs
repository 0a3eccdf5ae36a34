//! Ranges of amounts, percentages and days as people type them to search, by the readers of running text.

use std::fmt;
use std::ops::Bound;

use jiff::civil::Date;

use super::amount;
use super::currency::Currency;
use super::date::{Days, Manner};
use super::decimal::Decimal;
use super::fact::{Amount, Percent, Period};
use super::percent;
use super::tokens::{Token, Tokens, tokenize};

/// Amounts from one to another, of one currency or of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountRange {
    /// The currency; none means any.
    pub currency: Option<Currency>,
    /// The lower end.
    pub from: Bound<Decimal>,
    /// The upper end.
    pub to: Bound<Decimal>,
}

/// Percentages from one to another, both included, in billionths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentRange {
    /// The lower end; none means no matter how low.
    pub from: Option<i64>,
    /// The upper end; none means no matter how high.
    pub to: Option<i64>,
}

/// A value as typed, cut at what makes it a range.
enum Typed<'a> {
    Between(&'a str, &'a str),
    BetweenWithoutLast(&'a str, &'a str),
    AtLeast(&'a str),
    MoreThan(&'a str),
    AtMost(&'a str),
    LessThan(&'a str),
    Exactly(&'a str),
}

fn cut<'a>(text: &'a str) -> Typed<'a> {
    type Make<'a> = fn(&'a str) -> Typed<'a>;
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (from.trim(), to.trim());
        return match to.strip_prefix('<') {
            Some(to) if from.is_empty() => Typed::LessThan(to),
            Some(to) => Typed::BetweenWithoutLast(from, to),
            None if from.is_empty() => Typed::AtMost(to),
            None if to.is_empty() => Typed::AtLeast(from),
            None => Typed::Between(from, to),
        };
    }
    let starts: [(&str, Make<'a>); 6] = [
        (">=", Typed::AtLeast),
        ("≥", Typed::AtLeast),
        ("<=", Typed::AtMost),
        ("≤", Typed::AtMost),
        (">", Typed::MoreThan),
        ("<", Typed::LessThan),
    ];
    for (start, make) in starts {
        if let Some(rest) = text.strip_prefix(start) {
            return make(rest.trim());
        }
    }
    Typed::Exactly(text)
}

impl AmountRange {
    /// Reads `1B..`, `5B..50B`, `..1B`, `USD5B..`, `$5B..$50B`, `1B..<10B`, `>=1B`, `<500m`, `1 billion dollars`,
    /// `$5-10 billion`; none for anything else. A number alone is exactly that amount.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        use Bound::{Excluded, Included, Unbounded};
        let one = |text: &str| one_amount(text);
        let (currency, from, to) = match cut(text) {
            Typed::Between(from, to) => {
                let ((first, from), (second, to)) = (one(from)?, one(to)?);
                (shared(first, second)?, Included(from), Included(to))
            }
            Typed::BetweenWithoutLast(from, to) => {
                let ((first, from), (second, to)) = (one(from)?, one(to)?);
                (shared(first, second)?, Included(from), Excluded(to))
            }
            Typed::AtLeast(text) => one(text).map(|(c, v)| (c, Included(v), Unbounded))?,
            Typed::MoreThan(text) => one(text).map(|(c, v)| (c, Excluded(v), Unbounded))?,
            Typed::AtMost(text) => one(text).map(|(c, v)| (c, Unbounded, Included(v)))?,
            Typed::LessThan(text) => one(text).map(|(c, v)| (c, Unbounded, Excluded(v)))?,
            Typed::Exactly(text) => match one(text) {
                Some((currency, value)) => (currency, Included(value), Included(value)),
                None => {
                    let Amount { currency, low, high } = written_amount(text)?;
                    (Some(currency), Included(low), Included(high))
                }
            },
        };
        Some(Self { currency, from, to })
    }

    /// Tells whether an amount is in the range.
    #[must_use]
    pub fn contains(&self, currency: Currency, value: Decimal) -> bool {
        use std::ops::RangeBounds as _;
        self.currency.is_none_or(|wanted| wanted == currency)
            && (self.from, self.to).contains(&value)
    }
}

/// The currency of both ends: that of either, or none where they have two.
fn shared(first: Option<Currency>, second: Option<Currency>) -> Option<Option<Currency>> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => None,
        (first, second) => Some(first.or(second)),
    }
}

/// Reads one amount with or without currency.
fn one_amount(text: &str) -> Option<(Option<Currency>, Decimal)> {
    // Capitals are what codes and scales are written in; typed, they are read in any case.
    let text = text.to_uppercase();
    if let Some(value) = whole(&text, amount::number_typed) {
        return Some((None, value));
    }
    let amount = whole(&text, amount::amount_at)?;
    (amount.low == amount.high).then_some((Some(amount.currency), amount.low))
}

fn written_amount(text: &str) -> Option<Amount> {
    whole(text, amount::amount_at).or_else(|| whole(&text.to_uppercase(), amount::amount_at))
}

impl PercentRange {
    /// Reads `20..`, `5..10`, `..5%`, `>=20`, `27%`, `2.5 pp`, `25bps`, `-4.2`, `5-10%`; none for anything else.
    /// A number alone is exactly that percentage.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = match cut(text) {
            Typed::Between(from, to) => (Some(one_percent(from)?), Some(one_percent(to)?)),
            Typed::BetweenWithoutLast(from, to) => {
                (Some(one_percent(from)?), Some(one_percent(to)?.checked_sub(1)?))
            }
            Typed::AtLeast(text) => (Some(one_percent(text)?), None),
            Typed::MoreThan(text) => (Some(one_percent(text)?.checked_add(1)?), None),
            Typed::AtMost(text) => (None, Some(one_percent(text)?)),
            Typed::LessThan(text) => (None, Some(one_percent(text)?.checked_sub(1)?)),
            Typed::Exactly(text) => {
                let percent = percent_typed(text)?;
                (Some(percent.low), Some(percent.high))
            }
        };
        Some(Self { from, to })
    }

    /// Tells whether a percentage is in the range.
    #[must_use]
    pub fn contains(&self, billionths: i64) -> bool {
        self.from.is_none_or(|from| from <= billionths) && self.to.is_none_or(|to| billionths <= to)
    }
}

fn one_percent(text: &str) -> Option<i64> {
    percent_typed(text).filter(|percent| percent.low == percent.high).map(|percent| percent.low)
}

fn percent_typed(text: &str) -> Option<Percent> {
    whole(text, percent::percent_at).or_else(|| whole(&format!("{text}%"), percent::percent_at))
}

/// Reads days as people name them: `q3 2026`, `april 2026`, `27 april 2026`, `last quarter`, `past 3 months`, `monday`;
/// none for anything else. They are told from `today`.
#[must_use]
pub fn period(text: &str, today: Date) -> Option<Period> {
    let text = text.trim();
    whole(text, |t, at| {
        let spoken = Days { t, today: Some(today), manner: Manner::Typed }.at(at)?;
        Some((spoken.end, spoken.period?))
    })
}

/// Reads a text that is one value from its first token to its last.
fn whole<T>(text: &str, read: impl Fn(Tokens<'_>, usize) -> Option<(usize, T)>) -> Option<T> {
    /// More than any value has.
    const MOST_BYTES: usize = 200;
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, &mut tokens);
    let (end, value) = read(Tokens { text, list: &tokens }, 0)?;
    (end == tokens.len()).then_some(value)
}

impl fmt::Display for AmountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(currency) = self.currency {
            write!(f, "{} ", currency.code())?;
        }
        use Bound::{Excluded, Included, Unbounded};
        match (self.from, self.to) {
            (Included(from), Included(to)) if from == to => f.write_str(&short(from)),
            (Included(from), Included(to)) => write!(f, "{} to {}", short(from), short(to)),
            (Included(from) | Excluded(from), Unbounded) => {
                let least = matches!(self.from, Included(_));
                write!(f, "{} {}", if least { "at least" } else { "more than" }, short(from))
            }
            (Unbounded, Included(to)) => write!(f, "at most {}", short(to)),
            (Unbounded, Excluded(to)) => write!(f, "less than {}", short(to)),
            (Included(from) | Excluded(from), Included(to) | Excluded(to)) => {
                let least = matches!(self.from, Included(_));
                let most = matches!(self.to, Included(_));
                f.write_str(if least { "at least " } else { "more than " })?;
                f.write_str(&short(from))?;
                f.write_str(if most { ", at most " } else { ", less than " })?;
                f.write_str(&short(to))
            }
            (Unbounded, Unbounded) => f.write_str("any"),
        }
    }
}

/// Writes a number with the scale that leaves the fewest digits before the point: `7.5B`.
fn short(value: Decimal) -> String {
    [("T", 12), ("B", 9), ("M", 6), ("K", 3)]
        .into_iter()
        .find_map(|(letter, power)| {
            let scaled = value.shifted(-power)?;
            (scaled >= Decimal::new(1, 0)?).then(|| format!("{scaled}{letter}"))
        })
        .unwrap_or_else(|| value.to_string())
}

impl fmt::Display for PercentRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |billionths: i64| {
            let value = Decimal::new(billionths.unsigned_abs(), -9).unwrap_or(Decimal::ZERO);
            format!("{}{value}%", if billionths < 0 { "-" } else { "" })
        };
        let least = |from: i64| match beside(from, -1) {
            Some(typed) => format!("more than {}", shown(typed)),
            None => format!("at least {}", shown(from)),
        };
        let most = |to: i64| match beside(to, 1) {
            Some(typed) => format!("less than {}", shown(typed)),
            None => format!("at most {}", shown(to)),
        };
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => f.write_str(&shown(from)),
            (Some(from), Some(to)) if beside(from, -1).or(beside(to, 1)).is_none() => {
                write!(f, "{} to {}", shown(from), shown(to))
            }
            (Some(from), Some(to)) => write!(f, "{}, {}", least(from), most(to)),
            (Some(from), None) => f.write_str(&least(from)),
            (None, Some(to)) => f.write_str(&most(to)),
            (None, None) => f.write_str("any"),
        }
    }
}

/// The value next to one, if that is what somebody typed and meant to leave out: `>90` begins a billionth behind 90.
fn beside(billionths: i64, step: i64) -> Option<i64> {
    let typed = billionths.checked_add(step)?;
    (typed % 1000 == 0 && billionths % 1000 != 0).then_some(typed)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_typed() {
        for (typed, read) in [
            ("1B..", "at least 1B"),
            ("5B..50B", "5B to 50B"),
            ("..1B", "at most 1B"),
            ("USD5B..", "USD at least 5B"),
            ("usd5b..", "USD at least 5B"),
            ("$5B..$50B", "USD 5B to 50B"),
            ("$5B..50B", "USD 5B to 50B"),
            (">=1B", "at least 1B"),
            (">1B", "more than 1B"),
            ("<500m", "less than 500M"),
            ("<=€500m", "EUR at most 500M"),
            ("1 billion dollars", "USD 1B"),
            ("half a billion dollars", "USD 500M"),
            ("7.5B", "7.5B"),
            ("1000000", "1M"),
            ("1,250", "1.25K"),
            ("1B..<10B", "at least 1B, less than 10B"),
            ("..<1M", "less than 1M"),
            ("rs 400 crore", "INR 4B"),
            ("C$5", "CAD 5"),
            ("$5-10 billion", "USD 5B to 10B"),
            ("0.25", "0.25"),
            ("2 lakh crore", "2T"),
            ("50 million EUR", "EUR 50M"),
        ] {
            let shown = AmountRange::parse(typed).map(|range| range.to_string());
            assert_eq!(shown.as_deref(), Some(read), "{typed}");
        }
        for typed in
            ["", "..", "much", "$", "1B..$", "$5B..€6B", "5 apples", "1.2.3", "-5", "1B...2B"]
        {
            assert_eq!(AmountRange::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn percentages_are_read_as_typed() {
        for (typed, read) in [
            ("20..", "at least 20%"),
            ("27", "27%"),
            ("27%", "27%"),
            ("5..10", "5% to 10%"),
            ("..5%", "at most 5%"),
            (">=20 percent", "at least 20%"),
            ("25bps", "0.25%"),
            ("2.5 percentage points", "2.5%"),
            ("-4.2", "-4.2%"),
            ("-5..5", "-5% to 5%"),
            ("5-10%", "5% to 10%"),
            ("ten percent", "10%"),
            (">90", "more than 90%"),
            ("<20.5%", "less than 20.5%"),
            ("5..<10", "at least 5%, less than 10%"),
        ] {
            let shown = PercentRange::parse(typed).map(|range| range.to_string());
            assert_eq!(shown.as_deref(), Some(read), "{typed}");
        }
        for typed in ["", "..", "most", "20..much", "20 apples", "%"] {
            assert_eq!(PercentRange::parse(typed), None, "{typed}");
        }
        assert!(!PercentRange::parse(">20").unwrap().contains(20 * Percent::ONE));
    }

    #[test]
    fn days_are_read_as_named() {
        let today = date(2026, 11, 23);
        for (typed, read) in [
            ("last quarter", "2026-07-01..2026-09-30"),
            ("last 2 weeks", "2026-11-09..2026-11-23"),
            ("this year", "2026-01-01..2026-12-31"),
            ("q3 2026", "2026-07-01..2026-09-30"),
            ("2026-q3", "2026-07-01..2026-09-30"),
            ("2026 Q3", "2026-07-01..2026-09-30"),
            ("april 2026", "2026-04-01..2026-04-30"),
            ("27 april 2026", "2026-04-27..2026-04-27"),
            ("April 27, 2026", "2026-04-27..2026-04-27"),
            ("yesterday", "2026-11-22..2026-11-22"),
            ("monday", "2026-11-23..2026-11-23"),
            ("tuesday", "2026-11-17..2026-11-17"),
            ("last month", "2026-10-01..2026-10-31"),
            ("past 3 months", "2026-08-23..2026-11-23"),
            ("may", "2026-05-01..2026-05-31"),
            ("first half of 2026", "2026-01-01..2026-06-30"),
            ("h1 2026", "2026-01-01..2026-06-30"),
            ("2 weeks ago", "2026-11-09..2026-11-15"),
            ("2019 to 2021", "2019-01-01..2021-12-31"),
            ("1990s", "1990-01-01..1999-12-31"),
        ] {
            let shown = period(typed, today).map(|p| format!("{}..{}", p.from, p.to));
            assert_eq!(shown.as_deref(), Some(read), "{typed}");
        }
        for typed in ["", "soon", "fiscal 2026", "30 february 2026", "last", "april 2026 or so"] {
            assert_eq!(period(typed, today), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_the_readers(text in "\\PC{0,40}") {
            let _ = AmountRange::parse(&text);
            let _ = PercentRange::parse(&text);
            let _ = period(&text, date(2026, 4, 27));
        }

        #[test]
        fn a_day_is_the_same_in_every_order(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let (at, today) = (date(year, month, day), date(2026, 4, 27));
            for form in ["%Y-%m-%d", "%B %-d, %Y", "%-d %B %Y", "%b %-d %Y", "%A, %B %-d, %Y"] {
                let text = at.strftime(form).to_string();
                prop_assert_eq!(period(&text, today), Some(Period::day(at)), "{}", text);
            }
            let whole_month = period(&at.strftime("%B %Y").to_string(), today);
            prop_assert_eq!(whole_month, Some(Period { from: at.first_of_month(), to: at.last_of_month() }));
        }

        #[test]
        fn an_amount_is_in_the_ranges_that_it_bounds(significand in 1u64..1_000_000_000_000, power in -6i32..6) {
            let value = Decimal::new(significand, power).unwrap();
            for (text, holds) in [
                (format!("{value}"), true),
                (format!("{value}.."), true),
                (format!("..{value}"), true),
                (format!("<{value}"), false),
                (format!(">{value}"), false),
                (format!("USD {value}"), true),
                (format!("EUR {value}.."), false),
                (format!("{value}..<{value}"), false),
            ] {
                let range = AmountRange::parse(&text).unwrap();
                prop_assert_eq!(range.contains(Currency::USD, value), holds, "{}", text);
            }
        }
    }
}
