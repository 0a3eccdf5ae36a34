//! Numbers in digits and in words, with their scales.

use super::decimal::Decimal;
use super::tokens::{TokenKind, Tokens};

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Scales that are words of their own: they may stand apart from their number, or behind a hyphen.
const SCALE_WORDS: [(&str, i32); 10] = [
    ("thousand", 3),
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("million", 6),
    ("crore", 7),
    ("crores", 7),
    ("billion", 9),
    ("trillion", 12),
    ("quadrillion", 15),
];

/// Short scales that stand right behind their number or apart from it.
const SHORT_SCALES: [(&str, i32); 9] = [
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("cr", 7),
    ("bn", 9),
    ("bln", 9),
    ("tn", 12),
    ("trn", 12),
    ("mm", 6),
];

/// Letters that stand right behind their number; in capitals they may stand apart.
const SCALE_LETTERS: [(&str, i32); 4] = [("k", 3), ("m", 6), ("b", 9), ("t", 12)];

/// Words that a number may begin with.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    ONES.into_iter().chain(TENS).chain(["a", "half"])
}

/// A number, and the token behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) value: Decimal,
    /// Power of ten that its scale multiplied it by, where it has one.
    pub(super) scale: Option<i32>,
    /// Whether it is written in groups of digits (`1,000`).
    pub(super) grouped: bool,
    pub(super) end: usize,
}

/// Reads a number without scale, in digits.
///
/// Refused where a letter or point touches it on the left, and where it is part of something longer.
pub(super) fn digits(t: Tokens<'_>, at: usize) -> Option<Read> {
    if !t.is_number(at) || (t.is_glued(at) && is_part_of(t, at)) {
        return None;
    }
    digits_behind_sign(t, at)
}

/// Reads a number in digits whatever stands before it.
pub(super) fn digits_behind_sign(t: Tokens<'_>, at: usize) -> Option<Read> {
    if !t.is_number(at) {
        return None;
    }
    let text = t.text(at);
    let value = Decimal::parse(text)?;
    Some(Read { value, scale: None, grouped: text.contains(','), end: at + 1 })
}

/// Tells whether what touches a number on the left makes it a part of something longer: `GPT4`, `v.2`, `GPT-4`.
fn is_part_of(t: Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    match t.kind(before) {
        Some(TokenKind::Word | TokenKind::Other) => true,
        Some(TokenKind::Mark('.' | '_' | '#' | '@' | '\\')) => true,
        Some(TokenKind::Mark('-' | '‐' | '‑' | '–' | '/' | ':' | '\'' | '’')) => {
            t.is_glued(before)
                && before.checked_sub(1).is_some_and(|left| {
                    matches!(
                        t.kind(left),
                        Some(TokenKind::Word | TokenKind::Other | TokenKind::Number)
                    )
                })
        }
        _ => false,
    }
}

/// Reads a number below a thousand in words: `twenty-five`, `two hundred`; `a hundred`, but not `a` alone.
pub(super) fn words(t: Tokens<'_>, at: usize) -> Option<Read> {
    if !t.is_word(at) || is_hyphenated(t, at) {
        return None;
    }
    let place = |list: &[&str], at: usize| {
        let word = t.text(at);
        list.iter().position(|name| word.eq_ignore_ascii_case(name))
    };
    let (mut value, mut end) = if t.says(at, "a") {
        if !t.says(at + 1, "hundred") {
            return None;
        }
        (1, at + 1)
    } else if let Some(tens) = place(&TENS, at) {
        let ones_at = t.over_hyphen(at + 1);
        match place(&ONES, ones_at) {
            Some(ones @ 1..=9) => ((tens + 2) * 10 + ones, ones_at + 1),
            _ => ((tens + 2) * 10, at + 1),
        }
    } else if let Some(ones) = place(&ONES, at) {
        (ones, at + 1)
    } else {
        return None;
    };
    if value < 100 && t.says(end, "hundred") {
        value *= 100;
        end += 1;
    }
    let value = Decimal::new(u64::try_from(value).ok()?, 0)?;
    Some(Read { value, scale: None, grouped: false, end })
}

/// Tells whether a word goes on one before a hyphen (`forty-two`): it is not read by itself.
fn is_hyphenated(t: Tokens<'_>, at: usize) -> bool {
    t.is_glued(at)
        && at.checked_sub(1).is_some_and(|before| t.is_dash(before) && t.is_glued(before))
}

/// Reads `half a billion`, `a quarter of a billion`, `a billion`.
pub(super) fn parts_of_scale(t: Tokens<'_>, at: usize) -> Option<Read> {
    let (value, mut next) = if t.says(at, "half") {
        (Decimal::new(5, -1)?, t.over_hyphen(at + 1))
    } else if t.says(at, "a") && t.says(at + 1, "quarter") && t.says(at + 2, "of") {
        (Decimal::new(25, -2)?, at + 3)
    } else {
        (Decimal::new(1, 0)?, at)
    };
    if !t.says_any(next, &["a", "one"]) {
        return None;
    }
    next = t.over_hyphen(next + 1);
    let (power, end) = scale_word(t, next)?;
    Some(Read { value: value.shifted(power)?, scale: Some(power), grouped: false, end })
}

/// Adds what scales a number: `50 billion`, `1.5 lakh crore`, `7bn`, `two and a half million`.
///
/// None where letters that are no scale touch the number.
pub(super) fn scaled(t: Tokens<'_>, read: Read) -> Option<Read> {
    let mut read = read;
    let and_a_half = t.says(read.end, "and")
        && t.says(read.end + 1, "a")
        && t.says(read.end + 2, "half")
        && scale_word(t, read.end + 3).is_some();
    if and_a_half {
        read.value = read.value.plus(Decimal::new(5, -1)?)?;
        read.end += 3;
    }
    let Some((mut power, mut end)) = scale(t, read.end) else {
        let touched = t.is_word(read.end) && t.is_glued(read.end);
        return (!touched).then_some(read);
    };
    // `4 lakh crore`, `10 thousand crore`
    if (3..7).contains(&power)
        && let Some((more @ 7, further)) = scale_word(t, end)
    {
        power += more;
        end = further;
    }
    Some(Read { value: read.value.shifted(power)?, scale: Some(power), end, ..read })
}

/// Reads a scale: its power of ten, and the token behind it.
fn scale(t: Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    if let Some(found) = scale_word(t, t.over_hyphen(at)) {
        return Some(found);
    }
    let find = |list: &[(&str, i32)]| {
        let word = t.text(at);
        let found = list.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
        Some((found.1, at + 1))
    };
    if !t.is_word(at) {
        return None;
    }
    if t.is_glued(at) {
        // A digit behind the letter makes it part of something longer.
        let goes_on = t.is_number(at + 1) && t.is_glued(at + 1);
        return (!goes_on).then(|| find(&SHORT_SCALES).or_else(|| find(&SCALE_LETTERS))).flatten();
    }
    // So does a hyphen where letter and number stand apart: `$20 T-shirts`.
    if t.over_hyphen(at + 1) > at + 1 || (t.is_number(at + 1) && t.is_glued(at + 1)) {
        return None;
    }
    let capital = t.text(at).bytes().all(|byte| byte.is_ascii_uppercase());
    let short = if t.says(at, "mm") { None } else { find(&SHORT_SCALES) };
    short.or_else(|| capital.then(|| find(&SCALE_LETTERS)).flatten())
}

fn scale_word(t: Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    if !t.is_word(at) {
        return None;
    }
    let word = t.text(at);
    let (_, power) = SCALE_WORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
    Some((*power, at + 1))
}
