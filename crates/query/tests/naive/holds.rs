//! What a query is true of.

use precis_briefing::Kind;
use precis_query::MatchMode;

use super::{Plain, Query, Section, spans};

pub(super) fn in_unit(unit: &[&str], query: &Query) -> bool {
    match query {
        Query::Word(word) => unit.contains(word),
        Query::Phrase(words) => unit.windows(words.len()).any(|window| window == words.as_slice()),
        Query::Prefix(letters) => unit.iter().any(|word| word.starts_with(letters)),
        Query::Fuzzy(slip) => unit.iter().any(|word| close(slip, word)),
        Query::Wildcard(pattern) => unit.iter().any(|word| like(pattern, word)),
        Query::Slop(..) | Query::Near(..) => !query.spans(unit, 0).is_empty(),
        _ => unreachable!("leaves alone: {query:?}"),
    }
}

/// The rule of `word~`.
fn close(slip: &str, word: &str) -> bool {
    let allowed = match slip.len() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    slip[..1] == word[..1] && edits(slip.as_bytes(), word.as_bytes()) <= allowed
}

/// Fewest letters to change, add, drop or swap with their neighbour, from the back.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let ([a_rest @ .., a_last], [b_rest @ .., b_last]) = (a, b) else { return a.len() + b.len() };
    if a_last == b_last {
        return edits(a_rest, b_rest);
    }
    let mut least = edits(a_rest, b).min(edits(a, b_rest)).min(edits(a_rest, b_rest));
    if let ([a_rest @ .., a_before], [b_rest @ .., b_before]) = (a_rest, b_rest)
        && (a_before, a_last) == (b_last, b_before)
    {
        least = least.min(edits(a_rest, b_rest));
    }
    least + 1
}

/// The rule of stars.
fn like(pattern: &str, word: &str) -> bool {
    match pattern.chars().next() {
        None => word.is_empty(),
        Some('*') => (0..=word.len()).any(|at| like(&pattern[1..], &word[at..])),
        Some(letter) => word.starts_with(letter) && like(&pattern[1..], &word[1..]),
    }
}

pub(super) fn kinds_of_name(name: &str) -> Vec<Kind> {
    match name {
        "reported" => vec![Kind::Lead, Kind::Summary, Kind::Points, Kind::Context],
        "opinion" => vec![Kind::Take],
        "forecast" => vec![Kind::Watch],
        name => vec![Kind::from_name(name).unwrap()],
    }
}

/// What a condition is asked of.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    Article,
    Section(&'a Section),
    Title,
    /// One unit, of a section or of the title.
    Unit(Option<&'a Section>, &'a [&'static str]),
}

impl Plain {
    /// The units of a scope, each with the section it stands in.
    fn units<'a>(&'a self, scope: Scope<'a>) -> Vec<(Option<&'a Section>, &'a [&'static str])> {
        let title = || self.title.iter().map(|title| (None, title.as_slice()));
        let of = |section: &'a Section| {
            // A heading outside the vocabulary stands before the text.
            let heading = (section.0 == Kind::Other).then_some((Some(section), &["heading"][..]));
            heading
                .into_iter()
                .chain(section.1.iter().map(move |unit| (Some(section), unit.as_slice())))
        };
        match scope {
            Scope::Article => title().chain(self.sections.iter().flat_map(of)).collect(),
            Scope::Section(section) => of(section).collect(),
            Scope::Title => title().collect(),
            Scope::Unit(section, unit) => vec![(section, unit)],
        }
    }
}

impl Query {
    pub(super) fn matches_article(&self, article: &Plain, mode: MatchMode) -> bool {
        self.holds(article, Scope::Article, mode)
    }

    pub(super) fn matches_section(
        &self,
        article: &Plain,
        section: &Section,
        mode: MatchMode,
    ) -> bool {
        self.holds(article, Scope::Section(section), mode)
    }

