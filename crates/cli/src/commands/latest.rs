//! `precis latest`: the newest articles.

use clap::Args;
use precis_query::{SearchRequest, Sort};

use super::pages;
use super::search_options::{ArrivalArgs, FilterArgs, OutputArgs, Search};
use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;

/// Arguments of `latest`, as typed.
#[derive(Debug, Args)]
pub(crate) struct LatestArgs {
    /// By when they arrived in the library, the last first, instead of by their dates
    #[arg(long)]
    arrived: bool,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    arrivals: ArrivalArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Settles what is asked: a search for all articles, newest or last arrived first.
pub(crate) fn resolve(
    args: LatestArgs,
    library: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Search, Failure> {
    let request = SearchRequest {
        fields: args.filters.fields().into_iter().chain(args.arrivals.field()).collect(),
        sort: Some(if args.arrived { Sort::Arrived } else { Sort::Newest }),
        ..SearchRequest::default()
    };
    args.output.resolve(request, String::new(), library, surroundings, printer)
}

/// Prints the newest articles.
pub(crate) fn run(search: Search, printer: &mut Printer) -> Result<Exit, Failure> {
    let detail = match search.request.sort {
        Some(Sort::Arrived) => pages::Detail::Arrivals,
        _ => pages::Detail::Titles,
    };
    pages::print(search, detail, printer)
}
