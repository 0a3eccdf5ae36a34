//! What a command works with, settled: which library, where its data lies, what its `precis.toml` says.

mod aliases;
mod contents;
mod discovery;
mod feeds;
mod file;
mod own;
mod remembered;
mod renew;
mod seen;

use std::path::{Path, PathBuf};

use precis_indexer::AliasesFile;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::failure::Failure;
use crate::printer::Printer;

use contents::Contents;
pub(crate) use file::{FILE_NAME, ResultLinks, ServerSettings, Settings};
pub(crate) use remembered::remember;
pub(crate) use seen::{Mark, last_seen, see};

/// A library, and all that its commands need to know of it.
#[derive(Debug, Clone)]
pub(crate) struct Library {
    /// The folder of articles, absolute.
    pub(crate) folder: PathBuf,
    /// Where index and state live, absolute.
    pub(crate) data: PathBuf,
    /// What `precis.toml` says.
    pub(crate) settings: Settings,
    /// The aliases file, if there is one.
    pub(crate) aliases: Option<AliasesFile>,
    /// The feeds that `precis.toml` names.
    pub(crate) feeds: Vec<precis_fetch::Feed>,
    /// The current folder, which printed paths are relative to where they can be.
    pub(crate) here: Option<PathBuf>,
    /// `precis.toml` and the aliases file as they were read last.
    read: Contents,
    aliases_read: aliases::Read,
}

impl Library {
    /// Settles which library is meant and reads its `precis.toml`. `argument` is the folder that `index` and
    /// `serve` take. Unknown keys of the file are told on standard error.
    pub(crate) fn resolve(
        flags: &LibraryArgs,
        argument: Option<&Path>,
        surroundings: &Surroundings,
        printer: &mut Printer,
    ) -> Result<Self, Failure> {
        let folder = discovery::find(flags.library.as_deref(), argument, surroundings)?;
        let path = folder.join(FILE_NAME);
        let read = contents::of(&path);
        let (settings, unknown) = file::understand(&read)
            .map_err(|reason| Failure::new(format!("{} {reason}", path.display())))?;
        tell_unknown(&unknown, printer);
        let aliases_read = aliases::read(&folder, settings.aliases.as_deref());
        let aliases = match aliases_read.understand() {
            Ok(said) => {
                for fault in said.faults {
                    printer.warning(&format!("{fault}; it is left out"));
                }
                said.file
            }
            Err(reason) => {
                printer.warning(&format!("{reason}; only the built-in companies are known"));
                None
            }
        };
        let (feeds, faults) = feeds::read(&settings.feeds);
        for fault in faults {
            printer.warning(&format!("{FILE_NAME}: {fault}"));
        }
        let data = match &flags.data {
            Some(data) => discovery::absolute(data, surroundings)?,
            None => folder.join(".precis"),
        };
        let here = surroundings.folder.clone();
        Ok(Self { folder, data, settings, aliases, feeds, here, read, aliases_read })
    }

    /// Returns what the indexer needs to know.
    pub(crate) fn indexing(&self) -> precis_indexer::Settings {
        precis_indexer::Settings {
            library: self.folder.clone(),
            data: self.data.clone(),
            vocabulary: self.settings.vocabulary.clone(),
            ignore: self.settings.ignore.clone(),
            aliases: self.aliases.clone(),
            threads: 0,
        }
    }

    /// Returns the feeds that are followed.
    pub(crate) fn following(&self) -> precis_fetch::Feeds {
        let (given, vocabulary) = (self.feeds.clone(), self.settings.vocabulary.clone());
        precis_fetch::Feeds::new(&self.data, given, vocabulary, precis_fetch::Fetcher::default())
    }

    /// Returns where a file of the library is, as seen from the current folder where it lies below it.
    pub(crate) fn path_from_here(&self, path: &str) -> PathBuf {
        let whole = self.folder.join(path);
        match &self.here {
            Some(here) => whole.strip_prefix(here).map(Path::to_owned).unwrap_or(whole),
            None => whole,
        }
    }
}

fn tell_unknown(keys: &[String], printer: &mut Printer) {
    for key in keys {
        let line = format!("{FILE_NAME}: there is no setting `{key}`; it is left out of account");
        printer.warning(&line);
    }
}
