//! Where an article mentions the companies, amounts and percentages that a query asks for: by the readers that found
//! them when it was indexed.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use precis_briefing::facts::{Fact, FactValue, find_in};
use precis_briefing::{Aliases, Section, TextPlace};

use super::Within;
use crate::resolve::{Clause, Mention};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A company, by its name.
    Company(String),
    /// A value.
    Value(Mention),
}

/// What the text at hand mentions, as far as it is asked for.
#[derive(Debug)]
pub(super) struct Mentioned {
    aliases: Arc<Aliases>,
    asks_companies: bool,
    asks_values: bool,
    /// Companies of the article at hand, by the text that names them: whether the article means one is told by all of it.
    companies: HashMap<Text, Vec<(String, Range<usize>)>>,
    /// The text at hand.
    text: Text,
    /// Values in it.
    values: Vec<Fact>,
}

/// A text of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Text {
    Title,
    /// Anchor of the section, and place of the unit in its text.
    Unit(String, usize),
}

impl Text {
    fn of(offset: usize, within: Within<'_>) -> Self {
        match within {
            Within::Title => Self::Title,
            Within::Section(section) => Self::Unit(section.anchor.clone(), offset),
        }
    }
}

impl Asked {
    /// What a clause asks for by itself, if it is about what a text mentions.
    pub(super) fn of(clause: &Clause) -> Option<Self> {
        match clause {
            Clause::Company(name) => Some(Self::Company(name.clone())),
            Clause::Mentions(mention) => Some(Self::Value(mention.clone())),
            _ => None,
        }
    }
}

impl Mentioned {
    pub(super) fn new(aliases: Arc<Aliases>) -> Self {
        Self {
            aliases,
            asks_companies: false,
            asks_values: false,
            companies: HashMap::new(),
            text: Text::Title,
            values: Vec::new(),
        }
    }

    /// Looks for this as well from now on.
    pub(super) fn ask(&mut self, asked: &Asked) {
        match asked {
            Asked::Company(_) => self.asks_companies = true,
            Asked::Value(_) => self.asks_values = true,
        }
    }

    /// Turns to an article.
    pub(super) fn begin(&mut self, title: Option<&str>, sections: &[&Section]) {
        self.companies.clear();
        if !self.asks_companies {
            return;
        }
        let companies = self.aliases.companies();
        for mention in companies.mentioned(title, sections.iter().copied()) {
            let text = match mention.place {
                TextPlace::Title => Text::Title,
                TextPlace::Unit(at, unit) => {
                    let Some(section) = sections.get(at) else { continue };
                    let start = section.units.get(unit).map_or(0, |unit| unit.span.start);
                    Text::of(start, Within::Section(section))
                }
                // Not marked, but it tells what names mean.
                TextPlace::Heading(_) => continue,
            };
            let named = (companies[mention.company].name.clone(), mention.span);
            self.companies.entry(text).or_default().push(named);
        }
    }

    /// Turns to one of the article's texts.
    pub(super) fn read(&mut self, text: &str, offset: usize, within: Within<'_>) {
        if self.asks_companies {
            self.text = Text::of(offset, within);
        }
        if self.asks_values {
            // Days are no part of what is asked for, so the day of the article does not matter.
            self.values = find_in(text, None);
        }
    }

    /// Byte ranges of the text at hand that mention what is asked for.
    pub(super) fn spans(&self, asked: &Asked) -> Vec<Range<usize>> {
        match asked {
            Asked::Company(name) => {
                let here = self.companies.get(&self.text).into_iter().flatten();
                here.filter(|(named, _)| named == name).map(|(_, span)| span.clone()).collect()
            }
            Asked::Value(mention) => {
                let fitting = self.values.iter().filter(|fact| fits(mention, &fact.value));
                fitting.map(|fact| fact.span.clone()).collect()
            }
        }
    }
}

/// Tells whether a value is one that is asked for; of a range either end may be.
fn fits(mention: &Mention, value: &FactValue) -> bool {
    match (mention, value) {
        (Mention::Amount(range), FactValue::Amount(amount)) => {
            [amount.low, amount.high].iter().any(|value| range.contains(amount.currency, *value))
        }
        (Mention::Percent(range), FactValue::Percent(percent)) => {
            [percent.low, percent.high].iter().any(|value| range.contains(*value))
        }
        _ => false,
    }
}
