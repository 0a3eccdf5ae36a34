//! What a run is asked to do.

use std::path::PathBuf;
use std::sync::Arc;

use precis_briefing::{Aliases, Vocabulary};

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
    /// The aliases file and what it says; none means the built-in companies.
    pub aliases: Option<AliasesFile>,
    /// Threads that read and analyze; 0 means as many as there are cores.
    pub threads: usize,
}

/// The aliases file of a library.
#[derive(Debug, Clone)]
pub struct AliasesFile {
    /// Its path inside the library; it is no article.
    pub name: String,
    /// What it says, on top of what is built in.
    pub aliases: Arc<Aliases>,
}

impl Settings {
    /// Returns the companies and synonyms in force.
    #[must_use]
    pub fn aliases(&self) -> Arc<Aliases> {
        self.aliases.as_ref().map_or_else(Aliases::built_in, |file| file.aliases.clone())
    }

    /// Returns the number of threads that read and analyze, at least 1.
    pub(crate) fn thread_count(&self) -> usize {
        if self.threads > 0 {
            return self.threads;
        }
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    }
}

/// When settings that were changed while a library is held are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// From the next look on.
    AtOnce,
    /// Once somebody asks for a look at everything, which makes the index anew: articles are read otherwise by them.
    WithNewIndex,
}

/// Whether to start from what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads what changed; rebuilds by itself when the index is missing or of another version.
    Update,
    /// Makes the index anew beside the old one, and swaps.
    Rebuild,
}
