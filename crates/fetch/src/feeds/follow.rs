//! Feeds fetched whenever it is their time: one thread chooses, and each fetch has a thread of its own.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Door, Feeds, Listed, Visit};
use crate::FeedError;

/// Feeds that are fetched at one time, each from another host.
const AT_ONCE: usize = 4;
/// How often it is looked whether a command added a feed.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// How long the end of the threads is waited for. What they do then leaves nothing half done.
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
    wake: Sender<Woken>,
    ended: Receiver<()>,
}

/// What the thread that chooses is woken for.
enum Woken {
    /// A fetch has ended.
    Fetched(Box<Fetched>),
    /// It is to end itself.
    ToEnd,
}

/// A fetch that has ended.
struct Fetched {
    url: String,
    host: String,
    visit: Result<Visit, FeedError>,
}

impl Following {
    /// Starts to follow. Nothing is asked of the network as long as there are no feeds. Fails when the system has no
    /// thread for it.
    pub fn start(follow: Follow) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (wake, woken) = channel();
        let (end, ended) = channel();
        let chooser = Chooser {
            follow,
            stop: stop.clone(),
            wake: wake.clone(),
            woken,
            busy: HashSet::new(),
            later: HashMap::new(),
        };
        thread::Builder::new().name("precis-feeds".to_owned()).spawn(move || {
            chooser.run();
            drop(end);
        })?;
        Ok(Self { stop, wake, ended })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.wake.send(Woken::ToEnd);
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

struct Chooser {
    follow: Follow,
    stop: Arc<AtomicBool>,
    wake: Sender<Woken>,
    woken: Receiver<Woken>,
    /// Hosts that are being asked; none is asked twice at one time.
    busy: HashSet<String>,
    /// Feeds whose state could not be written, and when they are tried again: otherwise they would be due for ever.
    later: HashMap<String, Instant>,
}

impl Chooser {
    fn run(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            let wait = if self.busy.len() >= AT_ONCE {
                Some(LOOK_AGAIN)
            } else {
                match self.follow.feeds.list() {
                    Ok(listed) => self.fetch_next(listed),
                    Err(error) => {
                        (self.follow.heard)(&Err(error));
                        Some(LOOK_AGAIN)
                    }
                }
            };
            if let Some(wait) = wait
                && let Ok(Woken::Fetched(fetched)) = self.woken.recv_timeout(wait)
            {
                self.take_down(*fetched);
            }
        }
        // They see that it is to end.
        while !self.busy.is_empty()
            && let Ok(woken) = self.woken.recv()
        {
            if let Woken::Fetched(fetched) = woken {
                self.busy.remove(&fetched.host);
            }
        }
    }

    fn take_down(&mut self, fetched: Fetched) {
        let Fetched { url, host, visit } = fetched;
        self.busy.remove(&host);
        if visit.is_err() {
            self.later.insert(url, Instant::now() + LOOK_AGAIN);
        }
        if !self.stop.load(Ordering::Relaxed) {
            (self.follow.heard)(&visit);
        }
    }

    /// Begins to fetch the feed that has waited longest, of those whose hosts are free. Returns how long to wait if
    /// none is to be fetched now.
    fn fetch_next(&mut self, listed: Vec<Listed>) -> Option<Duration> {
        let now = (self.follow.clock)();
        self.later.retain(|_, until| *until > Instant::now());
        let mut wait = LOOK_AGAIN;
        let mut next: Option<Listed> = None;
        for one in listed.into_iter().filter(|one| !self.later.contains_key(&one.feed.url)) {
            if !one.standing.is_due(now) {
                if let Some(left) = one.standing.next.map(|next| next.duration_since(now)) {
                    wait = wait.min(Duration::try_from(left).unwrap_or(LOOK_AGAIN));
                }
                continue;
            }
            if self.busy.contains(&one.host()) {
                continue;
            }
            let rest = self.follow.feeds.wait(&one);
            if !rest.is_zero() {
                wait = wait.min(rest);
            } else if next.as_ref().is_none_or(|next| one.standing.next < next.standing.next) {
                next = Some(one);
            }
        }
        let Some(next) = next else { return Some(wait) };
        let (url, host) = (next.feed.url.clone(), next.host());
        let (feeds, door) = (self.follow.feeds.clone(), self.follow.door.clone());
        let (stop, wake) = (self.stop.clone(), self.wake.clone());
        let asked = host.clone();
        let begun = thread::Builder::new().name("precis-feed".to_owned()).spawn(move || {
            let visit = feeds.visit(&next, &*door, now, &stop);
            let _ = wake.send(Woken::Fetched(Box::new(Fetched { url, host, visit })));
        });
        // A system without room for a thread may have some a little later.
        begun.map_or(Some(LOOK_AGAIN), |_| {
            self.busy.insert(asked);
            None
        })
    }
}
