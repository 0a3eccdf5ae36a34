//! `precis stats`: what the library holds.

use clap::{Args, ValueEnum};

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::{json, stats_text};
use crate::printer::Printer;
use crate::settings::Library;

/// Arguments of `stats`, as typed.
#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// List the headings outside the vocabulary, the most used first
    #[arg(long)]
    headings: bool,
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// Shape of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One document, as HTTP gives it
    Json,
}

/// What to tell, settled.
#[derive(Debug)]
pub(crate) struct Stats {
    library: Library,
    headings: bool,
    format: Format,
}

/// Settles what to tell.
pub(crate) fn resolve(
    args: StatsArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Stats, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    let format = if args.json { Format::Json } else { args.format };
    Ok(Stats { library, headings: args.headings, format })
}

/// Tells it.
pub(crate) fn run(stats: Stats, printer: &mut Printer) -> Result<Exit, Failure> {
    let opened = opening::open(&stats.library, printer)?;
    let answer = opened.stats()?;
    let look = printer.look();
    match stats.format {
        Format::Json => printer.answer(&json::document(&answer, look)?)?,
        Format::Text if stats.headings => printer.answer(&stats_text::headings(&answer))?,
        Format::Text => {
            printer.answer(&stats_text::stats(&answer, &stats.library.folder, look))?;
        }
    }
    Ok(Exit::of_count(answer.articles))
}
