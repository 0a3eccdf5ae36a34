//! `precis remove`: remove articles from the library.

use std::ops::ControlFlow;

use clap::Args;
use precis_briefing::{ARTICLE_LIMIT_BYTES, Reading};
use precis_query::IdMatch;

use crate::args::LibraryArgs;
use crate::environment::{self, Surroundings};
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::Library;
use crate::{holder, opening};

/// Arguments of `remove`, as typed.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// Ids of articles, or any unique endings of them, or paths of their files
    #[arg(value_name = "ID", required = true)]
    articles: Vec<String>,
}

/// What to remove, settled.
#[derive(Debug)]
pub(crate) struct Remove {
    library: Library,
    articles: Vec<String>,
}

/// Settles what to remove, and from which library.
pub(crate) fn resolve(
    args: RemoveArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Remove, Failure> {
    let library = Library::resolve(flags, None, surroundings, printer)?;
    Ok(Remove { library, articles: args.articles })
}

/// Removes the files of articles, and says which. Where one cannot be removed, none is.
pub(crate) fn run(remove: &Remove, printer: &mut Printer) -> Result<Exit, Failure> {
    let Remove { library, articles } = remove;
    let opened = opening::open(library, printer)?;
    let mut found: Vec<(String, String)> = Vec::new();
    for typed in articles {
        let id = match opened.find_id(typed)? {
            IdMatch::One(id) => id,
            IdMatch::None => {
                printer.warning(&format!("there is no article `{typed}`; nothing was removed"));
                return Ok(Exit::NothingFound);
            }
            IdMatch::Several(ids) => {
                let message = format!("`{typed}` is the ending of several articles' ids");
                return Err(ids.into_iter().fold(Failure::new(message), Failure::hint));
            }
        };
        let Some(article) = opened.article(&id, None, &environment::now())? else { continue };
        if article.place.is_some() || !is_alone(library, &article.path)? {
            return Err(Failure::new(format!("{id} is one of the articles of {}", article.path))
                .hint("take it out of that file, or remove the file"));
        }
        found.push((id, article.path));
    }
    found.dedup();
    for (id, path) in &found {
        precis_indexer::remove_file(&library.folder, path)?;
        printer.answer(&format!("removed  {id}  {path}\n"))?;
    }
    let paths: Vec<String> = found.iter().map(|(_, path)| path.clone()).collect();
    let bar = Bar::new(printer.message_look().terminal);
    holder::let_go(library, &paths, &bar)?;
    drop(bar);
    let opened = opening::open(library, printer)?;
    for (id, _) in &found {
        if let Some(other) = opened.article(id, None, &environment::now())? {
            printer
                .warning(&format!("{id} is now the article of {}, which was hidden", other.path));
        }
    }
    Ok(Exit::Found)
}

/// Tells whether a file holds one article alone, as it is now.
fn is_alone(library: &Library, path: &str) -> Result<bool, Failure> {
    let cannot =
        |error: std::io::Error| Failure::because(format!("{path} cannot be read"), reason(&error));
    let file = std::fs::File::open(library.folder.join(path)).map_err(cannot)?;
    let vocabulary = &library.settings.vocabulary;
    let reading = Reading { path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut count = 0;
    let mut input = std::io::BufReader::new(file);
    let done = precis_briefing::read(&reading, &mut input, &mut |_, _| {
        count += 1;
        if count > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    done.map_err(cannot)?;
    Ok(count <= 1)
}
