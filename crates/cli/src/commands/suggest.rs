//! `precis suggest`: what may be meant by what has been typed so far.

use clap::{Args, ValueEnum};

use super::search_options::{Place, PlaceArgs};
use crate::args::LibraryArgs;
use crate::environment::{self, Surroundings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::{json, suggest_text};
use crate::printer::Printer;

/// Arguments of `suggest`, as typed.
#[derive(Debug, Args)]
pub(crate) struct SuggestArgs {
    /// The first letters of a word or title, behind other words or not; nothing means the newest titles
    #[arg(value_name = "PREFIX")]
    typed: Vec<String>,
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

/// Shape of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One document, as HTTP gives it
    Json,
}

/// What to suggest for, settled.
#[derive(Debug)]
pub(crate) struct Suggest {
    place: Place,
    typed: String,
    format: Format,
}

/// Settles what to suggest for, and where.
pub(crate) fn resolve(
    args: &SuggestArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Suggest, Failure> {
    let place = args.place.resolve(flags, surroundings, printer)?;
    let format = if args.json { Format::Json } else { args.format };
    Ok(Suggest { place, typed: args.typed.join(" "), format })
}

/// Prints the suggestions.
pub(crate) fn run(suggest: &Suggest, printer: &mut Printer) -> Result<Exit, Failure> {
    let answer = match &suggest.place {
        Place::Library(library) => {
            opening::open(library, printer)?.suggest(&suggest.typed, &environment::now())?
        }
        Place::Server(server) => server.suggest(&suggest.typed)?,
    };
    let look = printer.look();
    match suggest.format {
        Format::Json => printer.answer(&json::document(&answer, look)?)?,
        Format::Text => printer.answer(&suggest_text::suggestions(&answer, look))?,
    }
    Ok(Exit::of_count(answer.suggestions.len() as u64))
}
