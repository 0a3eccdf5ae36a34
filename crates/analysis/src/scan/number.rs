//! Numbers as people write them.

use super::{Class, class_at};
use crate::fold::fold_word;

/// Most groups of a number; more are a list, and looking further at each of its members would take
/// time that grows with the square of its length.
const MOST_GROUPS: usize = 10;

/// Where the groups of a number end.
pub(super) struct Groups {
    /// Byte after the last group.
    pub(super) end: usize,
    /// Digits in the groups.
    pub(super) digits: usize,
}

/// Reads the groups after the leading digits of a number: `,000,000`, or `,00,000` as written in
/// India. `at` is the first separator. `None` where the digits are no such groups.
pub(super) fn group_end(text: &str, at: usize, leading: usize) -> Option<Groups> {
    let separator = class_at(text, at).0;
    let mut groups = Groups { end: at, digits: 0 };
    let (mut last, mut twos, mut threes) = (0, 0, 0);
    loop {
        let (class, length) = class_at(text, groups.end);
        if class != separator || class_at(text, groups.end + length).0 != Class::Digit {
            break;
        }
        let mut end = groups.end + length;
        last = 0;
        while let (Class::Digit, length) = class_at(text, end) {
            end += length;
            last += 1;
        }
        match last {
            2 => twos += 1,
            3 => threes += 1,
            _ => return None,
        }
        if twos + threes > MOST_GROUPS {
            return None;
        }
        groups.digits += last;
        groups.end = end;
    }
    let by_thousands = leading <= 3 && twos == 0 && threes > 0;
    let by_lakhs = leading <= 2 && last == 3 && threes == 1;
    (by_thousands || by_lakhs).then_some(groups)
}

/// A currency sign before a number.
pub(super) struct CurrencyPrefix {
    /// How it is spelled in the exact form.
    pub(super) written: String,
    /// Byte after it, where the digits begin.
    pub(super) end: usize,
}

/// Reads a currency sign before a number, with the letters that say whose dollar it is.
///
/// `US$` is written `$`, so that both find each other.
pub(super) fn currency_prefix(text: &str, start: usize) -> Option<CurrencyPrefix> {
    let bytes = &text.as_bytes()[start..];
    let letters = bytes.iter().take(3).take_while(|b| b.is_ascii_alphabetic()).count();
    let sign_at = start + letters;
    let (class, length) = class_at(text, sign_at);
    let end = sign_at + length;
    if class != Class::Currency || class_at(text, end).0 != Class::Digit {
        return None;
    }
    let country = text[start..sign_at].to_ascii_lowercase();
    let mut written = match country.as_str() {
        "" | "us" => String::new(),
        "a" | "au" | "c" | "ca" | "hk" | "mx" | "nt" | "nz" | "r" | "s" | "sg" => country,
        _ => return None,
    };
    fold_word(&text[sign_at..end], &mut written);
    Some(CurrencyPrefix { written, end })
}

/// Other ways to find an amount: without its percent sign, without its currency.
pub(crate) fn unsigned(exact: &str) -> impl Iterator<Item = &str> {
    let percent = exact.strip_suffix('%');
    let sign = exact.char_indices().find(|(_, c)| super::class(*c) == Class::Currency);
    let (dollars, number) = match sign {
        Some((at, c)) => (&exact[at..], Some(&exact[at + c.len_utf8()..])),
        None => (exact, None),
    };
    let whose = (dollars.len() < exact.len()).then_some(dollars);
    [percent, whose, number].into_iter().flatten()
}
