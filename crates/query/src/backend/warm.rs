//! What the first searches of a revision would wait for, read before they come.

use tantivy::query::{EnableScoring, Query};

use super::lower::Sides;
use super::snapshot::{EngineError, Snapshot};
use crate::resolve::Clause;

/// What most words begin with. Who types a word on the page asks for its first letter first, and no other start takes
/// as long to look up.
const FIRST: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
/// A smaller segment, some thousand articles, is looked through in a moment.
const LEAST_DOCUMENTS: u32 = 10_000;

impl Snapshot {
    /// Reads what articles are counted by, and where words stand that begin with each letter. What an earlier snapshot
    /// has read is not read again, nor what another thread is reading. Returns of how many segments anything was read.
    pub(crate) fn warm_up(&self) -> Result<usize, EngineError> {
        let mut read = 0;
        let searcher = self.searcher();
        for (at, reader) in searcher.segment_readers().iter().enumerate() {
            if reader.max_doc() < LEAST_DOCUMENTS || !self.starts().claim(reader.segment_id()) {
                continue;
            }
            self.tables().of(at, reader)?;
            for letter in FIRST.chars() {
                let start = Clause::Prefix(letter.to_string());
                let query = self.lowering(Sides::All).articles(&start)?;
                let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
                weight.scorer(reader, 1.0)?;
            }
            read += 1;
        }
        Ok(read)
    }
}
