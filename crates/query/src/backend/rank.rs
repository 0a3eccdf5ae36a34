//! The second phase: the best results of the first, looked at section by section.

use tantivy::columnar::ColumnValues;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::lift::ordinals;
use super::pass::Candidate;
use super::snapshot::Snapshot;
use super::statistics::{Bm25, idf};
use super::weights;
use crate::resolve::Word;

/// A word of the query, for the whole index.
struct Ranked {
    terms: Vec<Term>,
    bm25: Bm25,
    /// Its weight in closeness: how rare it is among articles.
    idf: f32,
}

/// Adds to each score what the first phase cannot see, and sorts; ties by what came first.
pub(super) fn rerank(
    snapshot: &Snapshot,
    words: &[&Word],
    best: &mut [Candidate],
) -> tantivy::Result<()> {
    let layout = snapshot.layout();
    let mut ranked = Vec::with_capacity(words.len());
    for word in words {
        let stems = word.whole_stems();
        let terms: Vec<Term> =
            stems.iter().map(|stem| Term::from_field_text(layout.stems, stem)).collect();
        if terms.is_empty() {
            continue;
        }
        let body: Vec<Term> =
            stems.iter().map(|stem| Term::from_field_text(layout.body, stem)).collect();
        let articles = snapshot.article_statistics();
        ranked.push(Ranked {
            bm25: snapshot.section_statistics().bm25(layout.stems, &terms, word.factor())?,
            idf: idf(articles.any_freq(&body)?, articles.documents()) * word.factor(),
            terms,
        });
    }
    if ranked.is_empty() {
        return Ok(());
    }
    // Postings only go forward, so results are visited in the order of the index.
    let mut order: Vec<usize> = (0..best.len()).collect();
    order.sort_unstable_by_key(|at| (best[*at].segment, best[*at].doc));
    let mut open: Option<(usize, OpenSegment)> = None;
    for at in order {
        let candidate = &mut best[at];
        if open.as_ref().is_none_or(|(segment, _)| *segment != candidate.segment) {
            let reader = &snapshot.searcher().segment_readers()[candidate.segment];
            open = Some((candidate.segment, OpenSegment::new(snapshot, reader, &ranked)?));
        }
        if let Some((_, segment)) = &mut open {
            candidate.score += segment.look(candidate.doc, &ranked);
        }
    }
    best.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(())
}

/// The postings of all words in one segment.
struct OpenSegment {
    ordinals: std::sync::Arc<dyn ColumnValues<u64>>,
    norms: FieldNormReader,
    max_doc: DocId,
    words: Vec<Vec<SegmentPostings>>,
    /// Positions of each word in the section at hand; kept for their memory.
    positions: Vec<Vec<u32>>,
    buffer: Vec<u32>,
}

impl OpenSegment {
    fn new(
        snapshot: &Snapshot,
        reader: &SegmentReader,
        ranked: &[Ranked],
    ) -> tantivy::Result<Self> {
        let field = snapshot.layout().stems;
        let index = reader.inverted_index(field)?;
        let mut words = Vec::with_capacity(ranked.len());
        for word in ranked {
            let mut postings = Vec::with_capacity(word.terms.len());
            for term in &word.terms {
                let option = IndexRecordOption::WithFreqsAndPositions;
                postings.extend(index.read_postings(term, option)?);
            }
            words.push(postings);
        }
        Ok(Self {
            ordinals: ordinals(reader)?,
            norms: reader.get_fieldnorms_reader(field)?,
            max_doc: reader.max_doc(),
            positions: vec![Vec::new(); ranked.len()],
            buffer: Vec::new(),
            words,
        })
    }

    /// What the sections of the block at a header add to its score.
    fn look(&mut self, header: DocId, ranked: &[Ranked]) -> f32 {
        let mut best_section = 0f32;
        let mut closest = 0f32;
        let mut section = header + 1;
        while section < self.max_doc && self.ordinals.get_val(section) > 0 {
            let mut score = 0.0;
            let mut found = 0;
            let norm = self.norms.fieldnorm_id(section);
            for (at, postings) in self.words.iter_mut().enumerate() {
                let positions = &mut self.positions[at];
                positions.clear();
                let mut freq = 0;
                for postings in postings {
                    if postings.doc() < section {
                        postings.seek(section);
                    }
                    if postings.doc() == section && section != TERMINATED {
                        freq += postings.term_freq();
                        postings.positions(&mut self.buffer);
                        positions.extend_from_slice(&self.buffer);
                    }
                }
                if freq > 0 {
                    found += 1;
                    positions.sort_unstable();
                    score += ranked[at].bm25.score(norm, freq);
                }
            }
            best_section = best_section.max(score);
            if found > 1 {
                closest = closest.max(closeness(&self.positions, ranked));
            }
            section += 1;
        }
        weights::SECTION * best_section + weights::CLOSENESS * closest
    }
}

/// How close neighbouring words of the query come to each other in one section: for each pair, the lesser of
/// their weights over the distance at their closest, where the order of the query counts in full and the other by half.
fn closeness(positions: &[Vec<u32>], ranked: &[Ranked]) -> f32 {
    let mut sum = 0.0;
    for (at, pair) in positions.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let mut near = 0f32;
        let mut start = 0;
        for l in left {
            let from = l.saturating_sub(weights::NEAR);
            while right.get(start).is_some_and(|r| *r < from) {
                start += 1;
            }
            for r in &right[start..] {
                if *r > l + weights::NEAR {
                    break;
                }
                let distance = r.abs_diff(*l).max(1) as f32;
                near = near.max(if r >= l { 1.0 } else { 0.5 } / distance);
            }
        }
        sum += near * ranked[at].idf.min(ranked[at + 1].idf);
    }
    sum
}
