//! `precis feed list`.

use precis_fetch::{Feeds, Listed, Standing};
use serde::Serialize;

use super::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{feeds_text, json};
use crate::printer::Printer;

/// The list, as JSON.
#[derive(Debug, Serialize)]
struct ListResponse<'a> {
    version: u32,
    feeds: Vec<ListedFeed<'a>>,
}

#[derive(Debug, Serialize)]
struct ListedFeed<'a> {
    url: &'a str,
    name: &'a str,
    every_s: u64,
    private: bool,
    in_settings: bool,
    title: Option<&'a str>,
    moved_to: Option<&'a str>,
    last_fetch: Option<String>,
    last_status: Option<&'a str>,
    failures: u32,
    gone: bool,
    stored: u64,
    next: Option<String>,
}

/// Lists the feeds.
pub(super) fn run(feeds: &Feeds, format: Format, printer: &mut Printer) -> Result<Exit, Failure> {
    let listed = feeds.list()?;
    match format {
        Format::Text if listed.is_empty() => {
            printer.message("No feeds are followed; `precis feed add URL` adds one.");
        }
        Format::Text => printer.answer(&feeds_text::list(&listed, printer.look()))?,
        Format::Json => {
            let response =
                ListResponse { version: 1, feeds: listed.iter().map(ListedFeed::of).collect() };
            printer.answer(&json::document(&response, printer.look())?)?;
        }
    }
    Ok(Exit::of_count(listed.len() as u64))
}

impl<'a> ListedFeed<'a> {
    fn of(listed: &'a Listed) -> Self {
        let Listed { feed, standing, in_settings } = listed;
        let Standing { title, moved_to, last_status, .. } = standing;
        Self {
            url: &feed.url,
            name: listed.name(),
            every_s: feed.every.as_secs(),
            private: feed.private,
            in_settings: *in_settings,
            title: title.as_deref(),
            moved_to: moved_to.as_deref(),
            last_fetch: standing.last_fetch.map(|at| at.to_string()),
            last_status: last_status.as_deref(),
            failures: standing.failures,
            gone: standing.is_gone,
            stored: standing.stored,
            next: standing.next.map(|at| at.to_string()),
        }
    }
}
