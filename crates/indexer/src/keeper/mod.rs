//! The one door into a library that is held open: everything that arrives takes it, whoever brings it.
//!
//! Articles are stored durably first; then their paths are handed to one thread, which reads the files, brings the
//! index in line, commits, and answers. It takes all that waits into one commit, and never waits for more.

mod desk;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use jiff::Timestamp;
use precis_briefing::Article;

use crate::run::Hold;
use crate::store::{self, Store};
use crate::watch::{Look, Watch, Watched};
use crate::{
    Changes, IndexError, Mode, Progress, Refused, Report, Settings, Settled, Silent, StoreError,
    Stored,
};
pub(crate) use desk::looked_at;
use desk::{Desk, Job};

/// A commit, or a look that found nothing to commit.
#[derive(Debug, Clone)]
pub struct Landed {
    /// Name of the revision count.
    pub epoch: String,
    /// Revision of the index from now on.
    pub revision: u64,
    /// Articles that were touched.
    pub changes: Changes,
    /// What the run did; all that stands of the library only where it looked at all of it.
    pub report: Report,
}

/// What became of what somebody asked to be looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The commit that took it in, with what others asked for at the same time.
    pub landed: Arc<Landed>,
    /// The files asked for, in their order, as far as they are there.
    pub files: Vec<LookedAt>,
}

/// A file as the index has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedAt {
    /// Path inside the library.
    pub path: String,
    /// Ids of its articles that are searched.
    pub ids: Vec<String>,
    /// Ids of its articles that another article hides.
    pub hidden: Vec<String>,
    /// What was refused or mended in it.
    pub faults: Vec<Refused>,
}

/// A file that holds an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Path inside the library.
    pub path: String,
    /// Line or place in a many-article file, from 1.
    pub place: Option<u64>,
    /// Whether the file holds this article and nothing else.
    pub is_alone: bool,
}

/// Hears what happens at the door. Called by its thread, before those who asked are answered.
pub trait Heard: Send + 'static {
    /// The index is at another revision from now on.
    fn committed(&mut self, landed: &Arc<Landed>);
    /// A run failed; it is tried again in a few seconds, over the whole library.
    fn failed(&mut self, error: &IndexError);
    /// Who hears how far a run over the whole library has come; nobody by default.
    fn progress(&self) -> &dyn Progress {
        &Silent
    }
}

/// What somebody waits for.
type Reply<T> = Result<T, Arc<IndexError>>;

/// An answer that is on its way.
#[derive(Debug)]
pub struct Ticket(Receiver<Reply<Looked>>);

impl Ticket {
    /// Waits until what was asked for is in the index. Fails when it cannot be taken in now.
    pub fn wait(self) -> Result<Looked, Arc<IndexError>> {
        self.0.recv().unwrap_or_else(|_| Err(ended()))
    }
}

/// A library held open for whatever arrives. Dropping it lets the commit under way end, and the lock go.
#[derive(Debug)]
pub struct Keeper {
    /// None once it is being dropped.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    store: Arc<Store>,
    library: PathBuf,
    data: PathBuf,
    watch: Mutex<Option<Watch>>,
}

