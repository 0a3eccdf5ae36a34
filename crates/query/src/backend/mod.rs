//! The engine room: the only place that knows how the index is searched.

mod also;
mod amounts;
mod at_least;
mod closeness;
mod expand;
mod explain;
mod facets;
mod filters;
mod forms;
mod lift;
mod look;
mod lower;
mod mentions;
mod pass;
mod patterns;
mod rank;
mod same;
mod sides;
mod snapshot;
mod spans;
mod statistics;
mod terms;
mod times;
mod units;
mod walk;
mod weights;
mod word_list;
mod words;

pub(crate) use explain::Shares;
pub(crate) use facets::FacetValues;
pub(crate) use lower::Sides;
pub(crate) use pass::{Candidate, Order};
pub(crate) use snapshot::{EngineError, Snapshot};
pub(crate) use weights::RERANKED;
