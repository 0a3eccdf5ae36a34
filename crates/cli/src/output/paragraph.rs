//! Text in styles, set over a width of columns.

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use super::Look;

/// Running text of which each character has a style. Holds no control characters, so that no article can
/// steer the terminal it is shown on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    characters: Vec<(char, Style)>,
}

impl Paragraph {
    /// Makes a paragraph of text in one style.
    pub(crate) fn of(text: &str, style: Style) -> Self {
        let mut paragraph = Self::default();
        paragraph.push(text, style);
        paragraph
    }

    /// Makes a paragraph in which half-open, sorted ranges of characters stand out.
    pub(crate) fn marked(text: &str, ranges: &[[usize; 2]], plain: Style, marked: Style) -> Self {
        let mut paragraph = Self::default();
        let mut ranges = ranges.iter().peekable();
        for (place, character) in text.chars().enumerate() {
            while ranges.next_if(|range| range[1] <= place).is_some() {}
            let inside = ranges.peek().is_some_and(|range| range[0] <= place);
            paragraph.push_character(character, if inside { marked } else { plain });
        }
        paragraph
    }

    /// Adds text in a style.
    pub(crate) fn push(&mut self, text: &str, style: Style) {
        for character in text.chars() {
            self.push_character(character, style);
        }
    }

    fn push_character(&mut self, character: char, style: Style) {
        if character.is_whitespace() && character != '\u{a0}' {
            self.characters.push((' ', style));
        } else if !character.is_control() {
            self.characters.push((character, style));
        }
    }

    /// Sets the text in lines of at most `width` columns, the first of which may be shorter by `taken`
    /// columns. Runs of spaces become one. There is always at least one line.
    pub(crate) fn lines(&self, look: Look, width: usize, taken: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line: Vec<(char, Style)> = Vec::new();
        let mut used = taken;
        for word in self.characters.split(|(character, _)| *character == ' ') {
            let mut rest = word;
            let mut starts = true;
            while let Some((piece, remaining)) = next_piece(rest) {
                let columns = columns_of(piece);
                let gap = usize::from(starts && !line.is_empty());
                if used + gap + columns > width && (used > 0) {
                    lines.push(painted(&line, look));
                    line.clear();
                    used = 0;
                }
                if starts && !line.is_empty() {
                    let between = same_style(&line, piece);
                    line.push((' ', between));
                    used += 1;
                }
                for &(character, style) in piece {
                    let columns = character.width().unwrap_or(0);
                    if used + columns > width && used > 0 && columns > 0 {
                        lines.push(painted(&line, look));
                        line.clear();
                        used = 0;
                    }
                    line.push((character, style));
                    used += columns;
                }
                starts = false;
                rest = remaining;
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(painted(&line, look));
        }
        lines
    }
}

/// Returns the columns that text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// A space between two characters of one style has it too, so that a marked phrase is marked throughout.
fn same_style(before: &[(char, Style)], after: &[(char, Style)]) -> Style {
    match (before.last(), after.first()) {
        (Some((_, left)), Some((_, right))) if left == right => *left,
        _ => Style::new(),
    }
}

type Piece<'a> = &'a [(char, Style)];

/// Cuts what cannot be parted off a word: all of it, or one wide (CJK) character.
fn next_piece(word: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let wide = |character: char| character.width() == Some(2);
    let (first, _) = word.first()?;
    let end = if wide(*first) {
        // Marks that combine with it, and a closing stop, stay with it.
        let stays = |character: char| {
            character.width() == Some(0) || matches!(character, '。' | '、' | '，' | '」' | '）')
        };
        1 + word[1..].iter().take_while(|(character, _)| stays(*character)).count()
    } else {
        word.iter().take_while(|(character, _)| !wide(*character)).count()
    };
    Some(word.split_at(end))
}

fn columns_of(piece: Piece<'_>) -> usize {
    piece.iter().map(|(character, _)| character.width().unwrap_or(0)).sum()
}

/// Writes characters with the least switching of styles.
fn painted(line: Piece<'_>, look: Look) -> String {
    line.chunk_by(|left, right| left.1 == right.1)
        .map(|run| {
            let text: String = run.iter().map(|(character, _)| character).collect();
            look.paint(run[0].1, &text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Paragraph;
    use crate::output::{Look, style};

    const PLAIN: Look = Look { terminal: false, colour: false, links: false, width: 20 };
    const COLOUR: Look = Look { colour: true, ..PLAIN };

    fn set(text: &str, width: usize, taken: usize) -> Vec<String> {
        Paragraph::of(text, style::PLAIN).lines(PLAIN, width, taken)
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(set("one two  three\nfour", 8, 0), ["one two", "three", "four"]);
        assert_eq!(set("one two", 8, 5), ["one", "two"]);
        assert_eq!(set("one two", 8, 6), ["", "one two"]);
        assert_eq!(set("", 8, 0), [""]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut() {
        assert_eq!(set("ab abcdefghij c", 4, 0), ["ab", "abcd", "efgh", "ij c"]);
    }

    #[test]
    fn wide_characters_take_two_columns_and_break_anywhere() {
        assert_eq!(set("東京は大きい。", 8, 0), ["東京は大", "きい。"]);
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(set("a\u{1b}[31mb\u{7}\u{9b}c", 20, 0), ["a[31mbc"]);
    }

    #[test]
    fn matches_are_marked_across_spaces_and_lines() {
        let paragraph = Paragraph::marked("a bb cc d", &[[2, 7]], style::PLAIN, style::MATCH);
        let mark = |text: &str| COLOUR.paint(style::MATCH, text);
        assert_eq!(paragraph.lines(COLOUR, 20, 0), [format!("a {} d", mark("bb cc"))]);
        assert_eq!(
            paragraph.lines(COLOUR, 4, 0),
            [format!("a {}", mark("bb")), format!("{} d", mark("cc"))]
        );
        assert_eq!(paragraph.lines(PLAIN, 20, 0), ["a bb cc d"]);
    }
}
