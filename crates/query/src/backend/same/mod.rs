//! Single units that satisfy all that is asked: `same(…)`.
//!
//! A section document knows where each of its units starts. Every part of the condition gives the units of the
//! document in which it holds; AND, OR and NOT work on these sets.

mod leaf;
mod naming;
mod query;
mod set;

pub(crate) use leaf::{Said, Where};
pub(crate) use naming::Naming;
pub(crate) use query::SameQuery;
pub(crate) use set::UnitSet;

use std::sync::Arc;

use tantivy::query::Query;
use tantivy::{DocId, Result, SegmentReader};

/// A part of a condition on units, for the whole index.
pub(crate) trait UnitPart: Send + Sync {
    /// Opens it in one segment; none if no unit there satisfies it.
    fn open(&self, reader: &SegmentReader) -> Result<Option<Box<dyn OpenPart>>>;
}

/// A part of a condition on units, in one segment.
pub(crate) trait OpenPart: Send {
    /// Adds the units of a document that satisfy it. Documents come in ascending order.
    fn add(&mut self, doc: DocId, units: &Starts, found: &mut UnitSet);
}

/// The positions at which the units of a document start, ascending.
#[derive(Debug, Default)]
pub(crate) struct Starts(Vec<u32>);

impl Starts {
    /// How many units there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The place of the unit that a position belongs to.
    fn unit_at(&self, position: u32) -> Option<usize> {
        self.0.partition_point(|start| *start <= position).checked_sub(1)
    }
}

/// A condition on units.
#[derive(Clone)]
pub(crate) enum Units {
    Part(Arc<dyn UnitPart>),
    /// All units of the documents that a query finds.
    Where(Arc<dyn Query>),
    All(Vec<Units>),
    Any(Vec<Units>),
    Not(Box<Units>),
}
