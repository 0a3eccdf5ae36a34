//! A first look at words: nearly all that are not in a set are told by first letter and length.

/// The lengths of a set's words by first letter, one bit each; case does not count.
#[derive(Debug, Default)]
pub(crate) struct Lengths([u32; 32]);

impl Lengths {
    /// Adds a word to the set.
    pub(crate) fn add(&mut self, word: &str) {
        let (letter, length) = place(word);
        self.0[letter] |= length;
    }

    /// Tells whether the set may hold a word. Never false where it does.
    #[inline]
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let (letter, length) = place(word);
        self.0[letter] & length != 0
    }
}

/// The place of a word's first letter, and the bit of its length. All long words have one bit.
#[inline]
fn place(word: &str) -> (usize, u32) {
    let letter = word.bytes().next().map_or(0, |byte| usize::from(byte % 32));
    (letter, 1 << word.len().min(31))
}

#[cfg(test)]
mod tests {
    use super::Lengths;

    #[test]
    fn words_of_another_letter_or_length_are_turned_away() {
        let mut lengths = Lengths::default();
        lengths.add("million");
        for (word, may) in [
            ("million", true),
            ("MILLION", true),
            ("millions", false),
            ("billion", false),
            ("", false),
        ] {
            assert_eq!(lengths.may_hold(word), may, "{word}");
        }
        let long = "m".repeat(40);
        lengths.add(&long);
        assert!(lengths.may_hold(&long));
    }
}
