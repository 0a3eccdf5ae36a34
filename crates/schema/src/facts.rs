//! Facts into the columns of headers and sections.

use precis_briefing::Article;
use precis_briefing::facts::{Fact, FactValue, Facts, SectionFacts};
use tantivy::TantivyDocument;

use crate::amount_key::amount_key;
use crate::encode::day_number;
use crate::{Layout, StoredHeader};

/// Adds the facts of the whole article to its header: values alone, since units are told apart by section.
pub(crate) fn add_to_header(l: &Layout, facts: &Facts, header: &mut TantivyDocument) {
    for fact in every(facts) {
        add(l, &fact.value, None, header);
    }
}

/// Adds a section's facts to its document, each with the place of its unit.
///
/// Places are those of [`Layout::unit_start`]: a heading outside the vocabulary has the first.
pub(crate) fn add_to_section(
    l: &Layout,
    facts: &SectionFacts,
    has_own_heading: bool,
    document: &mut TantivyDocument,
) {
    for fact in &facts.heading {
        add(l, &fact.value, Some(0), document);
    }
    for (index, fact) in &facts.units {
        let place = index + usize::from(has_own_heading);
        add(l, &fact.value, Some(place as u64), document);
    }
}

/// Lists the amounts of an article as they are written, each once, in the order of the text.
pub(crate) fn amounts_as_written(article: &Article, facts: &Facts, stored: &mut StoredHeader) {
    let mut written = |text: &str, facts: &[&Fact]| {
        for fact in facts.iter().filter(|fact| matches!(fact.value, FactValue::Amount(_))) {
            let words = text.get(fact.span.clone()).unwrap_or_default();
            if !words.is_empty() && !stored.amounts.iter().any(|known| known == words) {
                stored.amounts.push(words.to_owned());
            }
        }
    };
    written(&article.title, &facts.title.iter().collect::<Vec<_>>());
    for (section, facts) in article.sections.iter().zip(&facts.sections) {
        let heading = section.heading.as_deref().unwrap_or_default();
        written(heading, &facts.heading.iter().collect::<Vec<_>>());
        for (index, fact) in &facts.units {
            let unit = section.units.get(*index);
            let text = unit.and_then(|unit| section.text.get(unit.span.clone()));
            written(text.unwrap_or_default(), &[fact]);
        }
    }
}

fn every(facts: &Facts) -> impl Iterator<Item = &Fact> {
    let sections = facts.sections.iter().flat_map(|section| {
        section.heading.iter().chain(section.units.iter().map(|(_, fact)| fact))
    });
    facts.title.iter().chain(sections)
}

/// Adds one fact. Both ends of a range are values of their own; columns keep the order in which values come, so that
/// the unit of a value is the one at its place.
fn add(l: &Layout, value: &FactValue, unit: Option<u64>, document: &mut TantivyDocument) {
    match value {
        FactValue::Amount(amount) => {
            add_amount(l, amount_key(amount.currency, amount.low), unit, document);
            if amount.high != amount.low {
                add_amount(l, amount_key(amount.currency, amount.high), unit, document);
            }
        }
        FactValue::Percent(percent) => {
            add_percent(l, percent.low, unit, document);
            if percent.high != percent.low {
                add_percent(l, percent.high, unit, document);
            }
        }
        FactValue::Period(period) => {
            document.add_i64(l.mentioned_from, day_number(period.from));
            document.add_i64(l.mentioned_to, day_number(period.to));
            if let Some(unit) = unit {
                document.add_u64(l.mentioned_unit, unit);
            }
        }
        _ => {}
    }
}

fn add_amount(l: &Layout, key: u64, unit: Option<u64>, document: &mut TantivyDocument) {
    document.add_u64(l.amount, key);
    if let Some(unit) = unit {
        document.add_u64(l.amount_unit, unit);
    }
}

fn add_percent(l: &Layout, billionths: i64, unit: Option<u64>, document: &mut TantivyDocument) {
    document.add_i64(l.percent, billionths);
    if let Some(unit) = unit {
        document.add_u64(l.percent_unit, unit);
    }
}
