//! Documents that hold a pattern often enough.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::{Pattern, Places};
use crate::backend::statistics::Bm25;
use crate::spans::Span;

/// Documents that hold a pattern at least so many times, scored as one word.
#[derive(Clone)]
pub(crate) struct SpansQuery {
    pub(crate) pattern: Pattern,
    /// How many times, at least once.
    pub(crate) least: u32,
    /// The field whose lengths count.
    pub(crate) field: Field,
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
        let mut scorer = SpansScorer {
            cost: places.cost(),
            places,
            least: self.least,
            norms: reader.get_fieldnorms_reader(self.field)?,
            bm25: self.bm25.clone(),
            boost,
            doc: 0,
            spans: Vec::new(),
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("words that stand together", 0.0))
    }
}

struct SpansScorer {
    places: Places,
    least: u32,
    norms: FieldNormReader,
    bm25: Bm25,
    boost: Score,
    cost: u32,
    doc: DocId,
    /// Where the pattern stands in the document.
    spans: Vec<Span>,
}

impl SpansScorer {
    /// Stands on the first document that is at least `from` and holds the pattern often enough.
    fn settle(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            self.doc = self.places.seek(from);
            if self.doc == TERMINATED {
                return TERMINATED;
            }
            self.places.spans(&mut self.spans);
            if self.spans.len() >= self.least as usize {
                return self.doc;
            }
            from = self.doc + 1;
        }
    }
}

impl DocSet for SpansScorer {
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
        // Far fewer documents hold the pattern than hold its rarest word.
        self.cost / 10
    }

    fn cost(&self) -> u64 {
        u64::from(self.cost) * 10
    }
}

impl Scorer for SpansScorer {
    fn score(&mut self) -> Score {
        let freq = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        self.bm25.score(self.norms.fieldnorm_id(self.doc), freq) * self.boost
    }
}
