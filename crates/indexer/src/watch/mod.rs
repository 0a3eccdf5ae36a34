//! What is done to a library's files, heard of from the system or found by looking again and again.

mod due;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use notify::{Event, RecursiveMode, Watcher as _};

use crate::store::Store;
use due::Due;

/// Shortest time from one look at the whole library to the next where nothing can be heard of it.
const POLL_EVERY: Duration = Duration::from_secs(2);
/// Of the time, the part that looking at the whole library may take, as a divisor.
const POLL_SHARE: u32 = 10;
/// Pause after which a folder that went away is looked for again.
const RETURN_EVERY: Duration = Duration::from_secs(3);

/// How a library is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    /// The system tells of each change.
    Events,
    /// The whole library is looked at every few seconds.
    Polling {
        /// Why the system does not tell; none if it was not asked to.
        reason: Option<String>,
    },
}

/// Looks at paths, from the library's root on; an empty path means everything. Returns how long that took if waited for.
pub(crate) type Look = Box<dyn Fn(Vec<PathBuf>, bool) -> Duration + Send>;

/// Follows a library until it is dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    /// None once it is being dropped.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Starts to follow a library: from this moment on nothing is missed. With `poll` the system is not asked.
    pub(crate) fn start(
        library: &Path,
        data: &Path,
        poll: bool,
        store: Arc<Store>,
        look: Look,
    ) -> (Self, Watched) {
        let (stop, stopped) = bounded(0);
        let heard = if poll { Err(None) } else { Ears::new(library).map_err(Some) };
        let (watched, thread) = match heard {
            Ok(ears) => {
                let follow =
                    Follow { data: data.canonicalize().ok(), due: Due::new(store), ears, look };
                (Watched::Events, spawn(move || follow.run(&stopped)))
            }
            Err(reason) => {
                let watched = Watched::Polling { reason: reason.map(|error| error.to_string()) };
                (watched, spawn(move || poll_until(&stopped, &look)))
            }
        };
        (Self { stop: Some(stop), thread }, watched)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    // A system without room for a thread has other worries; the library is followed by whoever asks then.
    std::thread::Builder::new().name("precis-watch".to_owned()).spawn(work).ok()
}

fn poll_until(stopped: &Receiver<()>, look: &Look) {
    let mut pause = POLL_EVERY;
    while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let took = look(vec![PathBuf::new()], true);
        pause = POLL_EVERY.max(took * POLL_SHARE);
    }
}

/// What the system tells of a folder.
struct Ears {
    root: PathBuf,
    watcher: notify::RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Ears {
    fn new(library: &Path) -> notify::Result<Self> {
        let root = library.canonicalize()?;
        let (tell, events) = unbounded();
        let config = notify::Config::default().with_follow_symlinks(false);
        let handler = move |event| drop(tell.send(event));
        let mut watcher = notify::RecommendedWatcher::new(handler, config)?;
        watcher.watch(&root, RecursiveMode::Recursive)?;
        Ok(Self { root, watcher, events })
    }
}

struct Follow {
    data: Option<PathBuf>,
    due: Due,
    ears: Ears,
    look: Look,
}

impl Follow {
    fn run(mut self, stopped: &Receiver<()>) {
        let mut is_away = false;
        loop {
            let wait = self.due.next(Instant::now()).unwrap_or(Duration::from_secs(3600));
            let wait = if is_away { wait.min(RETURN_EVERY) } else { wait };
            crossbeam_channel::select! {
                recv(stopped) -> _ => return,
                recv(self.ears.events) -> event => {
                    if let Ok(event) = event {
                        is_away |= self.take(event);
                    }
                    while let Ok(event) = self.ears.events.try_recv() {
                        is_away |= self.take(event);
                    }
                }
                default(wait) => {}
            }
            if is_away && self.find_again() {
                is_away = false;
                self.due.everything();
            }
            let paths = self.due.take(Instant::now());
            if !paths.is_empty() {
                (self.look)(paths, false);
            }
        }
    }

    /// Takes an event in. Returns whether the library's own folder went away.
    fn take(&mut self, event: notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            // Something was not heard; whatever it is, it is found.
            self.due.everything();
            return false;
        };
        if event.need_rescan() {
            self.due.everything();
            return false;
        }
        let now = Instant::now();
        let mut is_away = false;
        for path in &event.paths {
            let Ok(inside) = path.strip_prefix(&self.ears.root) else { continue };
            if inside.as_os_str().is_empty() {
                is_away |= !self.ears.root.is_dir();
            } else if !self.is_ours(path, inside) {
                self.due.hear(&event.kind, path, inside, now);
            }
        }
        is_away
    }

    /// Tells whether a path is none of the library's articles, because we or a tool keep it there.
    fn is_ours(&self, path: &Path, inside: &Path) -> bool {
        let mut parts = inside.components();
        parts.any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
            || self.data.as_deref().is_some_and(|data| path.starts_with(data))
    }

    /// Listens to the library's folder once it is there again.
    fn find_again(&mut self) -> bool {
        let _ = self.ears.watcher.unwatch(&self.ears.root);
        self.ears.watcher.watch(&self.ears.root, RecursiveMode::Recursive).is_ok()
    }
}
