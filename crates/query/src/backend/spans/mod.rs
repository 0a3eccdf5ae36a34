//! Words where they stand: one after the other, with others between, or close together in any order.
//!
//! The engine's own phrase query is not used: with more than two words and a distance its scored and unscored forms
//! disagree, and its scorer cannot be built for a phrase whose words share no document without tripping an
//! assertion. This one counts the same either way.

mod places;
mod query;
mod words;

pub(crate) use places::Places;
pub(crate) use query::SpansQuery;

use tantivy::Term;

/// What is looked for, by places.
#[derive(Debug, Clone)]
pub(crate) enum Pattern {
    /// Any of these terms.
    Words(Vec<Term>),
    /// Words in this order, each given as any of some terms, with at most `slop` others between in all.
    InOrder {
        /// At least two.
        words: Vec<Vec<Term>>,
        /// Most others between.
        slop: u32,
    },
    /// All of these in any order, the last position at most `distance` after the first.
    Near {
        /// At least one.
        of: Vec<Pattern>,
        /// Last position minus first, at most.
        distance: u32,
    },
    /// Any of these.
    Any(Vec<Pattern>),
}