impl Keeper {
    /// Takes the writer lock and starts the thread that writes, which does nothing until it is asked to.
    ///
    /// Fails with [`IndexError::Busy`] when another process has the lock, and as [`crate::index`] does when the
    /// library cannot be listed or the data folder not be used.
    pub fn start(
        settings: &Settings,
        clock: impl Fn() -> Timestamp + Send + 'static,
        heard: impl Heard,
    ) -> Result<Self, IndexError> {
        let mut hold = Hold::take(settings)?;
        hold.keep_writer();
        store::sweep(&settings.library);
        let store = Arc::new(Store::new(settings));
        let (jobs, waiting) = unbounded();
        let desk = Desk::new(hold, waiting, store.clone(), Box::new(clock), Box::new(heard));
        let thread = std::thread::Builder::new()
            .name("precis-keeper".to_owned())
            .spawn(move || desk.run())
            .map_err(IndexError::at(&settings.data))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
            store,
            library: settings.library.clone(),
            data: settings.data.clone(),
            watch: Mutex::default(),
        })
    }

    /// Follows from now on what is done to the library's files. With `poll`, or where the system does not tell, the
    /// whole library is looked at every few seconds.
    ///
    /// Asked before the first look at everything, nothing is missed in between.
    pub fn watch(&self, poll: bool) -> Watched {
        let Some(jobs) = self.jobs.clone() else { return Watched::Events };
        let look: Look = Box::new(move |paths, wait| {
            let started = Instant::now();
            let (reply, answer) = bounded(1);
            let sent = jobs.send(Job::Look { paths, reply: wait.then_some(reply) });
            if wait && sent.is_ok() {
                let _ = answer.recv();
            }
            started.elapsed()
        });
        let (watch, watched) =
            Watch::start(&self.library, &self.data, poll, self.store.clone(), look);
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch);
        watched
    }

    /// Looks at the whole library, and waits until the index is in line with it.
    pub fn everything(&self, mode: Mode) -> Result<Arc<Landed>, Arc<IndexError>> {
        let (reply, answer) = bounded(1);
        self.send(Job::Everything { mode, reply });
        answer.recv().unwrap_or_else(|_| Err(ended()))
    }

    /// Goes by other settings of the same library from the next look on. Where articles are read otherwise by them, they
    /// wait for the next [`Keeper::everything`], which makes the index anew.
    ///
    /// Fails, and goes by those before, when a pattern cannot be understood.
    pub fn settle(&self, settings: &Settings) -> Result<Settled, Arc<IndexError>> {
        let (reply, answer) = bounded(1);
        self.send(Job::Settle { settings: Box::new(settings.clone()), reply });
        answer.recv().unwrap_or_else(|_| Err(ended()))
    }

    /// Looks at some files and folders, by their paths from the library's root on, as the disk has them.
    ///
    /// A path at which nothing lies any more takes out what lay there; an empty one stands for the whole library.
    pub fn look(&self, paths: Vec<PathBuf>) -> Ticket {
        let (reply, answer) = bounded(1);
        self.send(Job::Look { paths, reply: Some(reply) });
        Ticket(answer)
    }

    /// Looks at some files and folders as [`Keeper::look`] does, without an answer.
    pub fn look_later(&self, paths: Vec<PathBuf>) {
        self.send(Job::Look { paths, reply: None });
    }

    /// Stores articles durably below `incoming/`, in place of those there with the same ids, and asks the index to
    /// take them in. Of several with one id, the last is kept.
    ///
    /// `check` is asked first, once all that was sent before is in the index, and with these ids locked: where it
    /// fails nothing is stored. Fails when a file cannot be written.
    pub fn put<E: From<StoreError>>(
        &self,
        articles: &[Article],
        check: Option<&mut dyn FnMut() -> Result<(), E>>,
    ) -> Result<(Vec<Stored>, Ticket), E> {
        let locked = self.store.lock(articles.iter().map(|article| article.id.as_str()));
        if let Some(check) = check {
            for article in articles {
                self.look_at_holders(&article.id)?;
            }
            check()?;
        }
        let stored = self.store.put(articles, &locked)?;
        let paths = stored.iter().map(|it| PathBuf::from(&it.path)).collect();
        // Asked for under the lock, so that who comes next to these ids waits for it.
        Ok((stored, self.look(paths)))
    }

    /// Removes an article that was stored below `incoming/`, and asks the index to let it go. `check` as for
    /// [`Keeper::put`].
    ///
    /// Returns none when no article has this id. Fails, and removes nothing, with [`StoreError::Held`] when a file
    /// outside `incoming/` or one of many articles holds the id too, and with [`StoreError::NotIndexed`] when that
    /// cannot be found out.
    pub fn remove<E: From<StoreError>>(
        &self,
        id: &str,
        check: Option<&mut dyn FnMut() -> Result<(), E>>,
    ) -> Result<Option<Ticket>, E> {
        let locked = self.store.lock([id]);
        let holders = self.look_at_holders(id)?;
        if holders.is_empty() {
            return Ok(None);
        }
        let foreign = |holder: &&Holder| !holder.is_alone || !holder.path.starts_with("incoming/");
        if let Some(holder) = holders.iter().find(foreign) {
            let path = crate::ledger::spot(&holder.path, holder.place);
            return Err(StoreError::Held { id: id.to_owned(), path }.into());
        }
        if let Some(check) = check {
            check()?;
        }
        let paths: Vec<String> = holders.into_iter().map(|holder| holder.path).collect();
        self.store.remove(&paths, &locked)?;
        Ok(Some(self.look(paths.into_iter().map(PathBuf::from).collect())))
    }

    /// Names the files that hold an id, the one that is searched first, as they are at this moment.
    fn look_at_holders(&self, id: &str) -> Result<Vec<Holder>, StoreError> {
        let mut holders = self.holders(id).map_err(StoreError::NotIndexed)?;
        if !holders.is_empty() {
            // Somebody may have edited them, and nobody heard of it yet.
            let paths = holders.iter().map(|holder| PathBuf::from(&holder.path)).collect();
            self.look(paths).wait().map_err(StoreError::NotIndexed)?;
            holders = self.holders(id).map_err(StoreError::NotIndexed)?;
        }
        Ok(holders)
    }

    /// Names the files that hold an id, the one that is searched first, once all that was asked before is done.
    pub fn holders(&self, id: &str) -> Result<Vec<Holder>, Arc<IndexError>> {
        let (reply, answer) = bounded(1);
        self.send(Job::Holders { id: id.to_owned(), reply });
        answer.recv().unwrap_or_else(|_| Err(ended()))
    }

    fn send(&self, job: Job) {
        // A thread that ended drops the job with the place for its answer, which tells who waits.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // It holds a way to the thread, which ends when nobody has one.
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn ended() -> Arc<IndexError> {
    Arc::new(IndexError::Engine { reason: "the thread that writes it has ended".to_owned() })
}
