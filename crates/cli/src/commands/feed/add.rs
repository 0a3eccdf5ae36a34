//! `precis feed add`.

use precis_fetch::{Feed, Feeds};

use super::{AddArgs, fetch};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;
use crate::settings::Library;

/// Adds a feed to those that are followed, and fetches it.
pub(super) fn run(
    library: &Library,
    feeds: &Feeds,
    args: AddArgs,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let AddArgs { url, name, every, private, no_fetch, format } = args;
    let feed = Feed { name, every, private, ..Feed::new(&url)? };
    feeds.add(&feed)?;
    if no_fetch {
        printer.answer(&format!("added  {}\n", feed.url))?;
        return Ok(Exit::Found);
    }
    let exit = fetch::run(library, feeds, std::slice::from_ref(&feed.url), format, printer)?;
    if exit != Exit::Found {
        printer.warning(&format!(
            "it is followed all the same; `precis feed remove {}` takes it out",
            feed.url
        ));
    }
    Ok(exit)
}
