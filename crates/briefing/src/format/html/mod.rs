//! HTML: pages whose main text is found among what surrounds it, and pieces of HTML that are all text.

mod elements;
mod feed_links;
mod json_ld;
mod main_text;
mod metadata;
mod parse;
mod run;
mod table;
mod walk;

use dom_smoothie::{Config, Readability};

use super::blocks::{Block, Lines, body};
use crate::assemble::assemble;
use crate::body::Body;
use crate::given::Given;
use crate::lines::lines;
use crate::{Article, Fault, FaultCode, Kind, Vocabulary};

pub use feed_links::feed_links;
pub(super) use metadata::is_address;
use walk::Extent;

/// Reads a page. Fails when there is no text in it, or when its id cannot be one.
pub(crate) fn article(
    page: &str,
    path: &str,
    vocabulary: &Vocabulary,
    notes: &mut Vec<Fault>,
) -> Result<Article, Fault> {
    let document = parse::parse(page.trim_start_matches('\u{feff}'))?;
    let config = Config { disable_json_ld: true, ..Config::default() };
    let page = Readability { doc: document, doc_url: None, config };
    let (fields, found) = (metadata::of(&page), main_text::blocks(page, vocabulary));
    let given = Given::from_map(fields, notes);
    let body = body_of(found, vocabulary, given.title.as_deref());
    if body.sections.is_empty() && given.title.is_none() {
        return Err(Fault::new(FaultCode::Empty, "there is no text in it"));
    }
    assemble(given, body, path, None)
}

/// Reads a piece of HTML all of which is text: what a feed or a mail holds.
///
/// Fails where it grows beyond all bounds.
pub(super) fn piece(html: &str) -> Result<Vec<Block>, Fault> {
    Ok(walk::blocks(parse::parse(html)?.root(), Extent::All))
}

/// Writes text as HTML: a paragraph where a blank line ends one, lines as they are.
///
/// References (`&amp;`) are resolved unless the text is `plain`.
pub(super) fn of_text(text: &str, plain: bool) -> String {
    let mut html = String::from("<p>");
    for line in lines(text) {
        if line.is_blank() {
            html.push_str("<p>");
        } else {
            for c in line.text.chars() {
                match c {
                    '&' if plain => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    c => html.push(c),
                }
            }
            html.push_str("<br>");
        }
    }
    html
}

/// Makes sections of blocks. Where none is a heading, bare lines of the vocabulary are, as in plain text.
pub(super) fn body_of(
    blocks: Vec<Block>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let found = body(blocks.clone(), vocabulary, given_title, Lines::Bold);
    let is_headed = found
        .sections
        .iter()
        .any(|section| section.kind != Kind::Lead || !section.subheadings.is_empty());
    if is_headed { found } else { body(blocks, vocabulary, given_title, Lines::Bare) }
}
