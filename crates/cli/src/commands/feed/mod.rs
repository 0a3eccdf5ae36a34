//! `precis feed`: the feeds that a library follows.

mod add;
mod fetch;
mod list;
mod remove;

use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use precis_fetch::Feeds;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;
use crate::settings::Library;

const EXAMPLES: &str = "\
Examples:
  precis feed add https://briefings.example.org/feed.atom --every 30m
  precis feed list
  precis feed fetch

Feeds stand in precis.toml ([[feeds]]), or are added here. `precis serve` fetches each when it is time, and stores
what is new or edited below incoming/.";

/// Arguments of `feed`, as typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FeedArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Follow a feed, and fetch it once
    Add(AddArgs),
    /// List the feeds, and how it stands with each
    List(ListArgs),
    /// Follow a feed no longer; its articles stay
    Remove(RemoveArgs),
    /// Fetch feeds now
    Fetch(FetchArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// Address of the feed: RSS, Atom or JSON Feed
    #[arg(value_name = "URL")]
    url: String,
    /// Name to speak of it by, instead of its title
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Time between two fetches: 30m, 1h, 1d
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = precis_fetch::parse_every)]
    every: Duration,
    /// Take it though its host is in a private network, or this machine
    #[arg(long)]
    private: bool,
    /// Leave the first fetch to `precis serve` or `precis feed fetch`
    #[arg(long)]
    no_fetch: bool,
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct RemoveArgs {
    /// Name or address of the feed
    #[arg(value_name = "NAME|URL")]
    feed: String,
}

#[derive(Debug, Args)]
struct FetchArgs {
    /// Names or addresses of feeds; none means all but those that are gone, or whose server asks to wait
    #[arg(value_name = "NAME|URL")]
    feeds: Vec<String>,
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Shape of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON document
    Json,
}

/// What to do with which library, settled.
#[derive(Debug)]
pub(crate) struct FeedCommand {
    library: Library,
    command: Command,
}

/// Settles which library is meant.
pub(crate) fn resolve(
    args: FeedArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<FeedCommand, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    Ok(FeedCommand { library, command: args.command })
}

/// Does it.
pub(crate) fn run(feed: FeedCommand, printer: &mut Printer) -> Result<Exit, Failure> {
    let FeedCommand { library, command } = feed;
    let feeds: Feeds = library.following();
    match command {
        Command::Add(args) => add::run(&library, &feeds, args, printer),
        Command::List(args) => list::run(&feeds, args.format, printer),
        Command::Remove(args) => remove::run(&feeds, &args.feed, printer),
        Command::Fetch(args) => fetch::run(&library, &feeds, &args.feeds, args.format, printer),
    }
}
