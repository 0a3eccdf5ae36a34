//! What is stored, once: the fields of the index, articles to documents and back, and where index folders live.
//!
//! An article is a **block** of documents that follow each other: a header, then one document a section.
//! [`Encoder::block`] makes the block, [`Layout`] names the fields, [`Home`] tells which folder is served,
//! [`create`] and [`open`] hand out the engine's index and see to it that only our own versions are served.

mod amount_key;
mod arrival;
mod companies;
mod directory;
mod encode;
mod error;
mod facts;
mod home;
mod layout;
mod open;
mod packed;
mod sketch;
mod stamp;
mod stored;
mod words;

pub use amount_key::{AmountKeys, amount_key, amount_of_key};
pub use arrival::Arrival;
pub use encode::{Block, Encoder, FileMeta};
pub use error::SchemaError;
pub use home::Home;
pub use layout::{HEADER, Layout, VERSION, WORDED};
pub use open::{create, open, open_unchecked, stamp};
pub use sketch::Sketch;
pub use stamp::Stamp;
pub use stored::{StoredHeader, StoredSection, decode_header, decode_section};
pub use words::WordFields;
