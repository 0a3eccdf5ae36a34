//! A run: rounds of reading and writing until index and library agree.

mod closing;
mod hold;
mod plan;
mod promote;
mod round;
mod tally;
mod target;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;
use precis_schema::{Arrival, Stamp};

use crate::arrivals::Arrivals;
use crate::claims::Claims;
use crate::ledger::Change;
use crate::pipeline::Meter;
use crate::scan::{Scan, look_at, scan};
use crate::state::State;
use crate::writer::Writer;
use crate::{Changes, IndexError, Mode, Progress, Report, Settings, Silent, state};
pub(crate) use hold::Hold;
pub use hold::serving;
use hold::{Base, Open};
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
    let done = Hold::take(settings)?.run(Scope::Everything(mode), now, progress)?;
    Ok(done.report)
}

/// How much of a library a run looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope<'a> {
    /// All of it.
    Everything(Mode),
    /// These files and folders, from the library's root on, as the disk has them.
    Paths(&'a [PathBuf]),
}

/// What a run did.
#[derive(Debug)]
pub(crate) struct Done {
    /// Without what stands of the rest of the library when the run looked at a part of it.
    pub(crate) report: Report,
    pub(crate) changes: Changes,
    /// Name of the revision count.
    pub(crate) epoch: String,
}

