//! The end of a run: a new index published, old ones swept, and what was done.

use super::{Run, tally};
use crate::{IndexError, Report, Unreadable, standing};

impl Run<'_> {
    /// Publishes a new index, tidies up, and says what was done.
    pub(super) fn finish(mut self) -> Result<Report, IndexError> {
        self.target.compact()?;
        if self.fresh {
            let data = self.home.data();
            self.home.publish(&self.target.folder).map_err(IndexError::at(data))?;
            self.home.sweep(&self.target.folder).map_err(IndexError::at(data))?;
        }
        let ledger = &self.target.ledger;
        if self.fresh {
            let now = tally::before(ledger);
            for key in self.before.keys().filter(|key| !now.contains_key(*key)) {
                self.tally.removed(*key);
            }
        }
        let (added, replaced, removed) = self.tally.counts();
        let mut report = standing::report(ledger);
        report.added = added;
        report.replaced = replaced;
        report.removed = removed;
        report.same = report.same.saturating_sub(added + replaced);
        report.skipped = self.scan.skipped;
        for unreadable in self.scan.unreadable {
            self.unreadable.entry(unreadable.path).or_insert(unreadable.reason);
        }
        let unreadable = self.unreadable.into_iter();
        report.unreadable = unreadable.map(|(path, reason)| Unreadable { path, reason }).collect();
        report.bytes_read = self.meter.total_bytes();
        report.revision = self.target.stamp.map_or(0, |stamp| stamp.revision);
        report.rebuilt = self.rebuilt;
        Ok(report)
    }
}
