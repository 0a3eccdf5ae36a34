//! A run of text inside one block, as it grows.

use std::ops::Range;

use crate::format::blocks::Inline;

/// Text of a block that is being written: white space is one space, lines end where the page breaks them.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    breaks: Vec<usize>,
    bold: Vec<Range<usize>>,
    /// Whether white space stands between what is written and what comes.
    gap: bool,
    /// Whether a cell ended between what is written and what comes.
    cell: bool,
}

impl Run {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Tells whether the last thing written is the end of a line.
    pub(super) fn ends_line(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// Adds text, its white space brought to single spaces.
    pub(super) fn push(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if c.is_whitespace() || c.is_control() {
                self.gap = true;
            } else if !(is_invisible(c) || is_joiner(c) && self.is_at_gap()) {
                if !self.text.is_empty() && !self.ends_line() {
                    self.text.push_str(if self.cell {
                        " | "
                    } else if self.gap {
                        " "
                    } else {
                        ""
                    });
                }
                (self.gap, self.cell) = (false, false);
                let start = self.text.len();
                self.text.push(c);
                if bold {
                    self.mark(start..self.text.len());
                }
            }
        }
    }

    /// Adds text as it is, as code has it.
    pub(super) fn push_as_is(&mut self, text: &str) {
        self.text.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')));
    }

    /// Adds a space between what is written and what comes.
    pub(super) fn part_words(&mut self) {
        self.gap = true;
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.gap = false;
        if !self.text.is_empty() {
            self.breaks.push(self.text.len());
            self.text.push('\n');
        }
    }

    /// Ends a cell of a row; empty ones leave no trace.
    pub(super) fn end_cell(&mut self) {
        self.cell = true;
    }

    /// Returns the run without white space around it.
    pub(super) fn into_inline(self) -> Inline {
        let whole = 0..self.text.len();
        Inline::made(self.text, &self.bold, self.breaks).part(&whole)
    }

    /// Returns the run with the spaces that its first line begins with.
    pub(super) fn into_code(self) -> Inline {
        let text = self.text.trim_start_matches('\n').trim_end().to_owned();
        Inline::made(text, &[], Vec::new())
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn is_at_gap(&self) -> bool {
        self.gap || self.text.is_empty()
    }

    /// Makes a character bold; a bold run goes on over white space.
    fn mark(&mut self, span: Range<usize>) {
        match self.bold.last_mut() {
            Some(last) if self.text[last.end..span.start].trim_matches(' ').is_empty() => {
                last.end = span.end;
            }
            _ => self.bold.push(span),
        }
    }
}

/// Characters that only tell where a line may be broken, or fill the preview of a mail.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Joins letters in some scripts; beside white space it is filling.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
