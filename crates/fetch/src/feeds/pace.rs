//! Politeness: a host is not asked for its next feed at once.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// When each host was asked last.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    asked: HashMap<String, Instant>,
}

impl Pace {
    /// Returns how long to wait before a host is asked.
    pub(crate) fn wait(&self, host: &str, gap: Duration, now: Instant) -> Duration {
        let free = self.asked.get(host).map(|asked| *asked + gap);
        free.map_or(Duration::ZERO, |free| free.saturating_duration_since(now))
    }

    /// Notes that a host was asked until now.
    pub(crate) fn note(&mut self, host: &str, gap: Duration, now: Instant) {
        self.asked.retain(|_, asked| *asked + gap > now);
        self.asked.insert(host.to_owned(), now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_rests_between_two_requests() {
        let (mut pace, gap, start) = (Pace::default(), Duration::from_secs(3), Instant::now());
        assert_eq!(pace.wait("a.example", gap, start), Duration::ZERO);
        pace.note("a.example", gap, start);
        let later = start + Duration::from_secs(1);
        assert_eq!(pace.wait("a.example", gap, later), Duration::from_secs(2));
        assert_eq!(pace.wait("b.example", gap, later), Duration::ZERO);
        pace.note("b.example", gap, start + gap);
        assert_eq!(pace.wait("a.example", gap, start + gap), Duration::ZERO);
        assert_eq!(pace.asked.len(), 1, "who is free again is forgotten");
    }
}
