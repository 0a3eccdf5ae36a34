//! Facts: amounts of money, percentages and days mentioned in an article, found by their form alone.
//!
//! Pure like the rest of the crate. What is found, what is left aside and why is in `docs/decisions/facts.md`.

mod amount;
mod calendar;
mod currency;
mod date;
mod decimal;
mod fact;
mod number;
mod openers;
mod percent;
mod ranges;
mod tokens;

use jiff::civil::Date;

pub use currency::Currency;
pub use decimal::Decimal;
pub use fact::{Amount, Fact, FactValue, Facts, Percent, Period, SectionFacts};
pub use ranges::{AmountRange, PercentRange, period};

use crate::Article;
use date::{Days, Manner};
use tokens::{Token, Tokens, tokenize};

/// Finds the facts of an article. Relative days (`last quarter`, `April 27`) are settled by the article's date, and
/// are no facts where it has none.
#[must_use]
pub fn find(article: &Article) -> Facts {
    let mut finder = Finder { date: article.date, tokens: Vec::new() };
    let title =
        if article.title_from.is_derived() { Vec::new() } else { finder.unit(&article.title) };
    let sections = article
        .sections
        .iter()
        .map(|section| {
            let heading = section.own_heading().map(|heading| finder.unit(heading));
            let mut facts =
                SectionFacts { heading: heading.unwrap_or_default(), units: Vec::new() };
            for (index, unit) in section.units.iter().enumerate() {
                let text = section.text.get(unit.span.clone()).unwrap_or_default();
                facts.units.extend(finder.unit(text).into_iter().map(|fact| (index, fact)));
            }
            facts
        })
        .collect();
    Facts { title, sections }
}

/// Finds the facts of one text, in its order; their spans do not overlap.
#[must_use]
pub fn find_in(text: &str, date: Option<Date>) -> Vec<Fact> {
    Finder { date, tokens: Vec::new() }.unit(text)
}

/// Finds facts, text by text. Keeps a buffer.
struct Finder {
    date: Option<Date>,
    tokens: Vec<Token>,
}

impl Finder {
    fn unit(&mut self, text: &str) -> Vec<Fact> {
        tokenize(text, &mut self.tokens);
        let t = Tokens { text, list: &self.tokens };
        let days = Days { t, today: self.date, manner: Manner::Prose };
        let mut facts = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let read = if openers::may_begin(t, at) { read_at(t, days, at) } else { None };
            let (end, value) = read.unwrap_or_default();
            let end = end.max(at + 1);
            facts.extend(value.map(|value| Fact { span: t.span(at, end), value }));
            at = end;
        }
        facts
    }
}

/// Reads what begins at a token: the token behind it, and the fact, or none where it is known to be no fact.
fn read_at(t: Tokens<'_>, days: Days<'_>, at: usize) -> Option<(usize, Option<FactValue>)> {
    if let Some((end, amount)) = amount::amount_at(t, at) {
        return Some((end, Some(FactValue::Amount(amount))));
    }
    if let Some((end, percent)) = percent::percent_at(t, at) {
        return Some((end, Some(FactValue::Percent(percent))));
    }
    let spoken = days.at(at)?;
    Some((spoken.end, spoken.period.map(FactValue::Period)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of which facts are made, and some that are near to it.
    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "$",
            "US$",
            "U.S.$",
            "€",
            "¥",
            "RMB¥",
            "R$",
            "₹",
            "Rs.",
            "Rs",
            "USD",
            "eur",
            "CHF",
            "cents",
            "dollars",
            "euros",
            "5",
            "12",
            "1,000",
            "2.5",
            "2026",
            "1998",
            "26",
            "27th",
            "1st",
            "half",
            "a",
            "one",
            "Seven",
            "twenty",
            "hundred",
            "million",
            "bn",
            "k",
            "crore",
            "quarter",
            "of",
            "percent",
            "%",
            "points",
            "basis",
            "-",
            "+",
            "−",
            "–",
            "~",
            "to",
            "and",
            "between",
            "from",
            "Q",
            "H",
            "q",
            "Q3",
            "H1",
            "FY",
            "fiscal",
            "financial",
            "year",
            "first",
            "third",
            "April",
            "may",
            "Sept",
            "Sep.",
            "dec",
            "Monday",
            "sunday",
            "yesterday",
            "today",
            "last",
            "past",
            "this",
            "current",
            "next",
            "coming",
            "week",
            "months",
            "ago",
            "mid",
            "early",
            "late",
            "'26",
            "2020s",
            "mid-2025",
            "2026-04-27",
            "27/4/2026",
            ",",
            ".",
            "(",
            "it",
        ];
        let piece = (prop::sample::select(pieces.to_vec()), prop::bool::ANY);
        prop::collection::vec(piece, 1..8).prop_map(|pieces| {
            pieces.iter().fold(String::new(), |text, (piece, apart)| {
                text + piece + if *apart { " " } else { "" }
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn what_is_read_begins_with_an_opener(text in text(), dated in prop::bool::ANY) {
            let mut list = Vec::new();
            tokenize(&text, &mut list);
            let t = Tokens { text: &text, list: &list };
            let today = dated.then(|| jiff::civil::date(2026, 4, 27));
            let days = Days { t, today, manner: Manner::Prose };
            for at in 0..list.len() {
                let read = read_at(t, days, at);
                prop_assert!(read.is_none() || openers::may_begin(t, at), "{:?} at {}", read, at);
            }
        }
    }
}
