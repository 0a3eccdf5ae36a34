//! A run of rendered text that knows where in the source each part of it stands, where there is one.

use std::ops::Range;

/// Rendered text of one block, with its places in the source.
#[derive(Debug, Clone, Default)]
pub(in crate::format) struct Inline {
    /// What a reader sees.
    pub(in crate::format) text: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    /// Offsets in the text where a line of the source ends.
    breaks: Vec<usize>,
}

/// Text that stands in the source in one piece.
#[derive(Debug, Clone)]
struct Piece {
    span: Range<usize>,
    source: Range<usize>,
    /// Whether the source is the text, byte for byte; else the piece cannot be divided.
    exact: bool,
}

/// Markup around a part of the text: emphasis, a link, a code span.
#[derive(Debug, Clone)]
struct Mark {
    span: Range<usize>,
    source: Range<usize>,
    strong: bool,
}

impl Inline {
    /// Makes a run that has no source, with the spans that are bold and the offsets where its lines end.
    pub(in crate::format) fn made(text: String, bold: &[Range<usize>], breaks: Vec<usize>) -> Self {
        let mark = |span: &Range<usize>| Mark { span: span.clone(), source: 0..0, strong: true };
        Self { text, pieces: Vec::new(), marks: bold.iter().map(mark).collect(), breaks }
    }

    /// Adds text that stands for the source at `range`, written otherwise there.
    pub(in crate::format) fn push(&mut self, text: &str, range: Range<usize>) {
        self.push_piece(text, range, false);
    }

    /// Adds text that stands in the source at `range`, byte for byte.
    pub(in crate::format) fn push_exact(&mut self, text: &str, range: Range<usize>) {
        self.push_piece(text, range, true);
    }

    fn push_piece(&mut self, text: &str, source: Range<usize>, exact: bool) {
        if !text.is_empty() {
            let start = self.text.len();
            self.text.push_str(text);
            self.pieces.push(Piece { span: start..self.text.len(), source, exact });
        }
    }

    /// Adds a space or line break for the end of a source line.
    pub(in crate::format) fn push_break(&mut self, text: &str, range: Range<usize>) {
        self.breaks.push(self.text.len());
        self.push(text, range);
    }

    /// Adds text that stands nowhere in the source, such as what parts the cells of a table.
    pub(in crate::format) fn push_made(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Notes markup around the text from `start` to here.
    pub(in crate::format) fn mark(&mut self, start: usize, source: Range<usize>, strong: bool) {
        if start < self.text.len() {
            self.marks.push(Mark { span: start..self.text.len(), source, strong });
        }
    }

    /// Returns the run with all its places further on by `offset`.
    pub(in crate::format) fn moved(mut self, offset: usize) -> Self {
        let pieces = self.pieces.iter_mut().map(|piece| &mut piece.source);
        for source in pieces.chain(self.marks.iter_mut().map(|mark| &mut mark.source)) {
            *source = source.start + offset..source.end + offset;
        }
        self
    }

    pub(in crate::format) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns where a part of the text stands in the source, with the markup that encloses nothing else.
    pub(in crate::format) fn source_of(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let from = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let to = self.pieces.partition_point(|piece| piece.span.start < span.end);
        let first = self.pieces[..to].get(from)?;
        let last = &self.pieces[to - 1];
        let mut start = first.source.start;
        if first.exact {
            start += span.start.saturating_sub(first.span.start);
        }
        let mut end = last.source.end;
        if last.exact {
            end -= last.span.end.saturating_sub(span.end);
        }
        for mark in self.marks_ending_in(span) {
            if span.start <= mark.span.start {
                start = start.min(mark.source.start);
                end = end.max(mark.source.end);
            }
        }
        Some(start..end)
    }

    /// Returns the spans of the source's lines in the text.
    pub(in crate::format) fn line_spans(&self) -> Vec<Range<usize>> {
        let mut spans = Vec::with_capacity(self.breaks.len() + 1);
        let mut start = 0;
        for &at in &self.breaks {
            spans.push(start..at);
            start = at;
        }
        spans.push(start..self.text.len());
        spans
    }

    /// Returns the text of a line when all its words are bold.
    pub(in crate::format) fn bold_line(&self, line: &Range<usize>) -> Option<&str> {
        let is_bare = |range: Range<usize>| !self.text[range].contains(char::is_alphanumeric);
        let mut bold = self
            .marks_ending_in(line)
            .iter()
            .filter(|mark| mark.strong && line.start <= mark.span.start);
        let found = bold
            .any(|mark| is_bare(line.start..mark.span.start) && is_bare(mark.span.end..line.end));
        found.then(|| self.text[line.clone()].trim().trim_end_matches(':').trim_end())
    }

    /// Returns the marks that end inside a span; marks are in the order of their ends.
    fn marks_ending_in(&self, span: &Range<usize>) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.span.end <= span.start);
        let to = self.marks.partition_point(|mark| mark.span.end <= span.end);
        &self.marks[from..to]
    }

    /// Returns a part of the text as a run of its own, without white space at its ends.
    pub(in crate::format) fn part(&self, span: &Range<usize>) -> Self {
        let text = &self.text[span.clone()];
        let start = span.start + text.len() - text.trim_start().len();
        let text = text.trim();
        let end = start + text.len();
        let cut = |range: &Range<usize>| {
            range.start.clamp(start, end) - start..range.end.clamp(start, end) - start
        };
        let mut part = Self { text: text.to_owned(), ..Self::default() };
        let from = self.pieces.partition_point(|piece| piece.span.end <= start);
        for piece in self.pieces[from..].iter().take_while(|piece| piece.span.start < end) {
            let span = cut(&piece.span);
            if !span.is_empty() {
                let mut source = piece.source.clone();
                if piece.exact {
                    source.start += start.saturating_sub(piece.span.start);
                    source.end -= piece.span.end.saturating_sub(end);
                }
                part.pieces.push(Piece { span, source, exact: piece.exact });
            }
        }
        part.marks = self
            .marks_ending_in(&(start..end))
            .iter()
            .filter(|mark| start <= mark.span.start)
            .map(|mark| Mark { span: cut(&mark.span), ..mark.clone() })
            .collect();
        let from = self.breaks.partition_point(|&at| at <= start);
        let inside = self.breaks[from..].iter().take_while(|&&at| at < end);
        part.breaks = inside.map(|at| at - start).collect();
        part
    }
}
