//! Reads a text as chains: words, compounds, numbers, runs of scripts without spaces.

mod chain;
mod class;
mod initials;
mod letters;
mod number;
mod piece;
mod plain;
mod start;
mod unspaced;

pub(crate) use chain::{Bond, Chain, Piece, Shape, read_chain};
pub(crate) use class::{Class, class};
pub(crate) use number::unsigned;
pub(crate) use plain::plain_word;
pub(crate) use start::next_start;

/// Longest word in characters; a longer one is read as successive pieces of that length, so that
/// all of it can be found.
pub(crate) const LONGEST_PIECE: usize = 64;

/// Most parts of a compound that still has a joined form; longer chains are addresses and the like.
pub(crate) const MOST_JOINED_PARTS: usize = 5;

/// Most pieces read at once, to bound memory; what follows is read as the next chain.
const MOST_PIECES: usize = 1024;

/// Class and byte length of the character at a place, or `Other` and 0 at the end.
fn class_at(text: &str, at: usize) -> (Class, usize) {
    match text.as_bytes().get(at) {
        None => (Class::Other, 0),
        Some(byte) if byte.is_ascii() => (class(char::from(*byte)), 1),
        Some(_) => match text[at..].chars().next() {
            Some(c) => (class(c), c.len_utf8()),
            None => (Class::Other, 0),
        },
    }
}

/// Tells whether a word can begin with a character of this class.
fn begins_word(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Capital | Class::Digit)
}

fn is_letter(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Capital)
}
