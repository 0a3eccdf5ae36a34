//! What is looked for in text, found by its first word.

use std::collections::HashMap;

use super::scan::{WordHash, first_word};
use super::{Company, CompanyId};

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
    /// One bit for each of many hashes: nearly every word of a text is turned away here.
    filter: Vec<u64>,
    by_first: HashMap<WordHash, Vec<Pattern>>,
}

/// Bits of the filter; a power of two.
const FILTER_BITS: u32 = 1 << 16;

impl Lexicon {
    pub(super) fn new(companies: &[Company]) -> Self {
        let mut lexicon =
            Self { filter: vec![0; (FILTER_BITS / 64) as usize], by_first: HashMap::new() };
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
        let Some(hash) = first_word(text) else { return };
        let (at, bit) = slot(hash);
        if let Some(bits) = self.filter.get_mut(at) {
            *bits |= bit;
        }
        let pattern = Pattern { text: text.into(), meaning };
        self.by_first.entry(hash).or_default().push(pattern);
    }

    /// Returns the patterns that begin with a word, longest first.
    #[inline]
    pub(super) fn beginning_with(&self, hash: WordHash) -> &[Pattern] {
        let (at, bit) = slot(hash);
        if self.filter.get(at).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        self.by_first.get(&hash).map_or(&[], Vec::as_slice)
    }
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
