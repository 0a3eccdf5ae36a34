//! The arguments that all commands share, and the list of commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands;

/// Searches a library of briefings by section.
#[derive(Debug, Parser)]
#[command(name = "precis", version, propagate_version = false, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) library: LibraryArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which library is meant.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Library")]
pub(crate) struct LibraryArgs {
    /// Folder of articles, instead of the one that is found
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Folder for index and state, instead of .precis in the library
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find articles, best first
    Search(commands::search::SearchArgs),
    /// Read one article, or see how a file is read
    Show(commands::show::ShowArgs),
    /// List the newest articles
    Latest(commands::latest::LatestArgs),
    /// List what has arrived since you last looked
    New(commands::new::NewArgs),
    /// List the articles about the same as one
    Related(commands::related::RelatedArgs),
    /// Suggest companies, titles, words and phrases as one types
    Suggest(commands::suggest::SuggestArgs),
    /// Bring the index in line with the library
    Index(commands::index::IndexArgs),
    /// Take articles into the library, from files or addresses
    Add(commands::add::AddArgs),
    /// Remove articles from the library
    Remove(commands::remove::RemoveArgs),
    /// Follow feeds: add, list, remove, fetch
    Feed(commands::feed::FeedArgs),
    /// Follow the library, and print each article that arrives
    Watch(commands::watch::WatchArgs),
    /// Set the library for commands to come
    Use(commands::remember::UseArgs),
    /// Serve the search page and the HTTP interface
    Serve(commands::serve::ServeArgs),
    /// Say what the library holds
    Stats(commands::stats::StatsArgs),
    /// Say what changed since the last indexing, and what is damaged
    Check(commands::check::CheckArgs),
    /// Print completions for a shell
    Completions(commands::completions::CompletionsArgs),
    /// Print the manual page, or write the whole set
    Man(commands::man::ManArgs),
}
