//! The text of a section as paragraphs, lists and deeper headings, made from its units.

use std::ops::Range;

use precis_query::response::ArticleSection;

use super::Marked;

/// A block of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Sentences that stand together.
    Paragraph(Marked),
    /// Items that follow each other.
    List(Vec<Marked>),
    /// A heading of a deeper level.
    Heading(Marked),
}

/// Cuts a section's text into blocks. Nothing of the text is lost but white space and the markers of bullets.
pub(super) fn blocks(section: &ArticleSection) -> Vec<Block> {
    let chars: Vec<char> = section.text.chars().collect();
    let mut setter = Setter {
        chars: &chars,
        marks: &section.highlights,
        is_wrapped: is_wrapped(section, &chars),
        blocks: Vec::new(),
    };
    let mut at = 0;
    for unit in &section.units {
        let [start, end] = unit.range;
        // Ranges come from a response, which need not be ours: what does not fit is set as plain text.
        if unit.kind == "sentence" || start < at || end > chars.len() || start >= end {
            continue;
        }
        let is_item = unit.kind == "bullet";
        setter.paragraphs(at..if is_item { setter.line_start(at, start) } else { start });
        let text = setter.marked(start..end);
        match (is_item, setter.blocks.last_mut()) {
            (true, Some(Block::List(items))) => items.push(text),
            (true, _) => setter.blocks.push(Block::List(vec![text])),
            (false, _) => setter.blocks.push(Block::Heading(text)),
        }
        at = end;
    }
    setter.paragraphs(at..chars.len());
    setter.blocks
}

/// Tells whether lines are broken in the midst of sentences, so that a line's end means nothing.
fn is_wrapped(section: &ArticleSection, chars: &[char]) -> bool {
    section.units.iter().filter(|unit| unit.kind == "sentence").any(|unit| {
        chars.get(unit.range[0]..unit.range[1]).is_some_and(|said| said.contains(&'\n'))
    })
}

struct Setter<'a> {
    chars: &'a [char],
    marks: &'a [[usize; 2]],
    is_wrapped: bool,
    blocks: Vec<Block>,
}

impl Setter<'_> {
    /// Where the line of `start` begins, so that a bullet's marker is not taken for text.
    fn line_start(&self, from: usize, start: usize) -> usize {
        let line = self.chars[from..start].iter().rposition(|c| *c == '\n');
        line.map_or(from, |newline| from + newline)
    }

    fn marked(&self, range: Range<usize>) -> Marked {
        let text: String = self.chars[range.clone()].iter().collect();
        Marked::part(&text, range.start, self.marks)
    }

    /// Every line with text is a paragraph; in wrapped text, what stands between empty lines.
    fn paragraphs(&mut self, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end {
            let mut end = self.line_end(start..range.end);
            if !self.is_blank(start..end) {
                while self.is_wrapped && end < range.end {
                    let next = self.line_end(end + 1..range.end);
                    if self.is_blank(end + 1..next) {
                        break;
                    }
                    end = next;
                }
                self.blocks.push(Block::Paragraph(self.marked(start..end)));
            }
            start = end + 1;
        }
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.chars[range].iter().all(|c| c.is_whitespace())
    }

    fn line_end(&self, range: Range<usize>) -> usize {
        let rest = &self.chars[range.clone()];
        rest.iter().position(|c| *c == '\n').map_or(range.end, |at| range.start + at)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use precis_query::response::ArticleUnit;

    use super::*;

    /// Units are given as kind and text; their ranges are looked up.
    fn section(text: &str, units: &[(&str, &str)], highlights: Vec<[usize; 2]>) -> ArticleSection {
        let units = units
            .iter()
            .map(|(kind, part)| {
                let start = text[..text.find(part).unwrap()].chars().count();
                ArticleUnit {
                    kind: (*kind).to_owned(),
                    range: [start, start + part.chars().count()],
                }
            })
            .collect();
        ArticleSection {
            kind: "points".to_owned(),
            heading: None,
            anchor: "points".to_owned(),
            ordinal: 1,
            text: text.to_owned(),
            highlights,
            units,
        }
    }

    fn shown(section: &ArticleSection) -> Vec<String> {
        let html = |marked: &Marked| marked.render().unwrap();
        blocks(section)
            .iter()
            .map(|block| match block {
                Block::Paragraph(text) => format!("p {}", html(text)),
                Block::Heading(text) => format!("h {}", html(text)),
                Block::List(items) => {
                    format!("l {}", items.iter().map(html).collect::<Vec<_>>().join(" | "))
                }
            })
            .collect()
    }

    #[test]
    fn bullets_become_lists_and_lines_paragraphs() {
        let section = section(
            "Où cela mène. Again.\n\nDeeper\n- One é. Two.\n  - Three\nAfter.",
            &[
                ("sentence", "Où cela mène."),
                ("sentence", "Again."),
                ("heading", "Deeper"),
                ("bullet", "One é. Two."),
                ("bullet", "Three"),
                ("sentence", "After."),
            ],
            vec![[3, 7], [31, 34]],
        );
        assert_eq!(
            shown(&section),
            [
                "p Où <mark>cela</mark> mène. Again.",
                "h Deeper",
                "l <mark>One</mark> é. Two. | Three",
                "p After.",
            ]
        );
    }

    #[test]
    fn in_wrapped_text_only_an_empty_line_ends_a_paragraph() {
        let section = section(
            "This goes\non here. And\nso on.\n \nNext.\n",
            &[
                ("sentence", "This goes\non here."),
                ("sentence", "And\nso on."),
                ("sentence", "Next."),
            ],
            Vec::new(),
        );
        assert_eq!(shown(&section), ["p This goes\non here. And\nso on.", "p Next."]);
    }

    #[test]
    fn text_outside_units_and_units_outside_the_text_are_kept_calm() {
        let mut made = section("Alone\nfree - text", &[], Vec::new());
        made.units.push(ArticleUnit { kind: "bullet".to_owned(), range: [90, 95] });
        assert_eq!(shown(&made), ["p Alone", "p free - text"]);
        assert!(shown(&section("", &[], Vec::new())).is_empty());
    }
}
