//! Which headings open sections, and which one is the title.

use std::ops::Range;

use super::{Block, BlockKind, Inline, Lines};
use crate::format::plain;
use crate::title::on_one_line;
use crate::{Vocabulary, normalize_heading};

/// A document in order, its headings told apart.
pub(super) struct Outline {
    /// The heading that is the title, where none is given.
    pub(super) title: Option<String>,
    /// What remains of the document.
    pub(super) parts: Vec<Part>,
}

/// One part of a document.
pub(super) enum Part {
    /// A heading that opens a section.
    Opening(Inline),
    /// Anything else, deeper headings included.
    Block(Block),
}

/// Tells apart the headings of a document.
pub(super) fn outline(
    blocks: Vec<Block>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
    lines: Lines,
) -> Outline {
    let blocks = with_line_headings(blocks, vocabulary, lines);
    let title_at = title_at(&blocks, vocabulary, given_title);
    let section_level = section_level(&blocks, title_at);
    let mut title = None;
    let mut parts = Vec::with_capacity(blocks.len());
    let mut only_title = true;
    for (at, block) in blocks.into_iter().enumerate() {
        if title_at == Some(at) {
            let text = on_one_line(&block.inline.text);
            // Words that the given title does not have stay in the text.
            match given_title {
                None => title = Some((parts.len(), text, block)),
                Some(given) if is_same(given, &text) => {}
                Some(_) => parts.push(Part::Block(block)),
            }
            continue;
        }
        only_title = false;
        match level_of(&block) {
            Some(level) if level <= section_level => parts.push(Part::Opening(block.inline)),
            _ => parts.push(Part::Block(block)),
        }
    }
    let title = title.filter(|(_, text, _)| !text.is_empty()).map(|(at, text, block)| {
        // A document of nothing but its title has that for its text.
        if only_title {
            parts.insert(at, Part::Block(block));
        }
        text
    });
    Outline { title, parts }
}

/// Level of a heading that stands by itself; a bold line that is one is above all others.
fn level_of(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) if block.is_top => Some(level),
        _ => None,
    }
}

/// Finds the title: the first level-1 heading outside the vocabulary.
///
/// Beside a given title it is one only if it repeats that, or stands above all others as the only one of its level.
fn title_at(blocks: &[Block], vocabulary: &Vocabulary, given_title: Option<&str>) -> Option<usize> {
    let is_candidate = |block: &Block| {
        level_of(block) == Some(1) && vocabulary.kind_of(&block.inline.text).is_none()
    };
    let at = blocks.iter().position(is_candidate)?;
    let Some(given) = given_title else { return Some(at) };
    let levels: Vec<u8> = blocks.iter().filter_map(level_of).collect();
    let stands_above = levels.first() == Some(&1)
        && levels[1..].iter().all(|&level| level > 1)
        && levels.len() > 1;
    (is_same(given, &blocks[at].inline.text) || stands_above).then_some(at)
}

/// Returns the deepest level that opens sections: 2 where it is used, else the highest that is.
///
/// Level 1 opens them where several headings below the title have it.
fn section_level(blocks: &[Block], title_at: Option<usize>) -> u8 {
    let levels = || {
        blocks
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != title_at)
            .filter_map(|(_, block)| level_of(block))
            .filter(|&level| level > 0)
    };
    let of_level = |wanted: u8| levels().filter(|&level| level == wanted).count();
    if of_level(1) > 1 {
        1
    } else if of_level(2) > 0 {
        2
    } else {
        levels().min().unwrap_or(2)
    }
}

fn is_same(given: &str, heading: &str) -> bool {
    normalize_heading(given) == normalize_heading(heading)
}

/// Makes headings of the lines that are only a heading of the vocabulary.
fn with_line_headings(blocks: Vec<Block>, vocabulary: &Vocabulary, which: Lines) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.kind != BlockKind::Paragraph || !block.is_top {
            out.push(block);
            continue;
        }
        let lines = block.inline.line_spans();
        let heading = |line: &Range<usize>| -> Option<Range<usize>> {
            let text = heading_in(&block.inline, line, vocabulary, which)?;
            let from = line.start + block.inline.text[line.clone()].find(text).unwrap_or(0);
            Some(from..from + text.len())
        };
        if !lines.iter().any(|line| heading(line).is_some()) {
            out.push(block);
            continue;
        }
        let mut push = |kind: BlockKind, span: Range<usize>| {
            let inline = block.inline.part(&span);
            if !inline.is_blank() {
                out.push(Block { kind, inline, depth: 0, begins_item: false, is_top: true });
            }
        };
        let mut start = 0;
        for line in lines {
            if let Some(text) = heading(&line) {
                push(BlockKind::Paragraph, start..line.start);
                push(BlockKind::Heading(0), text);
                start = line.end;
            }
        }
        push(BlockKind::Paragraph, start..block.inline.text.len());
    }
    out
}

/// Returns the heading of the vocabulary that a line is, if it is one.
fn heading_in<'a>(
    inline: &'a Inline,
    line: &Range<usize>,
    vocabulary: &Vocabulary,
    which: Lines,
) -> Option<&'a str> {
    let bold = inline.bold_line(line).filter(|text| vocabulary.kind_of(text).is_some());
    bold.or_else(|| {
        let text = inline.text[line.clone()].trim();
        let is_bare = which == Lines::Bare && plain::is_heading(text, vocabulary);
        is_bare.then(|| text.trim_end_matches(':').trim_end())
    })
}
