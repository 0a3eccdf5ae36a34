//! Documents of which one unit satisfies a condition.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::{OpenPart, Starts, UnitPart, UnitSet, Units, Where};
use crate::backend::stoppable::stoppable;

/// Name of the column of unit starts.
const UNIT_START: &str = "unit_start";

/// Sections, or titles, of which one unit satisfies a condition.
#[derive(Clone)]
pub(crate) struct SameQuery {
    /// Documents that may be among them; their scores are kept.
    pub(crate) candidates: Arc<dyn Query>,
    pub(crate) units: Units,
    /// Where it is about titles: the field that tells which there are. A title is one unit.
    pub(crate) title: Option<Field>,
}

impl std::fmt::Debug for SameQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SameQuery").field(&self.candidates).finish()
    }
}

impl Query for SameQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SameWeight {
            candidates: self.candidates.weight(scoring)?,
            units: Tree::weigh(&self.units, scoring)?,
            title: self.title,
        }))
    }
}

/// A condition on units, over parts that are ready.
enum Tree<P> {
    Part(P),
    All(Vec<Tree<P>>),
    Any(Vec<Tree<P>>),
    Not(Box<Tree<P>>),
}

impl Tree<Arc<dyn UnitPart>> {
    fn weigh(units: &Units, scoring: EnableScoring<'_>) -> tantivy::Result<Self> {
        let each = |of: &[Units]| -> tantivy::Result<Vec<Self>> {
            of.iter().map(|of| Self::weigh(of, scoring)).collect()
        };
        Ok(match units {
            Units::Part(part) => Self::Part(Arc::clone(part)),
            Units::Where(query) => {
                let searcher = scoring.searcher();
                let quiet = searcher.map_or(scoring, EnableScoring::disabled_from_searcher);
                Self::Part(Arc::new(Where(query.weight(quiet)?)))
            }
            Units::All(of) => Self::All(each(of)?),
            Units::Any(of) => Self::Any(each(of)?),
            Units::Not(of) => Self::Not(Box::new(Self::weigh(of, scoring)?)),
        })
    }

    /// Opens the parts; none where no unit of the segment satisfies one.
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Tree<Option<Box<dyn OpenPart>>>> {
        let each = |of: &[Self]| -> tantivy::Result<Vec<_>> {
            of.iter().map(|of| of.open(reader)).collect()
        };
        Ok(match self {
            Self::Part(part) => Tree::Part(part.open(reader)?),
            Self::All(of) => Tree::All(each(of)?),
            Self::Any(of) => Tree::Any(each(of)?),
            Self::Not(of) => Tree::Not(Box::new(of.open(reader)?)),
        })
    }
}

impl Tree<Option<Box<dyn OpenPart>>> {
    /// The units of a document that satisfy the condition.
    fn units(&mut self, doc: DocId, starts: &Starts) -> UnitSet {
        match self {
            Self::Part(part) => {
                let mut found = UnitSet::none(starts.count());
                if let Some(part) = part {
                    part.add(doc, starts, &mut found);
                }
                found
            }
            Self::All(of) => {
                let mut all = UnitSet::every(starts.count());
                for of in of {
                    if all.is_empty() {
                        break;
                    }
                    all.keep(&of.units(doc, starts));
                }
                all
            }
            Self::Any(of) => {
                let mut any = UnitSet::none(starts.count());
                for of in of {
                    any.join(&of.units(doc, starts));
                }
                any
            }
            Self::Not(of) => {
                let mut units = of.units(doc, starts);
                units.flip();
                units
            }
        }
    }
}

struct SameWeight {
    candidates: Box<dyn Weight>,
    units: Tree<Arc<dyn UnitPart>>,
    title: Option<Field>,
}

impl Weight for SameWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let starts = match self.title {
            Some(field) => StartsColumn::Title(reader.get_fieldnorms_reader(field)?),
            None => StartsColumn::Section(reader.fast_fields().u64(UNIT_START)?),
        };
        let mut scorer = SameScorer {
            candidates: stoppable(self.candidates.scorer(reader, boost)?),
            units: self.units.open(reader)?,
            column: starts,
            starts: Starts::default(),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("one unit with all of it", 0.0))
    }
}

enum StartsColumn {
    Section(Column<u64>),
    Title(FieldNormReader),
}

impl StartsColumn {
    fn read(&self, doc: DocId, starts: &mut Starts) {
        starts.0.clear();
        match self {
            Self::Section(column) => starts
                .0
                .extend(column.values_for_doc(doc).map(|s| u32::try_from(s).unwrap_or(u32::MAX))),
            Self::Title(norms) if norms.fieldnorm(doc) > 0 => starts.0.push(0),
            Self::Title(_) => {}
        }
    }
}

struct SameScorer {
    candidates: Box<dyn Scorer>,
    units: Tree<Option<Box<dyn OpenPart>>>,
    column: StartsColumn,
    starts: Starts,
}

impl SameScorer {
    /// Goes on from the candidate at hand to the first that has such a unit.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.candidates.doc();
            if doc == TERMINATED {
                return TERMINATED;
            }
            self.column.read(doc, &mut self.starts);
            if !self.units.units(doc, &self.starts).is_empty() {
                return doc;
            }
            self.candidates.advance();
        }
    }
}

impl DocSet for SameScorer {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.candidates.doc() < target {
            self.candidates.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint() / 2
    }
}

impl Scorer for SameScorer {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
