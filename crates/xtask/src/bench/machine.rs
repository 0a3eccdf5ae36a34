//! What the machine says about a run: load, cores, memory, sizes.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use walkdir::WalkDir;

use crate::outcome::Outcome;

/// Returns the load of the last one, five and fifteen minutes, and the number of cores, in words.
pub(super) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    format!("load {} on {cores} cores", load.join(" "))
}

/// Returns the size of all files below a folder, in bytes.
pub(super) fn size_bytes(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

/// Runs some work, and returns its result with the most anonymous memory that the process had meanwhile, in bytes.
/// Mapped files are not counted: they are the page cache's, which gives them back.
pub(super) fn watching_memory<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let peak = AtomicU64::new(0);
    let result = watching_into(&peak, "self", work);
    (result, peak.into_inner())
}

/// Like [`watching_memory`], of another process.
pub(super) fn watching_memory_of<T>(process: u32, work: impl FnOnce() -> T) -> (T, u64) {
    let peak = AtomicU64::new(0);
    let result = watching_into(&peak, &process.to_string(), work);
    (result, peak.into_inner())
}

/// Returns the anonymous memory of a process, in bytes; 0 for one that is no more.
pub(super) fn memory_of(process: u32) -> u64 {
    anonymous_bytes(&process.to_string())
}

fn watching_into<T>(peak: &AtomicU64, process: &str, work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    let sample = || peak.fetch_max(anonymous_bytes(process), Ordering::Relaxed);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                sample();
                thread::sleep(Duration::from_millis(5));
            }
        });
        let result = work();
        sample();
        done.store(true, Ordering::Relaxed);
        result
    })
}

fn anonymous_bytes(process: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status"));
    status.ok().and_then(|status| rss_anon(&status)).unwrap_or(0)
}

fn rss_anon(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn anonymous_memory_is_read_from_the_status() {
        assert_eq!(
            rss_anon("VmHWM:\t 9 kB\nRssAnon:\t    2048 kB\nRssFile:\t1 kB\n"),
            Some(2_097_152)
        );
        assert_eq!(rss_anon("VmHWM:\t 9 kB\n"), None);
    }

    #[test]
    fn memory_of_another_process_is_seen() {
        assert!(memory_of(std::process::id()) > 0);
        let ((), peak_bytes) = watching_memory_of(std::process::id(), || ());
        assert!(peak_bytes > 0);
        assert_eq!(memory_of(u32::MAX), 0);
    }

    #[test]
    fn memory_taken_while_working_is_seen_after_it_is_given_back() {
        let peak = AtomicU64::new(0);
        let seen = watching_into(&peak, "self", || {
            let block = vec![1_u8; 64 << 20];
            let deadline = Instant::now() + Duration::from_secs(60);
            while peak.load(Ordering::Relaxed) < block.len() as u64 && Instant::now() < deadline {
                thread::yield_now();
            }
            peak.load(Ordering::Relaxed)
        });
        assert!(seen >= 64 << 20, "{seen}");
        assert!(peak.into_inner() >= seen);
    }
}
