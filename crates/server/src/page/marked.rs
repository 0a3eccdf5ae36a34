//! Text with matches marked, as a template of its own: escaped like everything else.

use askama::Template;
use askama::filters::HtmlSafe;

/// Text in pieces, some of which matched.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "marked.html")]
pub(super) struct Marked {
    pieces: Vec<Piece>,
}

// What it renders has been escaped by its own template.
impl HtmlSafe for Marked {}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    is_match: bool,
}

impl Marked {
    /// Takes half-open ranges in Unicode scalar values; what lies outside the text is left out.
    pub(super) fn new(text: &str, ranges: &[[usize; 2]]) -> Self {
        Self::part(text, 0, ranges)
    }

    /// Takes a part of a text that starts at `start`, and ranges counted in the whole text.
    pub(super) fn part(text: &str, start: usize, ranges: &[[usize; 2]]) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let first = ranges.partition_point(|[_, end]| *end <= start);
        let mut ranges = ranges[first..].iter().copied().peekable();
        for (at, c) in text.chars().enumerate() {
            let at = start + at;
            while ranges.next_if(|[_, end]| *end <= at).is_some() {}
            let is_match = ranges.peek().is_some_and(|[begin, end]| (*begin..*end).contains(&at));
            match pieces.last_mut() {
                Some(piece) if piece.is_match == is_match => piece.text.push(c),
                _ => pieces.push(Piece { text: c.to_string(), is_match }),
            }
        }
        Self { pieces }
    }

    /// Tells whether there is nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str, ranges: &[[usize; 2]]) -> String {
        Marked::new(text, ranges).render().unwrap()
    }

    #[test]
    fn ranges_count_characters_and_text_is_escaped() {
        assert_eq!(html("Æ <b> cloud", &[[6, 11]]), "Æ &#60;b&#62; <mark>cloud</mark>");
        assert_eq!(html("cloud", &[[0, 5]]), "<mark>cloud</mark>");
        assert_eq!(html("<b>", &[[1, 2]]), "&#60;<mark>b</mark>&#62;");
        assert_eq!(html("a b", &[]), "a b");
    }

    #[test]
    fn ranges_outside_the_text_do_no_harm() {
        assert_eq!(html("ab", &[[1, 9], [12, 13]]), "a<mark>b</mark>");
        assert_eq!(html("ab", &[[2, 1]]), "ab");
    }

    #[test]
    fn a_part_takes_ranges_of_the_whole() {
        let part = Marked::part("cloud here", 6, &[[0, 5], [6, 11], [20, 22]]);
        assert_eq!(part.render().unwrap(), "<mark>cloud</mark> here");
    }
}
