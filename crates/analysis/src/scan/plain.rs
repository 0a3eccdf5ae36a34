//! The common case, read fast: an ASCII word between spaces or closing punctuation.

use super::LONGEST_PIECE;
use super::chain::{Shape, shape_of};
use super::letters::Letters;

/// An ASCII word that stands alone.
pub(crate) struct PlainWord {
    /// Byte after the word.
    pub(crate) end: usize,
    /// What its spelling says about it.
    pub(crate) shape: Shape,
    /// Whether it is in small letters already.
    pub(crate) is_small: bool,
}

/// Reads a word that needs no closer look, or `None` where one is needed.
pub(crate) fn plain_word(text: &str, start: usize) -> Option<PlainWord> {
    let bytes = &text.as_bytes()[start..];
    let (mut capitals, mut digits) = (0, 0);
    let mut length = 0;
    for &byte in bytes {
        match byte {
            b'a'..=b'z' => {}
            b'A'..=b'Z' => capitals += 1,
            b'0'..=b'9' => digits += 1,
            _ => break,
        }
        length += 1;
    }
    if length == 0 || length > LONGEST_PIECE || !stands_alone(bytes, length, digits) {
        return None;
    }
    let end = start + length;
    if capitals == 0 && digits == 0 {
        return Some(PlainWord { end, shape: Shape::Plain, is_small: true });
    }
    let letters = Letters {
        all: length - digits,
        capitals,
        digits,
        capital_first: bytes[0].is_ascii_uppercase(),
        small_s_last: bytes[length - 1] == b's',
    };
    let shape = shape_of(&letters, &text[start..end]);
    Some(PlainWord { end, shape, is_small: capitals == 0 })
}

fn stands_alone(bytes: &[u8], length: usize, digits: usize) -> bool {
    let Some(next) = bytes.get(length) else { return true };
    match next {
        b' ' | b'\n' | b'\t' | b'\r' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'[' | b']'
        | b'"' | b'/' | b'<' | b'>' | b'=' | b'*' | b'|' => true,
        b',' => digits == 0,
        b'.' => length > 1 && bytes.get(length + 1).is_none_or(|b| matches!(b, b' ' | b'\n')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain_word;
    use crate::scan::{Chain, next_start, read_chain};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_plain_word_is_what_a_closer_look_finds(text in "[aSuUs5+#$%'.,&_ é’-]{0,12}") {
            let mut chain = Chain::default();
            let mut at = 0;
            while let Some(start) = next_start(&text, at) {
                at = read_chain(&text, start, &mut chain);
                let Some(plain) = plain_word(&text, start) else { continue };
                prop_assert_eq!(plain.end, at);
                prop_assert_eq!(chain.pieces.len(), 1);
                prop_assert_eq!(plain.shape, chain.pieces[0].shape);
                prop_assert_eq!(plain.is_small, text[start..at] == text[start..at].to_lowercase());
                let exact = text[start..at].to_ascii_lowercase();
                prop_assert_eq!(&chain.folded.to_ascii_lowercase(), &exact);
            }
        }
    }
}
