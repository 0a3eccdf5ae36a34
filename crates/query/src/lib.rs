//! A question in, an answer out.

mod error;
pub mod language;
mod library;
mod request;
pub mod response;

pub use error::{OpenError, SearchError};
pub use library::{IdMatch, Library};
pub use request::{MatchMode, SearchRequest, Sort};
