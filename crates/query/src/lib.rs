//! A question in, an answer out.
//!
//! Three stages, three types: [`language`] turns typed text into a tree with places, resolving settles names,
//! dates and words, and the engine room turns what is settled into the engine's own queries.
//! [`Library`] is the door; [`SearchRequest`] goes in, [`response::SearchResponse`] comes out.

mod answer;
mod backend;
mod cursor;
mod error;
mod explain;
mod fold;
mod forgive;
pub mod language;
mod library;
mod marks;
mod ranking;
mod recent;
mod related;
mod request;
mod resolve;
pub mod response;
mod snippet;
mod spans;
mod stop;
mod suggest;
mod weights;

pub use error::{OpenError, SearchError};
pub use library::{Arrivals, IdMatch, Library, Size};
pub use request::{MatchMode, SearchRequest, Sort};
pub use stop::Stop;
pub use weights::Weights;
