//! Whether one unit of a text satisfies all that is asked of it.

use precis_analysis::Starts;

use super::mentions::{Asked, Mentioned};
use super::pattern::{EVERYWHERE, Pattern, Tokens};
use super::{Within, is_named};
use crate::resolve::{Clause, SectionName};

/// What `same(…)` asks of a unit.
#[derive(Debug)]
pub(super) enum Condition {
    /// It is said at least so many times.
    Said(Pattern, usize),
    /// It mentions this.
    Mentions(Asked),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// The unit stands in a section of any of these names.
    In(Vec<SectionName>),
    /// Something that the text does not tell.
    Untold,
}

impl Condition {
    pub(super) fn of(clause: &Clause) -> Self {
        match clause {
            Clause::All => Self::All(Vec::new()),
            Clause::Side(of) | Clause::And(of) => Self::All(of.iter().map(Self::of).collect()),
            Clause::Or(of) => Self::Any(of.iter().map(Self::of).collect()),
            Clause::Not(of) => Self::Not(Box::new(Self::of(of))),
            Clause::Must(of) | Clause::Same(of) | Clause::Boost(of, _) => Self::of(of),
            Clause::AtLeast { count, of } => Self::Said(Pattern::of(of), *count as usize),
            Clause::Section(names, of) => Self::All(vec![Self::In(names.clone()), Self::of(of)]),
            Clause::Word(_)
            | Clause::Phrase(_)
            | Clause::Prefix(_)
            | Clause::Spellings(_)
            | Clause::Near { .. } => Self::Said(Pattern::of(clause), 1),
            clause => Asked::of(clause).map_or(Self::Untold, Self::Mentions),
        }
    }

    /// Hands over what it asks the unit to mention.
    pub(super) fn each_asked(&self, each: &mut dyn FnMut(&Asked)) {
        match self {
            Self::Mentions(asked) => each(asked),
            Self::All(of) | Self::Any(of) => of.iter().for_each(|of| of.each_asked(each)),
            Self::Not(of) => of.each_asked(each),
            Self::Said(..) | Self::In(_) | Self::Untold => {}
        }
    }

    /// Adds what the words begin with that the condition looks for.
    pub(super) fn add_starts(&self, starts: &mut Starts) {
        match self {
            Self::Said(pattern, _) => pattern.add_starts(starts),
            Self::All(of) | Self::Any(of) => of.iter().for_each(|of| of.add_starts(starts)),
            Self::Not(of) => of.add_starts(starts),
            Self::Mentions(_) | Self::In(_) | Self::Untold => {}
        }
    }

    /// Tells whether a unit satisfies the condition; none where the text does not tell.
    pub(super) fn holds(
        &self,
        tokens: &Tokens,
        mentioned: &Mentioned,
        within: Within<'_>,
    ) -> Option<bool> {
        let holds = |of: &Self| of.holds(tokens, mentioned, within);
        match self {
            Self::Said(pattern, least) => Some(pattern.spans(tokens, EVERYWHERE).len() >= *least),
            // Mentions in titles are not told apart by unit.
            Self::Mentions(_) if matches!(within, Within::Title) => Some(false),
            Self::Mentions(asked) => Some(!mentioned.spans(asked).is_empty()),
            Self::All(of) => every(of.iter().map(holds)),
            Self::Any(of) => {
                every(of.iter().map(|of| holds(of).map(|holds| !holds))).map(|none| !none)
            }
            Self::Not(of) => holds(of).map(|holds| !holds),
            Self::In(names) => Some(match within {
                Within::Title => false,
                Within::Section(section) => names.iter().any(|name| is_named(section, name)),
            }),
            Self::Untold => None,
        }
    }
}

/// True if all are, false if one is not, else not told.
fn every(of: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for holds in of {
        match holds {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}
