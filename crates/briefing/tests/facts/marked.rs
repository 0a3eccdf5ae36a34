//! Reads marked texts.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::ops::Range;

use jiff::civil::Date;
use precis_briefing::facts::{Amount, Currency, Decimal, FactValue, Percent, Period};

/// One text with what it mentions.
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) date: Option<Date>,
    pub(crate) text: String,
    pub(crate) facts: Vec<(Range<usize>, FactValue)>,
}

pub(crate) fn read(set: &str) -> Vec<Marked> {
    let mut date = None;
    let mut texts = Vec::new();
    for line in set.lines() {
        if let Some(day) = line.strip_prefix("@ ") {
            date = (day != "none").then(|| day.parse().unwrap());
        } else if !line.is_empty() && !line.starts_with('#') {
            texts.push(text(date, line));
        }
    }
    texts
}

fn text(date: Option<Date>, line: &str) -> Marked {
    let mut marked = Marked { date, text: String::new(), facts: Vec::new() };
    let mut rest = line;
    while let Some((plain, mention)) = rest.split_once('{') {
        let (mention, behind) = mention.split_once('}').unwrap();
        let (words, means) = mention.rsplit_once('=').unwrap();
        marked.text.push_str(plain);
        let start = marked.text.len();
        marked.text.push_str(words);
        marked.facts.push((start..marked.text.len(), value(means)));
        rest = behind;
    }
    marked.text.push_str(rest);
    marked
}

fn value(means: &str) -> FactValue {
    if let Some((currency, amount)) = means.split_once(' ') {
        let (low, high) = ends(amount);
        let currency = Currency::from_code(currency).unwrap();
        return FactValue::Amount(Amount { currency, low: decimal(low), high: decimal(high) });
    }
    for (unit, points) in [("%", false), ("pp", true)] {
        if let Some(percent) = means.strip_suffix(unit) {
            let (low, high) = ends(percent);
            return FactValue::Percent(Percent { low: count(low), high: count(high), points });
        }
    }
    let (from, to) = ends(means);
    FactValue::Period(Period { from: from.parse().unwrap(), to: to.parse().unwrap() })
}

fn ends(text: &str) -> (&str, &str) {
    text.split_once("..").unwrap_or((text, text))
}

fn decimal(text: &str) -> Decimal {
    let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
    Decimal::parse(digits).unwrap().shifted(power.parse().unwrap()).unwrap()
}

fn count(text: &str) -> i64 {
    match text.strip_prefix('-') {
        Some(text) => -decimal(text).count(9).unwrap(),
        None => decimal(text).count(9).unwrap(),
    }
}
