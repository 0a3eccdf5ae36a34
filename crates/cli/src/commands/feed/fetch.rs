//! `precis feed fetch`.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use precis_briefing::Article;
use precis_fetch::{Door, Feeds, Listed, Visit, VisitStatus};
use precis_indexer::Stored;
use serde::Serialize;

use super::Format;
use crate::environment;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::holder;
use crate::output::{feeds_text, json};
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::Library;

/// What came of fetching, as JSON.
#[derive(Debug, Serialize)]
struct FetchResponse {
    version: u32,
    feeds: Vec<Visit>,
}

/// Fetches feeds one after the other, then has the index take in what they brought.
pub(super) fn run(
    library: &Library,
    feeds: &Feeds,
    asked: &[String],
    format: Format,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let wanted = wanted(feeds, asked, printer)?;
    if wanted.is_empty() {
        printer.message("There is no feed to fetch.");
        return Ok(Exit::NothingFound);
    }
    let door = Files { library, paths: Mutex::default() };
    let never = AtomicBool::new(false);
    let mut visits = Vec::new();
    for feed in &wanted {
        // Two feeds of one host are not asked for at once.
        std::thread::sleep(feeds.wait(feed));
        let visit = feeds.visit(feed, &door, environment::now().timestamp(), &never)?;
        if format == Format::Text {
            printer.answer(&feeds_text::visit(&visit, printer.look()))?;
            printer.flush()?;
        }
        visits.push(visit);
    }
    let paths = door.paths.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !paths.is_empty() {
        let bar = Bar::new(printer.message_look().terminal);
        holder::take_in(library, &paths, &bar)?;
    }
    let went_well =
        |visit: &Visit| matches!(visit.status, VisitStatus::Read | VisitStatus::Unchanged);
    let exit = if visits.iter().all(went_well) { Exit::Found } else { Exit::Amiss };
    if format == Format::Json {
        let response = FetchResponse { version: 1, feeds: visits };
        printer.answer(&json::document(&response, printer.look())?)?;
    }
    Ok(exit)
}

/// Returns the feeds that are meant. Of those that are not named, the ones that are not to be asked are told.
fn wanted(feeds: &Feeds, asked: &[String], printer: &mut Printer) -> Result<Vec<Listed>, Failure> {
    if !asked.is_empty() {
        return asked.iter().map(|asked| Ok(feeds.find(asked)?)).collect();
    }
    let now = environment::now().timestamp();
    let mut listed = feeds.list()?;
    listed.retain(|one| {
        let standing = &one.standing;
        let waits = standing.is_asked_to_wait && !standing.is_due(now);
        if standing.is_gone || waits {
            let why = if waits { "its server asks to wait" } else { "it is gone" };
            printer.warning(&format!(
                "{} is left out, {why}; name it to ask all the same",
                one.name()
            ));
        }
        !standing.is_gone && !waits
    });
    Ok(listed)
}

/// Stores articles as files, and keeps their paths for the index.
struct Files<'a> {
    library: &'a Library,
    paths: Mutex<Vec<String>>,
}

impl Door for Files<'_> {
    fn take_in(&self, articles: &[Article]) -> Result<Vec<Stored>, String> {
        let stored = precis_indexer::store_articles(&self.library.indexing(), articles)
            .map_err(|error| error.to_string())?;
        let written = stored.iter().filter(|one| one.is_written).map(|one| one.path.clone());
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).extend(written);
        Ok(stored)
    }
}
