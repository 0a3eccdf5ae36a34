//! The commands, a file each.

pub(crate) mod add;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod feed;
pub(crate) mod index;
pub(crate) mod latest;
pub(crate) mod man;
pub(crate) mod new;
mod pages;
pub(crate) mod related;
pub(crate) mod remember;
pub(crate) mod remove;
pub(crate) mod search;
mod search_options;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod suggest;
pub(crate) mod watch;

use crate::args::{Cli, Command};
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;

/// Runs the command that the arguments name.
pub(crate) fn run(
    cli: Cli,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let library = &cli.library;
    match cli.command {
        Command::Search(args) => {
            search::run(search::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Show(args) => {
            show::run(&show::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Latest(args) => {
            latest::run(latest::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::New(args) => {
            let look = new::resolve(args, library, surroundings, printer)?;
            new::run(look, surroundings, printer)
        }
        Command::Related(args) => {
            related::run(related::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Suggest(args) => {
            suggest::run(&suggest::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Index(args) => {
            index::run(&index::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Add(args) => {
            add::run(&add::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Remove(args) => {
            remove::run(&remove::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Feed(args) => {
            feed::run(feed::resolve(args, library, surroundings, printer)?, printer)
        }
        Command::Watch(args) => {
            watch::run(watch::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Use(args) => remember::run(&args, surroundings, printer),
        Command::Serve(args) => {
            serve::run(serve::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Stats(args) => {
            stats::run(&stats::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Check(args) => {
            check::run(&check::resolve(&args, library, surroundings, printer)?, printer)
        }
        Command::Completions(args) => completions::run(&args, printer),
        Command::Man(args) => man::run(&args, printer),
    }
}
