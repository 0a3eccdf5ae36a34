//! `precis man`: the manual.

use std::fs;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::printer::Printer;

/// Arguments of `man`, as typed.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command to this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the page of `precis` itself, or writes the whole set.
pub(crate) fn run(args: &ManArgs, printer: &mut Printer) -> Result<Exit, Failure> {
    match &args.dir {
        None => printer.bytes(&page(Cli::command())?)?,
        Some(dir) => {
            let failed = |error| {
                Failure::because(format!("{} cannot be written to", dir.display()), reason(&error))
            };
            fs::create_dir_all(dir)
                .and_then(|()| clap_mangen::generate_to(Cli::command(), dir))
                .map_err(failed)?;
        }
    }
    Ok(Exit::Found)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| Failure::writing(&error))?;
    Ok(page)
}
