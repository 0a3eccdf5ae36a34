//! `precis use`: set the library for commands to come.

use std::path::PathBuf;

use clap::Args;

use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;
use crate::settings;

/// Arguments of `use`, as typed.
#[derive(Debug, Args)]
pub(crate) struct UseArgs {
    /// The library
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Sets the library.
pub(crate) fn run(
    args: &UseArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let folder = settings::remember(&args.folder, surroundings)?;
    printer.message(&format!(
        "{} is the library from now on, wherever no other is named or nearer",
        folder.display()
    ));
    Ok(Exit::Found)
}
