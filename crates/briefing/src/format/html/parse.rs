//! Parsing HTML within bounds: a short text can make a tree that no memory holds.

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::walk;
use crate::{Fault, FaultCode};

/// How deep elements may be nested. Pages that people make stay below a hundred.
const DEPTH_LIMIT: usize = 500;
/// How much is parsed before the depth is looked at, in bytes.
const STEP_BYTES: usize = 1024;
/// How much is parsed before the nodes are counted, in bytes; of longer texts, an eighth of what was parsed.
const COUNT_BYTES: usize = 16 * 1024;

/// Parses HTML as browsers do.
///
/// Fails where it nests too deep, or makes more nodes than it has bytes: elements that are never closed are opened again
/// in every paragraph that follows.
pub(super) fn parse(html: &str) -> Result<Document, Fault> {
    // The same options as the tree's own.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Document::default(), options);
    let (mut parsed, mut counted) = (0, 0);
    while parsed < html.len() {
        let end = step(html, parsed);
        parser.process(StrTendril::from(&html[parsed..end]));
        parsed = end;
        let document = &parser.tokenizer.sink.sink;
        if open_depth(document) > DEPTH_LIMIT {
            let detail = format!("its elements are nested over {DEPTH_LIMIT} deep, as in no page");
            return Err(Fault::new(FaultCode::Html, detail));
        }
        if parsed - counted >= COUNT_BYTES.max(parsed / 8) {
            counted = parsed;
            if walk::count(document.root()) > parsed {
                let detail = "it makes more elements than it has characters, as no page does";
                return Err(Fault::new(FaultCode::Html, detail));
            }
        }
    }
    Ok(parser.finish())
}

/// Returns where the next step ends, between characters.
fn step(html: &str, start: usize) -> usize {
    let end = html.len().min(start + STEP_BYTES);
    (end..html.len()).find(|&at| html.is_char_boundary(at)).unwrap_or(html.len())
}

/// Returns how deep the last node lies: where the parser is.
fn open_depth(document: &Document) -> usize {
    let mut depth = 0;
    let mut node = document.root();
    while let Some(last) = node.last_child() {
        depth += 1;
        node = last;
    }
    depth
}
