//! Documents that hold a pattern often enough.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader, TERMINATED};

use super::{Pattern, Places};
use crate::backend::statistics::Bm25;
use crate::backend::stoppable::EVERY;
use crate::backend::walk::{Matches, Walk};
use crate::spans::Span;
use crate::stop::Lookout;

/// Documents that hold a pattern at least so many times, scored as one word.
#[derive(Clone)]
pub(crate) struct SpansQuery {
    pub(crate) pattern: Pattern,
    /// How many times, at least once.
    pub(crate) least: u32,
    /// The field whose lengths count.
    pub(crate) lengths: Field,
    pub(crate) bm25: Bm25,
}

impl fmt::Debug for SpansQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pattern.fmt(f)
    }
}

impl Query for SpansQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SpansQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(places) = Places::open(&self.pattern, reader)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let matches = SpansMatches {
            cost: places.cost(),
            places,
            least: self.least,
            norms: reader.get_fieldnorms_reader(self.lengths)?,
            bm25: self.bm25.clone(),
            boost,
            doc: 0,
            spans: Vec::new(),
            lookout: Lookout::every(EVERY),
        };
        Ok(Box::new(Walk::new(matches)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("words that stand together", 0.0))
    }
}

struct SpansMatches {
    places: Places,
    least: u32,
    norms: FieldNormReader,
    bm25: Bm25,
    boost: Score,
    cost: u32,
    doc: DocId,
    /// Where the pattern stands in the document.
    spans: Vec<Span>,
    lookout: Lookout,
}

impl Matches for SpansMatches {
    fn first_from(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            self.doc = self.places.seek(from);
            if self.doc == TERMINATED || self.lookout.is_over() {
                return TERMINATED;
            }
            self.places.spans(&mut self.spans);
            if self.spans.len() >= self.least as usize {
                return self.doc;
            }
            from = self.doc + 1;
        }
    }

    fn score(&mut self) -> Score {
        let freq = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        self.bm25.score(self.norms.fieldnorm_id(self.doc), freq) * self.boost
    }

    fn size_hint(&self) -> u32 {
        // Far fewer documents hold the pattern than hold its rarest word.
        self.cost / 10
    }

    fn cost(&self) -> u64 {
        u64::from(self.cost) * 10
    }
}
