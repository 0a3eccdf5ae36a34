//! Plain text: vocabulary headings on lines of their own, bullets, paragraphs.

use std::ops::Range;

use crate::body::{Body, section};
use crate::day::date_line;
use crate::lines::{Line, lines};
use crate::title::{can_be_title, on_one_line};
use crate::units::{bullet_marker, units_of};
use crate::{TitleFrom, Vocabulary, normalize_heading};

/// A text in the plain shape, cut at its headings; ranges are those of the source.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// Line that is the title.
    pub(crate) title: Option<Range<usize>>,
    /// Date found in a line of its own.
    pub(crate) date: Option<jiff::civil::Date>,
    /// Text before the first heading, without title and date line.
    pub(crate) lead: Range<usize>,
    /// Headings as written, each with the text below it.
    pub(crate) sections: Vec<(String, Range<usize>)>,
}

/// Reads the plain text in `range` of the source; every section's text is one slice of it.
///
/// With a given title, a first line that repeats it is left out and no other line is taken for a title.
pub(crate) fn read(
    source: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let shape = shape(source, range, vocabulary, given_title);
    let title = shape.title.map(|title| (on_one_line(&source[title]), TitleFrom::Line));
    let mut body = Body { title, date: shape.date, sections: Vec::new() };
    let lead = Some((None, shape.lead)).filter(|(_, lead)| !source[lead.clone()].trim().is_empty());
    let headed = shape.sections.into_iter().map(|(heading, range)| (Some(heading), range));
    for (heading, range) in lead.into_iter().chain(headed) {
        let range = trimmed(source, range);
        let text = &source[range.clone()];
        let units = units_of(text, Some(range.start));
        body.sections.push(section(heading, vocabulary, text.to_owned(), units));
    }
    body
}

/// Takes the places out, where they do not point into the file.
pub(crate) fn without_places(mut body: Body) -> Body {
    for unit in body.sections.iter_mut().flat_map(|section| &mut section.units) {
        unit.source = None;
    }
    body
}

/// Cuts the text in `range` of the source at its headings, and finds its title and date line.
pub(crate) fn shape(
    source: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Shape {
    let start = range.start + if source[range.clone()].starts_with('\u{feff}') { 3 } else { 0 };
    let mut shape = Shape { lead: start..range.end, ..Shape::default() };
    for line in lines(&source[start..range.end]) {
        if is_heading(line.text, vocabulary) {
            let at = start + line.start;
            match shape.sections.last_mut() {
                Some((_, below)) => below.end = at,
                None => shape.lead.end = at,
            }
            shape.sections.push((heading_as_written(line.text), start + line.next..range.end));
        }
    }
    let is_followed = !shape.sections.is_empty();
    read_lead(source, &mut shape, is_followed, given_title);
    shape
}

/// Tells whether a line is nothing but a vocabulary heading, with or without a colon.
pub(crate) fn is_heading(line: &str, vocabulary: &Vocabulary) -> bool {
    let line = line.trim();
    // Longer lines cannot be one, and normalising every line of a long text would cost.
    if line.is_empty()
        || line.len() > 120
        || line.starts_with(['#', '>'])
        || bullet_marker(line).is_some()
    {
        return false;
    }
    // The last word of a wrapped sentence (`analysis.`) is not a heading.
    !line.ends_with(['.', ',', ';']) && vocabulary.kind_of(line).is_some()
}

/// Finds title and date line in the lead, and takes them out where they stand at an end of it.
fn read_lead(source: &str, shape: &mut Shape, is_followed: bool, given_title: Option<&str>) {
    while let Some(line) = lines(&source[shape.lead.clone()]).find(|line| !line.is_blank()) {
        let rest = &source[shape.lead.start + line.next..shape.lead.end];
        if let Some(date) = date_line(line.text).filter(|_| shape.date.is_none()) {
            shape.date = Some(date);
        } else if shape.title.is_none() && is_title(line, rest, is_followed, given_title) {
            shape.title = Some(shape.lead.start + line.start..shape.lead.start + line.end());
        } else {
            break;
        }
        shape.lead.start += line.next;
    }
    if shape.date.is_some() {
        return;
    }
    let lead = &source[shape.lead.clone()];
    shape.date = lines(lead).find_map(|line| date_line(line.text));
    let lead = lead.trim_end();
    let last = lead.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    if shape.date.is_some() && date_line(&lead[last..]) == shape.date {
        shape.lead.end = shape.lead.start + last;
    }
}

fn is_title(line: Line<'_>, rest: &str, is_followed: bool, given_title: Option<&str>) -> bool {
    let text = line.text.trim();
    if let Some(given) = given_title {
        return normalize_heading(given) == normalize_heading(text);
    }
    // Alone, a line is the text; one that goes on in lower case is the beginning of a paragraph.
    let is_followed =
        is_followed || lines(rest).any(|line| !line.is_blank() && date_line(line.text).is_none());
    let next = lines(rest).next().map_or("", |next| next.text.trim_start());
    is_followed
        && !next.starts_with(char::is_lowercase)
        && bullet_marker(text).is_none()
        && can_be_title(text)
        && text.contains(char::is_alphanumeric)
}

/// Returns a heading without its colon and without what underlines it (`**Outlook**`, `== Outlook ==`).
fn heading_as_written(line: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '=' | '~' | ':' | '：');
    on_one_line(line.trim_matches(is_mark))
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_lines_of_their_own() {
        let vocabulary = Vocabulary::default();
        for line in [
            "Key Points",
            "KEY POINTS:",
            "  🔑 Key points ",
            "What’s next?",
            "TL;DR",
            "**Context**",
            "TLDR",
        ] {
            assert!(is_heading(line, &vocabulary), "{line}");
        }
        for line in [
            "# Key Points",
            "- Context",
            "1. Outlook",
            "analysis.",
            "Key Points of the deal",
            "> Summary",
            "",
        ] {
            assert!(!is_heading(line, &vocabulary), "{line}");
        }
    }
}
