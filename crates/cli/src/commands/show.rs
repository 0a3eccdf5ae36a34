//! `precis show`: one article, set for reading; or any file, with where its parts came from.

mod from_file;
mod sections;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use precis_briefing::Vocabulary;
use precis_query::IdMatch;
use precis_query::response::ArticleResponse;

use crate::args::LibraryArgs;
use crate::environment::{self, Surroundings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::{article_markdown, article_text, json, provenance};
use crate::printer::Printer;
use crate::settings::Library;

const EXAMPLES: &str = "\
Examples:
  precis show 2026/openai-microsoft
  precis show openai-microsoft --section take
  precis show drafts/note.md";

/// Arguments of `show`, as typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ShowArgs {
    /// An id, the ending of one if it is the only one, or a path; a file is read as it is on disk
    #[arg(value_name = "ID|FILE")]
    article: String,
    /// Only sections of this kind, group or heading
    #[arg(long = "section", value_name = "SECTION")]
    sections: Vec<String>,
    /// Shape of the article
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// Shape of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One document, as HTTP gives it
    Json,
    /// Markdown with front matter
    Markdown,
}

/// What to show, settled.
#[derive(Debug)]
pub(crate) struct Show {
    target: Target,
    sections: Vec<String>,
    vocabulary: Vocabulary,
    format: Format,
}

/// Which article.
#[derive(Debug)]
enum Target {
    /// A file on disk, and the path it would have in its library.
    File { file: PathBuf, path: String },
    /// An article of a library.
    Id { typed: String, library: Box<Library> },
}

/// Settles which article is meant. A name of a file that exists is that file, and needs no library.
pub(crate) fn resolve(
    args: ShowArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Show, Failure> {
    let file = PathBuf::from(&args.article);
    let library = Library::resolve(flags, None, surroundings, printer);
    let (target, vocabulary) = if file.is_file() {
        let library = match library {
            Ok(library) => Some(library),
            Err(failure) if flags.library.is_some() => return Err(failure),
            Err(_) => None,
        };
        let path = from_file::path_in_library(&file, library.as_ref(), surroundings);
        let vocabulary = library.map(|library| library.settings.vocabulary).unwrap_or_default();
        (Target::File { file, path }, vocabulary)
    } else {
        let library = library?;
        let vocabulary = library.settings.vocabulary.clone();
        (Target::Id { typed: args.article, library: Box::new(library) }, vocabulary)
    };
    let format = if args.json { Format::Json } else { args.format };
    Ok(Show { target, sections: args.sections, vocabulary, format })
}

/// Shows it.
pub(crate) fn run(show: &Show, printer: &mut Printer) -> Result<Exit, Failure> {
    match &show.target {
        Target::File { file, path } => from_file::show(show, file, path, printer),
        Target::Id { typed, library } => {
            let opened = opening::open(library, printer)?;
            let id = match opened.find_id(typed)? {
                IdMatch::One(id) => id,
                IdMatch::None => {
                    printer.warning(&format!("there is no article `{typed}`"));
                    return Ok(Exit::NothingFound);
                }
                IdMatch::Several(ids) => {
                    let failure =
                        Failure::new(format!("`{typed}` is the ending of several articles' ids"));
                    return Err(ids.into_iter().fold(failure, Failure::hint));
                }
            };
            let Some(article) = opened.article(&id, None, &environment::now())? else {
                printer.warning(&format!("there is no article `{id}`"));
                return Ok(Exit::NothingFound);
            };
            let file = library.folder.join(&article.path);
            print(show, article, Some(&file), None, printer)
        }
    }
}

/// Prints an article in the shape asked for, after leaving out the sections that were not asked for.
fn print(
    show: &Show,
    mut article: ArticleResponse,
    file: Option<&std::path::Path>,
    notes: Option<&[precis_briefing::Fault]>,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    if !show.sections.is_empty() {
        let all = sections::names(&article);
        article.sections.retain(|section| {
            show.sections.iter().any(|name| sections::is_called(section, name, &show.vocabulary))
        });
        if article.sections.is_empty() {
            printer.warning(&format!("{} has no such section; it has {all}", article.id));
            return Ok(Exit::NothingFound);
        }
    }
    let look = printer.look();
    match show.format {
        Format::Json => printer.answer(&json::document(&article, look)?)?,
        Format::Markdown => printer.answer(&article_markdown::article(&article))?,
        Format::Text => {
            if let Some(notes) = notes {
                printer.answer(&provenance::provenance(&article, notes, look))?;
                printer.answer("\n")?;
            }
            printer.answer(&article_text::article(&article, file, look))?;
        }
    }
    Ok(Exit::Found)
}
