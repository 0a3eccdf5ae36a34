//! One article looked at, section by section.

use std::sync::Arc;

use precis_schema::Layout;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::closeness::closeness;
use super::lift::ordinals;
use super::rank::{Lately, Parts, Ranked};
use super::terms::postings;
use crate::weights::{self, Weights};

/// The postings of all words in one segment.
pub(super) struct OpenSegment {
    ordinals: Arc<dyn ColumnValues<u64>>,
    max_doc: DocId,
    section_norms: FieldNormReader,
    body_norms: FieldNormReader,
    title_norms: FieldNormReader,
    /// Days of publication; none where nothing in the segment has one.
    days: Option<Column<i64>>,
    words: Vec<OpenWord>,
    /// Positions of each word in the section at hand; kept for their memory.
    positions: Vec<Vec<u32>>,
    buffer: Vec<u32>,
    /// Times that each word stands in the article at hand as it was typed.
    typed: Vec<u32>,
}

struct OpenWord {
    stems: Vec<SegmentPostings>,
    typed: Vec<SegmentPostings>,
    title_stems: Vec<SegmentPostings>,
    title_typed: Vec<SegmentPostings>,
}

impl OpenSegment {
    pub(super) fn new(
        l: &Layout,
        reader: &SegmentReader,
        ranked: &[Ranked],
    ) -> tantivy::Result<Self> {
        let open = |terms: &[Term], option| postings(reader, terms, option);
        let mut words = Vec::with_capacity(ranked.len());
        for word in ranked {
            let with_positions = IndexRecordOption::WithFreqsAndPositions;
            words.push(OpenWord {
                stems: open(&word.stems, with_positions)?,
                typed: open(&word.typed, IndexRecordOption::WithFreqs)?,
                title_stems: open(&word.title_stems, IndexRecordOption::Basic)?,
                title_typed: open(&word.title_typed, IndexRecordOption::WithFreqs)?,
            });
        }
        Ok(Self {
            ordinals: ordinals(reader)?,
            max_doc: reader.max_doc(),
            section_norms: reader.get_fieldnorms_reader(l.words.exact)?,
            body_norms: reader.get_fieldnorms_reader(l.body)?,
            title_norms: reader.get_fieldnorms_reader(l.title.exact)?,
            days: reader.fast_fields().column_opt("day")?,
            positions: vec![Vec::new(); ranked.len()],
            buffer: Vec::new(),
            typed: vec![0; ranked.len()],
            words,
        })
    }

    /// What the article whose block starts at a header earns besides the score of the first phase.
    pub(super) fn look(
        &mut self,
        header: DocId,
        ranked: &[Ranked],
        weights: &Weights,
        lately: &Lately,
    ) -> Parts {
        let mut parts = Parts { named: self.title(header, ranked), ..Parts::default() };
        let mut section = header + 1;
        let mut is_first = true;
        while section < self.max_doc && self.ordinals.get_val(section) > 0 {
            // Sections without words are as good as absent.
            if self.section_norms.fieldnorm_id(section) > 0 {
                self.section(section, is_first, ranked, &mut parts);
                is_first = false;
            }
            section += 1;
        }
        let norm = self.body_norms.fieldnorm_id(header);
        for (freq, word) in self.typed.iter().zip(ranked) {
            if *freq > 0 {
                parts.typed += word.as_typed.score(norm, *freq);
            }
        }
        parts.section *= weights.section;
        parts.closeness *= weights.closeness;
        parts.typed *= weights.typed;
        parts.named *= weights.named;
        parts.opening *= weights.opening;
        let day = self.days.as_ref().and_then(|days| days.first(header));
        parts.recency = day.map_or(0.0, |day| lately.of_day(day));
        parts
    }

    /// The weight of the words that the title holds, by the share of the title that they make; starts the count of
    /// words as they were typed.
    fn title(&mut self, header: DocId, ranked: &[Ranked]) -> f32 {
        let mut weight = 0.0;
        let mut found = 0.0;
        for (at, word) in self.words.iter_mut().enumerate() {
            self.typed[at] = 0;
            if any_at(&mut word.title_stems, header, |_| {}) {
                found += 1.0;
                weight += ranked[at].idf;
                any_at(&mut word.title_typed, header, |p| self.typed[at] += p.term_freq());
            }
        }
        let length = self.title_norms.fieldnorm(header).max(1) as f32;
        weight * (found / length).min(1.0)
    }

    /// Takes in one section.
    fn section(&mut self, section: DocId, is_first: bool, ranked: &[Ranked], parts: &mut Parts) {
        let norm = self.section_norms.fieldnorm_id(section);
        let mut score = 0.0;
        let mut found = 0;
        for (at, word) in self.words.iter_mut().enumerate() {
            let positions = &mut self.positions[at];
            positions.clear();
            let mut freq = 0;
            any_at(&mut word.stems, section, |postings| {
                freq += postings.term_freq();
                postings.positions(&mut self.buffer);
                positions.extend_from_slice(&self.buffer);
            });
            if freq == 0 {
                continue;
            }
            found += 1;
            positions.sort_unstable();
            score += ranked[at].in_section.score(norm, freq);
            any_at(&mut word.typed, section, |p| self.typed[at] += p.term_freq());
            if let Some(first) = positions.first().filter(|_| is_first) {
                parts.opening += ranked[at].idf / (1.0 + *first as f32 / weights::OPENING_HALF);
            }
        }
        parts.section = parts.section.max(score);
        if found > 1 {
            parts.closeness = parts.closeness.max(closeness(&self.positions, |at| ranked[at].idf));
        }
    }
}

/// Calls back for each of some postings that has the document, and tells whether any did; documents must not go backward.
fn any_at(
    postings: &mut [SegmentPostings],
    doc: DocId,
    mut each: impl FnMut(&mut SegmentPostings),
) -> bool {
    let mut any = false;
    for postings in postings {
        if postings.doc() < doc {
            postings.seek(doc);
        }
        if postings.doc() == doc && doc != TERMINATED {
            any = true;
            each(postings);
        }
    }
    any
}
