//! `precis latest`: the newest articles.

use clap::Args;
use precis_query::{SearchRequest, Sort};

use super::pages;
use super::search_options::{FilterArgs, OutputArgs, Search};
use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;

/// Arguments of `latest`, as typed.
#[derive(Debug, Args)]
pub(crate) struct LatestArgs {
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Settles what is asked: a search for all articles, newest first.
pub(crate) fn resolve(
    args: LatestArgs,
    library: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Search, Failure> {
    let request = SearchRequest {
        fields: args.filters.fields(),
        sort: Some(Sort::Newest),
        ..SearchRequest::default()
    };
    args.output.resolve(request, String::new(), library, surroundings, printer)
}

/// Prints the newest articles.
pub(crate) fn run(search: Search, printer: &mut Printer) -> Result<Exit, Failure> {
    pages::print(search, pages::Detail::Titles, printer)
}
