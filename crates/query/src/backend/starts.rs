//! Where words stand that start with some letters, kept for a while.
//!
//! Who types a word asks for one start of it after the other, and each answer asks several times: whether anything is
//! found, what is, and in which sections. Looking one up goes through every word that it begins.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::BitSet;
use tantivy::index::SegmentId;
use tantivy::schema::Field;

/// Bytes that are kept, at most, beside the newest.
const MOST_BYTES: usize = 8 << 20;

/// The documents of a segment that have a word in a field which starts with some letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Which {
    pub(super) segment: SegmentId,
    pub(super) field: Field,
    /// Whether their articles are meant.
    pub(super) lifted: bool,
    pub(super) letters: String,
}

/// What was looked up, the latest last. Segments do not change, so it stays true for as long as it is kept.
#[derive(Default)]
pub(crate) struct Starts(Mutex<VecDeque<(Which, Arc<BitSet>)>>);

impl Starts {
    /// Returns what is known, or looks it up.
    pub(super) fn of(
        &self,
        which: Which,
        look_up: impl FnOnce() -> tantivy::Result<BitSet>,
    ) -> tantivy::Result<Arc<BitSet>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut kept = lock();
            if let Some(at) = kept.iter().rposition(|(known, _)| *known == which)
                && let Some((which, docs)) = kept.remove(at)
            {
                kept.push_back((which, Arc::clone(&docs)));
                return Ok(docs);
            }
        }
        let docs = Arc::new(look_up()?);
        let mut kept = lock();
        let mut bytes: usize = kept.iter().map(|(_, docs)| bytes_of(docs)).sum();
        while bytes > MOST_BYTES
            && let Some((_, oldest)) = kept.pop_front()
        {
            bytes -= bytes_of(&oldest);
        }
        kept.push_back((which, Arc::clone(&docs)));
        Ok(docs)
    }
}

/// One bit a document of the segment.
fn bytes_of(docs: &BitSet) -> usize {
    docs.max_value() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn which(letters: &str) -> Which {
        let segment = SegmentId::from_uuid_string("0123456789abcdef0123456789abcdef").unwrap();
        let letters = letters.to_owned();
        Which { segment, field: Field::from_field_id(0), lifted: false, letters }
    }

    #[test]
    fn what_is_known_is_not_looked_up_again_until_others_took_its_place() {
        let starts = Starts::default();
        // A quarter of what is kept, each.
        let documents = u32::try_from(MOST_BYTES * 2).unwrap();
        let asked = |letters: &str| {
            let mut looked_up = false;
            let look_up = || {
                looked_up = true;
                Ok(BitSet::with_max_value(documents))
            };
            starts.of(which(letters), look_up).unwrap();
            looked_up
        };
        assert!(asked("a"));
        assert!(asked("b"));
        assert!(!asked("a"), "it is known");
        for letters in ["c", "d", "e", "f"] {
            assert!(asked(letters));
        }
        assert!(asked("b"), "it was asked for longest ago");
    }

    #[test]
    fn what_fails_is_not_kept() {
        let starts = Starts::default();
        let failing = || Err(tantivy::TantivyError::InternalError("stopped".to_owned()));
        assert!(starts.of(which("a"), failing).is_err());
        assert!(starts.of(which("a"), || Ok(BitSet::with_max_value(1))).is_ok());
    }
}
