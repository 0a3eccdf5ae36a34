//! The thread that writes: takes all that waits, runs once, answers everybody.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use jiff::Timestamp;

use super::{Heard, Holder, Landed, Looked, LookedAt, Reply};
use crate::ledger::{Entry, Ledger};
use crate::run::{Done, Hold, Scope};
use crate::store::Store;
use crate::{IndexError, Mode, Refused, Settings, Settled, Silent};

/// Pause after which a run that failed is tried again when nobody asks for anything.
const TRY_AGAIN: Duration = Duration::from_secs(3);
/// Jobs that go into one commit, at most.
const BATCH_JOBS: usize = 4096;

/// What somebody asks for.
#[derive(Debug)]
pub(super) enum Job {
    Settle { settings: Box<Settings>, reply: Sender<Reply<Settled>> },
    Everything { mode: Mode, reply: Sender<Reply<Arc<Landed>>> },
    Look { paths: Vec<PathBuf>, reply: Option<Sender<Reply<Looked>>> },
    Holders { id: String, reply: Sender<Reply<Vec<Holder>>> },
}

/// The library under its lock, and those who wait for it.
pub(super) struct Desk {
    hold: Hold,
    jobs: Receiver<Job>,
    store: Arc<Store>,
    clock: Box<dyn Fn() -> Timestamp + Send>,
    heard: Box<dyn Heard>,
    /// Whether the last run failed, so that the index may be behind what was stored.
    behind: bool,
    /// Revision that was told last.
    told: u64,
}

/// Jobs that are done together.
#[derive(Default)]
struct Batch {
    jobs: Vec<Job>,
    everything: Option<Mode>,
    paths: BTreeSet<PathBuf>,
}

impl Batch {
    fn take(&mut self, job: Job) {
        match &job {
            Job::Everything { mode, .. } => self.look_at_everything(*mode),
            Job::Look { paths, .. } => {
                for path in paths {
                    if path.as_os_str().is_empty() {
                        self.look_at_everything(Mode::Update);
                    } else {
                        self.paths.insert(path.clone());
                    }
                }
            }
            Job::Holders { .. } | Job::Settle { .. } => {}
        }
        self.jobs.push(job);
    }

    fn look_at_everything(&mut self, mode: Mode) {
        if self.everything != Some(Mode::Rebuild) {
            self.everything = Some(mode);
        }
    }
}

impl Desk {
    pub(super) fn new(
        hold: Hold,
        jobs: Receiver<Job>,
        store: Arc<Store>,
        clock: Box<dyn Fn() -> Timestamp + Send>,
        heard: Box<dyn Heard>,
    ) -> Self {
        Self { hold, jobs, store, clock, heard, behind: false, told: 0 }
    }

