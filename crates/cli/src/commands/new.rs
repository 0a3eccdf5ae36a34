//! `precis new`: what has arrived since one last looked.

use clap::Args;
use precis_query::language::Field;
use precis_query::{SearchRequest, Sort};

use super::pages::{self, Source};
use super::search_options::{Amount, OutputArgs, Place, Search};
use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::number::counted;
use crate::printer::Printer;
use crate::settings::{self, Mark};

/// Arguments of `new`, as typed.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Keep what is shown as new: the next look shows it again
    #[arg(long)]
    peek: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// A look at what is new, settled.
#[derive(Debug)]
pub(crate) struct Look {
    search: Search,
    /// The library as the marks name it.
    place: String,
    peek: bool,
}

/// Settles where to look: by arrival, each article for itself, all of them unless a number is said.
pub(crate) fn resolve(
    args: NewArgs,
    library: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Look, Failure> {
    let request = SearchRequest { sort: Some(Sort::Arrived), ..SearchRequest::default() };
    let output = args.output.all_unless_said();
    let mut search = output.resolve(request, String::new(), library, surroundings, printer)?;
    search.request.unfold = true;
    let place = match &search.place {
        Place::Server(server) => server.address().to_owned(),
        Place::Library(library) => {
            let data = std::fs::canonicalize(&library.data);
            data.as_ref().unwrap_or(&library.data).to_string_lossy().into_owned()
        }
    };
    Ok(Look { search, place, peek: args.peek })
}

/// Prints what is new, and keeps how far it has been seen once all of it was shown.
pub(crate) fn run(
    look: Look,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let Look { mut search, place, peek } = look;
    let source = Source::open(&search, printer)?;
    let stands = source.ask(&SearchRequest::default())?;
    let mark = settings::last_seen(&place, surroundings)?;
    let after = match &mark {
        Some(mark) if mark.epoch == stands.epoch => mark.revision,
        Some(_) => {
            printer.warning(&format!(
                "the library lost its state since the last look and counts anew, so what is new among its {} cannot \
                 be told; from now on it can",
                counted(stands.total, "article")
            ));
            stands.revision
        }
        None => {
            printer.message(&format!(
                "The first look at this library, which has {}; the next one shows what arrives from now on",
                counted(stands.total, "article")
            ));
            stands.revision
        }
    };
    search.request.fields = vec![(Field::AfterRev, after.to_string())];
    let counts_alone = search.amount == Amount::Page(0);
    let printed = pages::print_from(&source, search, pages::Detail::New, printer)?;
    printer.flush()?;
    let is_further =
        mark.is_none_or(|mark| mark.epoch != printed.epoch || mark.revision < printed.revision);
    if !peek && !counts_alone {
        if !printed.is_to_the_end {
            printer.message("All of them stay new until the last is shown (--all)");
        } else if is_further {
            let mark = Mark { epoch: printed.epoch, revision: printed.revision };
            settings::see(&place, mark, surroundings)?;
        }
    }
    Ok(Exit::of_count(printed.total))
}
