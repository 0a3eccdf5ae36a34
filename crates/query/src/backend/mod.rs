//! The engine room: the only place that knows how the index is searched.

mod at_least;
mod facets;
mod lift;
mod lower;
mod pass;
mod prefix;
mod rank;
mod sequence;
mod snapshot;
mod statistics;
mod terms;
mod weights;
mod word_list;

pub(crate) use facets::FacetValues;
pub(crate) use lower::Sides;
pub(crate) use pass::{Candidate, Order};
pub(crate) use snapshot::{EngineError, Snapshot};
pub(crate) use weights::RERANKED;
