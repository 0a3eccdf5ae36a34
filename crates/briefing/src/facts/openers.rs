//! Tokens that a fact may begin with: nearly every word of a text is turned away here, before anybody looks closer.

use std::sync::LazyLock;

use super::tokens::{TokenKind, Tokens};
use super::{currency, date, number};
use crate::lengths::Lengths;

/// Tells whether a fact may begin at a token. Never false where one does.
pub(super) fn may_begin(t: Tokens<'_>, at: usize) -> bool {
    match t.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Mark('$')) => true,
        Some(TokenKind::Mark('-' | '+')) => t.is_number(at + 1),
        Some(TokenKind::Mark(mark)) => !mark.is_ascii(),
        Some(TokenKind::Word) => {
            WORDS.may_hold(t.text(at))
                || (t.is_glued(at + 1) && matches!(t.mark(at + 1), Some('$' | '¥')))
        }
        Some(TokenKind::Other) | None => false,
    }
}

static WORDS: LazyLock<Filter> = LazyLock::new(|| {
    Filter::of(number::openers().chain(currency::openers()).chain(date::openers()))
});

/// Bits of the filter; a power of two.
const BITS: u64 = 1 << 13;

/// A set of ASCII words, in any case, that now and then takes another word for one of its own.
struct Filter {
    /// Most words are turned away here already.
    lengths: Lengths,
    bits: Box<[u64]>,
}

impl Filter {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut filter =
            Self { lengths: Lengths::default(), bits: vec![0; (BITS / 64) as usize].into() };
        for word in words {
            filter.lengths.add(word);
            let (at, bit) = slot(word);
            filter.bits[at] |= bit;
        }
        filter
    }

    fn may_hold(&self, word: &str) -> bool {
        if !self.lengths.may_hold(word) {
            return false;
        }
        let (at, bit) = slot(word);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The place of a word's bit: FNV-1a over its letters in lower case.
fn slot(word: &str) -> (usize, u64) {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte | 0x20)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let bit = (hash >> 32) % BITS;
    ((bit / 64) as usize, 1 << (bit % 64))
}
