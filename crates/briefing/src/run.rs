//! How far a run of letters goes, told eight bytes at a time: words are short and of all lengths, so a loop that ends
//! with each of them is guessed wrong by the processor once a word.

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Turns capital letters into small ones, and leaves small letters as they are.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Counts the ASCII letters that a text begins with.
#[inline]
pub(crate) fn letters(bytes: &[u8]) -> usize {
    run(bytes, |eight| within(eight | SMALL, b'a', b'z'))
}

/// Counts the ASCII letters and digits that a text begins with.
#[inline]
pub(crate) fn letters_and_digits(bytes: &[u8]) -> usize {
    run(bytes, |eight| within(eight | SMALL, b'a', b'z') | within(eight, b'0', b'9'))
}

#[inline]
fn run(bytes: &[u8], fit: impl Fn(u64) -> u64) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        // What is not ASCII does not fit, and would spoil the bytes behind it.
        let others = !(fit(eight & !HIGH) & !eight) & HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let eight = u64::from_le_bytes(last);
    // Zeros fit nothing.
    let others = !(fit(eight & !HIGH) & !eight) & HIGH;
    at + others.trailing_zeros() as usize / 8
}

/// Sets the highest bit of each byte from `low` to `high`, of bytes that have none.
#[inline]
fn within(eight: u64, low: u8, high: u8) -> u64 {
    let all = |byte: u8| u64::from_ne_bytes([byte; 8]);
    (eight + all(0x80 - low)) & !(eight + all(0x7F - high)) & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{letters, letters_and_digits};

    proptest! {
        #[test]
        fn a_run_is_what_a_look_at_each_byte_finds(text in "([a-zA-Z0-9]{0,20}|[@-\\[`-{/-:]|\\PC){0,4}") {
            for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let rest = &text.as_bytes()[start..];
                let one_by_one = |fits: fn(&u8) -> bool| rest.iter().take_while(|b| fits(b)).count();
                prop_assert_eq!(letters(rest), one_by_one(u8::is_ascii_alphabetic));
                prop_assert_eq!(letters_and_digits(rest), one_by_one(u8::is_ascii_alphanumeric));
            }
        }
    }
}
