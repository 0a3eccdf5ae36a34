//! Stems of the words seen lately.

use std::borrow::Cow;
use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::stem::{may_change, plain_plural, stem};

/// A stemmer that remembers the words it has seen lately.
///
/// Each word has one place, which it shares with the word seen last that falls on it, so memory is bounded
/// (a megabyte) and nothing has to be thrown out. It starts small and grows while it misses.
#[derive(Debug)]
pub(crate) struct StemCache {
    places: Vec<Place>,
    misses: usize,
}

const FEWEST_PLACES: usize = 64;
const MOST_PLACES: usize = 16 * 1024;
const LONGEST_WORD: usize = 24;
const LONGEST_TAIL: usize = 5;

/// Two words of one hash, the one seen later first. They share a cache line, which is what looking one up costs.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Place([Slot; 2]);

/// A stem is the start of its word and sometimes a tail: `studi` is 4 letters of `study` and `i`.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    word: [u8; LONGEST_WORD],
    length: u8,
    kept: u8,
    tail: [u8; LONGEST_TAIL],
    tail_length: u8,
}

impl StemCache {
    pub(crate) fn new() -> Self {
        Self { places: vec![Place::default(); FEWEST_PLACES], misses: 0 }
    }

    /// Stems a word; the answer is part of the word, or stands in `buffer`.
    pub(crate) fn stem<'a>(&mut self, word: &'a str, buffer: &'a mut String) -> &'a str {
        if word.len() < 3 || !may_change(word) {
            return word;
        }
        if let Some(singular) = plain_plural(word) {
            return singular;
        }
        if word.len() > LONGEST_WORD {
            return keep(stem(word), buffer);
        }
        let hash = hash(word.as_bytes());
        let at = hash & (self.places.len() - 1);
        let Place([first, second]) = &mut self.places[at];
        if first.is_of(word) {
            return first.write(word, buffer);
        }
        if second.is_of(word) {
            std::mem::swap(first, second);
            return first.write(word, buffer);
        }
        let stemmed = stem(word);
        if let Some(slot) = Slot::of(word, &stemmed) {
            *second = std::mem::replace(first, slot);
            self.misses += 1;
            if self.misses > 2 * self.places.len() && self.places.len() < MOST_PLACES {
                self.grow();
            }
        }
        keep(stemmed, buffer)
    }

    fn grow(&mut self) {
        self.misses = 0;
        let grown = vec![Place::default(); self.places.len() * 4];
        for slot in std::mem::replace(&mut self.places, grown).into_iter().flat_map(|place| place.0)
        {
            if slot.length == 0 {
                continue;
            }
            let at = hash(&slot.word[..usize::from(slot.length)]) & (self.places.len() - 1);
            let Place([first, second]) = &mut self.places[at];
            *(if first.length == 0 { first } else { second }) = slot;
        }
    }
}

impl Slot {
    fn is_of(&self, word: &str) -> bool {
        usize::from(self.length) == word.len() && self.word[..word.len()] == *word.as_bytes()
    }

    fn of(word: &str, stem: &str) -> Option<Self> {
        let same = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
        let tail = stem.as_bytes().get(same..).filter(|tail| tail.len() <= LONGEST_TAIL)?;
        let mut slot = Self {
            length: u8::try_from(word.len()).ok()?,
            kept: u8::try_from(same).ok()?,
            tail_length: u8::try_from(tail.len()).ok()?,
            ..Self::default()
        };
        slot.word.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        slot.tail[..tail.len()].copy_from_slice(tail);
        // Cut inside a character: not a word that is kept here.
        std::str::from_utf8(tail).ok().filter(|_| word.is_char_boundary(same)).map(|_| slot)
    }

    fn write<'a>(&self, word: &'a str, buffer: &'a mut String) -> &'a str {
        let start = &word[..usize::from(self.kept)];
        let tail = &self.tail[..usize::from(self.tail_length)];
        if tail.is_empty() {
            return start;
        }
        buffer.clear();
        buffer.push_str(start);
        buffer.extend(tail.iter().map(|b| char::from(*b)));
        buffer
    }
}

fn keep<'a>(stem: Cow<'a, str>, buffer: &'a mut String) -> &'a str {
    match stem {
        Cow::Borrowed(stem) => stem,
        Cow::Owned(stem) => {
            *buffer = stem;
            buffer
        }
    }
}

/// Spreads short words well enough for a place each; collisions cost time, never a wrong stem.
fn hash(word: &[u8]) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish() as usize
}

#[cfg(test)]
mod tests {
    use super::StemCache;
    use crate::stem::stem;

    #[test]
    fn the_cache_answers_as_the_stemmer_does() {
        let mut cache = StemCache::new();
        let mut buffer = String::new();
        let endings = ["", "s", "ed", "ing", "ization", "ies", "y", "fulness", "ational", "ée"];
        for round in 0..3 {
            for i in 0..3000_u32 {
                let root: String =
                    format!("{i:04}").bytes().map(|b| char::from(b - b'0' + b'a')).collect();
                for ending in endings {
                    let word = format!("{root}{ending}");
                    assert_eq!(cache.stem(&word, &mut buffer), stem(&word), "round {round}");
                }
            }
        }
    }
}
