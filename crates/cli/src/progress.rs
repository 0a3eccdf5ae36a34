//! A progress bar with rate and time to go, on a terminal only.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use precis_indexer::Progress;

/// Shows how far indexing has come.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// Makes a bar on standard error, or one that nobody sees.
    pub(crate) fn new(shown: bool) -> Self {
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(spinning("looking for files: {pos}"));
        if shown {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar }
    }
}

impl Bar {
    /// Says something while the bar is out of the way.
    pub(crate) fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        self.bar.suspend(say)
    }

    /// Takes the bar away for good.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}

impl Progress for Bar {
    fn scanned(&self, files: u64, to_read: u64, done: bool) {
        if done {
            self.bar.set_style(measured());
            self.bar.set_length(to_read);
            self.bar.set_position(0);
            self.bar.reset_eta();
            self.bar.reset_elapsed();
        } else {
            self.bar.set_position(files);
        }
    }

    fn read(&self, files: u64, articles: u64, bytes: u64) {
        self.bar.set_position(files);
        let megabytes = bytes / 1_000_000;
        self.bar.set_message(format!("{articles} articles, {megabytes} MB"));
    }

    fn committing(&self) {
        self.bar.set_style(spinning("writing the index"));
    }
}

// The patterns are constants that a test reads, so the fallback is never seen.
fn spinning(what: &str) -> ProgressStyle {
    ProgressStyle::with_template(&format!("{{spinner}} {what}"))
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}

const MEASURED: &str = "{wide_bar} {pos}/{len} files, {msg}, {rate}, {eta} to go";

fn measured() -> ProgressStyle {
    ProgressStyle::with_template(MEASURED)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", |state: &ProgressState, text: &mut dyn Write| {
            // A bar that cannot be written is not shown; there is nobody to tell.
            let _ = write!(text, "{:.0}/s", state.per_sec());
        })
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressStyle;

    #[test]
    fn the_pattern_of_the_bar_can_be_read() {
        assert!(ProgressStyle::with_template(super::MEASURED).is_ok());
    }
}