    /// Works until nobody can ask any more.
    pub(super) fn run(mut self) {
        loop {
            let first = if self.behind {
                self.jobs.recv_timeout(TRY_AGAIN)
            } else {
                self.jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            let mut batch = Batch::default();
            match first {
                Ok(job) => self.take(job, &mut batch),
                Err(RecvTimeoutError::Timeout) => batch.look_at_everything(Mode::Update),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while batch.jobs.len() < BATCH_JOBS
                && let Ok(job) = self.jobs.try_recv()
            {
                self.take(job, &mut batch);
            }
            self.serve(batch);
        }
    }

    /// Puts a job to the others. What changes the settings does so at once, so that they hold for the run to come.
    fn take(&mut self, job: Job, batch: &mut Batch) {
        match job {
            Job::Settle { settings, reply } => {
                let _ = reply.send(self.hold.settle(*settings).map_err(Arc::new));
            }
            Job::Everything { reply, .. } if self.hold.take_up() => {
                batch.take(Job::Everything { mode: Mode::Rebuild, reply });
            }
            job => batch.take(job),
        }
    }

    fn serve(&mut self, batch: Batch) {
        let Batch { jobs, mut everything, paths } = batch;
        // Settings that change are no reason to look: whoever takes a new library up does so, and hears what came of it.
        if self.behind || (self.hold.ledger().is_none() && !jobs.is_empty()) {
            everything = everything.or(Some(Mode::Update));
        }
        let paths: Vec<PathBuf> = paths.into_iter().collect();
        let scope = match everything {
            Some(mode) => Some(Scope::Everything(mode)),
            None if paths.is_empty() => None,
            None => Some(Scope::Paths(&paths)),
        };
        let result = match scope {
            None => Ok(None),
            Some(scope) => self.run_once(scope).map(Some),
        };
        match result {
            Ok(landed) => jobs.into_iter().for_each(|job| self.answer(job, landed.as_ref())),
            Err(error) => jobs.into_iter().for_each(|job| refuse(job, &error)),
        }
    }

    /// Runs once, and tells of it.
    fn run_once(&mut self, scope: Scope<'_>) -> Result<Arc<Landed>, Arc<IndexError>> {
        let now = (self.clock)();
        let (hold, heard) = (&mut self.hold, &self.heard);
        // The engine may panic on an index that is damaged under it; the hold forgets it then, as after any error.
        let done = catch_unwind(AssertUnwindSafe(|| match scope {
            Scope::Everything(_) => hold.run(scope, now, heard.progress()),
            Scope::Paths(_) => hold.run(scope, now, &Silent),
        }));
        let done = done.unwrap_or_else(|_| {
            Err(IndexError::Engine {
                reason: "the engine gave up; the index is damaged".to_owned(),
            })
        });
        match done {
            Ok(Done { report, changes, epoch }) => {
                self.behind = false;
                if let Some(ledger) = self.hold.ledger() {
                    let paths = match scope {
                        Scope::Everything(_) => None,
                        Scope::Paths(paths) => Some(paths),
                    };
                    self.store.learn(ledger, paths);
                }
                let landed = Arc::new(Landed { epoch, revision: report.revision, changes, report });
                if landed.revision != self.told || !landed.changes.is_empty() {
                    self.told = landed.revision;
                    self.heard.committed(&landed);
                }
                Ok(landed)
            }
            Err(error) => {
                self.behind = true;
                self.heard.failed(&error);
                Err(Arc::new(error))
            }
        }
    }

    fn answer(&mut self, job: Job, landed: Option<&Arc<Landed>>) {
        // Who gave up waiting is not told.
        match job {
            Job::Everything { reply, .. } => {
                let _ = landed.map(|landed| reply.send(Ok(landed.clone())));
            }
            Job::Look { paths, reply: Some(reply) } => {
                let Some(landed) = landed.cloned().or_else(|| self.as_it_stands()) else { return };
                let ledger = self.hold.ledger();
                let file = |path: PathBuf| {
                    let path = path.to_str()?.to_owned();
                    let entry = ledger?.files.get(path.as_str())?;
                    Some(looked_at(path, entry))
                };
                let files = paths.into_iter().filter_map(file).collect();
                let _ = reply.send(Ok(Looked { landed, files }));
            }
            Job::Look { reply: None, .. } | Job::Settle { .. } => {}
            Job::Holders { id, reply } => {
                let _ = reply.send(Ok(self.holders(&id)));
            }
        }
    }

    /// An answer for who asked to look at nothing.
    fn as_it_stands(&self) -> Option<Arc<Landed>> {
        let revision = self.hold.ledger().map(|ledger: &Ledger| ledger.revision)?;
        Some(Arc::new(Landed {
            epoch: String::new(),
            revision,
            changes: crate::Changes::default(),
            report: crate::Report { revision, ..crate::Report::default() },
        }))
    }

    fn holders(&mut self, id: &str) -> Vec<Holder> {
        let claims: Vec<(String, u64)> = match self.hold.claims() {
            None => Vec::new(),
            Some(claims) => {
                let claim =
                    |claim: crate::claims::Claim| (claims.path(claim.file).to_owned(), claim.start);
                claims.all(id).map(claim).collect()
            }
        };
        let Some(ledger) = self.hold.ledger() else { return Vec::new() };
        let holder = |(path, start): (String, u64)| {
            let entry = ledger.files.get(path.as_str())?;
            let member = entry.members.iter().find(|member| member.range.start == start)?;
            let is_alone = entry.members.len() == 1
                && member.place.is_none()
                && !entry.faults.iter().any(|fault| fault.code.is_refusal());
            Some(Holder { path, place: member.place, is_alone })
        };
        claims.into_iter().filter_map(holder).collect()
    }
}

pub(crate) fn looked_at(path: String, entry: &Entry) -> LookedAt {
    let ids = |hidden: bool| {
        let members = entry.members.iter().filter(move |member| member.hidden == hidden);
        members.map(|member| member.id.to_string()).collect()
    };
    let fault =
        |fault: &precis_briefing::Fault| Refused { path: path.clone(), fault: fault.clone() };
    let faults = entry.faults.iter().map(fault).collect();
    LookedAt { ids: ids(false), hidden: ids(true), faults, path }
}

fn refuse(job: Job, error: &Arc<IndexError>) {
    match job {
        Job::Everything { reply, .. } => drop(reply.send(Err(error.clone()))),
        Job::Look { reply: Some(reply), .. } => drop(reply.send(Err(error.clone()))),
        Job::Look { reply: None, .. } => {}
        Job::Settle { reply, .. } => drop(reply.send(Err(error.clone()))),
        Job::Holders { reply, .. } => drop(reply.send(Err(error.clone()))),
    }
}