    pub fn holds(&self, article: &Plain, scope: Scope<'_>, mode: MatchMode) -> bool {
        self.matches(mode, &|leaf| match leaf {
            Query::Title(of) => match &article.title {
                Some(_) => of.holds(article, Scope::Title, mode),
                // What is no title cannot have a word; a NOT of one holds for every title there is.
                None => of.matches(mode, &|_| false),
            },
            Query::Source(source) => article.source == Some(*source),
            Query::Date(year, month) => article
                .date
                .is_some_and(|(y, m)| y == *year && month.is_none_or(|month| month == m)),
            Query::In { names, of, .. } => {
                let kinds: Vec<Kind> = names.iter().flat_map(|name| kinds_of_name(name)).collect();
                let satisfies = |section: &Section, inner: Scope<'_>| {
                    kinds.contains(&section.0)
                        && of.as_ref().is_none_or(|of| of.holds(article, inner, mode))
                };
                match scope {
                    Scope::Article => {
                        article.sections.iter().any(|s| satisfies(s, Scope::Section(s)))
                    }
                    Scope::Section(section) => satisfies(section, scope),
                    Scope::Unit(Some(section), _) => satisfies(section, scope),
                    Scope::Unit(None, _) => false,
                    Scope::Title => unreachable!("no section inside a title"),
                }
            }
            Query::Same(of) => article.units(scope).into_iter().any(|(section, unit)| {
                of.holds(article, Scope::Unit(section, unit), MatchMode::All)
            }),
            Query::AtLeast(count, of) => match &**of {
                Query::Side(each) => {
                    each.iter().all(|of| of.times(&article.units(scope)) >= *count)
                }
                of => of.times(&article.units(scope)) >= *count,
            },
            leaf => article.units(scope).iter().any(|(_, unit)| in_unit(unit, leaf)),
        })
    }

    fn times(&self, units: &[(Option<&Section>, &[&'static str])]) -> usize {
        units.iter().map(|(_, unit)| spans::smallest(&self.spans(unit, 0)).len()).sum()
    }

    fn matches(&self, mode: MatchMode, leaf: &dyn Fn(&Query) -> bool) -> bool {
        match self {
            Self::Not(of) => !of.matches(mode, leaf),
            Self::Must(of) | Self::Boost(of, _) => of.matches(mode, leaf),
            Self::And(of) => of.iter().all(|query| query.matches(mode, leaf)),
            Self::Or(of) => of.iter().any(|query| query.matches(mode, leaf)),
            Self::Side(of) if mode == MatchMode::Any => {
                let (any, all): (Vec<_>, Vec<_>) = of.iter().partition(|q| q.is_alternative());
                (any.is_empty() || any.iter().any(|query| query.matches(mode, leaf)))
                    && all.iter().all(|query| query.matches(mode, leaf))
            }
            Self::Side(of) => of.iter().all(|query| query.matches(mode, leaf)),
            other => leaf(other),
        }
    }

    fn is_alternative(&self) -> bool {
        match self {
            leaf if leaf.is_leaf() => true,
            Self::Boost(of, _) => of.is_alternative(),
            Self::And(_) | Self::Side(_) => true,
            Self::Or(of) => !of.iter().all(Self::is_filter),
            _ => false,
        }
    }

    fn is_filter(&self) -> bool {
        match self {
            Self::Source(_) | Self::Date(..) => true,
            Self::Or(of) => of.iter().all(Self::is_filter),
            Self::Boost(of, _) => of.is_filter(),
            _ => false,
        }
    }

    /// The parts that speak for a section.
    pub(super) fn positive(&self) -> Option<Self> {
        match self {
            Self::AtLeast(_, of) => of.positive(),
            leaf if leaf.is_leaf() => Some(leaf.clone()),
            Self::Must(of) | Self::Boost(of, _) => of.positive(),
            Self::And(of) | Self::Or(of) | Self::Side(of) => {
                let any: Vec<_> = of.iter().filter_map(Self::positive).collect();
                (!any.is_empty()).then_some(Self::Or(any))
            }
            Self::In { names, of, .. } => {
                let of = match of {
                    Some(of) => Some(Box::new(of.positive()?)),
                    None => None,
                };
                Some(Self::In { names: names.clone(), of, trailing: false })
            }
            _ => None,
        }
    }
}
