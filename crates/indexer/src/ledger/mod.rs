//! What is known of the library's files, so that a second run reads none of them.
//!
//! It lies in the index folder it speaks of. Before a commit it notes what the commit will touch, after the commit
//! what became of it: so it is never ahead of the index, and where it is behind it says with what.

mod entry;
mod frame;
mod log;
mod packed;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

pub(crate) use entry::{Entry, Hash128, Member, spot};
pub(crate) use log::{Log, load};

/// What is known of the library's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// How articles were read: vocabulary and reader. Entries of another reading are worth nothing.
    pub(crate) reading: [u8; 16],
    /// Revision up to which it is complete.
    pub(crate) revision: u64,
    /// By path inside the library.
    pub(crate) files: HashMap<Box<str>, Entry>,
    /// What a commit was about to touch of which nobody knows whether it was made.
    pub(crate) doubt: Doubt,
}

/// What a commit was about to touch of which nobody knows whether it was made.
///
/// Ids are enough: whatever such a commit did, it did to these, and each is written anew or deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Highest revision that such a commit would have made; 0 if there is none.
    pub(crate) revision: u64,
    pub(crate) ids: HashSet<Box<str>>,
}

impl Ledger {
    /// Starts with no file known.
    pub(crate) fn new(reading: [u8; 16]) -> Self {
        Self { reading, ..Self::default() }
    }

    /// Tells whether an index at this revision is the one the ledger speaks of.
    pub(crate) fn agrees_with(&self, revision: u64) -> bool {
        revision == self.revision || (revision > self.revision && revision <= self.doubt.revision)
    }

    /// Counts the articles that are searched.
    pub(crate) fn shown(&self) -> usize {
        let members = self.files.values().flat_map(|entry| &entry.members);
        members.filter(|member| !member.hidden).count()
    }

    /// Takes over what became of some files.
    pub(crate) fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put(path, entry) => self.files.insert(path, entry),
                Change::Gone(path) => self.files.remove(&path),
            };
        }
    }
}

impl Doubt {
    /// Tells whether everything is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    Put(Box<str>, Entry),
    Gone(Box<str>),
}

impl Change {
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Put(path, _) | Self::Gone(path) => path,
        }
    }
}
