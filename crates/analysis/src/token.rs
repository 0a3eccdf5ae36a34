//! What a text is made of, once read.

use std::ops::Range;

/// One token. Borrowed from the analyzer: copy what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Exact form: folded, not stemmed.
    pub exact: &'a str,
    /// Stemmed form; equal to the exact form for words that are not stemmed.
    pub stem: &'a str,
    /// Whether the exact form is [inflected](crate::is_inflected).
    pub inflected: bool,
    /// Position in the text, from 0; several tokens can share one.
    pub position: u32,
    /// Half-open byte range in the text.
    pub span: Range<usize>,
    /// What the token is beside the others at its place.
    pub role: Role,
}

/// What a token is beside the others at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A word by itself; also each number of a range, each pair of characters in a script without
    /// spaces, and each piece of a word over 64 characters, at successive positions.
    Word,
    /// A part of a compound (`non` and `exclusive` in `non-exclusive`).
    Part,
    /// A compound's joined form (`nonexclusive`), at its first part's position.
    Joined,
    /// Another way to find the word at this position (`50` for `$50`); never looked for by a query that spells the word whole.
    Extra,
}
