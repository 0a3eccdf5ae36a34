//! What is looked for in text, found by its first word.

use rustc_hash::FxHashMap;

use super::scan::{WordHash, first_word, hash};
use super::{Company, CompanyId};
use crate::lengths::Lengths;

/// What a pattern says where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A name of the company.
    Name(CompanyId, Weight),
    /// Its ticker; `bare` if it counts without `$` or exchange.
    Ticker(CompanyId, bool),
    /// Something that tells that the company is meant.
    Clue(CompanyId),
    /// Words that mean something else.
    Not,
}

/// How much a name says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It means the company.
    Sure,
    /// It is an ordinary word or another name too.
    Ambiguous,
    /// It means the company only where something speaks for it.
    Doubtful,
}

#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) text: Box<str>,
    pub(super) meaning: Meaning,
}

/// Patterns by the hash of their first word.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// First words of patterns that a small letter may begin. Few patterns are such and most words of a text are, so
    /// most need no closer look.
    small: Lengths,
    /// One bit for each of many hashes: nearly every other word of a text is turned away here.
    filter: Vec<u64>,
    by_first: FxHashMap<WordHash, Vec<Pattern>>,
}

/// Bits of the filter; a power of two.
const FILTER_BITS: u32 = 1 << 16;

impl Lexicon {
    pub(super) fn new(companies: &[Company]) -> Self {
        let mut lexicon = Self {
            small: Lengths::default(),
            filter: vec![0; (FILTER_BITS / 64) as usize],
            by_first: FxHashMap::default(),
        };
        for (id, company) in (0..).map(CompanyId).zip(companies) {
            for name in company.names() {
                let weight = if company.doubtful.iter().any(|marked| marked == name) {
                    Weight::Doubtful
                } else if company.ambiguous.iter().any(|marked| marked == name) {
                    Weight::Ambiguous
                } else {
                    Weight::Sure
                };
                lexicon.add(name, Meaning::Name(id, weight));
            }
            for ticker in &company.tickers {
                let bare = ticker.len() >= 4 && !company.is_ambiguous(ticker);
                lexicon.add(ticker, Meaning::Ticker(id, bare));
            }
            for clue in company.products.iter().chain(&company.clues) {
                lexicon.add(clue, Meaning::Clue(id));
            }
            for not in &company.not {
                lexicon.add(not, Meaning::Not);
            }
        }
        for patterns in lexicon.by_first.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.text.len()));
        }
        lexicon
    }

    fn add(&mut self, text: &str, meaning: Meaning) {
        let Some(first) = first_word(text) else { return };
        // Names, tickers and clues are written with the letters of the list, at least with its first capital.
        if meaning == Meaning::Not || begins_small(first) {
            self.small.add(first);
        }
        let hash = hash(first);
        let (at, bit) = slot(hash);
        if let Some(bits) = self.filter.get_mut(at) {
            *bits |= bit;
        }
        let pattern = Pattern { text: text.into(), meaning };
        self.by_first.entry(hash).or_default().push(pattern);
    }

    /// Returns the patterns that may begin with a word as it is written, longest first.
    #[inline]
    pub(super) fn beginning_with(&self, word: &str) -> &[Pattern] {
        if begins_small(word) && !self.small.may_hold(word) {
            return &[];
        }
        let hash = hash(word);
        let (at, bit) = slot(hash);
        if self.filter.get(at).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        self.by_first.get(&hash).map_or(&[], Vec::as_slice)
    }
}

fn begins_small(word: &str) -> bool {
    word.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
}

#[inline]
fn slot(hash: WordHash) -> (usize, u64) {
    // The upper half of the product is the better mixed.
    let bit = (hash >> 32) as u32 % FILTER_BITS;
    ((bit / 64) as usize, 1 << (bit % 64))
}

/// Matches a pattern at the start of a text and returns how many bytes it takes.
///
/// Letters are compared without case, white space with any white space, apostrophes and hyphens with their other forms.
pub(super) fn match_at(pattern: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in pattern.chars() {
        rest = match wanted {
            ' ' => {
                let trimmed = rest.trim_start();
                if trimmed.len() == rest.len() {
                    return None;
                }
                trimmed
            }
            '\'' => rest.strip_prefix(['\'', '\u{2019}'])?,
            '-' => rest.strip_prefix(['-', '\u{2010}', '\u{2011}'])?,
            _ => rest.strip_prefix(|c: char| c.eq_ignore_ascii_case(&wanted))?,
        };
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aliases;

    #[test]
    fn every_pattern_is_found_by_its_first_word_as_it_may_be_written() {
        let aliases = Aliases::built_in();
        let lexicon = aliases.companies().lexicon();
        let mut patterns = 0;
        for pattern in lexicon.by_first.values().flatten() {
            patterns += 1;
            let first = first_word(&pattern.text).expect("it holds a word");
            let mut spellings = vec![first.to_owned(), first.to_uppercase()];
            if pattern.meaning == Meaning::Not {
                spellings.push(first.to_lowercase());
            }
            for spelling in spellings {
                let found = lexicon.beginning_with(&spelling);
                let is_there = found.iter().any(|one| std::ptr::eq(one, pattern));
                // Capitals of other alphabets have hashes of their own.
                assert!(is_there || !spelling.is_ascii(), "{} by {spelling}", pattern.text);
            }
        }
        assert!(patterns > 2_000, "{patterns}");
    }
}
