//! The second stage: what was typed becomes what it means. Names, dates and words are settled here.

mod at_least;
mod clause;
mod company;
pub(crate) mod days;
mod expand;
mod fields;
mod near;
mod positive_words;
mod read_as;
mod spellings;
mod typed;

pub(crate) use clause::{Clause, Mention, NameField, Phrase, SectionName, Word, factor};
pub(crate) use expand::What;
pub(crate) use read_as::{in_words, read_as};
pub(crate) use spellings::{Like, Spellings, each_spelling};
pub(crate) use typed::{phrase, scalar_range};

use jiff::Zoned;
use precis_briefing::{Aliases, Vocabulary};

use crate::SearchError;
use crate::language::{Field, Parsed};
use crate::request::{MatchMode, SearchRequest, Sort};
use crate::response::Note;

/// A search, settled: nothing in it depends on the clock, the vocabulary or spelling any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// What was typed.
    pub(crate) query: Clause,
    /// Sections that the request asks for besides; none means all.
    pub(crate) sections: Vec<SectionName>,
    /// Filters that the request asks for besides, by the facet that lifts them.
    pub(crate) filters: Vec<Filter>,
    /// What happens to words side by side.
    pub(crate) match_mode: MatchMode,
    /// Order of the answer.
    pub(crate) sort: Sort,
    /// The UTC day of the search, in days since 1970-01-01: what recency counts from.
    pub(crate) today: i64,
    /// What is worth saying.
    pub(crate) notes: Vec<Note>,
}

/// A filter that came as a flag or parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// The facet that is counted without it.
    pub(crate) facet: Option<FacetGroup>,
    /// The condition.
    pub(crate) clause: Clause,
}

impl Filter {
    /// Tells whether a facet is counted without this filter. Months and years are both chosen by the date.
    pub(crate) fn is_of(&self, facet: FacetGroup) -> bool {
        let facet = if facet == FacetGroup::Year { FacetGroup::Month } else { facet };
        self.facet == Some(facet)
    }
}

/// A group of facet counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FacetGroup {
    Kind,
    Company,
    Source,
    Author,
    Tag,
    Month,
    Year,
    Amount,
}

impl Resolved {
    /// The condition as a whole, without the filters that one facet lifts.
    pub(crate) fn clause(&self, lifted: Option<FacetGroup>) -> Clause {
        let mut query = self.query.clone();
        if !self.sections.is_empty() && lifted != Some(FacetGroup::Kind) {
            query = Clause::Section(self.sections.clone(), Box::new(query));
        }
        let filters: Vec<Clause> = self
            .filters
            .iter()
            .filter(|filter| !lifted.is_some_and(|facet| filter.is_of(facet)))
            .map(|filter| filter.clause.clone())
            .collect();
        if filters.is_empty() {
            return query;
        }
        let mut all = vec![query];
        all.extend(filters);
        Clause::And(all)
    }

    /// The same condition as [`Resolved::clause`] with days left out; none if there are no days in it.
    pub(crate) fn without_days(&self) -> Option<Clause> {
        let clause = self.clause(None);
        let without = strip_days(&clause);
        (without != clause).then_some(without)
    }
}

fn strip_days(clause: &Clause) -> Clause {
    let many = |clauses: &[Clause]| clauses.iter().map(strip_days).collect();
    let one = |clause: &Clause| Box::new(strip_days(clause));
    match clause {
        Clause::Days { .. } => Clause::All,
        Clause::Side(of) => Clause::Side(many(of)),
        Clause::And(of) => Clause::And(many(of)),
        Clause::Or(of) => Clause::Or(many(of)),
        // Under a NOT, a day that is left out must not shut everything out.
        Clause::Not(of) if matches!(**of, Clause::Days { .. }) => Clause::All,
        Clause::Not(of) => Clause::Not(one(of)),
        Clause::Must(of) => Clause::Must(one(of)),
        Clause::Section(names, of) => Clause::Section(names.clone(), one(of)),
        Clause::Same(of) => Clause::Same(one(of)),
        other => other.clone(),
    }
}

/// Settles a request. Fails when a flag or parameter has a value that cannot be used; typed text never fails.
pub(crate) fn resolve(
    parsed: &Parsed,
    request: &SearchRequest,
    vocabulary: &Vocabulary,
    aliases: &Aliases,
    now: &Zoned,
) -> Result<Resolved, SearchError> {
    let mut typed = typed::Resolver::new(&request.query, vocabulary, aliases, now);
    let query = typed.tree(&parsed.tree);
    let typed_sort = typed.sort;
    let mut notes = typed::syntax_notes(&request.query, &parsed.notes);
    notes.extend(typed.notes);
    let query = expand::expand(query, aliases, &request.expand, &mut notes);

    let mut filters: Vec<Filter> = Vec::new();
    let mut seen: Vec<Field> = Vec::new();
    let mut flag_sort = request.sort;
    for (field, _) in &request.fields {
        if seen.contains(field) {
            continue;
        }
        seen.push(*field);
        let values: Vec<&str> =
            request.fields.iter().filter(|(f, _)| f == field).map(|(_, v)| v.as_str()).collect();
        if *field == Field::Sort {
            flag_sort = flag_sort.or(values.iter().find_map(|v| Sort::from_name(v)));
            continue;
        }
        let mut any = Vec::with_capacity(values.len());
        for value in values {
            if *field == Field::Company {
                let (clause, note) = company::company(value, aliases.companies());
                any.push(clause);
                notes.extend(note);
                continue;
            }
            let settled = fields::parameter(*field, value, now)?;
            any.push(settled.clause);
            notes.extend(settled.turned);
        }
        let clause = if any.len() == 1 { any.remove(0) } else { Clause::Or(any) };
        filters.push(Filter { facet: fields::facet_of(*field), clause });
    }
    let sections =
        request.sections.iter().flat_map(|name| fields::section_names(name, vocabulary)).collect();

    let sort = flag_sort.or(typed_sort).unwrap_or(if has_positive_text(&query) {
        Sort::Relevance
    } else {
        Sort::Newest
    });
    let today = days::utc_day(now);
    Ok(Resolved { query, sections, filters, match_mode: request.match_mode, sort, today, notes })
}

/// Tells whether anything in the query could make one article better than another.
fn has_positive_text(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. }
        | Clause::AtLeast { .. } => true,
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) => of.iter().any(has_positive_text),
        Clause::Must(of)
        | Clause::Section(_, of)
        | Clause::Title(of)
        | Clause::Same(of)
        | Clause::Boost(of, _) => has_positive_text(of),
        _ => false,
    }
}
