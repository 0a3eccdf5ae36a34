//! What a unit can say, and what is said of its whole document.

use tantivy::query::{Scorer, Weight};
use tantivy::{DocId, DocSet, Result, SegmentReader};

use super::{OpenPart, Starts, UnitPart, UnitSet};
use crate::backend::spans::{Pattern, Places};
use crate::spans::Span;

/// Units that say something at least so many times.
pub(crate) struct Said {
    pub(crate) pattern: Pattern,
    pub(crate) least: u32,
}

impl UnitPart for Said {
    fn open(&self, reader: &SegmentReader) -> Result<Option<Box<dyn OpenPart>>> {
        Ok(Places::open(&self.pattern, reader)?.map(|places| -> Box<dyn OpenPart> {
            Box::new(OpenSaid { places, least: self.least, spans: Vec::new() })
        }))
    }
}

struct OpenSaid {
    places: Places,
    least: u32,
    spans: Vec<Span>,
}

impl OpenPart for OpenSaid {
    fn add(&mut self, doc: DocId, units: &Starts, found: &mut UnitSet) {
        if self.places.seek(doc) != doc {
            return;
        }
        self.places.spans(&mut self.spans);
        // Spans ascend, and none crosses from one unit into the next.
        let mut last = None;
        let mut times = 0;
        for span in &self.spans {
            let unit = units.unit_at(span.start);
            times = if unit == last { times + 1 } else { 1 };
            last = unit;
            if let Some(unit) = unit
                && times >= self.least
            {
                found.add(unit);
            }
        }
    }
}

/// All units of the documents that a query finds.
pub(crate) struct Where(pub(crate) Box<dyn Weight>);

impl UnitPart for Where {
    fn open(&self, reader: &SegmentReader) -> Result<Option<Box<dyn OpenPart>>> {
        Ok(Some(Box::new(OpenWhere(self.0.scorer(reader, 1.0)?))))
    }
}

struct OpenWhere(Box<dyn Scorer>);

impl OpenPart for OpenWhere {
    fn add(&mut self, doc: DocId, units: &Starts, found: &mut UnitSet) {
        let at = if self.0.doc() < doc { self.0.seek(doc) } else { self.0.doc() };
        if at == doc {
            found.join(&UnitSet::every(units.count()));
        }
    }
}
