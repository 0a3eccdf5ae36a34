//! Which segments are merged into one.

use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment of at most so many documents, some hundred and fifty articles, is small: it holds what arrived by itself.
const SMALL: u32 = 1_000;
/// So many small segments are merged at once, whatever their sizes. With fewer, every third arrival would wait for a merge.
const SMALL_AT_ONCE: usize = 8;
/// So many larger segments of about one size are merged at once. Each costs every search something; with fewer at once more of a
/// library is written again.
const LARGE_AT_ONCE: usize = 6;
/// Share of deleted documents from which a segment is merged, to be rid of them.
const DELETED_RATIO: f32 = 0.2;

/// The engine's policy for small segments and for larger ones, apart. By itself it takes segments of up to 10,000
/// documents for small, and merges thousands of documents again for every seventh article that arrives.
#[derive(Debug)]
pub(super) struct BySize {
    small: LogMergePolicy,
    large: LogMergePolicy,
}

impl BySize {
    pub(super) fn new() -> Self {
        let policy = |at_once| {
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(at_once);
            policy.set_min_layer_size(SMALL);
            policy.set_del_docs_ratio_before_merge(DELETED_RATIO);
            policy
        };
        Self { small: policy(SMALL_AT_ONCE), large: policy(LARGE_AT_ONCE) }
    }
}

impl MergePolicy for BySize {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let is_small = |segment: &&SegmentMeta| segment.num_docs() <= SMALL;
        let (small, large): (Vec<_>, Vec<_>) =
            segments.iter().cloned().partition(|segment| is_small(&segment));
        let mut candidates = self.small.compute_merge_candidates(&small);
        candidates.extend(self.large.compute_merge_candidates(&large));
        candidates
    }
}

#[cfg(test)]
mod tests {
    use tantivy::indexer::NoMergePolicy;
    use tantivy::schema::Schema;
    use tantivy::{Index, IndexWriter, TantivyDocument};

    use super::*;

    /// How many segments each merge takes, where there are segments of these sizes.
    fn merges(sizes: &[u32]) -> Vec<usize> {
        let index = Index::create_in_ram(Schema::builder().build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for size in sizes {
            for _ in 0..*size {
                writer.add_document(TantivyDocument::new()).unwrap();
            }
            writer.commit().unwrap();
        }
        let segments = index.searchable_segment_metas().unwrap();
        assert_eq!(segments.len(), sizes.len());
        let candidates = BySize::new().compute_merge_candidates(&segments);
        candidates.iter().map(|candidate| candidate.0.len()).collect()
    }

    #[test]
    fn what_arrives_is_merged_by_eights_and_large_segments_by_sixes() {
        let arrived = [6; SMALL_AT_ONCE];
        assert_eq!(merges(&arrived[1..]), [0; 0]);
        assert_eq!(merges(&arrived), [8]);
        assert_eq!(merges(&[900, 6, 48, 6, 6, 6, 6, 6]), [8], "they count as of one size");
        assert_eq!(merges(&[1_500; 5]), [0; 0]);
        assert_eq!(merges(&[1_500; 6]), [6]);
        assert_eq!(merges(&[1_500, 6, 6, 6, 6, 6, 1_600, 6]), [0; 0], "large ones do not count");
    }
}
