//! What runs on one library stand on, kept from one run to the next for as long as somebody holds the library.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use precis_schema::{Home, Layout};

use super::target::Target;
use super::{Done, Run, Scope};
use crate::arrivals::Arrivals;
use crate::claims::Claims;
use crate::ledger::Ledger;
use crate::lock::Lock;
use crate::rules::Rules;
use crate::state::State;
use crate::writer::Writer;
use crate::{IndexError, Mode, Progress, Settings, Settled, durable, reading, state};

/// A library under its writer lock.
pub(crate) struct Hold {
    base: Base,
    /// What the last run left; none before the first and after one that failed.
    open: Option<Open>,
    /// What the next look at everything that somebody asks for begins with: another reading.
    waiting: Option<Reading>,
    _lock: Lock,
}

/// What all runs have in common.
pub(super) struct Base {
    pub(super) home: Home,
    pub(super) layout: Layout,
    pub(super) settings: Settings,
    pub(super) rules: Rules,
    pub(super) reading: [u8; 16],
    /// Whether the engine's writer stays open from one run to the next.
    pub(super) keeps_writer: bool,
}

/// Settings, and how articles are read by them.
struct Reading {
    settings: Settings,
    rules: Rules,
    fingerprint: [u8; 16],
}

impl Reading {
    fn of(settings: Settings) -> Result<Self, IndexError> {
        let rules = Rules::new(&settings)?;
        let fingerprint = reading::fingerprint(&settings.vocabulary, &settings.aliases());
        Ok(Self { settings, rules, fingerprint })
    }
}

/// State and index as a run leaves them for the next.
pub(super) struct Open {
    pub(super) state: State,
    pub(super) arrivals: Arrivals,
    pub(super) target: Target,
    /// Those of the ledger; none until they are needed.
    pub(super) claims: Option<Claims>,
    pub(super) writer: Option<Writer>,
}

impl Hold {
    /// Takes the writer lock. Fails with [`IndexError::Busy`] when another process has it.
    pub(crate) fn take(settings: &Settings) -> Result<Self, IndexError> {
        let Reading { settings, rules, fingerprint } = Reading::of(settings.clone())?;
        // Said before anything is made inside a folder that may not be there.
        let listed = std::fs::read_dir(&settings.library);
        listed
            .map_err(|source| IndexError::Library { library: settings.library.clone(), source })?;
        let lock = Lock::take(&settings)?;
        // Whoever served this library before does not hold it any more.
        let _ = std::fs::remove_file(serving(&settings.data));
        let base = Base {
            home: Home::new(&settings.data),
            layout: Layout::new(),
            settings,
            rules,
            reading: fingerprint,
            keeps_writer: false,
        };
        sweep(&base.home)?;
        Ok(Self { base, open: None, waiting: None, _lock: lock })
    }

    /// Keeps the engine's writer open from one run to the next.
    pub(crate) fn keep_writer(&mut self) {
        self.base.keeps_writer = true;
    }

    /// Goes by other settings from the next run on, unless articles are read otherwise by them: those wait until
    /// [`Hold::take_up`], so that all articles in the index are read alike. Returns which of both.
    pub(crate) fn settle(&mut self, settings: Settings) -> Result<Settled, IndexError> {
        let next = Reading::of(settings)?;
        if next.fingerprint != self.base.reading {
            self.waiting = Some(next);
            return Ok(Settled::WithNewIndex);
        }
        (self.base.settings, self.base.rules) = (next.settings, next.rules);
        self.waiting = None;
        Ok(Settled::AtOnce)
    }

    /// Goes by the settings that wait for a new index from now on. Returns whether there are any.
    pub(crate) fn take_up(&mut self) -> bool {
        let Some(Reading { settings, rules, fingerprint }) = self.waiting.take() else {
            return false;
        };
        (self.base.settings, self.base.rules, self.base.reading) = (settings, rules, fingerprint);
        true
    }

    /// Brings the index in line with the library. After an error, and in the first run, all of it is looked at,
    /// whatever the scope.
    pub(crate) fn run(
        &mut self,
        scope: Scope<'_>,
        now: Timestamp,
        progress: &dyn Progress,
    ) -> Result<Done, IndexError> {
        let open = self.usable()?;
        let scope = match scope {
            Scope::Paths(_) if open.is_none() => Scope::Everything(Mode::Update),
            scope => scope,
        };
        let mut run = Run::start(&self.base, open, scope, now, progress)?;
        run.go()?;
        let (done, open) = run.finish()?;
        self.open = Some(open);
        Ok(done)
    }

    /// Takes what the last run left, provided that it is still what is served.
    fn usable(&mut self) -> Result<Option<Open>, IndexError> {
        let home = &self.base.home;
        let served = home.current().map_err(IndexError::at(home.data()))?;
        Ok(self.open.take().filter(|open| served.as_ref() == Some(&open.target.folder)))
    }

    /// What is known of the library's files; none before the first run and after one that failed.
    pub(crate) fn ledger(&self) -> Option<&Ledger> {
        self.open.as_ref().map(|open| &open.target.ledger)
    }

    /// The claims of all articles; none when the ledger is not known.
    pub(crate) fn claims(&mut self) -> Option<&Claims> {
        let open = self.open.as_mut()?;
        Some(open.claims.get_or_insert_with(|| Claims::of(&open.target.ledger)))
    }
}

/// Returns the file that says where the server is that holds a library: of this holder of the lock, or of none.
#[must_use]
pub fn serving(data: &Path) -> PathBuf {
    data.join("serving")
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
