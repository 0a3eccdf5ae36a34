//! Blocks into the engine. The only place that writes to an index.

mod allowance;
mod merging;

use std::sync::Arc;

use precis_schema::{Block, Stamp};
use tantivy::indexer::UserOperation;
use tantivy::{Directory as _, Index, IndexWriter, TantivyError};

use crate::IndexError;
use allowance::{Admitted, Allowance};
use merging::BySize;

/// A thread of the engine gets at least this; less and the engine refuses.
const SMALL_BYTES: usize = 15_000_000;
/// What all threads of the engine get together for much text; more text makes more segments, and what must be merged is written
/// twice.
const LARGE_BYTES: usize = 400_000_000;
/// Threads of the engine, at most: with a small part of that memory each, they write so many small segments that it takes
/// twice the time. Reading and analyzing takes the other cores.
const MOST_THREADS: usize = 8;
/// Text for which another thread of the engine is worth the segment that it makes.
const PER_THREAD_BYTES: u64 = 4 * 1024 * 1024;
/// A block's documents weigh about this many times its text: stems twice, exact words, and the text.
const WEIGHT: u64 = 5;

/// Writes to one index. After any error it must be dropped: the engine may have lost what it was given.
pub(crate) struct Writer {
    index: Index,
    threads: usize,
    memory_bytes: usize,
    engine: Option<IndexWriter<Admitted>>,
    allowance: Arc<Allowance>,
    written: bool,
}

impl Writer {
    /// Prepares for about so many bytes of text. The engine is started when there is something to write.
    pub(crate) fn new(index: Index, threads: usize, text_bytes: u64) -> Self {
        let useful = usize::try_from(text_bytes / PER_THREAD_BYTES).unwrap_or(usize::MAX);
        let most = threads.clamp(1, MOST_THREADS);
        let threads = useful.clamp(1, most);
        let memory_bytes = if useful <= 1 { SMALL_BYTES } else { LARGE_BYTES };
        let allowance = Arc::default();
        Self { index, threads, memory_bytes, engine: None, allowance, written: false }
    }

    /// Puts an article in the place of the one with its id. With `is_new` the index has none, and no segment need be
    /// opened to look for it.
    pub(crate) fn put(&mut self, block: Block, is_new: bool) -> Result<(), IndexError> {
        let weight = block.text_bytes.saturating_mul(WEIGHT);
        let mut operations = block.operations;
        if is_new {
            operations.retain(|operation| matches!(operation, UserOperation::Add(_)));
        }
        self.run(operations, weight)
    }

    /// Takes an article out.
    pub(crate) fn remove(&mut self, removal: Vec<UserOperation>) -> Result<(), IndexError> {
        self.run(removal, 0)
    }

    fn run(&mut self, operations: Vec<UserOperation>, weight: u64) -> Result<(), IndexError> {
        self.written = true;
        let operations = self.allowance.admit(operations.into_iter(), weight);
        self.engine()?.run(operations).map_err(|error| IndexError::engine(&error))?;
        Ok(())
    }

    fn engine(&mut self) -> Result<&mut IndexWriter<Admitted>, IndexError> {
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => self.start().map_err(|error| IndexError::engine(&error))?,
        };
        Ok(self.engine.insert(engine))
    }

    fn start(&self) -> Result<IndexWriter<Admitted>, TantivyError> {
        let engine = self.index.writer_with_num_threads(self.threads, self.memory_bytes)?;
        engine.set_merge_policy(Box::new(BySize::new()));
        Ok(engine)
    }

    /// Tells whether it does for about so many bytes of text more, by one thread.
    pub(crate) fn suits(&self, text_bytes: u64) -> bool {
        self.threads == 1 && text_bytes / PER_THREAD_BYTES <= 1
    }

    /// Counts what was written as committed: what follows is another round's.
    pub(crate) fn begin(&mut self) {
        self.written = false;
    }

    /// Tells whether a commit would change the index.
    pub(crate) fn has_written(&self) -> bool {
        self.written
    }

    /// Commits, durably, and makes sure that the commit is there.
    pub(crate) fn commit(&mut self, stamp: &Stamp) -> Result<(), IndexError> {
        let payload = stamp.to_payload();
        let engine = self.engine()?;
        let committed = (|| {
            let mut prepared = engine.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()
        })();
        committed.map_err(|error| IndexError::engine(&error))?;
        // The engine renames the list of segments into place, but does not force the name to disk.
        self.index
            .directory()
            .sync_directory()
            .map_err(|error| IndexError::Engine { reason: error.to_string() })?;
        let metas = self.index.load_metas().map_err(|error| IndexError::engine(&error))?;
        if metas.payload.as_deref().and_then(Stamp::from_payload).as_ref() != Some(stamp) {
            return Err(IndexError::Engine { reason: "a commit did not arrive".to_owned() });
        }
        Ok(())
    }

    /// Waits until the engine has merged what it is merging: dropping it would throw the merges away.
    pub(crate) fn finish(mut self) -> Result<(), IndexError> {
        match self.engine.take() {
            Some(engine) => {
                engine.wait_merging_threads().map_err(|error| IndexError::engine(&error))
            }
            None => Ok(()),
        }
    }
}
