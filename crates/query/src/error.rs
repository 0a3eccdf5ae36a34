//! What can go wrong with a question, other than finding nothing.

use std::path::PathBuf;

/// Why a library cannot be searched.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no index yet; it has to be built.
    #[error("no index in {}", data.display())]
    Missing {
        /// The data folder looked in.
        data: PathBuf,
    },
    /// The index was made by another version of the layout or the analysis; it has to be rebuilt.
    #[error("the index in {} was made by another version of Précis", data.display())]
    Stale {
        /// The data folder looked in.
        data: PathBuf,
    },
    /// The index cannot be read.
    #[error("the index in {} cannot be read: {reason}", data.display())]
    Unreadable {
        /// The data folder looked in.
        data: PathBuf,
        /// What the system or the engine said.
        reason: String,
    },
}

/// Why a search has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The cursor is not one of ours, or is of another query.
    #[error("the cursor is not one of this search; ask again without it")]
    BadCursor,
    /// A flag or parameter has a value that cannot be used.
    #[error("{parameter}: {message}")]
    BadParameter {
        /// Name of the parameter.
        parameter: &'static str,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The index cannot be read; it should be rebuilt.
    #[error("the index cannot be read: {reason}")]
    Unreadable {
        /// What the system or the engine said.
        reason: String,
    },
    /// It took longer than it may, or was told to end; see [`crate::Stop`].
    #[error("the search took too long and was stopped; ask for less")]
    Stopped,
}
