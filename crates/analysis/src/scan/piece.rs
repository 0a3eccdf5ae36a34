//! Pieces: the words that chains are made of.

use super::chain::{Chain, Link, Piece, Shape, shape_of};
use super::letters::Letters;
use super::number::currency_prefix;
use super::{Class, begins_word, class_at};
use crate::fold::fold_word;

/// Reads the pieces of one chain.
pub(super) struct Reader<'t, 'c> {
    pub(super) text: &'t str,
    pub(super) chain: &'c mut Chain,
}

impl Reader<'_, '_> {
    /// Reads the first piece, with the signs that can only stand there. Returns the byte after it,
    /// and whether it was cut for its length.
    pub(super) fn first_piece(&mut self, start: usize) -> (usize, bool) {
        if self.text.as_bytes()[start] == b'.' {
            let end = start + ".net".len();
            self.chain.folded.push_str(".net");
            self.push(start..end, 0, Shape::Fixed, false);
            return (end, false);
        }
        if let Some(prefix) = currency_prefix(self.text, start) {
            self.chain.folded.push_str(&prefix.written);
            return self.word(start, prefix.end, 0);
        }
        self.next_piece(start, Link::Hyphen)
    }

    /// Reads a piece that follows a link.
    pub(super) fn next_piece(&mut self, start: usize, link: Link) -> (usize, bool) {
        let from = self.chain.folded.len();
        if link != Link::Dot
            && let Some(end) = self.initials(start)
        {
            return (end, false);
        }
        self.word(start, start, from)
    }

    /// Tells what binds the piece that ended at `at` to a next one.
    pub(super) fn link(&self, at: usize, was_cut: bool) -> Option<Link> {
        if was_cut {
            return Some(Link::Bare);
        }
        let (class, length) = class_at(self.text, at);
        let link = match class {
            Class::Hyphen => Link::Hyphen,
            Class::Dot => Link::Dot,
            Class::Ampersand => Link::Ampersand,
            Class::Digit if self.chain.folded.ends_with('+') => return Some(Link::Bare),
            _ => return None,
        };
        begins_word(class_at(self.text, at + length).0).then_some(link)
    }

    /// Reads a word whose letters begin at `at`, as a piece that spans from `start` and whose exact
    /// form begins at `from` in the folded text.
    fn word(&mut self, start: usize, at: usize, from: usize) -> (usize, bool) {
        let (letters, mut end, was_cut) = self.letters(at);
        let mut has_sign = at > start;
        let mut shape = Shape::Fixed;
        let word_from = self.chain.folded.len();
        let sign_end = self.name_sign(at, end, &letters);
        let is_number = has_sign || begins_with_digit(self.text, at);
        if sign_end > end {
            end = sign_end;
            fold_word(&self.text[at..end], &mut self.chain.folded);
        } else {
            fold_word(&self.text[at..end], &mut self.chain.folded);
            if !is_number {
                shape = shape_of(&letters, &self.chain.folded[word_from..]);
            }
            if is_number && letters.all == 0 && !has_sign && !was_cut {
                let signed = self.amount_sign(end, from);
                has_sign = signed > end;
                end = signed;
            }
        }
        self.push(start..end, from, shape, is_number);
        if let Some(piece) = self.chain.pieces.last_mut() {
            piece.has_sign = has_sign;
        }
        (if was_cut { end } else { self.past_possessive(end) }, was_cut)
    }

    /// The byte after a possessive that stands at `end`, or `end` where none does.
    pub(super) fn past_possessive(&self, end: usize) -> usize {
        let (class, length) = class_at(self.text, end);
        if class != Class::Apostrophe
            || !matches!(self.text.as_bytes().get(end + length), Some(b's' | b'S'))
        {
            return end;
        }
        let after = end + length + 1;
        match class_at(self.text, after).0 {
            Class::Letter | Class::Capital | Class::Digit | Class::Mark | Class::Ignored => end,
            _ => after,
        }
    }

    /// The byte after the sign that ends a name: `C++`, `C#`.
    fn name_sign(&self, start: usize, end: usize, letters: &Letters) -> usize {
        let bytes = self.text.as_bytes();
        if letters.all == 0 || letters.digits > 0 {
            return end;
        }
        if bytes[end..].starts_with(b"++") && bytes.get(end + 2) != Some(&b'+') {
            return end + 2;
        }
        let is_sharp = end - start == 1 && bytes.get(end) == Some(&b'#');
        if is_sharp && !begins_word(class_at(self.text, end + 1).0) { end + 1 } else { end }
    }

    /// Takes in the sign after a number (`27%`, `50€`) and returns the byte after it; a currency
    /// sign moves to the front, where it is looked for.
    fn amount_sign(&mut self, end: usize, from: usize) -> usize {
        let (class, length) = class_at(self.text, end);
        match class {
            Class::Percent => self.chain.folded.push('%'),
            Class::Currency if class_at(self.text, end + length).0 != Class::Digit => {
                let mut sign = String::new();
                fold_word(&self.text[end..end + length], &mut sign);
                self.chain.folded.insert_str(from, &sign);
            }
            _ => return end,
        }
        end + length
    }

    pub(super) fn push(
        &mut self,
        span: std::ops::Range<usize>,
        from: usize,
        shape: Shape,
        is_number: bool,
    ) {
        let exact = from..self.chain.folded.len();
        if exact.is_empty() {
            return;
        }
        self.chain.joined.push_str(&self.chain.folded[exact.clone()]);
        if shape == Shape::Capitals {
            self.chain.folded[exact.clone()].make_ascii_uppercase();
        }
        self.chain.pieces.push(Piece { span, exact, shape, is_number, has_sign: false });
    }
}

fn begins_with_digit(text: &str, at: usize) -> bool {
    class_at(text, at).0 == Class::Digit
}
