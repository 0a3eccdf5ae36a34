//! An index folder held open: what is open of it serves each later revision too.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use precis_schema::{Layout, SchemaError, Stamp};
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, TantivyError};

/// Commits that may come between reading the stamp and opening what it speaks of.
const TRIES: usize = 20;

/// An index folder held open.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) folder: PathBuf,
    pub(super) layout: Arc<Layout>,
    index: Index,
    reader: IndexReader,
}

impl Opened {
    /// Opens a folder, and the newest revision in it.
    pub(super) fn open(folder: &Path) -> Result<(Self, Searcher, Stamp), SchemaError> {
        let engine = |source| SchemaError::Engine { path: folder.to_owned(), source };
        let layout = Layout::new();
        let (index, stamp) = precis_schema::open(folder, &layout)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = reader.try_into().map_err(engine)?;
        let opened = Self { folder: folder.to_owned(), layout: Arc::new(layout), index, reader };
        let (searcher, stamp) = match opened.stamp()? {
            now if now == stamp => (opened.reader.searcher(), stamp),
            _ => opened.newest()?,
        };
        Ok((opened, searcher, stamp))
    }

    /// Opens the newest revision. Files that an earlier one has open too are not opened again.
    pub(super) fn newest(&self) -> Result<(Searcher, Stamp), SchemaError> {
        let mut before = self.stamp()?;
        for _ in 0..TRIES {
            self.reader.reload().map_err(|source| self.error(source))?;
            let after = self.stamp()?;
            if after == before {
                break;
            }
            before = after;
        }
        Ok((self.reader.searcher(), before))
    }

    fn stamp(&self) -> Result<Stamp, SchemaError> {
        precis_schema::stamp(&self.folder, &self.index, &self.layout)
    }

    pub(super) fn error(&self, source: TantivyError) -> SchemaError {
        SchemaError::Engine { path: self.folder.clone(), source }
    }
}
