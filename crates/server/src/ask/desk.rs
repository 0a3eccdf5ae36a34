//! Where questions wait for the engine, which blocks on disk and never runs on an async thread.

use std::sync::Arc;
use std::sync::Mutex;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use jiff::Zoned;
use precis_query::{Library, SearchError};
use tokio::sync::Semaphore;

use crate::options::Limits;
use crate::problem::{Code, Problem};
use crate::state::AppState;

/// How old the look for a newer revision may be: another process may index while this one serves.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Where questions wait for their turn at the engine.
#[derive(Debug)]
pub(crate) struct Desk {
    turns: Arc<Semaphore>,
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
            queue_time: limits.queue_time,
            looked: Mutex::new(None),
        }
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

impl AppState {
    /// Puts a question to the engine on a thread where it may block, and at the time of the clock.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Library, &Zoned) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, Problem> {
        let library = self.library().ok_or_else(|| Problem::not_ready(self.readiness()))?;
        let turns = Arc::clone(&self.desk().turns);
        let turn = tokio::time::timeout(self.desk().queue_time, turns.acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            let detail = "Too many searches wait; try again in a few seconds.";
            return Err(Problem::new(Code::Busy, detail));
        };
        let look = self.desk().is_look_due();
        let now = self.clock().now();
        let answer = tokio::task::spawn_blocking(move || {
            // Held here: a question whose asker gave up still has its thread.
            let _turn = turn;
            if look && let Err(error) = library.refresh() {
                tracing::warn!(%error, "the newest revision cannot be opened; the last one is served");
            }
            question(&library, &now)
        });
        match answer.await {
            Ok(answer) => answer.map_err(Problem::from),
            // A panic ends its own thread only; it has been written to the log by the hook.
            Err(_) => Err(Problem::internal()),
        }
    }
}
