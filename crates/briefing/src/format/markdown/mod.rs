//! Markdown: headings open sections; the words a reader sees are text, markup is not.

mod blocks;
mod html;
mod inline;
mod liquid;
mod outline;
mod write;

use std::ops::Range;

use crate::body::{Body, section};
use crate::day::date_line;
use crate::format::plain;
use crate::title::on_one_line;
use crate::{TitleFrom, Vocabulary};

use outline::{Part, outline};
use write::Writer;

/// Reads the Markdown in `range` of the source.
///
/// With a given title, a level-1 heading that repeats it is left out.
pub(crate) fn read(
    source: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let start = range.start + if source[range.clone()].starts_with('\u{feff}') { 3 } else { 0 };
    let blocks = blocks::blocks(source, start..range.end);
    let outline = outline(blocks, vocabulary, given_title);

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

/// Reads Markdown in the plain shape: its headings are bare lines, the text below them is Markdown.
pub(crate) fn read_plain_shape(
    source: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let shape = plain::shape(source, range, vocabulary, given_title);
    let rendered = |range: Range<usize>| {
        let mut writer = Writer::default();
        for block in blocks::blocks(source, range) {
            writer.write(&block);
        }
        writer
    };
    let title = shape.title.map(|line| on_one_line(&rendered(line).text));
    let title = title.filter(|title| !title.is_empty()).map(|title| (title, TitleFrom::Line));
    let mut body = Body { title, date: shape.date, sections: Vec::new() };
    close(&mut body, rendered(shape.lead), None, vocabulary);
    for (heading, range) in shape.sections {
        close(&mut body, rendered(range), Some(heading), vocabulary);
    }
    body
}

fn close(body: &mut Body, writer: Writer, heading: Option<String>, vocabulary: &Vocabulary) {
    if heading.is_none() && writer.text.is_empty() {
        return;
    }
    let mut section = section(heading, vocabulary, writer.text, writer.units);
    section.subheadings = writer.subheadings;
    body.sections.push(section);
}
