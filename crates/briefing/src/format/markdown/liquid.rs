//! Template tags that site generators leave in Markdown: covered, so that they neither show nor parse.

use std::borrow::Cow;
use std::ops::Range;

/// Longest tag, in bytes; an opening without its end within it is text.
const TAG_LIMIT_BYTES: usize = 20_000;

/// A source of the same length with its template tags covered.
pub(super) struct Covered<'a> {
    /// The source to parse.
    pub(super) text: Cow<'a, str>,
    /// Byte ranges, in order, of what was covered with letters and must not be shown.
    pub(super) hidden: Vec<Range<usize>>,
}

/// Covers `{% … %}` (with what stands between `comment` and `endcomment`) and `{: … }` by spaces, `{{ … }}` by letters.
pub(super) fn cover(source: &str) -> Covered<'_> {
    if !source.contains("{%") && !source.contains("{{") && !source.contains("{:") {
        return Covered { text: Cow::Borrowed(source), hidden: Vec::new() };
    }
    let mut text = String::with_capacity(source.len());
    let mut hidden = Vec::new();
    let last_ending = source.rfind("endcomment").unwrap_or(0);
    let mut at = 0;
    while let Some(found) = source[at..].find('{') {
        let start = at + found;
        text.push_str(&source[at..start]);
        let rest = &source[start..];
        if let Some(length) = tag(rest, start < last_ending).or_else(|| attributes(rest)) {
            cover_with(&mut text, &rest[..length], ' ');
            at = start + length;
        } else if let Some(length) = output(rest) {
            // Letters keep an address in one piece: `[text]({{base}}123)`.
            cover_with(&mut text, &rest[..length], 'x');
            hidden.push(start..start + length);
            at = start + length;
        } else {
            text.push('{');
            at = start + 1;
        }
    }
    text.push_str(&source[at..]);
    Covered { text: Cow::Owned(text), hidden }
}

fn cover_with(text: &mut String, covered: &str, with: char) {
    text.extend(
        covered
            .bytes()
            .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { with }),
    );
}

/// Measures `{% name … %}`, up to the end of `endcomment` for a comment where one may follow.
fn tag(rest: &str, may_end: bool) -> Option<usize> {
    let inner = rest.strip_prefix("{%")?;
    let name = inner.trim_start_matches('-').trim_start();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = end_of_tag(rest)?;
    if !name.starts_with("comment") || !may_end {
        return Some(length);
    }
    let closing = rest[length..].find("endcomment").map(|at| length + at);
    let end = closing.and_then(|at| Some(at + rest[at..].find("%}")? + 2));
    Some(end.unwrap_or(length))
}

/// Finds the end of a tag, unless another begins before it: no text is looked through twice.
fn end_of_tag(rest: &str) -> Option<usize> {
    let window = &rest.as_bytes()[2..rest.len().min(TAG_LIMIT_BYTES)];
    let at = window.windows(2).position(|bytes| matches!(bytes, b"%}" | b"{%"))?;
    window[at..].starts_with(b"%}").then_some(at + 4)
}

/// Measures `{{ name }}` on one line.
fn output(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{{")?;
    let length = inner.find(['\n', '{', '}'])?;
    let is_name = inner.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    (is_name && inner[length..].starts_with("}}")).then_some(length + 4)
}

/// Measures `{:.class}`, `{: #id}`, `{:target="_blank"}` on one line.
fn attributes(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{:")?;
    let length = inner.find(['\n', '{', '}'])?;
    let list = inner[..length].trim_start();
    let is_list = list.starts_with(['.', '#']) || list.contains('=') || list.starts_with("toc");
    (is_list && inner[length..].starts_with('}')).then_some(length + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_covered_byte_for_byte() {
        let cases: [(&str, String); 5] = [
            ("a {% include x.md %} b", format!("a {} b", " ".repeat(18))),
            (
                "{% comment %}é\nx{% endcomment %}b",
                format!("{}\n{}b", " ".repeat(15), " ".repeat(17)),
            ),
            ("[t]({{bse}}12)", "[t](xxxxxxx12)".into()),
            ("## H\n{:.center}\n", "## H\n          \n".into()),
            (
                "{%5 off%} {{}} {:a} {{ 1 }} { {% open",
                "{%5 off%} {{}} {:a} {{ 1 }} { {% open".into(),
            ),
        ];
        for (source, expected) in cases {
            let covered = cover(source);
            assert_eq!(covered.text.len(), source.len());
            assert_eq!(covered.text, expected);
        }
        assert_eq!(cover("a {{b}} c {{d}}").hidden, [2..7, 10..15]);
    }
}
