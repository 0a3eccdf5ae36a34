//! Plain text: vocabulary headings on lines of their own, bullets, paragraphs.

use std::ops::Range;

use crate::body::{Body, section};
use crate::day::date_line;
use crate::lines::{Line, lines};
use crate::title::{can_be_title, on_one_line};
use crate::units::{bullet_marker, units_of};
use crate::{TitleFrom, Vocabulary, normalize_heading};

/// Reads the plain text in `range` of the source; every section's text is one slice of it.
///
/// With a given title, a first line that repeats it is left out and no other line is taken for a title.
pub(crate) fn read(
    source: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let start = range.start + if source[range.clone()].starts_with('\u{feff}') { 3 } else { 0 };
    let lines: Vec<Line<'_>> = lines(&source[start..range.end])
        .map(|line| Line { start: line.start + start, next: line.next + start, ..line })
        .collect();
    let headings: Vec<usize> =
        (0..lines.len()).filter(|&at| is_heading(lines[at].text, vocabulary)).collect();
    let first_heading = headings.first().copied().unwrap_or(lines.len());

    let mut body = Body::default();
    let before = read_before_headings(&lines, first_heading, given_title, &mut body);
    let mut push = |heading: Option<&str>, range: Range<usize>| {
        let range = trimmed(source, range);
        let text = &source[range.clone()];
        if heading.is_some() || !text.is_empty() {
            let units = units_of(text, Some(range.start));
            body.sections.push(section(
                heading.map(heading_as_written),
                vocabulary,
                text.to_owned(),
                units,
            ));
        }
    };
    push(None, span_of(&lines[before], start));
    for (place, &at) in headings.iter().enumerate() {
        let end = headings.get(place + 1).map_or(range.end, |&next| lines[next].start);
        push(Some(lines[at].text), lines[at].next..end);
    }
    body
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

/// Finds title and date line, and returns which lines before the first heading are the lead.
fn read_before_headings(
    lines: &[Line<'_>],
    first_heading: usize,
    given_title: Option<&str>,
    body: &mut Body,
) -> Range<usize> {
    let mut lead = 0..first_heading;
    while let Some(at) = lead.clone().find(|&at| !lines[at].is_blank()) {
        let text = lines[at].text;
        if let Some(date) = date_line(text).filter(|_| body.date.is_none()) {
            body.date = Some(date);
        } else if body.title.is_none() && is_title(lines, at, given_title) {
            body.title = Some((on_one_line(text), TitleFrom::Line));
        } else {
            break;
        }
        lead.start = at + 1;
    }
    if body.date.is_none() {
        body.date = lead.clone().find_map(|at| date_line(lines[at].text));
        if let Some(last) = lead.clone().rfind(|&at| !lines[at].is_blank())
            && date_line(lines[last].text).is_some_and(|date| body.date == Some(date))
        {
            lead.end = last;
        }
    }
    lead
}

fn is_title(lines: &[Line<'_>], at: usize, given_title: Option<&str>) -> bool {
    let text = lines[at].text.trim();
    if let Some(given) = given_title {
        return normalize_heading(given) == normalize_heading(text);
    }
    let mut rest = lines[at + 1..].iter().filter(|line| !line.is_blank());
    // Alone, a line is the text; one that goes on in lower case is the beginning of a paragraph.
    let stands_apart = lines
        .get(at + 1)
        .is_none_or(|next| !next.text.trim_start().starts_with(char::is_lowercase));
    bullet_marker(text).is_none()
        && can_be_title(text)
        && text.contains(char::is_alphanumeric)
        && stands_apart
        && rest.any(|line| date_line(line.text).is_none())
}

/// Returns a heading without its colon and without what underlines it (`**Outlook**`, `== Outlook ==`).
fn heading_as_written(line: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '=' | '~' | ':' | '：');
    on_one_line(line.trim_matches(is_mark))
}

fn span_of(lines: &[Line<'_>], otherwise: usize) -> Range<usize> {
    match lines {
        [first, .., last] => first.start..last.end(),
        [only] => only.start..only.end(),
        [] => otherwise..otherwise,
    }
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
