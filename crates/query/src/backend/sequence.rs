//! Words one position apart.
//!
//! The engine's own phrase query is not used: with more than two words its scored and unscored forms have
//! disagreed, and its scorer cannot be built for a phrase whose words share no document without tripping an
//! assertion. This one is small, and counts the same either way.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::statistics::Bm25;

/// Documents in which the terms stand one position apart, in order; scored as one rare word.
#[derive(Clone)]
pub(crate) struct SequenceQuery {
    pub(crate) field: Field,
    /// At least two, of that field.
    pub(crate) terms: Vec<Term>,
    pub(crate) bm25: Bm25,
}

impl fmt::Debug for SequenceQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.terms).finish()
    }
}

impl Query for SequenceQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SequenceQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut words = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = index.read_postings(term, option)? else {
                return Ok(Box::new(EmptyScorer));
            };
            words.push(postings);
        }
        let mut rarest_first: Vec<usize> = (0..words.len()).collect();
        rarest_first.sort_by_key(|place| words[*place].doc_freq());
        let mut scorer = SequenceScorer {
            words,
            rarest_first,
            norms: reader.get_fieldnorms_reader(self.field)?,
            bm25: self.bm25.clone(),
            boost,
            doc: 0,
            freq: 0,
            starts: Vec::new(),
            positions: Vec::new(),
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("words one after the other", 0.0))
    }
}

struct SequenceScorer {
    /// By their place in the sequence.
    words: Vec<SegmentPostings>,
    rarest_first: Vec<usize>,
    norms: FieldNormReader,
    bm25: Bm25,
    boost: Score,
    doc: DocId,
    /// Times the sequence stands in the document.
    freq: u32,
    /// Positions at which it can still start; kept for their memory, like the next.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl SequenceScorer {
    /// Stands on the first document that is at least `from` and holds the sequence.
    fn settle(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            from = self.shared(from);
            self.doc = from;
            if from == TERMINATED {
                return TERMINATED;
            }
            self.freq = self.count();
            if self.freq > 0 {
                return from;
            }
            from += 1;
        }
    }

    /// The first document that is at least `from` and holds all the words.
    fn shared(&mut self, from: DocId) -> DocId {
        let mut candidate = from;
        'leap: loop {
            for place in &self.rarest_first {
                let postings = &mut self.words[*place];
                if postings.doc() < candidate {
                    postings.seek(candidate);
                }
                if postings.doc() > candidate {
                    candidate = postings.doc();
                    if candidate == TERMINATED {
                        return TERMINATED;
                    }
                    continue 'leap;
                }
            }
            return candidate;
        }
    }

    /// Counts how often the sequence stands in a document that all postings stand on.
    fn count(&mut self) -> u32 {
        self.words[0].positions(&mut self.starts);
        for (place, postings) in self.words.iter_mut().enumerate().skip(1) {
            if self.starts.is_empty() {
                return 0;
            }
            postings.positions(&mut self.positions);
            let offset = u32::try_from(place).unwrap_or(u32::MAX);
            let mut positions = self.positions.iter().peekable();
            self.starts.retain(|start| {
                let wanted = start.saturating_add(offset);
                while positions.peek().is_some_and(|position| **position < wanted) {
                    positions.next();
                }
                positions.peek().is_some_and(|position| **position == wanted)
            });
        }
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }
}

impl DocSet for SequenceScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        // Far fewer documents hold the sequence than hold its rarest word.
        self.words[self.rarest_first[0]].size_hint() / 10
    }

    fn cost(&self) -> u64 {
        u64::from(self.words[self.rarest_first[0]].size_hint()) * 10
    }
}

impl Scorer for SequenceScorer {
    fn score(&mut self) -> Score {
        self.bm25.score(self.norms.fieldnorm_id(self.doc), self.freq) * self.boost
    }
}
