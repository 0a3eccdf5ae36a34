//! What `search` and `latest` have in common: filters, pages, formats, where to ask.

use clap::{Args, ValueEnum};
use precis_query::SearchRequest;
use precis_query::language::Field;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::failure::Failure;
use crate::printer::Printer;
use crate::remote::Server;
use crate::settings::Library;

/// Which articles. Each flag may be given several times and then means any of its values.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters (repeated: any of them)")]
pub(crate) struct FilterArgs {
    /// That mention this company, under any of its names (aws, NVDA, facebook)
    #[arg(long, value_name = "COMPANY")]
    company: Vec<String>,
    /// From this source
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// With this tag
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// By this author
    #[arg(long, value_name = "AUTHOR")]
    author: Vec<String>,
    /// In this language, where the article says so (en, pt-BR)
    #[arg(long, value_name = "LANG")]
    lang: Vec<String>,
    /// Mentioning an amount of money: 1B.., USD5B..50B, "<500m", "7.5 billion dollars"
    #[arg(long, value_name = "RANGE")]
    amount: Vec<String>,
    /// Mentioning a percentage: 20.., 5..10, 27
    #[arg(long, value_name = "RANGE")]
    percent: Vec<String>,
    /// Published on, in or between: 2026-04, 2026-04-01..2026-06-30, "last quarter"
    #[arg(long, value_name = "DATE")]
    date: Vec<String>,
    /// Published on or after: 2026, 2026-04-01, 30d, 6m, "last month"
    #[arg(long, value_name = "DATE")]
    since: Vec<String>,
    /// Published before
    #[arg(long, value_name = "DATE")]
    before: Vec<String>,
}

/// Which articles, by when they came into the library.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters (repeated: any of them)")]
pub(crate) struct ArrivalArgs {
    /// That arrived after this revision, whenever they were published; answers name theirs
    #[arg(long, value_name = "N")]
    after_rev: Option<u64>,
}

impl ArrivalArgs {
    /// Returns the filter as the library takes it.
    pub(crate) fn field(&self) -> Option<(Field, String)> {
        self.after_rev.map(|revision| (Field::AfterRev, revision.to_string()))
    }
}

impl FilterArgs {
    /// Returns the filters as the library takes them.
    pub(crate) fn fields(self) -> Vec<(Field, String)> {
        let flags = [
            (Field::Company, self.company),
            (Field::Source, self.source),
            (Field::Tag, self.tag),
            (Field::Author, self.author),
            (Field::Lang, self.lang),
            (Field::Amount, self.amount),
            (Field::Percent, self.percent),
            (Field::Date, self.date),
            (Field::Since, self.since),
            (Field::Before, self.before),
        ];
        let values = |(field, values): (Field, Vec<String>)| {
            values.into_iter().map(move |value| (field, value))
        };
        flags.into_iter().flat_map(values).collect()
    }
}

/// Results on a page where nothing else is asked for.
const PAGE_SIZE: usize = 10;

/// How much of the answer, and in which shape.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Results on a page, 10 unless said (of `new`, all); 0 prints the count alone
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Every result, however many
    #[arg(long, conflicts_with_all = ["limit", "cursor"])]
    all: bool,
    /// The page that the page before named
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    /// Near-duplicates as results of their own, instead of one for all of them
    #[arg(long)]
    unfold: bool,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

/// Flags of commands that list articles: how.
#[derive(Debug, Args)]
pub(crate) struct ShapeArgs {
    /// Shape of the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl ShapeArgs {
    /// Returns the shape asked for.
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Flags of commands that ask: whom.
#[derive(Debug, Args)]
pub(crate) struct PlaceArgs {
    /// Ask a running server instead of a library
    #[arg(long, value_name = "URL", conflicts_with_all = ["library", "data"])]
    server: Option<String>,
}

impl PlaceArgs {
    /// Settles where the answer comes from.
    pub(crate) fn resolve(
        &self,
        library: &LibraryArgs,
        surroundings: &Surroundings,
        printer: &mut Printer,
    ) -> Result<Place, Failure> {
        Ok(match &self.server {
            Some(url) => Place::Server(Server::at(url)?),
            None => {
                Place::Library(Box::new(Library::resolve(library, None, surroundings, printer)?))
            }
        })
    }
}

/// Shape of an answer to a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// One document, as HTTP gives it
    Json,
    /// One result a line
    Jsonl,
    /// One result a row, with a header
    Csv,
    /// One id a line
    Ids,
    /// One path a line, each file once
    Paths,
}

/// Where the answer comes from.
#[derive(Debug)]
pub(crate) enum Place {
    /// A library on this machine.
    Library(Box<Library>),
    /// A running server.
    Server(Server),
}

/// How much of an answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// One page of so many.
    Page(usize),
    /// Every result.
    All,
}

/// A search, settled.
#[derive(Debug)]
pub(crate) struct Search {
    /// Where to ask.
    pub(crate) place: Place,
    /// What to ask.
    pub(crate) request: SearchRequest,
    /// What was typed, before it was made into a query.
    pub(crate) typed: String,
    /// How much of the answer.
    pub(crate) amount: Amount,
    /// In which shape.
    pub(crate) format: Format,
    /// Whether to bring the index in line with the library first.
    pub(crate) update: bool,
}

impl OutputArgs {
    /// Makes it all of the answer where nothing is said of how much.
    pub(crate) fn all_unless_said(self) -> Self {
        Self { all: self.all || self.limit.is_none(), ..self }
    }

    /// Settles a search that is otherwise complete.
    pub(crate) fn resolve(
        self,
        request: SearchRequest,
        typed: String,
        library: &LibraryArgs,
        surroundings: &Surroundings,
        printer: &mut Printer,
    ) -> Result<Search, Failure> {
        let place = self.place.resolve(library, surroundings, printer)?;
        let amount =
            if self.all { Amount::All } else { Amount::Page(self.limit.unwrap_or(PAGE_SIZE)) };
        let format = self.shape.format();
        let request = SearchRequest { cursor: self.cursor, unfold: self.unfold, ..request };
        Ok(Search { place, request, typed, amount, format, update: false })
    }
}