struct Run<'a> {
    base: &'a Base,
    scope: Scope<'a>,
    started: Instant,
    now: Timestamp,
    progress: &'a dyn Progress,
    meter: Meter<'a>,
    state: State,
    arrivals: Arrivals,
    target: Target,
    claims: Option<Claims>,
    writer: Option<Writer>,
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
        base: &'a Base,
        open: Option<Open>,
        scope: Scope<'a>,
        now: Timestamp,
        progress: &'a dyn Progress,
    ) -> Result<Self, IndexError> {
        let started = Instant::now();
        let (home, layout, reading) = (&base.home, &base.layout, base.reading);
        let data = home.data();
        let is_rebuild = matches!(scope, Scope::Everything(Mode::Rebuild));
        let (open, old) = if is_rebuild { (None, open) } else { (open, None) };
        let mut kept = None;
        if let Some(old) = old {
            kept = Some(old.arrivals);
            old.writer.map_or(Ok(()), Writer::finish)?;
        }
        let (known, had_index) = match &open {
            Some(_) => (None, true),
            None => {
                let known = State::load(data).map_err(IndexError::at(data))?;
                (known, home.current().map_err(IndexError::at(data))?.is_some())
            }
        };
        let rebuilt = is_rebuild || had_index || known.is_some();
        let open = match open {
            Some(open) => Some(open),
            None if is_rebuild => None,
            None => match Target::open(home, layout, reading)? {
                Some(target) => {
                    let state = known_or_new(known.as_ref(), data)?;
                    let arrivals = arrivals_of(&target, &state, data)?;
                    Some(Open { state, arrivals, target, claims: None, writer: None })
                }
                None => None,
            },
        };
        let fresh = open.is_none();
        let before = if fresh {
            served_ledger(home).map(|old| tally::before(&old)).unwrap_or_default()
        } else {
            Before::default()
        };
        let Open { state, arrivals, target, claims, writer } = match open {
            Some(open) => open,
            None => {
                let (state, arrivals) = state_and_arrivals(known, kept, data)?;
                let target = Target::create(home, layout, reading)?;
                Open { state, arrivals, target, claims: None, writer: None }
            }
        };
        let due = fresh || target.stamp.as_ref().is_none_or(|stamp| stamp.epoch != state.epoch);
        Ok(Self {
            base,
            scope,
            started,
            now,
            progress,
            meter: Meter::new(progress),
            state,
            arrivals,
            target,
            claims,
            writer,
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
            let (settings, rules) = (&self.base.settings, &self.base.rules);
            self.scan = match self.scope {
                Scope::Everything(_) => scan(settings, rules, heard)?,
                Scope::Paths(paths) => {
                    look_at(settings, rules, paths.iter().map(PathBuf::as_path))?
                }
            };
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
        let mut writer = match self.writer.take() {
            Some(mut writer) if writer.suits(bytes) => {
                writer.begin();
                writer
            }
            other => {
                other.map_or(Ok(()), Writer::finish)?;
                let threads = self.base.settings.thread_count();
                Writer::new(self.target.index.clone(), threads, bytes)
            }
        };
        let arriving = self.arriving();
        let setting = Setting {
            settings: &self.base.settings,
            layout: &self.base.layout,
            ledger: &self.target.ledger,
            rules: &self.base.rules,
            scan: &self.scan,
            now: self.now,
            meter: &self.meter,
            arrivals: &self.arrivals,
            arriving,
            before: &self.before,
        };
        let mut claims = self.claims.take().unwrap_or_else(|| Claims::of(&self.target.ledger));
        let mut outcome = round::run(&setting, &plan, &mut writer, &mut claims)?;
        self.claims = Some(claims);
        let given_up = outcome.unreadable.iter().map(|it| Box::from(it.path.as_str()));
        self.given_up.extend(given_up);
        if writer.has_written() || self.due {
            self.progress.committing();
            let stamp = self.next_stamp()?;
            let noted = self.arrivals.note(arriving, std::mem::take(&mut outcome.movement));
            noted.map_err(IndexError::at(&state::folder(self.base.home.data())))?;
            self.target.commit(&mut writer, stamp, &outcome, !self.fresh)?;
            self.due = false;
        }
        let again = self.fresh || self.changed_meanwhile(&outcome);
        self.take_down(outcome)?;
        if self.base.keeps_writer && !self.fresh {
            self.writer = Some(writer);
        } else {
            writer.finish()?;
        }
        Ok(if again { Next::Again } else { Next::Done })
    }

    /// The commit that comes next.
    fn arriving(&self) -> Arrival {
        let revision = self.fresh_revision.unwrap_or_else(|| {
            let ledger = &self.target.ledger;
            let seen = self.target.stamp.as_ref().map_or(0, |stamp| stamp.revision);
            let seen = seen.max(ledger.revision).max(ledger.doubt.revision);
            self.state.revision.max(seen) + 1
        });
        Arrival { revision, at: self.now }
    }

    /// Gives out the next revision. The state has it before the commit, so that no number is given out twice.
    fn next_stamp(&mut self) -> Result<Stamp, IndexError> {
        if let Some(revision) = self.fresh_revision {
            return Ok(Stamp::new(&self.state.epoch, revision));
        }
        self.state.revision = self.arriving().revision;
        let data = self.base.home.data();
        self.state.save(data).map_err(IndexError::at(&state::folder(data)))?;
        if self.fresh {
            self.fresh_revision = Some(self.state.revision);
        }
        Ok(Stamp::new(&self.state.epoch, self.state.revision))
    }

    fn take_down(&mut self, mut outcome: Outcome) -> Result<(), IndexError> {
        for unreadable in &outcome.unreadable {
            self.unreadable.insert(unreadable.path.clone(), unreadable.reason.clone());
        }
        self.tally.add(std::mem::take(&mut outcome.tally));
        self.target.record(outcome)
    }

    /// Looks again at the files of a round: one that changed while it was read is read again.
    fn changed_meanwhile(&self, outcome: &Outcome) -> bool {
        outcome.changes.values().any(|change| {
            let Change::Put(path, entry) = change else { return false };
            let Some(found) = self.scan.find(path) else { return false };
            let now = found.location(&self.base.settings.library).metadata();
            entry.hash.is_some()
                && now.map_or(true, |now| crate::stat::Stat::of(&now) != entry.stat)
        })
    }

    /// After the engine failed: everything that was given to it may be lost, so nothing of it is counted.
    fn restart(&mut self) -> Result<(), IndexError> {
        let Base { home, layout, reading, .. } = self.base;
        (self.claims, self.writer) = (None, None);
        if let Scope::Paths(_) = self.scope {
            self.scope = Scope::Everything(Mode::Update);
        }
        let served = if self.fresh { None } else { Target::open(home, layout, *reading)? };
        match served {
            Some(target) => {
                self.arrivals = arrivals_of(&target, &self.state, home.data())?;
                self.target = target;
            }
            // A new index goes on under the number that it began with, and so do those who arrived with it.
            None => {
                self.fresh = true;
                self.rebuilt = true;
                self.due = true;
                if let Some(old) = served_ledger(home)
                    && self.before.is_empty()
                {
                    self.before = tally::before(&old);
                }
                self.tally = Tally::default();
                self.target = Target::create(home, layout, *reading)?;
            }
        }
        Ok(())
    }
}

fn known_or_new(known: Option<&State>, data: &Path) -> Result<State, IndexError> {
    match known {
        Some(state) => Ok(state.clone()),
        None => State::new().map_err(IndexError::at(data)),
    }
}

/// When the articles of an index that is carried on arrived: as the log has it, unless it is lost or speaks of others.
fn arrivals_of(target: &Target, state: &State, data: &Path) -> Result<Arrivals, IndexError> {
    let revision = target.stamp.as_ref().map(|stamp| stamp.revision);
    let known = Arrivals::load(data, &state.epoch, revision)
        .map_err(IndexError::at(&state::folder(data)))?;
    let ledger = &target.ledger;
    match known {
        // A ledger in doubt is settled by the round to come.
        Some(known) if !ledger.doubt.is_empty() || known.len() == ledger.shown() => Ok(known),
        _ => Arrivals::recover(data, &state.epoch, &target.index)
            .map_err(|error| IndexError::engine(&error)),
    }
}

/// What an index that is made anew begins with. Where nobody knows any more when its articles arrived, the count begins
/// anew as well, so that nobody takes them all for arrivals; its numbers go on.
fn state_and_arrivals(
    known: Option<State>,
    kept: Option<Arrivals>,
    data: &Path,
) -> Result<(State, Arrivals), IndexError> {
    let Some(state) = known else {
        let state = State::new().map_err(IndexError::at(data))?;
        let arrivals = Arrivals::new(data, &state.epoch);
        return Ok((state, arrivals));
    };
    let known = match kept {
        Some(kept) => Some(kept),
        None => Arrivals::load(data, &state.epoch, None)
            .map_err(IndexError::at(&state::folder(data)))?,
    };
    if let Some(arrivals) = known {
        return Ok((state, arrivals));
    }
    let mut anew = State::new().map_err(IndexError::at(data))?;
    anew.revision = state.revision;
    let arrivals = Arrivals::new(data, &anew.epoch);
    Ok((anew, arrivals))
}

enum Next {
    Again,
    Done,
}
