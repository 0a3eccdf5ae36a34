//! Bytes in, articles out: sections, units and metadata of a briefing.
//!
//! Pure: no disk, no network, no clock, no search engine. [`read`] is the one door; how people write what it reads
//! is in `docs/briefing-format.md`. [`facts::find`] finds what an article mentions that has a value.
//!
//! ```
//! use std::ops::ControlFlow;
//! use precis_briefing::{ARTICLE_LIMIT_BYTES, Kind, Reading, Vocabulary, read};
//!
//! let text = "Chip maker buys design house\n2026-04-27\n\nQuick Summary\nThe deal closes in May.\nMy Take\nIt fits.\n";
//! let reading = Reading {
//!     path: "2026/chip-deal.txt",
//!     vocabulary: &Vocabulary::default(),
//!     limit_bytes: ARTICLE_LIMIT_BYTES,
//! };
//! let mut articles = Vec::new();
//! read(&reading, &mut text.as_bytes(), &mut |member, _raw| {
//!     articles.extend(member.map(|member| member.article));
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!(articles[0].id, "2026/chip-deal");
//! assert_eq!(articles[0].title, "Chip maker buys design house");
//! assert_eq!(articles[0].sections[1].kind, Kind::Take);
//! # Ok::<(), std::io::Error>(())
//! ```

mod anchor;
mod article;
mod assemble;
mod body;
mod companies;
mod day;
mod decode;
pub mod facts;
mod fault;
mod format;
mod given;
mod ident;
mod kind;
mod lengths;
mod lines;
mod members;
mod native;
mod packed;
mod read;
mod run;
mod sentence_bounds;
mod sentences;
mod title;
mod units;
mod vocabulary;

pub use article::{Article, From, Section, TitleFrom, Unit, UnitKind};
pub use companies::{
    AliasFault, Aliases, Companies, Company, CompanyId, Mention, Mentioned, TextPlace,
};
pub use decode::{Decoded, decode};
pub use fault::{Fault, FaultCode};
pub use format::html::feed_links;
pub use format::{ending_of_beginning, ending_of_content_type};
pub use ident::{ID_LIMIT_BYTES, checked_id};
pub use kind::{Group, Kind};
pub use native::native_json;
pub use read::{ARTICLE_LIMIT_BYTES, Member, Reading, Sink, is_known_ending, read};
pub use vocabulary::{Vocabulary, normalize_heading};

/// Version of the reading: to be raised when the same bytes give another article or other facts, so that indexes are made anew.
pub const VERSION: u32 = 4;
