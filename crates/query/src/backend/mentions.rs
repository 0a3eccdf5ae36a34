//! Documents that mention a value: amounts and percentages, by the columns that hold them.
//!
//! One value a mention, and each looked at by itself: a currency and an amount that stand in two mentions are no match.

use std::fmt;

use precis_briefing::facts::PercentRange;
use precis_schema::AmountKeys;
use tantivy::columnar::Column;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::same::{OpenPart, Starts, UnitPart, UnitSet};
use super::stoppable::stoppable;
use crate::resolve::Mention;

/// The values that one segment's documents mention, beside what is wanted of them.
pub(crate) struct Mentions {
    values: Values,
    units: Option<Column<u64>>,
}

enum Values {
    Amounts(Column<u64>, AmountKeys),
    Percents(Column<i64>, PercentRange),
}

impl Mentions {
    /// Opens the columns of a segment; none where no document in it mentions anything of the sort.
    pub(crate) fn open(reader: &SegmentReader, mention: &Mention) -> tantivy::Result<Option<Self>> {
        let fast = reader.fast_fields();
        let (values, units) = match mention {
            Mention::Amount(range) => {
                let values = fast.column_opt("amount")?;
                let keys = AmountKeys::new(range);
                (values.map(|values| Values::Amounts(values, keys)), "amount_unit")
            }
            Mention::Percent(range) => {
                let values = fast.column_opt("percent")?;
                (values.map(|values| Values::Percents(values, *range)), "percent_unit")
            }
        };
        let Some(values) = values else { return Ok(None) };
        Ok(Some(Self { values, units: fast.column_opt(units)? }))
    }

    /// Tells whether a document, header or section, mentions a value that is wanted.
    pub(crate) fn holds(&self, doc: DocId) -> bool {
        match &self.values {
            Values::Amounts(column, keys) => {
                column.values_for_doc(doc).any(|key| keys.contains(key))
            }
            Values::Percents(column, range) => {
                column.values_for_doc(doc).any(|percent| range.contains(percent))
            }
        }
    }

    /// Tells the places, among the starts of its units, of a section's units that mention a value that is wanted.
    fn each_unit(&self, section: DocId, found: &mut dyn FnMut(u64)) {
        let Some(column) = &self.units else { return };
        let places = column.values_for_doc(section);
        match &self.values {
            Values::Amounts(column, keys) => {
                let values = column.values_for_doc(section).zip(places);
                values.filter(|(key, _)| keys.contains(*key)).for_each(|(_, unit)| found(unit));
            }
            Values::Percents(column, range) => {
                let values = column.values_for_doc(section).zip(places);
                values.filter(|(p, _)| range.contains(*p)).for_each(|(_, unit)| found(unit));
            }
        }
    }
}

/// Units of sections that mention a value that is wanted. The units of a title are not told apart, so none is found.
pub(crate) struct MentionPart(pub(crate) Mention);

impl UnitPart for MentionPart {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn OpenPart>>> {
        let mentions = Mentions::open(reader, &self.0)?;
        Ok(mentions.map(|mentions| -> Box<dyn OpenPart> { Box::new(mentions) }))
    }
}

impl OpenPart for Mentions {
    fn add(&mut self, doc: DocId, units: &Starts, found: &mut UnitSet) {
        self.each_unit(doc, &mut |unit| {
            if let Some(unit) = usize::try_from(unit).ok().filter(|unit| *unit < units.count()) {
                found.add(unit);
            }
        });
    }
}

/// Documents of a query that mention a value that is wanted; they score nothing.
pub(crate) struct MentionQuery {
    /// Headers, or sections.
    pub(crate) of: Box<dyn Query>,
    pub(crate) mention: Mention,
}

impl Clone for MentionQuery {
    fn clone(&self) -> Self {
        Self { of: self.of.box_clone(), mention: self.mention.clone() }
    }
}

impl fmt::Debug for MentionQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MentionQuery").field(&self.mention).finish()
    }
}

impl Query for MentionQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(MentionWeight { of: self.of.weight(scoring)?, mention: self.mention.clone() }))
    }
}

struct MentionWeight {
    of: Box<dyn Weight>,
    mention: Mention,
}

impl Weight for MentionWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(mentions) = Mentions::open(reader, &self.mention)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let mut scorer = MentionScorer { of: stoppable(self.of.scorer(reader, boost)?), mentions };
        scorer.settle(scorer.of.doc());
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("mentions a value", 0.0))
    }
}

struct MentionScorer {
    of: Box<dyn Scorer>,
    mentions: Mentions,
}

impl MentionScorer {
    /// Goes on from a document to the first that mentions a value that is wanted.
    fn settle(&mut self, doc: DocId) -> DocId {
        let mut doc = doc;
        while doc != TERMINATED && !self.mentions.holds(doc) {
            doc = self.of.advance();
        }
        doc
    }
}

impl DocSet for MentionScorer {
    fn advance(&mut self) -> DocId {
        let next = self.of.advance();
        self.settle(next)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.of.doc() >= target {
            return self.of.doc();
        }
        let next = self.of.seek(target);
        self.settle(next)
    }

    fn doc(&self) -> DocId {
        self.of.doc()
    }

    fn size_hint(&self) -> u32 {
        self.of.size_hint()
    }
}

impl Scorer for MentionScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
