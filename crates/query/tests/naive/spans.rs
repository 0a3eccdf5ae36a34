//! Where things stand in one unit, by trying everything.

use std::collections::{BTreeMap, BTreeSet};

use precis_query::MatchMode;

use super::holds::Scope;
use super::holds::in_unit;
use super::{Plain, Query};

/// First and last place.
type Span = (usize, usize);

/// Spans that hold no other.
pub fn smallest(spans: &BTreeSet<Span>) -> BTreeSet<Span> {
    let holds = |a: &Span, b: &Span| a != b && a.0 <= b.0 && b.1 <= a.1;
    spans.iter().copied().filter(|a| !spans.iter().any(|b| holds(a, b))).collect()
}

/// Places in one unit: first those that take part in something smallest, then all that may take part.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Marks {
    pub surely: BTreeSet<usize>,
    pub perhaps: BTreeSet<usize>,
}

impl Marks {
    fn add(&mut self, other: Marks) {
        self.surely.extend(other.surely);
        self.perhaps.extend(other.perhaps);
    }
}

impl Query {
    /// All spans that the query takes in a unit. Groups inside `near` are as close together as it says.
    pub fn spans(&self, unit: &[&str], around: u32) -> BTreeSet<Span> {
        self.ways(unit, around).into_keys().collect()
    }

    /// All spans, each with the places of words that can make it up.
    fn ways(&self, unit: &[&str], around: u32) -> BTreeMap<Span, BTreeSet<usize>> {
        let mut ways: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
        let mut add =
            |span: Span, places: BTreeSet<usize>| ways.entry(span).or_default().extend(places);
        match self {
            Self::Phrase(words) => {
                for start in 0..unit.len() {
                    if unit[start..].starts_with(words) {
                        let span = (start, start + words.len() - 1);
                        add(span, (span.0..=span.1).collect());
                    }
                }
            }
            Self::Slop(words, slop) => {
                let mut chains: Vec<Vec<usize>> = vec![Vec::new()];
                for word in words {
                    let mut longer = Vec::new();
                    for chain in chains {
                        let from = chain.last().map_or(0, |last| last + 1);
                        for place in (from..unit.len()).filter(|place| unit[*place] == *word) {
                            let mut chain = chain.clone();
                            chain.push(place);
                            longer.push(chain);
                        }
                    }
                    chains = longer;
                }
                for chain in chains {
                    let span = (chain[0], chain[chain.len() - 1]);
                    if span.1 - span.0 + 1 - words.len() <= *slop as usize {
                        add(span, chain.into_iter().collect());
                    }
                }
            }
            Self::Or(of) => {
                for of in of {
                    of.ways(unit, around).into_iter().for_each(|(span, places)| add(span, places));
                }
            }
            Self::Near(distance, of) => {
                together(unit, *distance, of).into_iter().for_each(|(s, p)| add(s, p));
            }
            Self::Side(of) | Self::And(of) => {
                together(unit, around, of).into_iter().for_each(|(s, p)| add(s, p));
            }
            leaf => {
                for place in (0..unit.len()).filter(|place| in_unit(&unit[*place..=*place], leaf)) {
                    add((place, place), [place].into());
                }
            }
        }
        ways
    }

    /// The words of a unit of an article that should be marked.
    pub fn marks(&self, article: &Plain, scope: Scope<'_>) -> Marks {
        let Scope::Unit(section, unit) = scope else { unreachable!("unit by unit") };
        let mut marks = Marks::default();
        match self {
            Self::Not(_) => {}
            Self::And(of) | Self::Or(of) | Self::Side(of) => {
                of.iter().for_each(|of| marks.add(of.marks(article, scope)));
            }
            Self::Same(of) => {
                if of.holds(article, scope, MatchMode::All) {
                    marks = of.marks_inside_same(article, scope);
                }
            }
            Self::AtLeast(count, of) => match &**of {
                Self::Side(each) => {
                    for of in each {
                        let of = Self::AtLeast(*count, Box::new(of.clone()));
                        marks.add(of.marks(article, scope));
                    }
                }
                of => {
                    if self.holds(article, Scope::Article, MatchMode::All) {
                        marks = of.marks(article, scope);
                    }
                }
            },
            Self::In { names, of: Some(of), .. } => {
                if let Some(section) = section
                    && names
                        .iter()
                        .any(|name| super::holds::kinds_of_name(name).contains(&section.0))
                {
                    marks = of.marks_in_section(article, section, scope);
                }
            }
            leaf => {
                let ways = leaf.ways(unit, 0);
                let smallest = smallest(&ways.keys().copied().collect());
                for (span, places) in ways {
                    if smallest.contains(&span) {
                        // Of several ways to make up the same span, one is marked at least.
                        marks.surely.extend([span.0, span.1]);
                    }
                    marks.perhaps.extend(places);
                }
            }
        }
        marks
    }

    /// Inside `same`, everything is about the unit, which is known to satisfy it.
    fn marks_inside_same(&self, article: &Plain, scope: Scope<'_>) -> Marks {
        match self {
            Self::Same(of) | Self::AtLeast(_, of) => of.marks_inside_same(article, scope),
            Self::And(of) | Self::Or(of) | Self::Side(of) => {
                let mut marks = Marks::default();
                of.iter().for_each(|of| marks.add(of.marks_inside_same(article, scope)));
                marks
            }
            other => other.marks(article, scope),
        }
    }

    /// Inside a section, what is counted is counted in it.
    fn marks_in_section(
        &self,
        article: &Plain,
        section: &super::Section,
        scope: Scope<'_>,
    ) -> Marks {
        let mut marks = Marks::default();
        match self {
            Self::And(of) | Self::Or(of) | Self::Side(of) => {
                of.iter().for_each(|of| marks.add(of.marks_in_section(article, section, scope)));
            }
            Self::AtLeast(count, of) => {
                let each = match &**of {
                    Self::Side(each) => each.clone(),
                    of => vec![of.clone()],
                };
                for of in each {
                    let counted = Self::AtLeast(*count, Box::new(of.clone()));
                    if counted.holds(article, Scope::Section(section), MatchMode::All) {
                        marks.add(of.marks(article, scope));
                    }
                }
            }
            other => marks = other.marks(article, scope),
        }
        marks
    }
}

/// Every choice of one span of each, within a distance.
fn together(unit: &[&str], distance: u32, of: &[Query]) -> BTreeMap<Span, BTreeSet<usize>> {
    let mut choices: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
    for (index, of) in of.iter().enumerate() {
        let ways = of.ways(unit, distance);
        if index == 0 {
            choices = ways;
            continue;
        }
        let mut wider: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
        for (a, a_places) in &choices {
            for (b, b_places) in &ways {
                let span = (a.0.min(b.0), a.1.max(b.1));
                if span.1 - span.0 <= distance as usize {
                    let places = wider.entry(span).or_default();
                    places.extend(a_places);
                    places.extend(b_places);
                }
            }
        }
        choices = wider;
    }
    choices.retain(|span, _| span.1 - span.0 <= distance as usize);
    choices
}
