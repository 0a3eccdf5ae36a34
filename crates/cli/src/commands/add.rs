//! `precis add`: take articles into the library.

mod from_address;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use precis_briefing::Article;

use crate::args::LibraryArgs;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::holder;
use crate::incoming::{Fill, Incoming, incoming};
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::Library;

const EXAMPLES: &str = "\
Examples:
  precis add briefing.md
  pbpaste | precis add - --title 'Zinc closes' --date 2026-04-27 --source Wire
  precis add https://briefings.example.org/2026/zinc-closes

A file is stored in the folder of its month (2026/04), or in undated/. What the flags fill in is kept in Précis'
own JSON; everything else byte for byte. Of an address, the article of a page or all those of a feed are stored below
incoming/, in place of what an earlier fetch of them left; at most 32 MB, within 30 seconds.";

/// Arguments of `add`, as typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AddArgs {
    /// Files of articles, or addresses (http, https) of pages and feeds; - is standard input
    #[arg(value_name = "FILE|URL", required = true)]
    files: Vec<PathBuf>,
    /// Title, where the text has none
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Date of publication, where the text has none: 2026-04-27
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Publisher or newsletter, where the text names none
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Tag, where the text has none; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Address of the original, where the text names none
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Fetch from a host though it is in a private network, or this machine
    #[arg(long)]
    private: bool,
    /// Store it, and leave it to the next run, or to who follows the library, to take it into the index
    #[arg(long)]
    no_wait: bool,
}

/// What to add, settled.
#[derive(Debug)]
pub(crate) struct Add {
    library: Library,
    files: Vec<PathBuf>,
    fill: Fill,
    private: bool,
    wait: bool,
}

/// Settles what to add, and to which library.
pub(crate) fn resolve(
    args: AddArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Add, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    let AddArgs { files, title, date, source, tag, url, private, no_wait } = args;
    let fill = Fill { title, date, source, tags: tag, url };
    Ok(Add { library, files, fill, private, wait: !no_wait })
}

/// Adds, and says where each article is.
pub(crate) fn run(add: &Add, printer: &mut Printer) -> Result<Exit, Failure> {
    let Add { library, files, wait, .. } = add;
    // All are read before any is stored: a mistake in one of them changes nothing.
    let arrivals = files.iter().map(|file| read(file, add)).collect::<Result<Vec<_>, _>>()?;
    let mut paths = Vec::new();
    for arrival in arrivals {
        for (said, path) in store(arrival, library)? {
            printer.answer(&format!("{said}  {path}\n"))?;
            paths.push(path);
        }
    }
    paths.dedup();
    if !wait {
        return Ok(Exit::Found);
    }
    let files = {
        let bar = Bar::new(printer.message_look().terminal);
        holder::take_in(library, &paths, &bar)?
    };
    let mut exit = Exit::Found;
    for path in &paths {
        match files.iter().find(|file| file.path == *path) {
            None => {
                exit = Exit::Amiss;
                printer.warning(&format!(
                    "{path} is not taken for an article; `precis check` says why"
                ));
            }
            Some(file) => {
                for id in &file.hidden {
                    printer.warning(&format!(
                        "another article has the id {id}, and is searched in its stead"
                    ));
                }
                for fault in &file.faults {
                    printer.warning(&format!("{path}: {fault}"));
                }
            }
        }
    }
    Ok(exit)
}

/// Something to add.
enum Arrival {
    /// A file that lies in the library already, by its path inside it.
    InPlace(String),
    /// Bytes that are to be stored.
    New(Incoming),
    /// Articles that were fetched.
    Fetched(Vec<Article>),
}

/// Stores what is not in the library yet. Returns a word on what became of each file, and its path.
fn store(arrival: Arrival, library: &Library) -> Result<Vec<(&'static str, String)>, Failure> {
    let said = |is_new: bool| if is_new { "added" } else { "there already" };
    match arrival {
        Arrival::InPlace(path) => Ok(vec![(said(true), path)]),
        Arrival::New(new) => {
            let Incoming { name, ending, date, bytes } = new;
            let folder = &library.folder;
            let (path, is_new) = precis_indexer::store_file(folder, date, &name, &ending, &bytes)?;
            Ok(vec![(said(is_new), path)])
        }
        Arrival::Fetched(articles) => {
            let stored = precis_indexer::store_articles(&library.indexing(), &articles)?;
            let told = stored.into_iter().map(|one| {
                let is_replaced = one.is_written && !one.is_new;
                (if is_replaced { "replaced" } else { said(one.is_written) }, one.path)
            });
            Ok(told.collect())
        }
    }
}

fn read(file: &Path, add: &Add) -> Result<Arrival, Failure> {
    let Add { library, fill, private, .. } = add;
    if let Some(url) = file.to_str().filter(|text| precis_fetch::is_address(text)) {
        let vocabulary = &library.settings.vocabulary;
        return from_address::fetch(url, *private, fill, vocabulary).map(Arrival::Fetched);
    }
    let vocabulary = &library.settings.vocabulary;
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let done = std::io::stdin().lock().read_to_end(&mut bytes);
        done.map_err(|error| Failure::because("standard input cannot be read", reason(&error)))?;
        return incoming(None, bytes, fill, vocabulary).map(Arrival::New);
    }
    let shown = file.display();
    let cannot =
        |error: std::io::Error| Failure::because(format!("{shown} cannot be read"), reason(&error));
    let whole = fs::canonicalize(file).map_err(cannot)?;
    let folder = fs::canonicalize(&library.folder).map_err(|error| {
        Failure::because(format!("{} cannot be read", library.folder.display()), reason(&error))
    })?;
    if let Ok(inside) = whole.strip_prefix(&folder) {
        let path = inside.to_string_lossy().replace('\\', "/");
        return Ok(Arrival::InPlace(path));
    }
    let bytes = fs::read(&whole).map_err(cannot)?;
    let name = file.file_name().map(|name| name.to_string_lossy());
    incoming(name.as_deref(), bytes, fill, vocabulary).map(Arrival::New)
}
