//! `precis check`: what changed since the last run, and what is damaged.

use clap::Args;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::check_text;
use crate::printer::Printer;
use crate::settings::Library;

/// Arguments of `check`, as typed.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {}

/// Settles which library to check.
pub(crate) fn resolve(
    _: &CheckArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Library, Failure> {
    Library::resolve(flags, None, surroundings, printer)
}

/// Checks, without lock and without writing. Damage is status 2.
pub(crate) fn run(library: &Library, printer: &mut Printer) -> Result<Exit, Failure> {
    let settings = library.indexing();
    let pending = precis_indexer::pending(&settings)?;
    let found = precis_indexer::check(&settings)?;
    let look = printer.look();
    printer.answer(&check_text::changes(&pending, look))?;
    printer.answer(&check_text::soundness(&found, look))?;
    let damaged = found.problems.iter().any(check_text::is_damage);
    Ok(if damaged { Exit::Amiss } else { Exit::Found })
}
