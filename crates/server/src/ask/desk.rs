//! Where questions wait for the engine, which blocks on disk and never runs on an async thread.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use jiff::Zoned;
use precis_query::{Library, SearchError, Stop};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::options::Limits;
use crate::problem::{Code, Problem};
use crate::state::AppState;

/// How old the look for a newer revision may be: another process may index while this one serves.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Where questions wait for their turn at the engine.
#[derive(Debug)]
pub(crate) struct Desk {
    turns: Arc<Semaphore>,
    /// Questions that the engine works on at most at one time.
    most: usize,
    waiting: AtomicUsize,
    search_time: Duration,
    queue_time: Duration,
    looked: Mutex<Option<Instant>>,
}

impl Desk {
    pub(crate) fn new(limits: &Limits) -> Self {
        let turns = match limits.searches {
            0 => available_parallelism().map_or(2, usize::from) * 2,
            given => given,
        };
        Self {
            turns: Arc::new(Semaphore::new(turns)),
            most: turns,
            waiting: AtomicUsize::new(0),
            search_time: limits.search_time,
            queue_time: limits.queue_time,
            looked: Mutex::new(None),
        }
    }

    /// Tells how many questions the engine works on, and how many wait for it.
    pub(crate) fn load(&self) -> (usize, usize) {
        let running = self.most.saturating_sub(self.turns.available_permits());
        (running, self.waiting.load(Ordering::Relaxed))
    }

    /// Waits for a turn; none where that took too long.
    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        let turns = Arc::clone(&self.turns);
        if let Ok(turn) = Arc::clone(&turns).try_acquire_owned() {
            return Some(turn);
        }
        let _waiting = Waiting::new(&self.waiting);
        tokio::time::timeout(self.queue_time, turns.acquire_owned()).await.ok()?.ok()
    }

    /// Tells whether it is time to look for a newer revision, and counts as the look if so.
    fn is_look_due(&self) -> bool {
        let Ok(mut looked) = self.looked.lock() else { return false };
        let due = looked.is_none_or(|at| at.elapsed() >= LOOK_EVERY);
        if due {
            *looked = Some(Instant::now());
        }
        due
    }
}

/// Counts one that waits, as long as it does.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Ends a question when nobody waits for its answer any more.
struct EndWithAsker(Stop);

impl Drop for EndWithAsker {
    fn drop(&mut self) {
        self.0.tell();
    }
}

impl AppState {
    /// Puts a question to the engine on a thread where it may block, and at the time of the clock. The work ends when it
    /// has taken too long, and when the asker has gone.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Library, &Zoned) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, Problem> {
        let library = self.library().ok_or_else(|| Problem::not_ready(self.readiness()))?;
        let Some(turn) = self.desk().turn().await else {
            let detail = "Too many searches wait; try again in a few seconds.";
            return Err(Problem::new(Code::Busy, detail));
        };
        let look = self.desk().is_look_due();
        let now = self.clock().now();
        let stop = Stop::after(self.desk().search_time);
        let _asker = EndWithAsker(stop.clone());
        let answer = tokio::task::spawn_blocking(move || {
            // Held here: a question whose asker gave up has its thread until it has ended.
            let _turn = turn;
            if look && let Err(error) = library.refresh() {
                tracing::warn!(%error, "the newest revision cannot be opened; the last one is served");
            }
            stop.within(|| question(&library, &now))
        });
        match answer.await {
            Ok(answer) => answer.map_err(Problem::from),
            // A panic ends its own thread only; it has been written to the log by the hook.
            Err(_) => Err(Problem::internal()),
        }
    }
}
