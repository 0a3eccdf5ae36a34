//! The command `precis`: arguments in, one of the libraries asked, an answer printed.
//!
//! Each command is one file in `commands`: the arguments as typed, the settings they are resolved to,
//! and the run, which sees only the settings. What is printed is made in `output`, as text, from the
//! values the libraries return. The environment is read in `environment` and nowhere else; standard
//! output and standard error are written in `printer` and nowhere else; exit statuses are in `exit`.

mod args;
mod commands;
mod environment;
mod exit;
mod failure;
mod holder;
mod incoming;
mod opening;
mod output;
mod printer;
mod progress;
mod query_words;
mod remote;
mod settings;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;

fn main() -> ExitCode {
    let surroundings = environment::read();
    let mut printer = Printer::new(surroundings.out, surroundings.err);
    let outcome = answer(&surroundings, &mut printer);
    exit::status(outcome, &mut printer)
}

/// Reads the arguments and runs the command they name.
fn answer(
    surroundings: &environment::Surroundings,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let mut command = args::Cli::command();
    command.build();
    let arguments = query_words::arrange(environment::arguments(), &command);
    let cli = match command.try_get_matches_from(arguments) {
        Ok(matches) => args::Cli::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    match cli {
        Ok(cli) => commands::run(cli, surroundings, printer),
        Err(error) => printer.usage(&error),
    }
}
