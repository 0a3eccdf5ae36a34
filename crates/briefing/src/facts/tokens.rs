//! A unit of text cut into numbers, words and marks.

use std::ops::Range;

use crate::run;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// ASCII digits, in groups by commas or not, with at most one point.
    Number,
    /// Letters, with the full stops of initials (`U.S.`).
    Word,
    /// One character that is neither.
    Mark(char),
    /// An address, a version number, or digits in groups that are no number.
    Other,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
    /// Whether it follows the token before it without white space.
    pub(super) glued: bool,
}

/// The tokens of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) list: &'a [Token],
}

impl<'a> Tokens<'a> {
    pub(super) fn get(self, at: usize) -> Option<&'a Token> {
        self.list.get(at)
    }

    /// The text of a token; empty past the end.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.list.get(at).and_then(|token| self.text.get(token.span.clone())).unwrap_or_default()
    }

    pub(super) fn kind(self, at: usize) -> Option<TokenKind> {
        self.list.get(at).map(|token| token.kind)
    }

    pub(super) fn is_glued(self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.glued)
    }

    pub(super) fn is_number(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    pub(super) fn is_word(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(super) fn mark(self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(TokenKind::Mark(mark)) => Some(mark),
            _ => None,
        }
    }

    /// Tells whether a token is this word, in any case.
    pub(super) fn says(self, at: usize, word: &str) -> bool {
        self.is_word(at) && self.text(at).eq_ignore_ascii_case(word)
    }

    /// Tells whether a token is one of these words, in any case.
    pub(super) fn says_any(self, at: usize, words: &[&str]) -> bool {
        self.is_word(at) && is_one_of(self.text(at), words)
    }

    /// Tells whether the token before another one is one of these words, in any case.
    pub(super) fn follows(self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.says_any(before, words))
    }

    /// Tells whether a token is a dash of any length.
    pub(super) fn is_dash(self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '‐' | '‑' | '–' | '−'))
    }

    /// Steps over a dash that touches what is on both sides of it: the place behind it, or `at` itself.
    pub(super) fn over_hyphen(self, at: usize) -> usize {
        if self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1) { at + 1 } else { at }
    }

    /// Byte range from the start of one token to the end of the one before `end`.
    pub(super) fn span(self, start: usize, end: usize) -> Range<usize> {
        let first = self.list.get(start).map_or(0, |token| token.span.start);
        let last = end.checked_sub(1).and_then(|last| self.list.get(last));
        first..last.map_or(first, |token| token.span.end)
    }
}

pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Cuts a text into tokens. White space is none.
pub(super) fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    let mut glued = false;
    while let Some(rest) = text.get(at..)
        && let Some(first) = first_char(rest)
    {
        if first.is_whitespace() {
            at += first.len_utf8();
            glued = false;
            continue;
        }
        let (kind, len) = if first.is_ascii_digit() {
            digits(rest)
        } else if first.is_alphabetic() {
            letters(rest)
        } else {
            (TokenKind::Mark(first), first.len_utf8())
        };
        tokens.push(Token { kind, span: at..at + len, glued });
        at += len;
        glued = true;
    }
}

/// The first character; nearly all texts are ASCII, where it need not be put together.
#[inline]
fn first_char(text: &str) -> Option<char> {
    match text.as_bytes().first() {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.chars().next(),
    }
}

fn digits(text: &str) -> (TokenKind, usize) {
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = whole;
    let mut grouped = true;
    while let Some(group) = text[end..].strip_prefix(',') {
        let len = group.bytes().take_while(u8::is_ascii_digit).count();
        if len == 0 {
            break;
        }
        end += 1 + len;
        // Groups of two are Indian; the last one has three everywhere.
        let more = text[end..].starts_with(',')
            && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        grouped &= len == 3 || (len == 2 && more);
    }
    grouped &= end == whole || whole <= 3;
    let places = text[end..]
        .strip_prefix('.')
        .map_or(0, |part| part.bytes().take_while(u8::is_ascii_digit).count());
    if places > 0 {
        end += 1 + places;
    }
    let goes_on = text[end..].strip_prefix('.').is_some_and(begins_with_digit)
        || (places > 0 && text[end..].strip_prefix(',').is_some_and(begins_with_digit));
    if grouped && !goes_on {
        return (TokenKind::Number, end);
    }
    let rest = text[end..].bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let len = end + rest.count();
    (TokenKind::Other, text[..len].trim_end_matches(['.', ',']).len())
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn letters(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    if matches!(bytes, [b'h', b't', ..] | [b'w', b'w', ..])
        && ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
    {
        return (TokenKind::Other, text.find(char::is_whitespace).unwrap_or(text.len()));
    }
    let ascii = run::letters(bytes);
    let len = match bytes.get(ascii) {
        Some(byte) if !byte.is_ascii() => {
            let rest = &text[ascii..];
            ascii + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        }
        _ => ascii,
    };
    if len == 1 && bytes[0].is_ascii_alphabetic() {
        // Initials: `U.S.`, each letter with its full stop.
        let stops = bytes
            .chunks(2)
            .take_while(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_alphabetic()))
            .count();
        if stops >= 2 {
            return (TokenKind::Word, stops * 2);
        }
    }
    (TokenKind::Word, len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(TokenKind, &str)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.into_iter().map(|token| (token.kind, &text[token.span])).collect()
    }

    #[test]
    fn texts_are_cut() {
        use TokenKind::{Mark, Number, Other, Word};
        assert_eq!(
            cut("US$3.5M, 1,00,000."),
            [
                (Word, "US"),
                (Mark('$'), "$"),
                (Number, "3.5"),
                (Word, "M"),
                (Mark(','), ","),
                (Number, "1,00,000"),
                (Mark('.'), "."),
            ]
        );
        assert_eq!(
            cut("2.5.1 U.S. dollars"),
            [(Other, "2.5.1"), (Word, "U.S."), (Word, "dollars")]
        );
        assert_eq!(
            cut("1,2 1.200.000, 1,5000"),
            [(Other, "1,2"), (Other, "1.200.000"), (Mark(','), ","), (Other, "1,5000"),]
        );
        assert_eq!(
            cut("see https://a.example/2026/04 now")[1],
            (Other, "https://a.example/2026/04")
        );
        assert_eq!(cut("2026, 5"), [(Number, "2026"), (Mark(','), ","), (Number, "5")]);
    }
}
