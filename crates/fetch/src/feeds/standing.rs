//! How it stands with a feed: what its server said last, and when it is asked again.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Feed, FetchError};

/// Longest time between two fetches of a feed that fails, unless it is fetched less often anyway.
const LONGEST_BACK_OFF: Duration = Duration::from_secs(24 * 60 * 60);
/// Longest wait that a server can ask for.
const LONGEST_ASKED_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How it stands with a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// Address of the feed as it was asked for.
    pub url: String,
    /// Address to ask since the feed has moved for good.
    pub moved_to: Option<String>,
    /// What the feed calls itself.
    pub title: Option<String>,
    /// Entity tag of the version that was read.
    pub etag: Option<String>,
    /// Date of the version that was read, as the server wrote it.
    pub last_modified: Option<String>,
    /// When it was fetched last.
    pub last_fetch: Option<Timestamp>,
    /// What came of that, in words.
    pub last_status: Option<String>,
    /// Fetches that failed since the last that did not.
    pub failures: u32,
    /// When it is fetched next; none if it is not, or has never been.
    pub next: Option<Timestamp>,
    /// Whether its server asked not to be asked before `next`.
    pub is_asked_to_wait: bool,
    /// Whether its server said that the feed is gone for good.
    pub is_gone: bool,
    /// Articles that are stored of it.
    pub stored: u64,
}

impl Standing {
    /// Returns the address to ask.
    pub(crate) fn address<'a>(&'a self, feed: &'a Feed) -> &'a str {
        self.moved_to.as_deref().unwrap_or(&feed.url)
    }

    /// Tells whether it is time to fetch the feed.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        !self.is_gone && self.next.is_none_or(|next| next <= now)
    }

    /// Takes down a fetch that went well.
    pub(crate) fn went_well(&mut self, feed: &Feed, now: Timestamp, status: String) {
        self.last_fetch = Some(now);
        self.last_status = Some(status);
        self.failures = 0;
        (self.is_gone, self.is_asked_to_wait) = (false, false);
        self.next = Some(after(now, feed.every));
    }

    /// Takes down a fetch that failed: the next is later from time to time, and as late as the server asks for.
    pub(crate) fn failed(&mut self, feed: &Feed, now: Timestamp, error: &FetchError) {
        self.last_fetch = Some(now);
        self.last_status = Some(error.to_string());
        self.is_asked_to_wait = false;
        if let FetchError::Status { status: 410, .. } = error {
            self.is_gone = true;
            self.next = None;
            self.last_status =
                Some("the server says that the feed is gone for good (410)".to_owned());
            return;
        }
        self.failures = self.failures.saturating_add(1);
        let doubled = feed.every.saturating_mul(2_u32.saturating_pow(self.failures));
        let mut delay = doubled.min(LONGEST_BACK_OFF).max(feed.every);
        if let FetchError::Status { retry_after: Some(asked), .. } = error
            && let Some(asked) = retry_after(asked, now)
        {
            self.is_asked_to_wait = true;
            delay = delay.max(asked.min(LONGEST_ASKED_FOR));
        }
        self.next = Some(after(now, delay));
    }
}

/// Reads `Retry-After`: seconds, or a date.
fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Duration::try_from(at.duration_since(now)).ok()
}

fn after(now: Timestamp, delay: Duration) -> Timestamp {
    now.checked_add(delay).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_750_000_000, 0);

    fn hours(standing: &Standing) -> i64 {
        standing.next.unwrap().duration_since(NOW).as_hours()
    }

    fn status(status: u16, retry_after: Option<&str>) -> FetchError {
        FetchError::Status { status, retry_after: retry_after.map(str::to_owned) }
    }

    #[test]
    fn a_feed_that_fails_is_asked_less_and_less_but_once_a_day() {
        let feed = Feed::new("https://a.example/feed").unwrap();
        let mut standing = Standing::default();
        let delays: Vec<i64> = (0..7)
            .map(|_| {
                standing.failed(&feed, NOW, &status(500, None));
                hours(&standing)
            })
            .collect();
        assert_eq!(delays, [2, 4, 8, 16, 24, 24, 24]);
        standing.went_well(&feed, NOW, "read".to_owned());
        assert_eq!((standing.failures, hours(&standing)), (0, 1));
        let seldom = Feed { every: Duration::from_secs(48 * 3600), ..feed };
        standing.failed(&seldom, NOW, &status(500, None));
        assert_eq!(hours(&standing), 48, "never more often than asked for");
    }

    #[test]
    fn a_server_that_asks_to_wait_is_waited_for() {
        let feed = Feed::new("https://a.example/feed").unwrap();
        let mut standing = Standing::default();
        for (asked, wanted) in [
            ("36000", 10),
            ("60", 4),
            ("nonsense", 8),
            ("Mon, 16 Jun 2025 15:06:40 GMT", 24),
            ("99999999999999", 24 * 30),
        ] {
            if wanted == 24 {
                standing.failures = 0;
            }
            standing.failed(&feed, NOW, &status(429, Some(asked)));
            assert_eq!(hours(&standing), wanted, "{asked}");
        }
        assert!(standing.is_asked_to_wait);
    }

    #[test]
    fn a_feed_that_is_gone_is_not_asked_again() {
        let feed = Feed::new("https://a.example/feed").unwrap();
        let mut standing = Standing::default();
        assert!(standing.is_due(NOW));
        standing.failed(&feed, NOW, &status(410, None));
        assert!(standing.is_gone && !standing.is_due(NOW) && standing.next.is_none());
    }
}
