//! The main text of a page, without what surrounds it.

use std::collections::HashSet;

use dom_smoothie::Readability;

use super::body_of;
use super::walk::{self, Extent};
use crate::Vocabulary;
use crate::format::blocks::Block;

/// Finds the main text by what its elements hold, and returns its blocks.
///
/// All of the page is its main text where nothing stands out, or where what stands out lacks sections that only a
/// briefing has: short lists are what the search for the main text takes for navigation.
pub(super) fn blocks(mut page: Readability, vocabulary: &Vocabulary) -> Vec<Block> {
    let whole = walk::blocks(page.doc.root(), Extent::Page);
    if whole.is_empty() || page.parse().is_err() {
        return whole;
    }
    let main = page.doc.select_single("#readability-page-1");
    let main = main.nodes().first().map(|root| walk::blocks(*root, Extent::All));
    let Some(main) = main.filter(|main| !main.is_empty()) else { return whole };
    let of_whole = headings(&whole, vocabulary);
    let is_briefing = of_whole.len() > 1;
    if is_briefing && !headings(&main, vocabulary).is_superset(&of_whole) { whole } else { main }
}

/// Returns the headings of the vocabulary that open sections, in lower case.
fn headings(blocks: &[Block], vocabulary: &Vocabulary) -> HashSet<String> {
    let sections = body_of(blocks.to_vec(), vocabulary, None).sections;
    let known = sections.into_iter().filter(|section| section.heading_in_vocabulary);
    known.filter_map(|section| Some(section.heading?.to_lowercase())).collect()
}
