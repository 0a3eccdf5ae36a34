//! Dotted initials: `U.S.`, `e.g.`

use super::chain::{Shape, shape_of};
use super::letters::Letters;
use super::piece::Reader;
use super::{Class, LONGEST_PIECE, begins_word, class_at, is_letter};
use crate::fold::fold_word;

impl Reader<'_, '_> {
    /// Reads dotted initials (`U.S.`): single letters with points between, at least two.
    pub(super) fn initials(&mut self, start: usize) -> Option<usize> {
        let from = self.chain.folded.len();
        let (mut at, mut count) = (start, 0);
        let end = loop {
            let (class, length) = class_at(self.text, at);
            if !is_letter(class) {
                break at;
            }
            count += 1;
            let after = at + length;
            match class_at(self.text, after) {
                (Class::Dot, dot) => at = after + dot,
                (Class::Letter | Class::Capital | Class::Digit, _) => return None,
                (Class::Mark | Class::Ignored | Class::Plus | Class::Hash, _) => return None,
                _ => break after,
            }
        };
        let next = class_at(self.text, end).0;
        if !(2..=LONGEST_PIECE).contains(&count) || begins_word(next) {
            return None;
        }
        for c in self.text[start..end].chars().filter(|c| super::class(*c) != Class::Dot) {
            fold_word(c.encode_utf8(&mut [0; 4]), &mut self.chain.folded);
        }
        // Points count as capitals: `u.s.` is the country too.
        let letters = Letters { all: count, capitals: count, ..Letters::default() };
        let shape = match shape_of(&letters, &self.chain.folded[from..]) {
            Shape::Plain => Shape::Fixed,
            shape => shape,
        };
        self.push(start..end, from, shape, false);
        Some(self.past_possessive(end))
    }
}
