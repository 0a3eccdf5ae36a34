//! The engine room: the only place that knows how the index is searched.

mod also;
mod amounts;
mod at_least;
mod closeness;
mod expand;
mod facets;
mod forms;
mod lift;
mod look;
mod lower;
mod mentions;
mod pass;
mod patterns;
mod rank;
mod same;
mod snapshot;
mod spans;
mod statistics;
mod terms;
mod times;
mod units;
mod weights;
mod word_list;

pub(crate) use facets::FacetValues;
pub(crate) use lower::Sides;
pub(crate) use pass::{Candidate, Order};
pub(crate) use snapshot::{EngineError, Snapshot};
pub(crate) use weights::RERANKED;
