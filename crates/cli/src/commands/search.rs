//! `precis search`: find articles.

use clap::{Args, ValueEnum};
use precis_query::{MatchMode, SearchRequest, Sort};

use super::pages;
use super::search_options::{ArrivalArgs, FilterArgs, OutputArgs, Search};
use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;
use crate::query_words;

const EXAMPLES: &str = "\
Examples:
  precis search openai microsoft deal
  precis search '\"revenue share\"' --in take
  precis search 'take:(bedrock azure)' -nvidia --since 90d
  precis search licence OR license --match all --sort newest -n 20
  precis search layoffs --all --format csv > layoffs.csv

An argument of several plain words beside others is a phrase; a word starting with - is kept out.
Exit status: 0 found, 1 nothing found, 2 error.";

/// Arguments of `search`, as typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SearchArgs {
    /// Words, "phrases", prefix*, -word, AND OR NOT ( ), in:take, take:(…), title:, source:, since: …
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// What happens to words side by side
    #[arg(long = "match", value_name = "MODE", value_enum, default_value_t = Match::Auto)]
    match_mode: Match,
    /// Search in sections of this kind, group or heading: take, forecast, "Key Points"
    #[arg(long = "in", value_name = "SECTION")]
    sections: Vec<String>,
    /// Which words do not find other names and synonyms as well: none for all words, -NAME for one
    #[arg(long, value_name = "WHICH", allow_hyphen_values = true, value_parser = expansion)]
    expand: Vec<String>,
    /// Order of the results
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<Order>,
    /// Count results by section, company, source, author, tag, month, year and amount
    #[arg(long)]
    facets: bool,
    /// Say of each result what its score is made of, and what puts it below the one before
    #[arg(long)]
    explain: bool,
    /// Bring the index in line with the library first
    #[arg(long, conflicts_with = "server")]
    update: bool,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    arrivals: ArrivalArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// What happens to words side by side.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Match {
    /// All words, or the best part of them where few articles have all
    Auto,
    /// All words
    All,
    /// Any word
    Any,
}

/// Order of an answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// Best first
    Relevance,
    /// Newest first, undated last
    Newest,
    /// Oldest first, undated last
    Oldest,
    /// Last arrived first
    Arrived,
}

fn expansion(value: &str) -> Result<String, String> {
    if matches!(value, "all" | "none") || value.starts_with('-') {
        Ok(value.to_owned())
    } else {
        Err("it takes all, none or -NAME".to_owned())
    }
}

/// Settles what is asked, and where.
pub(crate) fn resolve(
    args: SearchArgs,
    library: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Search, Failure> {
    let request = SearchRequest {
        query: query_words::join(&args.query),
        match_mode: match args.match_mode {
            Match::Auto => MatchMode::Auto,
            Match::All => MatchMode::All,
            Match::Any => MatchMode::Any,
        },
        sections: args.sections,
        fields: args.filters.fields().into_iter().chain(args.arrivals.field()).collect(),
        expand: args.expand,
        sort: args.sort.map(|order| match order {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
            Order::Arrived => Sort::Arrived,
        }),
        facets: args.facets,
        explain: args.explain,
        ..SearchRequest::default()
    };
    let typed = args.query.join(" ");
    let search = args.output.resolve(request, typed, library, surroundings, printer)?;
    Ok(Search { update: args.update, ..search })
}

/// Searches, and prints the answer.
pub(crate) fn run(search: Search, printer: &mut Printer) -> Result<Exit, Failure> {
    pages::print(search, pages::Detail::Sections, printer)
}
