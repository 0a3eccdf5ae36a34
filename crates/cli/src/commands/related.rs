//! `precis related`: articles about the same as one.

use clap::Args;
use precis_query::IdMatch;

use super::pages;
use super::search_options::{Format, Place, PlaceArgs, ShapeArgs};
use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::printer::Printer;

/// Arguments of `related`, as typed.
#[derive(Debug, Args)]
pub(crate) struct RelatedArgs {
    /// Id of the article, any unique ending of it, or the path of its file; with --server the whole id
    #[arg(value_name = "ID")]
    article: String,
    /// Results at most; 0 prints the count alone
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

/// What to relate to, settled.
#[derive(Debug)]
pub(crate) struct Related {
    place: Place,
    article: String,
    limit: usize,
    format: Format,
}

/// Settles which article is meant, and where to ask.
pub(crate) fn resolve(
    args: RelatedArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Related, Failure> {
    let place = args.place.resolve(flags, surroundings, printer)?;
    let format = args.shape.format();
    Ok(Related { place, article: args.article, limit: args.limit, format })
}

/// Prints what is related to it.
pub(crate) fn run(related: Related, printer: &mut Printer) -> Result<Exit, Failure> {
    let Related { place, article, limit, format } = related;
    let (found, library) = match place {
        Place::Server(server) => (Some(server.related(&article, limit)?), None),
        Place::Library(library) => {
            let opened = opening::open(&library, printer)?;
            let found = match opened.find_id(&article)? {
                IdMatch::One(id) => opened.related(&id, limit)?,
                IdMatch::None => None,
                IdMatch::Several(ids) => {
                    let failure =
                        Failure::new(format!("`{article}` is the ending of several articles' ids"));
                    return Err(ids.into_iter().fold(failure, Failure::hint));
                }
            };
            (found, Some(*library))
        }
    };
    let Some(found) = found else {
        printer.warning(&format!("there is no article `{article}`"));
        return Ok(Exit::NothingFound);
    };
    pages::print_related(&found, format, library, limit, printer)
}
