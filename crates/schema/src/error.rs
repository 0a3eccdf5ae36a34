//! What can be wrong with an index folder.

use std::path::PathBuf;

/// Why an index folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Made by another version of the layout or the analysis, or never finished: to be rebuilt.
    #[error("the index in {} was made by another version", path.display())]
    Stale {
        /// The index folder.
        path: PathBuf,
    },
    /// The engine cannot open or read it: to be rebuilt.
    #[error("the index in {} cannot be read: {source}", path.display())]
    Engine {
        /// The index folder.
        path: PathBuf,
        /// What the engine said.
        source: tantivy::TantivyError,
    },
    /// A stored document does not hold what the layout says: damaged, to be rebuilt.
    #[error("a stored document is damaged: {what}")]
    Damaged {
        /// Which part of it.
        what: &'static str,
    },
}
