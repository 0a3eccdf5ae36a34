//! First bytes of words, to pass over what cannot be one of them.

/// A set of first bytes of exact forms.
///
/// A stem begins with the same byte as its word, so the bytes that wanted stems begin with are those that words with
/// these stems begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Starts([u64; 4]);

impl Starts {
    /// No byte: no word is wanted.
    pub const NONE: Self = Self([0; 4]);
    /// Every byte: any word may be wanted.
    pub const ANY: Self = Self([u64::MAX; 4]);

    /// Adds the first byte of a form, exact or stemmed; an empty form may be the start of any word.
    pub fn add(&mut self, form: &str) {
        match form.bytes().next() {
            Some(byte) => self.0[usize::from(byte / 64)] |= 1 << (byte % 64),
            None => *self = Self::ANY,
        }
    }

    /// Tells whether a form begins with one of the bytes.
    #[must_use]
    pub fn fits(&self, form: &str) -> bool {
        form.bytes()
            .next()
            .is_some_and(|byte| self.0[usize::from(byte / 64)] >> (byte % 64) & 1 == 1)
    }
}
