//! Raw HTML inside Markdown: its tags go, its words stay.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::format::blocks::Inline;

/// Elements whose content no reader sees.
const UNSEEN: &[&str] = &["script", "style", "template", "head"];
/// Elements that stand inside a line; any other begins a new one.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];
/// Longest character reference, in bytes: `&CounterClockwiseContourIntegral;`.
const REFERENCE_LIMIT_BYTES: usize = 33;

/// Longest tag, in characters; a `<` without its end within it is text.
const TAG_LIMIT_CHARS: usize = 1_000;

/// Renders the lines of a block of HTML: a run for each line that a reader sees.
///
/// `lines` are the block's pieces of the source, which is parsed across them.
pub(super) fn render(source: &str, lines: &[Range<usize>]) -> Vec<Inline> {
    let mut text = String::new();
    let mut places = Vec::with_capacity(lines.len());
    for line in lines {
        places.push((text.len(), line.start));
        text.push_str(&source[line.clone()]);
    }
    let mut renderer =
        Renderer { source, text: &text, places: &places, runs: Vec::new(), run: Inline::default() };
    renderer.render();
    renderer.close();
    renderer.runs
}

struct Renderer<'a> {
    source: &'a str,
    text: &'a str,
    /// Where each line begins: in the text, and in the source.
    places: &'a [(usize, usize)],
    runs: Vec<Inline>,
    run: Inline,
}

impl Renderer<'_> {
    fn render(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let rest = &self.text[at..];
            if rest.starts_with("<!--") {
                at = rest.find("-->").map_or(self.text.len(), |end| at + end + 3);
            } else if let Some((name, closing, length)) = tag(rest) {
                at = self.element(&name, closing, at + length);
            } else if let Some((character, length)) = reference(rest) {
                self.push(&character, at..at + length);
                at += length;
            } else if rest.starts_with(char::is_whitespace) {
                let length = rest.len() - rest.trim_start().len();
                if !self.run.is_blank() {
                    self.push(" ", at..at + length);
                }
                at += length;
            } else {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let more =
                    rest[first..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '&'));
                let length = more.map_or(rest.len(), |more| first + more);
                self.push(&rest[..length], at..at + length);
                at += length;
            }
        }
    }

    /// Acts on a tag that ends at `end`, and returns where to go on.
    fn element(&mut self, name: &str, closing: bool, end: usize) -> usize {
        if UNSEEN.contains(&name) && !closing {
            let closing = format!("</{name}");
            let mut windows = self.text.as_bytes()[end..].windows(closing.len());
            let found = windows.position(|bytes| bytes.eq_ignore_ascii_case(closing.as_bytes()));
            return found.map_or(self.text.len(), |length| end + length);
        }
        match name {
            "td" | "th" if !closing => {
                if !self.run.is_blank() {
                    let parted = self.run.text.ends_with(' ');
                    self.run.push_made(if parted { "| " } else { " | " });
                }
            }
            "td" | "th" => {}
            name if IN_LINE.contains(&name) => {}
            _ => self.close(),
        }
        end
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let line =
            self.places.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let Some(&(start, place)) = self.places.get(line) else { return };
        let from = place + range.start - start;
        let length = range.len().min(self.source.len() - from);
        let range = from..from + length;
        if self.source.get(range.clone()) == Some(text) {
            self.run.push_exact(text, range);
        } else {
            self.run.push(text, range);
        }
    }

    fn close(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.is_blank() {
            self.runs.push(run.part(&(0..run.text.len())));
        }
    }
}

/// Reads a tag: its name in lower case, whether it closes, its length.
fn tag(text: &str) -> Option<(String, bool, usize)> {
    let inner = text.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if inner.starts_with(['!', '?']) {
        return text.find('>').map(|end| (String::from("!"), false, end + 1));
    }
    let name: String =
        inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, c) in inner.char_indices().take(TAG_LIMIT_CHARS).skip(name.len()) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '<') => return None,
            (None, '>') => {
                return Some((
                    name.to_ascii_lowercase(),
                    closing,
                    text.len() - inner.len() + at + 1,
                ));
            }
            (None, _) => {}
        }
    }
    None
}

/// Reads a character reference (`&amp;`, `&#8211;`) by the Markdown parser's own table.
fn reference(text: &str) -> Option<(String, usize)> {
    if !text.starts_with('&') {
        return None;
    }
    let length = text.bytes().take(REFERENCE_LIMIT_BYTES).position(|byte| byte == b';')? + 1;
    let written = text.get(..length)?;
    let mut events = Parser::new(written).filter_map(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    });
    let character = events.next()?;
    (*character != *written && events.next().is_none()).then(|| (character.into_string(), length))
}

/// Tells whether an inline tag breaks the line.
pub(super) fn is_line_break(html: &str) -> bool {
    tag(html).is_some_and(|(name, _, _)| name == "br")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> Vec<String> {
        render(source, std::slice::from_ref(&(0..source.len())))
            .into_iter()
            .map(|run| run.text)
            .collect()
    }

    #[test]
    fn tags_go_and_words_stay() {
        assert_eq!(
            rendered("<div class=\"a>b\"><p>One <b>bold</b>\n word &amp; more</p><p>Two</p></div>"),
            ["One bold word & more", "Two"]
        );
        assert_eq!(
            rendered("<table><tr><th>A</th>\n<th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"),
            ["A | B", "1 | 2"]
        );
        assert_eq!(
            rendered("<style>p { color: red }</style>text<!-- no\n --> here<br>a < b &nosuch; x"),
            ["text here", "a < b &nosuch; x"]
        );
        assert_eq!(rendered("<div"), ["<div"]);
    }
}
