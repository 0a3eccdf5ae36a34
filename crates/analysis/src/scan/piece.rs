//! Pieces: the words that chains are made of.

use super::chain::{Chain, Link, Piece, Shape, shape_of};
use super::number::{currency_prefix, group_end};
use super::{Class, LONGEST_PIECE, begins_word, class_at, is_letter};
use crate::fold::fold_word;

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

    /// Reads dotted initials (`U.S.`): single letters with points between, at least two.
    fn initials(&mut self, start: usize) -> Option<usize> {
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

    /// Walks over the letters and digits of one word: what they look like, the byte after them, and
    /// whether the word was cut for its length.
    fn letters(&self, start: usize) -> (Letters, usize, bool) {
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

    /// The byte after a possessive that stands at `end`, or `end` where none does.
    fn past_possessive(&self, end: usize) -> usize {
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

    fn push(&mut self, span: std::ops::Range<usize>, from: usize, shape: Shape, is_number: bool) {
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

fn begins_with_digit(text: &str, at: usize) -> bool {
    class_at(text, at).0 == Class::Digit
}
