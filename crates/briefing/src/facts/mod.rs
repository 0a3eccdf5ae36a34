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
            let heading = section.heading.as_deref().filter(|_| !section.heading_in_vocabulary);
            let mut facts = SectionFacts {
                heading: heading.map(|heading| finder.unit(heading)).unwrap_or_default(),
                units: Vec::new(),
            };
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
            let (end, value) = if let Some((end, amount)) = amount::amount_at(t, at) {
                (end, Some(FactValue::Amount(amount)))
            } else if let Some((end, percent)) = percent::percent_at(t, at) {
                (end, Some(FactValue::Percent(percent)))
            } else if let Some(spoken) = days.at(at) {
                (spoken.end, spoken.period.map(FactValue::Period))
            } else {
                (at + 1, None)
            };
            let end = end.max(at + 1);
            facts.extend(value.map(|value| Fact { span: t.span(at, end), value }));
            at = end;
        }
        facts
    }
}
