//! The end of a run: a new index published, old ones swept, and what was done.

use super::{Done, Open, Run, Scope, tally};
use crate::arrivals::Movement;
use crate::{IndexError, Report, Unreadable, standing, state};

impl Run<'_> {
    /// Publishes a new index, tidies up, and says what was done and what is left for the next run.
    pub(super) fn finish(mut self) -> Result<(Done, Open), IndexError> {
        self.target.compact()?;
        let home = &self.base.home;
        if self.fresh {
            let now = tally::before(&self.target.ledger);
            for key in self.before.keys().filter(|key| !now.contains_key(*key)) {
                self.tally.removed(*key, None);
            }
            let went = self.arrivals.except(&|key| now.contains_key(key));
            let gone = Movement { went, ..Movement::default() };
            let noted = self.arrivals.note(self.arriving(), gone);
            noted.map_err(IndexError::at(&state::folder(home.data())))?;
            home.publish(&self.target.folder).map_err(IndexError::at(home.data()))?;
            home.sweep(&self.target.folder).map_err(IndexError::at(home.data()))?;
        }
        let compacted = self.arrivals.compact();
        compacted.map_err(IndexError::at(&state::folder(home.data())))?;
        let ledger = &self.target.ledger;
        let (added, replaced, removed) = self.tally.counts();
        // What stands of the whole library takes longer to gather than a part of it to index.
        let mut report = match self.scope {
            Scope::Everything(_) => standing::report(ledger),
            Scope::Paths(_) => Report::default(),
        };
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
        report.revision = self.target.stamp.as_ref().map_or(0, |stamp| stamp.revision);
        report.rebuilt = self.rebuilt;
        report.elapsed = self.started.elapsed();
        let epoch = self.state.epoch.clone();
        let done = Done { report, changes: self.tally.into_changes(), epoch };
        let Self { state, arrivals, target, claims, writer, .. } = self;
        Ok((done, Open { state, arrivals, target, claims, writer }))
    }
}
