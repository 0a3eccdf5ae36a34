//! Why a run did not complete.

use std::io;
use std::path::{Path, PathBuf};

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
