//! Plain text cut into bullets and sentences.

use std::ops::Range;

use crate::lines::lines;
use crate::sentences::sentences;
use crate::{Unit, UnitKind};

/// Returns the length of the bullet marker that a line begins with, indentation and space after it included.
///
/// Markers are `-`, `*`, `•`, `–` and a number with a dot or bracket (`1.`, `2)`), with a space behind.
pub(crate) fn bullet_marker(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let rest = match trimmed.strip_prefix(['-', '*', '•', '–']) {
        Some(rest) => rest,
        None => {
            let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
            if !matches!(digits, 1..=3) {
                return None;
            }
            trimmed[digits..].strip_prefix(['.', ')'])?
        }
    };
    let content = rest.trim_start();
    (content.len() < rest.len() || rest.is_empty()).then(|| line.len() - content.len())
}

/// Cuts plain text into units: a bullet with the lines that go on with it, or the sentences of a paragraph.
///
/// `offset` is where the text begins in the source, none where there is no source to point into.
pub(crate) fn units_of(text: &str, offset: Option<usize>) -> Vec<Unit> {
    let mut cutter = Cutter { text, offset, units: Vec::new(), open: None };
    for line in lines(text) {
        if line.is_blank() {
            cutter.close();
        } else if let Some(marker) = bullet_marker(line.text) {
            cutter.close();
            cutter.open = Some((UnitKind::Bullet, line.start + marker..line.end()));
        } else if let Some((_, span)) = &mut cutter.open {
            span.end = line.end();
        } else {
            cutter.open = Some((UnitKind::Sentence, line.start..line.end()));
        }
    }
    cutter.close();
    cutter.units
}

struct Cutter<'a> {
    text: &'a str,
    offset: Option<usize>,
    units: Vec<Unit>,
    open: Option<(UnitKind, Range<usize>)>,
}

impl Cutter<'_> {
    fn close(&mut self) {
        let Some((kind, block)) = self.open.take() else { return };
        if kind == UnitKind::Bullet {
            let content = &self.text[block.clone()];
            let start = block.start + content.len() - content.trim_start().len();
            self.push(kind, start..start + content.trim().len());
        } else {
            for span in sentences(&self.text[block.clone()]) {
                self.push(kind, block.start + span.start..block.start + span.end);
            }
        }
    }

    fn push(&mut self, kind: UnitKind, span: Range<usize>) {
        if !span.is_empty() {
            let source = self.offset.map(|offset| offset + span.start..offset + span.end);
            self.units.push(Unit { kind, span, source });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(UnitKind, &str)> {
        units_of(text, None).into_iter().map(|unit| (unit.kind, &text[unit.span])).collect()
    }

    #[test]
    fn bullets_keep_their_lines_and_lose_their_marker() {
        use UnitKind::{Bullet, Sentence};
        let text = "They met. They\nsigned.\n- First. With two\n  lines.\n• Second\n– Third\n12. Fourth\n3) Fifth\n\nThe end.";
        assert_eq!(
            cut(text),
            [
                (Sentence, "They met."),
                (Sentence, "They\nsigned."),
                (Bullet, "First. With two\n  lines."),
                (Bullet, "Second"),
                (Bullet, "Third"),
                (Bullet, "Fourth"),
                (Bullet, "Fifth"),
                (Sentence, "The end."),
            ]
        );
    }

    #[test]
    fn a_marker_needs_a_space() {
        for line in ["-5% in a day", "*really*", "2026. A year", "1.5 billion", "–", "a - b"] {
            assert_eq!(bullet_marker(line).filter(|length| *length < line.len()), None, "{line}");
        }
        assert_eq!(cut("- \n-\n"), []);
    }
}
