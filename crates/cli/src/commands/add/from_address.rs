//! Articles from an address of the network.

use std::sync::atomic::AtomicBool;

use precis_briefing::{Article, Vocabulary};
use precis_fetch::{Answer, Fetcher, Request};

use crate::failure::Failure;
use crate::incoming::{Fill, filled, several};

/// Fetches an address and reads the articles that it holds: one of a page, all of a feed.
pub(super) fn fetch(
    url: &str,
    private: bool,
    fill: &Fill,
    vocabulary: &Vocabulary,
) -> Result<Vec<Article>, Failure> {
    let request = Request { url, private, ..Request::default() };
    let document = match Fetcher::default().fetch(request, &AtomicBool::new(false))? {
        Answer::Document(document) => document,
        // Nobody said that a version is known.
        Answer::Unchanged { .. } => return Err(Failure::new(format!("{url} gives no document"))),
    };
    let mut is_changed = false;
    let found = document.articles(vocabulary, &mut |article| {
        let filled = filled(&article, fill);
        is_changed |= filled != article;
        filled
    });
    let Some(found) = found else {
        let content_type = document.content_type.as_deref().unwrap_or("of no stated type");
        return Err(Failure::new(format!(
            "{url} is in no format that articles come in ({content_type})"
        ))
        .hint("pages, feeds, plain text, Markdown and JSON are read"));
    };
    if found.articles.is_empty() {
        let fault = found.faults.first();
        let why = fault.map_or_else(|| "there is no article in it".to_owned(), ToString::to_string);
        let failure = Failure::because(url, why);
        return Err(fault.map_or(failure.clone(), |fault| failure.hint(fault.code.advice())));
    }
    if is_changed && found.articles.len() > 1 {
        return Err(several(url, found.articles.len()));
    }
    Ok(found.articles)
}
