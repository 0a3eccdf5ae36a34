//! What a run is asked to do.

use std::path::PathBuf;

use precis_briefing::Vocabulary;

/// A library, and how to index it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of articles.
    pub library: PathBuf,
    /// Where index and state live; `.precis` inside the library unless moved.
    pub data: PathBuf,
    /// Headings that tell what a section is.
    pub vocabulary: Vocabulary,
    /// Patterns of paths that are no articles.
    pub ignore: Vec<String>,
    /// Name of the aliases file, which is no article.
    pub aliases: Option<String>,
    /// Threads that read and analyze; 0 means as many as there are cores.
    pub threads: usize,
}

impl Settings {
    /// Returns the number of threads that read and analyze, at least 1.
    pub(crate) fn thread_count(&self) -> usize {
        if self.threads > 0 {
            return self.threads;
        }
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    }
}

/// Whether to start from what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads what changed; rebuilds by itself when the index is missing or of another version.
    Update,
    /// Makes the index anew beside the old one, and swaps.
    Rebuild,
}
