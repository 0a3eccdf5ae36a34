//! Lines of a text with their places.

/// One line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Byte offset of its first character.
    pub(crate) start: usize,
    /// The line without its ending.
    pub(crate) text: &'a str,
    /// Byte offset after its ending.
    pub(crate) next: usize,
}

impl Line<'_> {
    /// Returns the byte offset after the last character, before the ending.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Tells whether the line holds nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Yields the lines of a text; they end at LF, CRLF or CR.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == text.len() {
            return None;
        }
        let end = bytes[start..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(text.len(), |length| start + length);
        let ending = match &bytes[end..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let line = Line { start, text: &text[start..end], next: end + ending };
        start = line.next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_ends_a_line() {
        let found: Vec<_> =
            lines("a\nb\r\nc\rd\n\ne").map(|line| (line.start, line.text)).collect();
        assert_eq!(found, [(0, "a"), (2, "b"), (5, "c"), (7, "d"), (9, ""), (10, "e")]);
        assert_eq!(lines("").count(), 0);
        assert_eq!(lines("a\n").count(), 1);
    }
}
