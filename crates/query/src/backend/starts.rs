//! Where words stand that start with some letters, kept for a while.
//!
//! Who types a word asks for one start of it after the other, and each answer asks several times: whether anything is
//! found, what is, and in which sections. Looking one up goes through every word that it begins.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{BitSet, Searcher, SegmentReader};

/// Bytes that are kept for each document of an index, at most, beside the newest: some two hundred starts.
const BYTES_A_DOCUMENT: usize = 24;
/// Bytes that are kept in any case.
const LEAST_BYTES: usize = 1 << 20;

/// The documents of a segment that have a word in a field which starts with some letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Which {
    pub(super) segment: SegmentId,
    pub(super) field: Field,
    /// Whether their articles are meant.
    pub(super) lifted: bool,
    pub(super) letters: String,
}

/// What was looked up. Segments do not change, so it stays true for as long as it is kept.
#[derive(Default)]
pub(crate) struct Starts(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// The latest last.
    docs: VecDeque<(Which, Arc<BitSet>)>,
    most_bytes: usize,
    /// Segments for which somebody has looked the likeliest up already, or is at it.
    claimed: HashSet<SegmentId>,
}

impl Starts {
    /// Keeps as much as suits an index, and nothing of segments that are no longer part of it.
    pub(super) fn fit(&self, searcher: &Searcher) {
        let readers = searcher.segment_readers();
        let segments: HashSet<SegmentId> = readers.iter().map(SegmentReader::segment_id).collect();
        let documents: usize = readers.iter().map(|reader| reader.max_doc() as usize).sum();
        let mut kept = self.lock();
        kept.most_bytes = documents.saturating_mul(BYTES_A_DOCUMENT).max(LEAST_BYTES);
        kept.docs.retain(|(which, _)| segments.contains(&which.segment));
        kept.claimed.retain(|segment| segments.contains(segment));
    }

    /// Tells the first who asks, and nobody else, to look up what of a segment will be asked for.
    pub(super) fn claim(&self, segment: SegmentId) -> bool {
        self.lock().claimed.insert(segment)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what is known, or looks it up.
    pub(super) fn of(
        &self,
        which: Which,
        look_up: impl FnOnce() -> tantivy::Result<BitSet>,
    ) -> tantivy::Result<Arc<BitSet>> {
        {
            let kept = &mut self.lock().docs;
            if let Some(at) = kept.iter().rposition(|(known, _)| *known == which)
                && let Some((which, docs)) = kept.remove(at)
            {
                kept.push_back((which, Arc::clone(&docs)));
                return Ok(docs);
            }
        }
        let docs = Arc::new(look_up()?);
        let kept = &mut *self.lock();
        let mut bytes: usize = kept.docs.iter().map(|(_, docs)| bytes_of(docs)).sum();
        while bytes > kept.most_bytes
            && let Some((_, oldest)) = kept.docs.pop_front()
        {
            bytes -= bytes_of(&oldest);
        }
        kept.docs.push_back((which, Arc::clone(&docs)));
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
        starts.lock().most_bytes = LEAST_BYTES;
        // A quarter of what is kept, each.
        let documents = u32::try_from(LEAST_BYTES * 2).unwrap();
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
