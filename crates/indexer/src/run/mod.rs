//! A run: rounds of reading and writing until index and library agree.

mod closing;
mod plan;
mod promote;
mod round;
mod tally;
mod target;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use jiff::Timestamp;
use precis_schema::{Home, Layout, Stamp};

use crate::ledger::Change;
use crate::lock::Lock;
use crate::pipeline::Meter;
use crate::rules::Rules;
use crate::scan::{Scan, scan};
use crate::state::State;
use crate::writer::Writer;
use crate::{IndexError, Mode, Progress, Report, Settings, Silent, durable, reading, state};
pub(crate) use plan::plan;
use round::{Outcome, Setting};
use tally::{Before, Tally};
use target::{Target, served_ledger};

/// Rounds of a run, at most: what still changes then is left to the next run, and said.
const ROUNDS: u32 = 4;
/// Times that a run starts again after the engine failed.
const RESTARTS: u32 = 2;

/// Brings the index in line with the library. Takes the writer lock for as long as it runs.
///
/// Fails with [`IndexError::Busy`] when another run holds the lock. A library that cannot be listed fails the run
/// and changes nothing; a folder of it that cannot be listed keeps its articles.
pub fn index(
    settings: &Settings,
    mode: Mode,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<Report, IndexError> {
    let started = Instant::now();
    let rules = Rules::new(settings)?;
    // Said before anything is made inside a folder that may not be there.
    let listed = std::fs::read_dir(&settings.library);
    listed.map_err(|source| IndexError::Library { library: settings.library.clone(), source })?;
    let _lock = Lock::take(settings)?;
    let mut run = Run::start(settings, mode, now, progress, rules)?;
    run.go()?;
    let mut report = run.finish()?;
    report.elapsed = started.elapsed();
    Ok(report)
}

struct Run<'a> {
    settings: &'a Settings,
    now: Timestamp,
    rules: Rules,
    progress: &'a dyn Progress,
    meter: Meter<'a>,
    home: Home,
    layout: Layout,
    reading: [u8; 16],
    state: State,
    target: Target,
    /// Whether the target is a new folder that is still to be published.
    fresh: bool,
    /// Whether a commit is due even if nothing changed: a new index, or a new epoch.
    due: bool,
    /// Revision of the commits to a new folder.
    fresh_revision: Option<u64>,
    before: Before,
    rebuilt: bool,
    tally: Tally,
    given_up: HashSet<Box<str>>,
    unreadable: BTreeMap<String, String>,
    scan: Scan,
}

impl<'a> Run<'a> {
    fn start(
        settings: &'a Settings,
        mode: Mode,
        now: Timestamp,
        progress: &'a dyn Progress,
        rules: Rules,
    ) -> Result<Self, IndexError> {
        let data = &settings.data;
        let (home, layout) = (Home::new(data), Layout::new());
        let reading = reading::fingerprint(&settings.vocabulary, &settings.aliases());
        sweep(&home)?;
        let known = State::load(data).map_err(IndexError::at(data))?;
        let had_index = home.current().map_err(IndexError::at(data))?.is_some();
        let rebuilt = mode == Mode::Rebuild || had_index || known.is_some();
        let served = match mode {
            Mode::Update => Target::open(&home, &layout, reading)?,
            Mode::Rebuild => None,
        };
        let fresh = served.is_none();
        let before = match served {
            None => served_ledger(&home).map(|old| tally::before(&old)).unwrap_or_default(),
            Some(_) => Before::default(),
        };
        let target = match served {
            Some(target) => target,
            None => Target::create(&home, &layout, reading)?,
        };
        let state = match known {
            Some(state) => state,
            None => State::new().map_err(IndexError::at(data))?,
        };
        let due = fresh || target.stamp.as_ref().is_none_or(|stamp| stamp.epoch != state.epoch);
        Ok(Self {
            settings,
            now,
            rules,
            progress,
            meter: Meter::new(progress),
            home,
            layout,
            reading,
            state,
            target,
            fresh,
            due,
            fresh_revision: None,
            before,
            rebuilt: rebuilt && fresh,
            tally: Tally::default(),
            given_up: HashSet::new(),
            unreadable: BTreeMap::new(),
            scan: Scan::default(),
        })
    }

