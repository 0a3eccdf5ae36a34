//! What an indexing run did, article by article where something is to be said.

use std::collections::BTreeMap;
use std::time::Duration;

use precis_briefing::Fault;
use serde::{Deserialize, Serialize};

/// What an indexing run did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Articles new to the index.
    pub added: u64,
    /// Articles whose text or metadata changed.
    pub replaced: u64,
    /// Articles that are gone from the library.
    pub removed: u64,
    /// Articles that are as they were.
    pub same: u64,
    /// Files that are no articles, by the rule that says so.
    pub skipped: BTreeMap<SkipRule, u64>,
    /// Files and members that could not be read as articles.
    pub refused: Vec<Refused>,
    /// Articles that were read, and what was mended on the way.
    pub noted: Vec<Refused>,
    /// Articles hidden behind another one with the same id.
    pub shadowed: Vec<Shadowed>,
    /// Folders and files that could not be listed or opened; nothing below them was taken as deleted.
    pub unreadable: Vec<Unreadable>,
    /// Bytes read.
    pub bytes_read: u64,
    /// Revision after the run.
    pub revision: u64,
    /// Whether the whole index was made anew.
    pub rebuilt: bool,
    /// How long the run took.
    pub elapsed: Duration,
}

/// Ids of the articles that a run touched, by what became of them; each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// New to the index.
    pub added: Vec<Box<str>>,
    /// With another text, other metadata, or from another file.
    pub replaced: Vec<Box<str>>,
    /// Gone.
    pub removed: Vec<Box<str>>,
}

impl Changes {
    /// Tells whether nothing was touched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.replaced.is_empty() && self.removed.is_empty()
    }
}

/// Why a file is not taken for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipRule {
    /// Its name, or a folder's above it, starts with a dot.
    DotEntry,
    /// README, LICENSE or CHANGELOG at the root.
    ProjectFile,
    /// `precis.toml` or the aliases file.
    Settings,
    /// An ignore pattern of `precis.toml`.
    Ignored,
    /// An ending that is none of a briefing's formats.
    UnknownEnding,
    /// A symbolic link that leads outside the library, to nothing, or in a circle.
    Link,
}

/// A file, or one member of it, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Path inside the library.
    pub path: String,
    /// What is wrong, where, and what to do.
    pub fault: Fault,
}

/// An article that another one hides, because both claim one id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shadowed {
    /// The id.
    pub id: String,
    /// Path of the hidden article (`path@place` for a member).
    pub hidden: String,
    /// Path of the article that is searched.
    pub shown: String,
}

/// A folder or file that could not be listed or opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// Path inside the library; empty for the library itself.
    pub path: String,
    /// What the system said.
    pub reason: String,
}
