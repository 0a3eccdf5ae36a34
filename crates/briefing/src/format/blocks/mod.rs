//! A document as a list of blocks, whatever it was written in, and how they become the sections of an article.

mod inline;
mod outline;
mod write;

pub(super) use inline::Inline;
pub(super) use write::Writer;

use crate::body::{Body, section};
use crate::day::date_line;
use crate::title::on_one_line;
use crate::{TitleFrom, Vocabulary};

use outline::{Part, outline};

/// One block of a document.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) inline: Inline,
    /// How many lists it stands in.
    pub(super) depth: usize,
    /// Whether it begins an item of the innermost list.
    pub(super) begins_item: bool,
    /// Whether it stands in no list, quote or footnote.
    pub(super) is_top: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Heading of a level from 1 to 6.
    Heading(u8),
    /// Paragraph.
    Paragraph,
    /// Row of a table.
    Row,
    /// Lines of code.
    Code,
}

/// Which lines are headings besides those that the document marks as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Lines that are nothing but a bold heading of the vocabulary.
    Bold,
    /// Lines that are nothing but a heading of the vocabulary, bold or not.
    Bare,
}

/// Makes sections of the blocks of a document.
///
/// With a given title, a level-1 heading that repeats it is left out.
pub(super) fn body(
    blocks: Vec<Block>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
    lines: Lines,
) -> Body {
    let outline = outline(blocks, vocabulary, given_title, lines);
    let mut body =
        Body { title: outline.title.map(|title| (title, TitleFrom::Heading)), ..Body::default() };
    let mut heading: Option<String> = None;
    let mut writer = Writer::default();
    for part in outline.parts {
        match part {
            Part::Opening(inline) => {
                close(&mut body, std::mem::take(&mut writer), heading.take(), vocabulary);
                heading = Some(on_one_line(&inline.text));
            }
            Part::Block(block) => {
                if heading.is_none() && body.date.is_none() && block.is_top {
                    body.date = date_line(&block.inline.text);
                    if body.date.is_some() {
                        continue;
                    }
                }
                writer.write(&block);
            }
        }
    }
    close(&mut body, writer, heading, vocabulary);
    body
}

/// Adds what was written as a section, unless it is nothing at all.
pub(super) fn close(
    body: &mut Body,
    writer: Writer,
    heading: Option<String>,
    vocabulary: &Vocabulary,
) {
    if heading.is_none() && writer.text.is_empty() {
        return;
    }
    let mut section = section(heading, vocabulary, writer.text, writer.units);
    section.subheadings = writer.subheadings;
    body.sections.push(section);
}