    /// Goes round until nothing differs. A new index is compared once more before it is published.
    fn go(&mut self) -> Result<(), IndexError> {
        let (mut rounds, mut restarts) = (0, 0);
        loop {
            // Later walks are quick looks for what changed meanwhile; a person has seen the first.
            let heard = if rounds == 0 { self.progress } else { &Silent };
            self.scan = scan(self.settings, &self.rules, heard)?;
            match self.round(rounds) {
                Ok(Next::Done) => return Ok(()),
                Ok(Next::Again) => rounds += 1,
                Err(IndexError::Engine { .. }) if restarts < RESTARTS => {
                    (rounds, restarts) = (0, restarts + 1);
                    self.restart()?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn round(&mut self, rounds: u32) -> Result<Next, IndexError> {
        let ledger = &self.target.ledger;
        let plan = plan(&self.scan, ledger, &self.given_up, rounds > 0);
        let files = self.scan.files.len() as u64;
        if rounds == 0 || !plan.tasks.is_empty() {
            self.progress.scanned(files, plan.tasks.len() as u64, true);
        }
        // What is in doubt and cannot be settled in one round will not be in the next.
        let doubt = rounds == 0 && !ledger.doubt.is_empty();
        if plan.is_empty() && !doubt && !self.due {
            return Ok(Next::Done);
        }
        if rounds >= ROUNDS {
            for task in &plan.tasks {
                let reason = "it kept changing while it was read".to_owned();
                self.unreadable.insert(task.found.path.to_string(), reason);
            }
            return Ok(Next::Done);
        }
        let bytes = plan.tasks.iter().map(|task| task.found.stat.size_bytes).sum();
        let threads = self.settings.thread_count();
        let first = self.fresh && rounds == 0;
        let mut writer = Writer::new(self.target.index.clone(), first, threads, bytes);
        let setting = Setting {
            settings: self.settings,
            layout: &self.layout,
            ledger,
            scan: &self.scan,
            now: self.now,
            meter: &self.meter,
            before: &self.before,
        };
        let outcome = round::run(&setting, &plan, &mut writer)?;
        let given_up = outcome.unreadable.iter().map(|it| Box::from(it.path.as_str()));
        self.given_up.extend(given_up);
        if writer.has_written() || self.due {
            self.progress.committing();
            let stamp = self.next_stamp()?;
            self.target.commit(&mut writer, stamp, &outcome, !self.fresh)?;
            self.due = false;
        }
        let again = self.fresh || self.changed_meanwhile(&outcome);
        self.take_down(outcome)?;
        writer.finish()?;
        Ok(if again { Next::Again } else { Next::Done })
    }

    /// Gives out the next revision. The state has it before the commit, so that no number is given out twice.
    fn next_stamp(&mut self) -> Result<Stamp, IndexError> {
        if let Some(revision) = self.fresh_revision {
            return Ok(Stamp::new(&self.state.epoch, revision));
        }
        let ledger = &self.target.ledger;
        let seen = self.target.stamp.as_ref().map_or(0, |stamp| stamp.revision);
        let seen = seen.max(ledger.revision).max(ledger.doubt.revision);
        self.state.revision = self.state.revision.max(seen) + 1;
        let data = &self.settings.data;
        self.state.save(data).map_err(IndexError::at(&state::folder(data)))?;
        if self.fresh {
            self.fresh_revision = Some(self.state.revision);
        }
        Ok(Stamp::new(&self.state.epoch, self.state.revision))
    }

    fn take_down(&mut self, outcome: Outcome) -> Result<(), IndexError> {
        for unreadable in &outcome.unreadable {
            self.unreadable.insert(unreadable.path.clone(), unreadable.reason.clone());
        }
        self.tally.add(&outcome.tally);
        self.target.record(outcome)
    }

    /// Looks again at the files of a round: one that changed while it was read is read again.
    fn changed_meanwhile(&self, outcome: &Outcome) -> bool {
        let files = &self.scan.files;
        outcome.changes.values().any(|change| {
            let Change::Put(path, entry) = change else { return false };
            let Ok(index) = files.binary_search_by(|found| found.path.cmp(path)) else {
                return false;
            };
            let now = files[index].location(&self.settings.library).metadata();
            entry.hash.is_some()
                && now.map_or(true, |now| crate::stat::Stat::of(&now) != entry.stat)
        })
    }

    /// After the engine failed: everything that was given to it may be lost, so nothing of it is counted.
    fn restart(&mut self) -> Result<(), IndexError> {
        let served =
            if self.fresh { None } else { Target::open(&self.home, &self.layout, self.reading)? };
        match served {
            Some(target) => self.target = target,
            None => {
                self.fresh = true;
                self.rebuilt = true;
                self.due = true;
                if let Some(old) = served_ledger(&self.home)
                    && self.before.is_empty()
                {
                    self.before = tally::before(&old);
                }
                self.tally = Tally::default();
                self.target = Target::create(&self.home, &self.layout, self.reading)?;
            }
        }
        Ok(())
    }
}

enum Next {
    Again,
    Done,
}

/// Removes what runs that were killed left behind: index folders that are not served, temporary files.
fn sweep(home: &Home) -> Result<(), IndexError> {
    let data = home.data();
    let swept = (|| {
        durable::sweep_temporary(data)?;
        durable::sweep_temporary(&state::folder(data))?;
        let current = home.current()?.unwrap_or_else(PathBuf::new);
        home.sweep(&current)
    })();
    swept.map_err(IndexError::at(data))
}
