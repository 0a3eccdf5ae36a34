//! An end to questions that take too long, or whose asker has gone: the work itself ends, not only the waiting for it.
//!
//! A question is worked on by one thread from its beginning to its end, so what may end it belongs to the thread, and
//! no pass over the index has to hand it on.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Ends questions: at a time, or when told to. Clones are one and the same.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    told: Arc<AtomicBool>,
    at: Option<Instant>,
}

impl Stop {
    /// Ends questions when this time has passed from now on.
    #[must_use]
    pub fn after(time: Duration) -> Self {
        Self { told: Arc::default(), at: Instant::now().checked_add(time) }
    }

    /// Ends questions now.
    pub fn tell(&self) {
        self.told.store(true, Ordering::Relaxed);
    }

    /// Asks something on this thread. Every question that `ask` puts to a [`crate::Library`] and that is still under
    /// way when it is to end does so within a few milliseconds, with [`crate::SearchError::Stopped`].
    pub fn within<T>(&self, ask: impl FnOnce() -> T) -> T {
        let watch = Watch { stop: self.clone(), was_seen: false };
        let _before = Before(CURRENT.replace(Some(watch)));
        ask()
    }

    fn is_due(&self) -> bool {
        self.told.load(Ordering::Relaxed) || self.at.is_some_and(|at| Instant::now() >= at)
    }
}

/// What may end the question of a thread.
struct Watch {
    stop: Stop,
    /// Whether some part of the work was left out because of it.
    was_seen: bool,
}

thread_local! {
    static CURRENT: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// Puts back what was there before, after a panic too.
struct Before(Option<Watch>);

impl Drop for Before {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// Tells whether the question of this thread is to end. Whoever hears so leaves its work undone.
pub(crate) fn is_over() -> bool {
    CURRENT.with_borrow_mut(|watch| match watch {
        Some(watch) => {
            watch.was_seen |= watch.stop.is_due();
            watch.was_seen
        }
        None => false,
    })
}

/// Tells whether any work of this thread's question was left undone, so that what it came to is no answer.
pub(crate) fn was_seen() -> bool {
    CURRENT.with_borrow(|watch| watch.as_ref().is_some_and(|watch| watch.was_seen))
}

/// Looks every so many steps whether the question is to end: the look costs as much as some dozen steps.
#[derive(Debug)]
pub(crate) struct Lookout {
    every: u32,
    left: u32,
}

impl Lookout {
    pub(crate) fn every(steps: u32) -> Self {
        Self { every: steps, left: steps }
    }

    /// Counts a step; tells whether it is to be the last.
    pub(crate) fn is_over(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        if self.left > 0 {
            return false;
        }
        self.left = self.every;
        is_over()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_counts_where_it_is_asked_within_and_nowhere_else() {
        let past = Stop::after(Duration::ZERO);
        assert!(!is_over());
        past.within(|| {
            assert!(!was_seen(), "nobody has looked");
            assert!(is_over() && was_seen());
            Stop::default().within(|| assert!(!is_over()));
            assert!(is_over());
        });
        assert!(!is_over() && !was_seen());
    }

    #[test]
    fn whoever_holds_a_clone_can_end_it() {
        let stop = Stop::after(Duration::from_secs(3600));
        let other = stop.clone();
        stop.within(|| {
            assert!(!is_over());
            other.tell();
            assert!(is_over());
        });
    }

    #[test]
    fn a_panic_leaves_nothing_behind() {
        let past = Stop::after(Duration::ZERO);
        let ended = std::panic::catch_unwind(|| past.within(|| panic!("as a damaged index does")));
        assert!(ended.is_err() && !is_over());
    }

    #[test]
    fn a_lookout_looks_every_so_many_steps() {
        let mut lookout = Lookout::every(3);
        Stop::after(Duration::ZERO).within(|| {
            let looked: Vec<bool> = (0..7).map(|_| lookout.is_over()).collect();
            assert_eq!(looked, [false, false, true, false, false, true, false]);
        });
    }
}
