//! Ranges and days as people type them to search, by the readers of running text.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use jiff::civil::Date;

use super::{AmountRange, PercentRange};
use crate::facts::amount;
use crate::facts::currency::Currency;
use crate::facts::date::{Days, Manner};
use crate::facts::decimal::Decimal;
use crate::facts::fact::{Amount, Percent, Period};
use crate::facts::percent;
use crate::facts::tokens::{Token, Tokens, tokenize};

/// Cuts a text at what makes it a range; both ends are none where it is one value.
fn cut(text: &str) -> (Bound<&str>, Bound<&str>) {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (from.trim(), to.trim());
        let from = if from.is_empty() { Unbounded } else { Included(from) };
        return match to.strip_prefix('<') {
            Some(to) => (from, Excluded(to)),
            // Nothing on either side is no range.
            None if to.is_empty() && from == Unbounded => (Included(to), Included(to)),
            None if to.is_empty() => (from, Unbounded),
            None => (from, Included(to)),
        };
    }
    let least = |rest| (Included(rest), Unbounded);
    let most = |rest| (Unbounded, Included(rest));
    let after = |start: &str| text.strip_prefix(start).map(str::trim);
    None.or_else(|| after(">=").or_else(|| after("≥")).map(least))
        .or_else(|| after("<=").or_else(|| after("≤")).map(most))
        .or_else(|| after(">").map(|rest| (Excluded(rest), Unbounded)))
        .or_else(|| after("<").map(|rest| (Unbounded, Excluded(rest))))
        .unwrap_or((Unbounded, Unbounded))
}

/// Reads what stands at an end.
fn end<T>(end: Bound<&str>, read: impl Fn(&str) -> Option<T>) -> Option<Bound<T>> {
    Some(match end {
        Included(text) => Included(read(text)?),
        Excluded(text) => Excluded(read(text)?),
        Unbounded => Unbounded,
    })
}

impl AmountRange {
    /// Reads `1B..`, `5B..50B`, `..1B`, `USD5B..`, `$5B..$50B`, `1B..<10B`, `>=1B`, `<500m`, `1 billion dollars`,
    /// `$5-10 billion`; none for anything else. A number alone is exactly that amount.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = match cut(text) {
            (Unbounded, Unbounded) => match one_amount(text) {
                Some(amount) => (Included(amount), Included(amount)),
                None => {
                    let Amount { currency, low, high } = written_amount(text)?;
                    (Included((Some(currency), low)), Included((Some(currency), high)))
                }
            },
            (from, to) => (end(from, one_amount)?, end(to, one_amount)?),
        };
        let currency = match (currency_of(&from), currency_of(&to)) {
            (Some(first), Some(second)) if first != second => return None,
            (first, second) => first.or(second),
        };
        let value = |(_, value)| value;
        Some(Self { currency, from: from.map(value), to: to.map(value) })
    }
}

fn currency_of(end: &Bound<(Option<Currency>, Decimal)>) -> Option<Currency> {
    match end {
        Included((currency, _)) | Excluded((currency, _)) => *currency,
        Unbounded => None,
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
            (Unbounded, Unbounded) => {
                let percent = percent_typed(text)?;
                (Included(percent.low), Included(percent.high))
            }
            (from, to) => (end(from, one_percent)?, end(to, one_percent)?),
        };
        Some(Self { from, to })
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
