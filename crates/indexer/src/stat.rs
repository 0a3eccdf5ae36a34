//! What the file system tells of a file without reading it.

use std::fs::Metadata;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the file system tells of a file without reading it. Times are nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stat {
    pub(crate) size_bytes: u64,
    pub(crate) modified_ns: i64,
    /// Last change of anything about the file; 0 where the system does not tell.
    pub(crate) changed_ns: i64,
    /// 0 where the system does not tell.
    pub(crate) inode: u64,
}

/// A file changed twice this close together may look the same afterwards.
const GRAIN_NS: i64 = 2_000_000_000;

impl Stat {
    #[cfg(unix)]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let ns =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size_bytes: metadata.len(),
            modified_ns: ns(metadata.mtime(), metadata.mtime_nsec()),
            changed_ns: ns(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        Self {
            size_bytes: metadata.len(),
            modified_ns: modified.map_or(0, nanoseconds),
            changed_ns: 0,
            inode: 0,
        }
    }

    /// Tells whether equal values, seen later, will prove that the file is as it was at `now`.
    ///
    /// A file that changed within two seconds of being looked at may change again without a trace.
    pub(crate) fn is_settled(&self, now: Timestamp) -> bool {
        let now = nanoseconds(now);
        let modified_long_ago = now.saturating_sub(self.modified_ns).saturating_abs() > GRAIN_NS;
        modified_long_ago && self.changed_ns < now.saturating_sub(GRAIN_NS)
    }
}

fn nanoseconds(time: Timestamp) -> i64 {
    i64::try_from(time.as_nanosecond()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(modified: i64, changed: i64, now: i64) -> bool {
        let second = 1_000_000_000;
        let stat = Stat {
            size_bytes: 1,
            modified_ns: modified * second,
            changed_ns: changed * second,
            inode: 1,
        };
        stat.is_settled(Timestamp::from_second(now).unwrap())
    }

    #[test]
    fn a_file_settles_after_two_seconds() {
        assert!(settled(100, 100, 103));
        assert!(!settled(100, 100, 102));
        assert!(!settled(50, 101, 102), "its change time is what matters");
        assert!(!settled(101, 50, 102));
    }

    #[test]
    fn a_modification_time_far_ahead_settles_but_a_change_time_does_not() {
        assert!(settled(900, 50, 103));
        assert!(!settled(50, 900, 103));
    }
}
