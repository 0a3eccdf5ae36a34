//! Markdown: headings open sections; the words a reader sees are text, markup is not.

mod html;
mod liquid;
mod parse;

use std::ops::Range;

use super::blocks::{Lines, Writer, body, close};
use crate::body::Body;
use crate::format::plain;
use crate::title::on_one_line;
use crate::{TitleFrom, Vocabulary};

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
    let blocks = parse::blocks(source, start..range.end);
    body(blocks, vocabulary, given_title, Lines::Bold)
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
        for block in parse::blocks(source, range) {
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
