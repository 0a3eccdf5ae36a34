//! Articles that say something often enough, in all sections and the title together.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader, TERMINATED};

use super::lift::ordinals;
use super::spans::{Pattern, Places};
use super::statistics::Bm25;
use super::walk::{Matches, Walk};
use crate::spans::Span;

/// Articles that say something at least so many times.
#[derive(Clone)]
pub(crate) struct TimesQuery {
    pub(crate) sections: Pattern,
    pub(crate) titles: Pattern,
    pub(crate) least: u32,
    /// The field whose lengths count.
    pub(crate) lengths: Field,
    pub(crate) bm25: Bm25,
}

impl std::fmt::Debug for TimesQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.sections.fmt(f)
    }
}

impl Query for TimesQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for TimesQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matches = TimesMatches {
            sections: Places::open(&self.sections, reader)?,
            titles: Places::open(&self.titles, reader)?,
            ordinals: ordinals(reader)?,
            norms: reader.get_fieldnorms_reader(self.lengths)?,
            bm25: self.bm25.clone(),
            least: self.least as usize,
            boost,
            doc: 0,
            times: 0,
            spans: Vec::new(),
        };
        Ok(Box::new(Walk::new(matches)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("said often enough", 0.0))
    }
}

struct TimesMatches {
    /// None where the segment has none.
    sections: Option<Places>,
    titles: Option<Places>,
    ordinals: Arc<dyn ColumnValues<u64>>,
    norms: FieldNormReader,
    bm25: Bm25,
    least: usize,
    boost: Score,
    doc: DocId,
    /// How often the article at hand says it.
    times: usize,
    spans: Vec<Span>,
}

impl TimesMatches {
    fn section(&mut self, from: DocId) -> DocId {
        self.sections.as_mut().map_or(TERMINATED, |sections| sections.seek(from))
    }

    fn header_of(&self, section: DocId) -> DocId {
        section - u32::try_from(self.ordinals.get_val(section)).unwrap_or(0).min(section)
    }
}

fn count(places: &mut Option<Places>, spans: &mut Vec<Span>) -> usize {
    let Some(places) = places else { return 0 };
    places.spans(spans);
    spans.len()
}

impl Matches for TimesMatches {
    fn first_from(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            let mut section = self.section(from);
            while section != TERMINATED && self.header_of(section) < from {
                section = self.section(section + 1);
            }
            let title = self.titles.as_mut().map_or(TERMINATED, |titles| titles.seek(from));
            let header = match section {
                TERMINATED => title,
                section => title.min(self.header_of(section)),
            };
            self.doc = header;
            if header == TERMINATED {
                return TERMINATED;
            }
            self.times = 0;
            if title == header {
                self.times += count(&mut self.titles, &mut self.spans);
            }
            while section != TERMINATED && self.header_of(section) == header {
                self.times += count(&mut self.sections, &mut self.spans);
                section = self.section(section + 1);
            }
            if self.times >= self.least {
                return header;
            }
            from = header + 1;
        }
    }

    fn score(&mut self) -> Score {
        let times = u32::try_from(self.times).unwrap_or(u32::MAX);
        self.bm25.score(self.norms.fieldnorm_id(self.doc), times) * self.boost
    }

    fn size_hint(&self) -> u32 {
        let cost = |places: &Option<Places>| places.as_ref().map_or(0, Places::cost);
        cost(&self.sections).saturating_add(cost(&self.titles)) / 4
    }
}
