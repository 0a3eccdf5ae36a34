//! Bytes in, articles out: sections, units and metadata of a briefing.
//!
//! Pure: no disk, no network, no clock, no search engine.

mod article;
mod fault;
mod kind;
mod read;
mod vocabulary;

pub use article::{Article, From, Section, TitleFrom, Unit, UnitKind};
pub use fault::{Fault, FaultCode};
pub use kind::{Group, Kind};
pub use read::{ARTICLE_LIMIT_BYTES, Member, Reading, is_known_ending, read};
pub use vocabulary::{Vocabulary, normalize_heading};
