//! Fields with values, and names of sections.

use jiff::Zoned;
use precis_briefing::facts::{AmountRange, PercentRange};
use precis_briefing::{Group, Kind, Vocabulary, normalize_heading};

use super::{Clause, FacetGroup, Mention, NameField, SectionName, days};
use crate::SearchError;
use crate::language::Field;
use crate::response::Note;

/// What a value came to.
pub(super) struct Settled {
    pub(super) clause: Clause,
    /// What to say of a range that ran from more to less.
    pub(super) turned: Option<Note>,
}

/// Settles a typed field; none when the value cannot be used. In a range from more to less there is nothing, so it is
/// turned around.
pub(super) fn typed(field: Field, value: &str, now: &Zoned) -> Option<Settled> {
    let clause = as_written(field, value, now)?;
    if is_backward(&clause)
        && let Some((from, to)) = value.split_once("..")
    {
        let to = to.trim().trim_start_matches('<');
        let turned = format!("{}..{}", to.trim(), from.trim());
        if let Some(clause) = as_written(field, &turned, now).filter(|clause| !is_backward(clause))
        {
            let message = format!("`{value}` runs backward, so it was read as `{turned}`");
            let note = Note { code: "turned_range".to_owned(), message, ..Note::default() };
            return Some(Settled { clause, turned: Some(note) });
        }
    }
    Some(Settled { clause, turned: None })
}

fn is_backward(clause: &Clause) -> bool {
    match clause {
        Clause::Mentions(Mention::Amount(range)) => range.is_backward(),
        Clause::Mentions(Mention::Percent(range)) => range.is_backward(),
        Clause::Days { from: Some(from), to: Some(to) } => from > to,
        _ => false,
    }
}

fn as_written(field: Field, value: &str, now: &Zoned) -> Option<Clause> {
    let name = |field| Some(Clause::Name(field, precis_analysis::fold(value)));
    let days = |days: Option<days::Days>| days.map(|(from, to)| Clause::Days { from, to });
    match field {
        Field::Source => name(NameField::Source),
        Field::Author => name(NameField::Author),
        Field::Tag => name(NameField::Tag),
        Field::Lang => name(NameField::Language),
        Field::Id => Some(Clause::Id(value.to_owned())),
        Field::Date => days(days::date(value, now)),
        Field::Since => days(days::since(value, now)),
        Field::Before => days(days::before(value, now)),
        Field::Amount => {
            AmountRange::parse(value).map(|range| Clause::Mentions(Mention::Amount(range)))
        }
        Field::Percent => {
            PercentRange::parse(value).map(|range| Clause::Mentions(Mention::Percent(range)))
        }
        Field::AfterRev => value.parse().ok().map(Clause::ArrivedAfter),
        Field::Company | Field::Sort => None,
    }
}

/// Settles a flag or parameter. Fails when the value cannot be used.
pub(super) fn parameter(field: Field, value: &str, now: &Zoned) -> Result<Settled, SearchError> {
    typed(field, value, now).ok_or_else(|| SearchError::BadParameter {
        parameter: name(field),
        message: format!("`{value}` {}", expectation(field)),
    })
}

/// The field's name in queries and parameters.
pub(super) fn name(field: Field) -> &'static str {
    Field::NAMES.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name)
}

/// What a value should have been.
pub(super) fn expectation(field: Field) -> &'static str {
    match field {
        Field::Date => {
            "is no date: type a year, month or day (2026, 2026-04, 2026-04-27), a range (2026-04..2026-06), or a name (\"last quarter\", \"april 2026\")"
        }
        Field::Since | Field::Before => {
            "is no date: type a year, month or day (2026-04-27), a time ago (30d, 2w, 6m, 1y), or a name (\"last month\", monday)"
        }
        Field::Amount => "is no amount: type an amount or a range of them (1B.., $5B..$50B, <500m)",
        Field::Percent => "is no percentage: type a number or a range of them (27, 20.., 5..10)",
        Field::AfterRev => "is no revision: type a whole number, as answers name theirs (57)",
        Field::Sort => "is no order: type newest, oldest, arrived or relevance",
        _ => "cannot be searched for yet",
    }
}

/// The facet that is counted without the filter of this field.
pub(super) fn facet_of(field: Field) -> Option<FacetGroup> {
    match field {
        Field::Company => Some(FacetGroup::Company),
        Field::Source => Some(FacetGroup::Source),
        Field::Tag => Some(FacetGroup::Tag),
        Field::Author => Some(FacetGroup::Author),
        Field::Date => Some(FacetGroup::Month),
        Field::Amount => Some(FacetGroup::Amount),
        _ => None,
    }
}

/// Settles the name of a section: kind, group, vocabulary, then heading.
pub(super) fn section_names(typed: &str, vocabulary: &Vocabulary) -> Vec<SectionName> {
    let key = normalize_heading(typed);
    if let Some(kind) = Kind::from_name(&key) {
        return vec![SectionName::Kind(kind)];
    }
    if let Some(group) = Group::from_name(&key) {
        return group.kinds().iter().map(|kind| SectionName::Kind(*kind)).collect();
    }
    if let Some(kind) = vocabulary.kind_of(typed) {
        return vec![SectionName::Kind(kind)];
    }
    vec![SectionName::Heading { key, typed: typed.to_owned() }]
}
