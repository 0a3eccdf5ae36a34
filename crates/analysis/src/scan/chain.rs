//! Chains: pieces bound by hyphens, points and ampersands.

use std::ops::Range;

use super::letters::Letters;
use super::piece::Reader;
use super::{Class, MOST_JOINED_PARTS, MOST_PIECES, class_at, unspaced};
use crate::function_words::is_function_word;

/// Words read together. Reused from one chain to the next.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Successive pieces, in order.
    pub(crate) pieces: Vec<Piece>,
    /// Folded text of all pieces; they hold ranges of it.
    pub(crate) folded: String,
    /// How the pieces belong together.
    pub(crate) bond: Bond,
    /// Joined form of a compound, in small letters; empty where there is none.
    pub(crate) joined: String,
}

/// How the pieces of a chain belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bond {
    /// Words on their own, one after the other: a single word, a range of numbers, pairs of
    /// characters, the pieces of an overlong word.
    #[default]
    Row,
    /// Parts of a compound.
    Compound,
}

/// One word or one part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Half-open byte range in the text.
    pub(crate) span: Range<usize>,
    /// Half-open byte range of the exact form in the chain's folded text.
    pub(crate) exact: Range<usize>,
    /// What the spelling says about it.
    pub(crate) shape: Shape,
    /// Whether it begins with a digit or a currency sign.
    pub(crate) is_number: bool,
    /// Whether it holds a currency or percent sign.
    pub(crate) has_sign: bool,
}

/// What the spelling of a word says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// An ordinary word: stemmed.
    Plain,
    /// A name, acronym or number: not stemmed.
    Fixed,
    /// A function word in capitals (`US`): it keeps them, and is not stemmed.
    Capitals,
}

/// Tells the shape of a word from its letters; `word` is read only for short words in ASCII capitals.
pub(crate) fn shape_of(letters: &Letters, word: &str) -> Shape {
    if letters.digits > 0 {
        return Shape::Fixed;
    }
    let (all, capitals) = (letters.all, letters.capitals);
    if capitals == all && all > 1 {
        return match all {
            2..=5 if is_function_word(&word.to_ascii_lowercase()) => Shape::Capitals,
            2..=5 => Shape::Fixed,
            _ => Shape::Plain,
        };
    }
    // The plural of an acronym (`GPUs`) is stemmed, or it would not find the acronym.
    let is_plural = capitals >= 2 && capitals + 1 == all && letters.small_s_last;
    let has_inner_capital = capitals > usize::from(letters.capital_first);
    if has_inner_capital && !is_plural { Shape::Fixed } else { Shape::Plain }
}

/// Reads the chain that begins at `start` and returns the byte after it, always past `start`.
///
/// A chain without pieces is possible: a character that folds to nothing.
pub(crate) fn read_chain(text: &str, start: usize, chain: &mut Chain) -> usize {
    chain.pieces.clear();
    chain.folded.clear();
    chain.joined.clear();
    chain.bond = Bond::Row;
    if class_at(text, start).0 == Class::Unspaced {
        return unspaced::read_run(text, start, chain);
    }
    let mut reader = Reader { text, chain };
    let (mut at, mut was_cut) = reader.first_piece(start);
    let mut is_cut = was_cut;
    let mut has_ampersand = false;
    while reader.chain.pieces.len() < MOST_PIECES
        && let Some(link) = reader.link(at, was_cut)
    {
        has_ampersand |= link == Link::Ampersand;
        if link == Link::Ampersand {
            reader.chain.joined.push('&');
        }
        (at, was_cut) = reader.next_piece(at + link.length(text, at), link);
        is_cut |= was_cut;
    }
    settle(chain, is_cut, has_ampersand);
    at
}

/// What binds two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Hyphen,
    Dot,
    Ampersand,
    /// Nothing: an overlong word, or a number after a sign (`C++17`).
    Bare,
}

impl Link {
    fn length(self, text: &str, at: usize) -> usize {
        if self == Link::Bare { 0 } else { class_at(text, at).1 }
    }
}

fn settle(chain: &mut Chain, is_cut: bool, has_ampersand: bool) {
    for piece in &mut chain.pieces {
        // `AT&T` is no shouted "at", nor is the tail of an overlong word.
        if piece.shape == Shape::Capitals && (is_cut || has_ampersand) {
            piece.shape = Shape::Fixed;
            chain.folded[piece.exact.clone()].make_ascii_lowercase();
        }
    }
    let parts = chain.pieces.len();
    let all_numbers = chain.pieces.iter().all(|piece| piece.is_number);
    if parts > 1 && !is_cut && !all_numbers {
        chain.bond = Bond::Compound;
    }
    if chain.bond == Bond::Row || parts > MOST_JOINED_PARTS {
        chain.joined.clear();
    }
}
