//! The letters of one word.

use super::number::group_end;
use super::piece::Reader;
use super::{Class, LONGEST_PIECE, class_at, is_letter};

/// What the letters of a word look like together.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Letters of any case.
    pub(crate) all: usize,
    /// Capitals among them.
    pub(crate) capitals: usize,
    /// Digits and other number signs.
    pub(crate) digits: usize,
    /// Whether the first character is a capital.
    pub(crate) capital_first: bool,
    /// Whether the last character is a small `s`.
    pub(crate) small_s_last: bool,
}

impl Letters {
    fn see(&mut self, class: Class, is_first: bool, byte: u8) {
        match class {
            Class::Capital => {
                self.all += 1;
                self.capitals += 1;
                self.capital_first |= is_first;
            }
            Class::Letter => self.all += 1,
            Class::Digit => self.digits += 1,
            _ => return,
        }
        self.small_s_last = byte == b's';
    }
}

impl Reader<'_, '_> {
    /// Walks over the letters and digits of one word: what they look like, the byte after them, and
    /// whether the word was cut for its length.
    pub(super) fn letters(&self, start: usize) -> (Letters, usize, bool) {
        let mut letters = Letters::default();
        let (mut end, mut count) = (start, 0);
        let mut last = Class::Other;
        let mut is_whole = true;
        loop {
            let (class, length) = class_at(self.text, end);
            match class {
                Class::Letter | Class::Capital | Class::Digit | Class::Mark | Class::Ignored => {
                    if count == LONGEST_PIECE {
                        return (letters, end, true);
                    }
                    letters.see(class, last == Class::Other, self.text.as_bytes()[end]);
                    if !matches!(class, Class::Mark | Class::Ignored) {
                        last = class;
                    }
                    end += length;
                }
                Class::Apostrophe
                    if is_letter(last)
                        && is_letter(class_at(self.text, end + length).0)
                        && self.past_possessive(end) == end =>
                {
                    end += length;
                }
                Class::Dot
                    if last == Class::Digit
                        && class_at(self.text, end + length).0 == Class::Digit =>
                {
                    is_whole = false;
                    end += length;
                }
                Class::Comma | Class::Apostrophe
                    if is_whole && letters.all == 0 && letters.digits == count =>
                {
                    let Some(group) = group_end(self.text, end, count) else { break };
                    is_whole = false;
                    count += self.text[end..group.end].chars().count();
                    letters.digits += group.digits;
                    end = group.end;
                    continue;
                }
                _ => break,
            }
            count += 1;
        }
        (letters, end, false)
    }
}
