//! Where the next chain begins.

use super::{Class, class, class_at};

/// Finds the first place at or after `at` where a chain begins.
pub(crate) fn next_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            let begins = match byte {
                b'$' => class_at(text, at + 1).0 == Class::Digit,
                b'.' => dot_net(text, at),
                _ => false,
            };
            if begins {
                return Some(at);
            }
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        let after = at + c.len_utf8();
        match class(c) {
            Class::Letter | Class::Capital | Class::Digit | Class::Unspaced => return Some(at),
            Class::Currency if class_at(text, after).0 == Class::Digit => return Some(at),
            _ => at = after,
        }
    }
}

/// Tells whether `.NET` stands at a point: the one name that begins with it.
fn dot_net(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let name = bytes.get(at + 1..at + 4);
    let apart = at.checked_sub(1).is_none_or(|before| bytes[before] != b'.');
    apart
        && name.is_some_and(|name| name.eq_ignore_ascii_case(b"net"))
        && matches!(
            class_at(text, at + 4).0,
            Class::Other | Class::Hyphen | Class::Dot | Class::Comma | Class::Apostrophe
        )
}
