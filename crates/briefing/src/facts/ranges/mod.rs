//! Ranges of amounts and percentages, as people search for them.

mod shown;
mod typed;

use std::ops::{Bound, RangeBounds as _};

use super::currency::Currency;
use super::decimal::Decimal;

pub use typed::period;

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

/// Percentages from one to another, in billionths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentRange {
    /// The lower end.
    pub from: Bound<i64>,
    /// The upper end.
    pub to: Bound<i64>,
}

impl AmountRange {
    /// Tells whether an amount is in the range.
    #[must_use]
    pub fn contains(&self, currency: Currency, value: Decimal) -> bool {
        self.currency.is_none_or(|wanted| wanted == currency)
            && (self.from, self.to).contains(&value)
    }

    /// Tells whether it runs from more to less, so that nothing is in it.
    #[must_use]
    pub fn is_backward(&self) -> bool {
        backward(self.from, self.to)
    }
}

impl PercentRange {
    /// Tells whether a percentage is in the range.
    #[must_use]
    pub fn contains(&self, billionths: i64) -> bool {
        (self.from, self.to).contains(&billionths)
    }

    /// Tells whether it runs from more to less, so that nothing is in it.
    #[must_use]
    pub fn is_backward(&self) -> bool {
        backward(self.from, self.to)
    }
}

fn backward<T: PartialOrd>(from: Bound<T>, to: Bound<T>) -> bool {
    let value = |bound| match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    };
    value(from).zip(value(to)).is_some_and(|(from, to)| from > to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::fact::{Percent, Period};
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
