//! Companies: which there are, what they are called, and where a text speaks of them.
//!
//! A built-in list (`companies.toml`) and a library's own aliases file make one [`Aliases`]. [`Companies::mentions`]
//! finds companies in the units of an article; names that are ordinary words too are told apart by capitals, by their
//! neighbours, and by what else the article says.

mod aliases;
mod around;
mod built_in;
mod company;
mod cues;
mod file;
mod judge;
mod lexicon;
mod list;
mod lookup;
mod mentions;
mod merge;
mod places;
mod scan;

pub use aliases::{AliasFault, Aliases};
pub use company::Company;
pub use list::{Companies, CompanyId};
pub use mentions::Mention;
pub use places::{Mentioned, TextPlace};
