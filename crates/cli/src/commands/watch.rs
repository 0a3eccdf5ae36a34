//! `precis watch`: follow the library, and print each article that arrives.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use clap::{Args, ValueEnum};
use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode, Settled, Watched};
use precis_query::language::Field;
use precis_query::response::Hit;
use precis_query::{SearchRequest, Sort};

use crate::args::LibraryArgs;
use crate::environment::{self, Surroundings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::json;
use crate::printer::Printer;
use crate::query_words;
use crate::settings::Library;

/// Ids that are asked for at once.
const AT_ONCE: usize = 100;
/// How often it is looked whether the settings have changed.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Arguments of `watch`, as typed.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Print only articles that this query finds
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Look for changed files every few seconds, where the system does not tell of them (network drives)
    #[arg(long)]
    poll: bool,
    /// Shape of the lines
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Shape of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading: date, id and title
    Text,
    /// JSON, as `search --format jsonl` prints it
    Jsonl,
}

/// What to follow, settled.
#[derive(Debug)]
pub(crate) struct Watch {
    library: Library,
    query: String,
    poll: bool,
    format: Format,
}

/// Settles what to follow.
pub(crate) fn resolve(
    args: &WatchArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Watch, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    let query = query_words::join(&args.query);
    Ok(Watch { library, query, poll: args.poll, format: args.format })
}

/// What the one who holds the library says.
enum Said {
    Landed(Arc<Landed>),
    Failed(String),
}

struct Ear(Sender<Said>);

impl Heard for Ear {
    fn committed(&mut self, landed: &Arc<Landed>) {
        let _ = self.0.send(Said::Landed(landed.clone()));
    }

    fn failed(&mut self, error: &IndexError) {
        let _ = self.0.send(Said::Failed(error.to_string()));
    }
}

/// Follows the library until the process ends, or nobody reads what it prints.
pub(crate) fn run(watch: Watch, printer: &mut Printer) -> Result<Exit, Failure> {
    let Watch { mut library, query, poll, format } = watch;
    let (say, said) = channel();
    let clock = || environment::now().timestamp();
    let keeper =
        Keeper::start(&library.indexing(), clock, Ear(say)).map_err(|error| match error {
            IndexError::Busy { .. } => {
                Failure::from(error).hint("a running `precis serve` follows the library already")
            }
            error => error.into(),
        })?;
    if let Watched::Polling { reason: Some(reason) } = keeper.watch(poll) {
        let line = format!("changed files are looked for every few seconds: {reason}");
        printer.warning(&line);
    }
    let first = keeper.everything(Mode::Update).map_err(|error| Failure::new(error.to_string()))?;
    let mut opened = opening::open(&library, printer)?;
    printer.message(&format!(
        "Following {} from revision {} on (Ctrl-C ends it)",
        library.folder.display(),
        first.revision
    ));
    let mut seen = first.revision;
    loop {
        let said = said.recv_timeout(LOOK_EVERY);
        if library.renew(false, printer) {
            opened = opened.knowing(library.indexing().aliases());
            settle(&keeper, &library, printer);
        }
        match said {
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Exit::Found),
            // What was there when it began did not arrive.
            Ok(Said::Landed(landed)) if landed.revision <= first.revision => {}
            Ok(Said::Landed(landed)) => {
                opened.refresh()?;
                for hit in arrived(&opened, &query, &landed, seen)? {
                    print(&hit, format, printer)?;
                }
                seen = landed.revision;
                printer.flush()?;
            }
            Ok(Said::Failed(reason)) => printer.warning(&reason),
        }
    }
}

/// Has the index go by changed settings, where articles are read alike by them.
fn settle(keeper: &Keeper, library: &Library, printer: &mut Printer) {
    match keeper.settle(&library.indexing()) {
        // Other files may be articles now.
        Ok(Settled::AtOnce) => keeper.look_later(vec![PathBuf::new()]),
        Ok(Settled::WithNewIndex) => printer.warning(
            "the index does not know the companies of the aliases file yet; the next start makes it anew with them",
        ),
        Err(error) => printer
            .warning(&format!("{error}; what was there before holds until that is mended")),
    }
}

/// Returns the articles of a commit that are new since a revision and that the query finds, in the order of their ids.
fn arrived(
    library: &precis_query::Library,
    query: &str,
    landed: &Landed,
    seen: u64,
) -> Result<Vec<Hit>, Failure> {
    let mut hits = Vec::new();
    for ids in landed.changes.added.chunks(AT_ONCE) {
        let request = SearchRequest {
            query: query.to_owned(),
            match_mode: precis_query::MatchMode::All,
            fields: ids
                .iter()
                .map(|id| (Field::Id, id.to_string()))
                .chain([(Field::AfterRev, seen.to_string())])
                .collect(),
            sort: Some(Sort::Newest),
            // Each arrival is told, whatever it is like.
            unfold: true,
            limit: AT_ONCE,
            ..SearchRequest::default()
        };
        hits.extend(library.search(&request, &environment::now())?.results);
    }
    hits.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(hits)
}

fn print(hit: &Hit, format: Format, printer: &mut Printer) -> Result<(), Failure> {
    let line = match format {
        Format::Jsonl => json::line(hit)?,
        Format::Text => {
            let date = hit.date.as_deref().unwrap_or("undated   ");
            let like = hit.near_duplicate_of.as_ref();
            let like = like.map_or_else(String::new, |id| format!("  (near-duplicate of {id})"));
            format!("{date}  {}  {}{like}\n", hit.id, hit.title)
        }
    };
    printer.answer(&line)
}
