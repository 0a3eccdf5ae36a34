//! The postings of a word in one segment.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::backend::terms::postings;

/// Postings of the terms that stand for one word, walked together.
pub(crate) enum Words {
    One(Box<SegmentPostings>),
    /// At least two; the heap knows where each stands, the ended ones left out.
    Several(Vec<SegmentPostings>, BinaryHeap<Reverse<(DocId, usize)>>),
}

impl Words {
    /// Opens the postings; none if no term is in the segment.
    pub(super) fn open(reader: &SegmentReader, terms: &[Term]) -> tantivy::Result<Option<Self>> {
        let mut postings = postings(reader, terms, IndexRecordOption::WithFreqsAndPositions)?;
        if postings.len() < 2 {
            return Ok(postings.pop().map(|one| Self::One(Box::new(one))));
        }
        let heap = postings.iter().enumerate().map(|(at, p)| Reverse((p.doc(), at))).collect();
        Ok(Some(Self::Several(postings, heap)))
    }

    pub(super) fn doc(&self) -> DocId {
        match self {
            Self::One(postings) => postings.doc(),
            Self::Several(_, heap) => heap.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc),
        }
    }

    /// Goes on to the first document that is at least `target`.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::One(postings) if postings.doc() < target => postings.seek(target),
            Self::One(postings) => postings.doc(),
            Self::Several(postings, heap) => {
                while let Some(mut top) = heap.peek_mut() {
                    let Reverse((doc, at)) = *top;
                    if doc >= target {
                        return doc;
                    }
                    match postings[at].seek(target) {
                        TERMINATED => drop(PeekMut::pop(top)),
                        doc => *top = Reverse((doc, at)),
                    }
                }
                TERMINATED
            }
        }
    }

    /// Documents that hold the word, at most.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Self::One(postings) => postings.doc_freq(),
            Self::Several(postings, _) => {
                postings.iter().map(SegmentPostings::doc_freq).fold(0, u32::saturating_add)
            }
        }
    }

    /// The positions in the document at hand, ascending, each once.
    pub(super) fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        match self {
            Self::One(postings) => postings.append_positions_with_offset(0, positions),
            Self::Several(postings, heap) => {
                let doc = heap.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc);
                let mut here = Vec::new();
                while let Some(top) = heap.peek_mut() {
                    if top.0.0 != doc {
                        break;
                    }
                    here.push(PeekMut::pop(top));
                }
                for Reverse((_, at)) in &here {
                    postings[*at].append_positions_with_offset(0, positions);
                }
                if here.len() > 1 {
                    positions.sort_unstable();
                    positions.dedup();
                }
                heap.extend(here);
            }
        }
    }
}
