//! Words of a text and what is looked for at each of them.

use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::CompanyId;
use super::around;
use super::lexicon::{Lexicon, Meaning, Weight, match_at};
use crate::run;

/// Hash of a word in any case.
pub(super) type WordHash = u64;

/// Something found in a unit that may be a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) span: Range<usize>,
    pub(super) company: CompanyId,
    pub(super) sign: Sign,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Name(Weight),
    /// A ticker that its surroundings make one, or that is one anywhere.
    Ticker,
    /// A ticker in brackets: one if the company's name stands before it.
    Bracketed,
}

/// What a unit holds, in order.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    /// Words that mean something else.
    pub(super) nots: Vec<Range<usize>>,
    /// Companies that products and clues tell of.
    pub(super) clues: Vec<CompanyId>,
}

impl Found {
    pub(super) fn clear(&mut self) {
        self.candidates.clear();
        self.nots.clear();
        self.clues.clear();
    }
}

/// Hands over each word, a run of letters and digits, with its start; goes on where the answer says if that is further on.
fn for_each_word<'t>(text: &'t str, mut word: impl FnMut(usize, &'t str) -> usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        loop {
            at += run::letters_and_digits(&bytes[at..]);
            if bytes.get(at).is_none_or(u8::is_ascii) {
                break;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
            if !c.is_alphanumeric() {
                break;
            }
            at += c.len_utf8();
        }
        if at == start {
            at += 1;
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        at = at.max(word(start, &text[start..at]));
    }
}

/// Hash of a word, the same for capital and small ASCII letters. Others may meet: what is found by it is compared.
pub(super) fn hash(word: &str) -> WordHash {
    /// Turns capital letters into small ones, and leaves small letters and digits as they are.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut hasher = FxHasher::default();
    for chunk in word.as_bytes().chunks(8) {
        let eight = chunk.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
        hasher.write_u64(eight | SMALL);
    }
    hasher.finish()
}

/// The first word of a pattern; none if it holds no word.
pub(super) fn first_word(text: &str) -> Option<&str> {
    let mut first = None;
    for_each_word(text, |_, word| {
        first.get_or_insert(word);
        text.len()
    });
    first
}

/// Finds everything in a unit that may matter.
pub(super) fn scan(lexicon: &Lexicon, text: &str, found: &mut Found) {
    for_each_word(text, |start, word| {
        // What the longest pattern takes is left to others of its length alone.
        let mut taken = start;
        for pattern in lexicon.beginning_with(word) {
            let length = text.get(start..).and_then(|rest| match_at(&pattern.text, rest));
            let Some(span) = length.map(|length| start..start + length) else { continue };
            if !around::ends_here(text, span.end) {
                continue;
            }
            if pattern.meaning == Meaning::Not {
                found.nots.push(span);
            } else if taken > start && span.end != taken {
                continue;
            } else if let Meaning::Clue(company) = pattern.meaning {
                if text.get(span.clone()) == Some(&pattern.text) && around::starts_here(text, start)
                {
                    found.clues.push(company);
                    taken = span.end;
                }
            } else if found.candidates.last().is_none_or(|last| last.span.start < start)
                && let Some(candidate) = candidate(text, span, &pattern.text, pattern.meaning)
            {
                taken = candidate.span.end;
                found.candidates.push(candidate);
            }
        }
        taken
    });
}

fn candidate(text: &str, span: Range<usize>, pattern: &str, meaning: Meaning) -> Option<Candidate> {
    let written = text.get(span.clone())?;
    let (company, sign) = match meaning {
        Meaning::Name(company, weight) => {
            let stands = around::starts_here(text, span.start) && !around::is_exchange(text, &span);
            if !stands || !is_written_like(written, pattern) {
                return None;
            }
            (company, Sign::Name(weight))
        }
        Meaning::Ticker(company, bare) => {
            if written != pattern {
                return None;
            }
            let sign = if around::is_quoted_stock(text, span.start) {
                Sign::Ticker
            } else if around::is_bracketed(text, &span) {
                Sign::Bracketed
            } else if bare && around::starts_here(text, span.start) {
                Sign::Ticker
            } else {
                return None;
            };
            (company, sign)
        }
        Meaning::Clue(_) | Meaning::Not => return None,
    };
    Some(Candidate { span, company, sign })
}

/// Tells whether a name is written as names are: as the list has it, with its capitals at least, or, from four
/// letters on, all in capitals. Short names in capitals (`IBM`) are never written otherwise.
fn is_written_like(written: &str, pattern: &str) -> bool {
    if written == pattern {
        return true;
    }
    let letters = pattern.chars().filter(|c| c.is_alphabetic()).count();
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    if !lower(pattern) && letters <= 4 {
        return false;
    }
    if !lower(written) {
        return letters >= 4;
    }
    // Words that begin with a capital in the list do so in the text; further capitals may be missing (`Github`).
    written.split_whitespace().zip(pattern.split_whitespace()).enumerate().all(
        |(place, (written, pattern))| {
            let starts_high = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
            starts_high(written) || (place > 0 && !starts_high(pattern))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_capitals() {
        for (written, pattern, like) in [
            ("NVIDIA", "Nvidia", true),
            ("Github", "GitHub", true),
            ("GITHUB", "GitHub", true),
            ("github", "GitHub", false),
            ("EBay", "eBay", true),
            ("Ibm", "IBM", false),
            ("BOX", "Box", false),
            ("state street", "State Street", false),
            ("State street", "State Street", false),
            ("Bank Of America", "Bank of America", true),
        ] {
            assert_eq!(is_written_like(written, pattern), like, "{written}");
        }
    }
}
