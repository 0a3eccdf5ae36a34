//! Words of a text and what is looked for at each of them.

use std::ops::Range;

use super::CompanyId;
use super::around;
use super::lexicon::{Lexicon, Meaning, Weight, match_at};

/// Hash of a word in lower case.
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

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Bytes of ASCII letters and digits, in lower case; 0 for all other bytes.
const LOWER: [u8; 256] = {
    let mut table = [0u8; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            table[byte] = c.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Hands over each word, a run of letters and digits, with its start and the hash of its lower-case form; goes on
/// where the answer says if that is further on.
fn for_each_word(text: &str, mut word: impl FnMut(usize, WordHash) -> usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut hash = OFFSET;
        while let Some(&byte) = bytes.get(at) {
            let lower = LOWER[usize::from(byte)];
            if lower != 0 {
                hash = step(hash, lower);
                at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                if !c.is_alphanumeric() {
                    break;
                }
                let end = at + c.len_utf8();
                hash = bytes[at..end].iter().fold(hash, |hash, byte| step(hash, *byte));
                at = end;
            }
        }
        if at == start {
            at += 1;
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        at = at.max(word(start, hash.wrapping_mul(SPREAD)));
    }
}

/// Hash of the first word of a pattern; none if it holds no word.
pub(super) fn first_word(text: &str) -> Option<WordHash> {
    let mut first = None;
    for_each_word(text, |_, hash| {
        first.get_or_insert(hash);
        text.len()
    });
    first
}

/// Finds everything in a unit that may matter.
pub(super) fn scan(lexicon: &Lexicon, text: &str, found: &mut Found) {
    for_each_word(text, |start, hash| {
        // What the longest pattern takes is left to others of its length alone.
        let mut taken = start;
        for pattern in lexicon.beginning_with(hash) {
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
