//! `precis index`: bring the index in line with the library.

use std::path::PathBuf;

use clap::Args;
use precis_indexer::Mode;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::holder;
use crate::output::report_text;
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::Library;

/// Arguments of `index`, as typed.
#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// The library; short for --library DIR
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Make the index anew, and swap it for the old one when it is whole
    #[arg(long)]
    rebuild: bool,
    /// Exit with status 2 if a file was refused or could not be read
    #[arg(long)]
    strict: bool,
}

/// What to index, settled.
#[derive(Debug)]
pub(crate) struct Index {
    library: Library,
    mode: Mode,
    strict: bool,
}

/// Settles what to index.
pub(crate) fn resolve(
    args: &IndexArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Index, Failure> {
    let library = Library::resolve(flags, args.folder.as_deref(), surroundings, printer)?;
    let mode = if args.rebuild { Mode::Rebuild } else { Mode::Update };
    Ok(Index { library, mode, strict: args.strict })
}

/// Indexes, and says what it did.
pub(crate) fn run(index: &Index, printer: &mut Printer) -> Result<Exit, Failure> {
    let look = printer.message_look();
    let report = {
        let bar = Bar::new(look.terminal);
        holder::bring_up_to_date(&index.library, index.mode, &bar)?
    };
    for line in report_text::details(&report, look) {
        printer.message(&line);
    }
    printer.answer(&report_text::summary(&report))?;
    let amiss = !report.refused.is_empty() || !report.unreadable.is_empty();
    Ok(if index.strict && amiss { Exit::Amiss } else { Exit::Found })
}
