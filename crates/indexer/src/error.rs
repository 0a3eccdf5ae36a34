//! Why a run did not complete.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a run did not complete.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process is indexing this library.
    #[error("another process is indexing {}", library.display())]
    Busy {
        /// The library.
        library: PathBuf,
    },
    /// The library is no folder that can be listed.
    #[error("{} cannot be listed: {source}", library.display())]
    Library {
        /// The library.
        library: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data folder or something in it cannot be read or written.
    #[error("{} cannot be used: {source}", path.display())]
    Data {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An ignore pattern cannot be understood.
    #[error("the ignore pattern `{pattern}` cannot be understood: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong.
        reason: String,
    },
    /// The engine failed; nothing of the library is lost, and the next run goes on.
    #[error("the index cannot be written: {reason}")]
    Engine {
        /// What the engine said.
        reason: String,
    },
}

impl IndexError {
    /// Makes a function that says at which path of the data folder the system refused.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Data { path: path.to_owned(), source }
    }

    /// Keeps what the engine said.
    pub(crate) fn engine(error: &tantivy::TantivyError) -> Self {
        Self::Engine { reason: error.to_string() }
    }
}

/// Why an article could not be stored or removed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of the library cannot be written, read or removed.
    #[error("{} cannot be written: {source}", path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that is not one article of ours holds the id, and nothing was changed.
    #[error("the id `{id}` is held by {path}, which is not an article that was sent here")]
    Held {
        /// The id.
        id: String,
        /// Path inside the library; `path@place` for a member.
        path: String,
    },
    /// It is done, but the index does not know of it yet.
    #[error("it is stored, but the index does not have it yet: {0}")]
    NotIndexed(Arc<IndexError>),
}

impl StoreError {
    /// Makes a function that says at which path of the library the system refused.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Disk { path: path.to_owned(), source }
    }

    /// Tells whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Disk { source, .. } if matches!(
            source.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        ))
    }
}
