//! `precis feed remove`.

use precis_fetch::Feeds;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Printer;

/// Takes a feed out of those that are followed.
pub(super) fn run(feeds: &Feeds, asked: &str, printer: &mut Printer) -> Result<Exit, Failure> {
    let removed = feeds.remove(asked)?;
    printer.answer(&format!("removed  {}  {}\n", removed.name(), removed.feed.url))?;
    Ok(Exit::Found)
}
