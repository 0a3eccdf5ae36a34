//! How much of a query is read. Whatever goes beyond is said in a note.

/// Longest query that is read, in bytes; the rest is left out.
pub const MAX_QUERY_BYTES: usize = 8 * 1024;

/// Deepest nesting of parentheses and prefix operators that is read; deeper ones are left out, their words stay.
pub const MAX_DEPTH: usize = 32;

/// Most words, phrases and field values that are read; the rest is left out.
pub const MAX_LEAVES: usize = 256;

/// Most notes about one query; further ones are left out, and the last note says so.
pub const MAX_NOTES: usize = 32;

/// Largest distance of `near/N`; the smallest is 1.
pub const MAX_NEAR: u32 = 50;

/// Largest number after the tilde of a phrase.
pub const MAX_SLOP: u32 = 50;

/// Largest number of `atleast/N`; the smallest is 1.
pub const MAX_AT_LEAST: u32 = 1000;

/// Largest boost, in thousandths; the smallest is 1 thousandth.
pub const MAX_BOOST_THOUSANDTHS: u32 = 100_000;

/// Fewest letters and digits of a word that ends in `*`, holds a `*` or ends in `~`.
pub const MIN_PATTERN_LETTERS: usize = 2;

/// Most words of an index that a word of which the spelling is known in part may turn out to be.
pub const MAX_FORMS: usize = 1000;
