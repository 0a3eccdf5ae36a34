//! The index folder that a run writes to: the one that is served, or a new one beside it.

use std::path::{Path, PathBuf};

use precis_schema::{Home, Layout, SchemaError, Stamp};
use tantivy::Index;

use super::round::Outcome;
use crate::ledger::{Change, Ledger, Log};
use crate::writer::Writer;
use crate::{IndexError, durable, ledger};

/// The index folder that a run writes to.
pub(crate) struct Target {
    pub(crate) folder: PathBuf,
    pub(crate) index: Index,
    pub(crate) log: Log,
    pub(crate) ledger: Ledger,
    /// Of the last commit; none while nothing is committed.
    pub(crate) stamp: Option<Stamp>,
}

impl Target {
    /// Opens the index that is served; none if there is none that can be carried on.
    pub(crate) fn open(
        home: &Home,
        layout: &Layout,
        reading: [u8; 16],
    ) -> Result<Option<Self>, IndexError> {
        let Some(folder) = home.current().map_err(IndexError::at(home.data()))? else {
            return Ok(None);
        };
        let Ok((index, stamp)) = precis_schema::open(&folder, layout) else { return Ok(None) };
        durable::sweep_temporary(&folder).map_err(IndexError::at(&folder))?;
        let Some((log, ledger)) = Log::open(&folder).map_err(IndexError::at(&folder))? else {
            return Ok(None);
        };
        if ledger.reading != reading || !ledger.agrees_with(stamp.revision) {
            return Ok(None);
        }
        Ok(Some(Self { folder, index, log, ledger, stamp: Some(stamp) }))
    }

    /// Makes a new index folder, which nobody sees until it is published.
    pub(crate) fn create(
        home: &Home,
        layout: &Layout,
        reading: [u8; 16],
    ) -> Result<Self, IndexError> {
        let folder = home.begin().map_err(IndexError::at(home.data()))?;
        let index = precis_schema::create(&folder, layout).map_err(|error| schema(&error))?;
        let log = Log::create(&folder, reading).map_err(IndexError::at(&folder))?;
        Ok(Self { folder, index, log, ledger: Ledger::new(reading), stamp: None })
    }

    /// Commits what a round has written, and notes before what that is, unless nobody sees the folder yet.
    pub(crate) fn commit(
        &mut self,
        writer: &mut Writer,
        stamp: Stamp,
        outcome: &Outcome,
        is_served: bool,
    ) -> Result<(), IndexError> {
        if is_served {
            let ids = outcome.ids.iter().map(|id| &**id);
            let noted = self.log.intend(stamp.revision, ids);
            noted.map_err(IndexError::at(&self.folder))?;
        }
        writer.commit(&stamp)?;
        self.stamp = Some(stamp);
        Ok(())
    }

    /// Takes down what became of the files.
    pub(crate) fn record(&mut self, outcome: Outcome) -> Result<(), IndexError> {
        let revision = self.stamp.as_ref().map_or(self.ledger.revision, |stamp| stamp.revision);
        let mut changes: Vec<Change> = outcome.changes.into_values().collect();
        changes.sort_unstable_by(|a, b| a.path().cmp(b.path()));
        let mut leftover = outcome.leftover;
        let recorded = self.log.record(revision, &changes).and_then(|()| {
            if leftover.is_empty() {
                return Ok(());
            }
            leftover.revision = revision;
            self.log.intend(revision, leftover.ids.iter().map(|id| &**id))
        });
        recorded.map_err(IndexError::at(&self.folder))?;
        self.ledger.apply(changes);
        self.ledger.revision = revision;
        self.ledger.doubt = leftover;
        Ok(())
    }

    /// Shortens the ledger's log if it has grown long.
    pub(crate) fn compact(&mut self) -> Result<(), IndexError> {
        if !self.ledger.doubt.is_empty() {
            return Ok(());
        }
        self.log.compact(&self.ledger).map_err(IndexError::at(&self.folder))
    }
}

/// Returns the ledger of the index that is served, whatever its versions, for comparison.
pub(crate) fn served_ledger(home: &Home) -> Option<Ledger> {
    let folder: Option<PathBuf> = home.current().ok()?;
    ledger::load(Path::new(&folder?)).ok()?
}

pub(crate) fn schema(error: &SchemaError) -> IndexError {
    IndexError::Engine { reason: error.to_string() }
}
