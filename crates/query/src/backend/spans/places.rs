//! A pattern in one segment: which documents may hold it, and where.

use tantivy::{DocId, SegmentReader, TERMINATED};

use super::Pattern;
use super::words::Words;
use crate::spans::{Span, in_any_order, in_order, smallest};

/// A pattern, opened in one segment. It goes through the documents that hold the words of the pattern, together or
/// not; its spans tell.
pub(crate) enum Places {
    Words {
        words: Words,
        positions: Vec<u32>,
    },
    InOrder {
        words: Together<Words>,
        slop: u32,
        lists: Vec<Vec<u32>>,
    },
    Near {
        of: Together<Places>,
        distance: u32,
        lists: Vec<Vec<Span>>,
    },
    /// At least two.
    Any {
        of: Vec<Places>,
        spans: Vec<Span>,
    },
}

impl Places {
    /// Opens a pattern; none if the segment cannot hold it.
    pub(crate) fn open(pattern: &Pattern, reader: &SegmentReader) -> tantivy::Result<Option<Self>> {
        Ok(match pattern {
            Pattern::Words(terms) => Words::open(reader, terms)?
                .map(|words| Self::Words { words, positions: Vec::new() }),
            Pattern::InOrder { words, slop } => {
                let mut opened = Vec::with_capacity(words.len());
                for terms in words {
                    let Some(words) = Words::open(reader, terms)? else { return Ok(None) };
                    opened.push(words);
                }
                let lists = vec![Vec::new(); opened.len()];
                let words = Together::new(opened, Words::cost);
                Some(Self::InOrder { words, slop: *slop, lists })
            }
            Pattern::Near { of, distance } => {
                let mut opened = Vec::with_capacity(of.len());
                for pattern in of {
                    let Some(places) = Self::open(pattern, reader)? else { return Ok(None) };
                    opened.push(places);
                }
                let lists = vec![Vec::new(); opened.len()];
                let of = Together::new(opened, Self::cost);
                Some(Self::Near { of, distance: *distance, lists })
            }
            Pattern::Any(of) => {
                let mut opened = Vec::with_capacity(of.len());
                for pattern in of {
                    opened.extend(Self::open(pattern, reader)?);
                }
                if opened.len() < 2 {
                    return Ok(opened.pop());
                }
                Some(Self::Any { of: opened, spans: Vec::new() })
            }
        })
    }

    /// The document at hand.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Words { words, .. } => words.doc(),
            Self::InOrder { words, .. } => words.doc,
            Self::Near { of, .. } => of.doc,
            Self::Any { of, .. } => of.iter().map(Self::doc).min().unwrap_or(TERMINATED),
        }
    }

    /// Goes on to the first document that is at least `target` and holds the words.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Words { words, .. } => words.seek(target),
            Self::InOrder { words, .. } => words.seek(target, Words::seek),
            Self::Near { of, .. } => of.seek(target, Self::seek),
            Self::Any { of, .. } => {
                of.iter_mut().map(|of| of.seek(target)).min().unwrap_or(TERMINATED)
            }
        }
    }

    /// Documents that hold the words, at most.
    pub(crate) fn cost(&self) -> u32 {
        match self {
            Self::Words { words, .. } => words.cost(),
            Self::InOrder { words, .. } => words.of.iter().map(Words::cost).min().unwrap_or(0),
            Self::Near { of, .. } => of.of.iter().map(Self::cost).min().unwrap_or(0),
            Self::Any { of, .. } => of.iter().map(Self::cost).fold(0, u32::saturating_add),
        }
    }

    /// The smallest spans in the document at hand, ascending.
    pub(crate) fn spans(&mut self, found: &mut Vec<Span>) {
        match self {
            Self::Words { words, positions } => {
                words.positions(positions);
                found.clear();
                found.extend(positions.iter().copied().map(Span::at));
            }
            Self::InOrder { words, slop, lists, .. } => {
                for (words, list) in words.of.iter_mut().zip(lists.iter_mut()) {
                    words.positions(list);
                }
                in_order(lists, *slop, found);
            }
            Self::Near { of, distance, lists, .. } => {
                for (of, list) in of.of.iter_mut().zip(lists.iter_mut()) {
                    of.spans(list);
                }
                in_any_order(lists, *distance, found);
            }
            Self::Any { of, spans } => {
                found.clear();
                let doc = of.iter().map(Self::doc).min().unwrap_or(TERMINATED);
                for of in of.iter_mut().filter(|of| of.doc() == doc) {
                    of.spans(spans);
                    found.extend_from_slice(spans);
                }
                smallest(found);
            }
        }
    }
}

/// Things that must stand in the same document.
pub(crate) struct Together<T> {
    of: Vec<T>,
    /// Places in `of`.
    rarest_first: Vec<usize>,
    /// Where all of them stand. One may have ended, and then no document is left whatever the others stand on.
    doc: DocId,
}

impl<T> Together<T> {
    fn new(of: Vec<T>, cost: impl Fn(&T) -> u32) -> Self {
        let mut rarest_first: Vec<usize> = (0..of.len()).collect();
        rarest_first.sort_by_key(|at| cost(&of[*at]));
        Self { of, rarest_first, doc: 0 }
    }

    /// Goes on to the first document that is at least `target` and that all stand on.
    fn seek(&mut self, target: DocId, seek: impl Fn(&mut T, DocId) -> DocId) -> DocId {
        let mut candidate = target;
        'leap: loop {
            for at in &self.rarest_first {
                let doc = seek(&mut self.of[*at], candidate);
                if doc > candidate {
                    candidate = doc;
                    if candidate == TERMINATED {
                        break 'leap;
                    }
                    continue 'leap;
                }
            }
            break;
        }
        self.doc = candidate;
        candidate
    }
}
