//! How typed text is looked for.

use std::ops::Range;

/// One typed word, and the forms in which it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The word as typed.
    pub text: String,
    /// Half-open byte range in the typed text.
    pub span: Range<usize>,
    /// Successive parts: one for a plain word, several for a compound (`gpt`, `4o`) or a run of CJK.
    pub parts: Vec<Form>,
    /// Joined form of a compound; a compound is its joined form OR the phrase of its parts.
    pub joined: Option<Form>,
}

/// The spellings that count as one word: any of them will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Spellings in the exact field; the first is the one typed.
    pub exact: Vec<String>,
    /// Spellings in the stems field.
    pub stems: Vec<String>,
}

/// Reads typed text as the words that are looked for.
#[must_use]
pub fn typed(_text: &str) -> Vec<Typed> {
    Vec::new()
}
