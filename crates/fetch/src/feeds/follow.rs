//! Feeds fetched whenever it is their time, by a thread of their own.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Door, Feeds, Listed, Visit};
use crate::FeedError;

/// How often it is looked whether a command added a feed.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// How long the end of the thread is waited for. What it does then leaves nothing half done.
const PATIENCE: Duration = Duration::from_secs(2);

/// What following feeds needs.
pub struct Follow {
    /// The feeds.
    pub feeds: Arc<Feeds>,
    /// Where their articles are brought.
    pub door: Arc<dyn Door>,
    /// The clock.
    pub clock: Box<dyn Fn() -> Timestamp + Send>,
    /// Hears what came of each fetch.
    pub heard: Heard,
}

/// Hears what came of a fetch.
pub type Heard = Box<dyn Fn(&Result<Visit, FeedError>) + Send>;

/// Feeds that are followed until this is dropped.
#[derive(Debug)]
pub struct Following {
    stop: Arc<AtomicBool>,
    wake: Sender<()>,
    ended: Receiver<()>,
}

impl Following {
    /// Starts to follow. Nothing is asked of the network as long as there are no feeds. Fails when the system has no
    /// thread for it.
    pub fn start(follow: Follow) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (wake, woken) = channel();
        let (end, ended) = channel();
        let stopped = stop.clone();
        thread::Builder::new().name("precis-feeds".to_owned()).spawn(move || {
            Thread { follow, stop: stopped, woken, later: HashMap::new() }.run();
            drop(end);
        })?;
        Ok(Self { stop, wake, ended })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.wake.send(());
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

struct Thread {
    follow: Follow,
    stop: Arc<AtomicBool>,
    woken: Receiver<()>,
    /// Feeds whose state could not be written, and when they are tried again: otherwise they would be due for ever.
    later: HashMap<String, Instant>,
}

impl Thread {
    fn run(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            let wait = match self.follow.feeds.list() {
                Ok(listed) => self.visit_next(&listed),
                Err(error) => {
                    (self.follow.heard)(&Err(error));
                    Some(LOOK_AGAIN)
                }
            };
            if let Some(wait) = wait {
                // Whoever wakes it wants its end.
                let _ = self.woken.recv_timeout(wait);
            }
        }
    }

    /// Fetches the feed that has waited longest. Returns how long to wait if none is to be fetched now.
    fn visit_next(&mut self, listed: &[Listed]) -> Option<Duration> {
        let now = (self.follow.clock)();
        self.later.retain(|_, until| *until > Instant::now());
        let mut wait = LOOK_AGAIN;
        let mut next: Option<&Listed> = None;
        for one in listed.iter().filter(|one| !self.later.contains_key(&one.feed.url)) {
            if !one.standing.is_due(now) {
                if let Some(left) = one.standing.next.map(|next| next.duration_since(now)) {
                    wait = wait.min(Duration::try_from(left).unwrap_or(LOOK_AGAIN));
                }
                continue;
            }
            let rest = self.follow.feeds.wait(one);
            if !rest.is_zero() {
                wait = wait.min(rest);
            } else if next.is_none_or(|next| one.standing.next < next.standing.next) {
                next = Some(one);
            }
        }
        let Some(next) = next else { return Some(wait) };
        let visit = self.follow.feeds.visit(next, &*self.follow.door, now, &self.stop);
        if visit.is_err() {
            self.later.insert(next.feed.url.clone(), Instant::now() + LOOK_AGAIN);
        }
        if !self.stop.load(Ordering::Relaxed) {
            (self.follow.heard)(&visit);
        }
        None
    }
}
