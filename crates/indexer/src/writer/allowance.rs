//! Bounds the text that waits for the engine's threads.
//!
//! The engine queues up to 10,000 blocks whatever their size; here each block takes an allowance, and gives it back
//! when a thread of the engine takes its last document up.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::indexer::UserOperation;
use tantivy::schema::Field;
use tantivy::{Document, TantivyDocument};

/// Bytes of documents that wait for the engine, at most, unless one block alone is larger.
const LIMIT_BYTES: u64 = 32 * 1024 * 1024;

/// Waiting longer than this without any progress, the writer goes on: the engine then says what is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

/// Bytes of documents that may wait for the engine.
#[derive(Debug, Default)]
pub(crate) struct Allowance {
    waiting_bytes: Mutex<u64>,
    freed: Condvar,
}

/// Part of the allowance, given back when dropped.
#[derive(Debug)]
struct Share {
    allowance: Arc<Allowance>,
    bytes: u64,
}

impl Allowance {
    /// Lets a block of that weight in, as soon as there is room.
    pub(crate) fn admit(
        self: &Arc<Self>,
        operations: impl ExactSizeIterator<Item = UserOperation>,
        bytes: u64,
    ) -> Vec<UserOperation<Admitted>> {
        let mut waiting = self.waiting_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > 0 && *waiting + bytes > LIMIT_BYTES {
            let before = *waiting;
            let woken = self.freed.wait_timeout(waiting, PATIENCE);
            let (now, timeout) = woken.unwrap_or_else(PoisonError::into_inner);
            waiting = now;
            if timeout.timed_out() && *waiting == before {
                break;
            }
        }
        *waiting += bytes;
        drop(waiting);
        let mut share = Some(Share { allowance: Arc::clone(self), bytes });
        let last = operations.len();
        let admitted = operations.enumerate().map(|(index, operation)| match operation {
            UserOperation::Delete(term) => UserOperation::Delete(term),
            UserOperation::Add(document) => {
                let share = if index + 1 == last { share.take() } else { None };
                UserOperation::Add(Admitted { document, _share: share })
            }
        });
        admitted.collect()
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut waiting =
            self.allowance.waiting_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        drop(waiting);
        self.allowance.freed.notify_all();
    }
}

/// A document on its way to the engine, the last of a block with the block's share.
#[derive(Debug)]
pub(crate) struct Admitted {
    document: TantivyDocument,
    _share: Option<Share>,
}

impl Document for Admitted {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }

    fn get_sorted_field_values(&self) -> Vec<(Field, Vec<Self::Value<'_>>)> {
        self.document.get_sorted_field_values()
    }
}
