//! `precis stats`: what the library holds.

use clap::{Args, ValueEnum};

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::{check_text, json, report_text, stats_text};
use crate::printer::Printer;
use crate::settings::Library;

/// Arguments of `stats`, as typed.
#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// List the headings outside the vocabulary, the most used first
    #[arg(long)]
    headings: bool,
    /// List the files that were refused, mended or hidden, with what to do
    #[arg(long, conflicts_with_all = ["headings", "format", "json"])]
    refused: bool,
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
    refused: bool,
    format: Format,
}

/// Settles what to tell.
pub(crate) fn resolve(
    args: &StatsArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Stats, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    let format = if args.json { Format::Json } else { args.format };
    Ok(Stats { library, headings: args.headings, refused: args.refused, format })
}

/// Tells it.
pub(crate) fn run(stats: &Stats, printer: &mut Printer) -> Result<Exit, Failure> {
    if stats.refused {
        return refused(&stats.library, printer);
    }
    let look = printer.look();
    let opened = opening::open(&stats.library, printer)?;
    let answer = opened.stats()?;
    match stats.format {
        Format::Json => printer.answer(&json::document(&answer, look)?)?,
        Format::Text if stats.headings => printer.answer(&stats_text::headings(&answer))?,
        Format::Text => {
            printer.answer(&stats_text::stats(&answer, &stats.library.folder, look))?;
            let pending = precis_indexer::pending(&stats.library.indexing())?;
            if !pending.is_empty() {
                printer.answer(&check_text::changes(&pending, look))?;
            }
        }
    }
    Ok(Exit::of_count(answer.articles))
}

/// Lists what the last run said of single files; status 1 if it said nothing.
fn refused(library: &Library, printer: &mut Printer) -> Result<Exit, Failure> {
    let found = precis_indexer::standing(&library.indexing())?.unwrap_or_default();
    let look = printer.look();
    let lines = report_text::files(&found.refused, &found.noted, &found.shadowed, look);
    for line in &lines {
        printer.answer(&format!("{line}\n"))?;
    }
    Ok(Exit::of_count(lines.len() as u64))
}
