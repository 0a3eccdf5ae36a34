//! Text as a part of an address.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same, but slashes stay.
const IN_PATH: &AsciiSet = &IN_QUERY.remove(b'/');

/// Percent-encodes an id as a part of a path; its slashes stay.
pub fn in_path(id: &str) -> impl Display + '_ {
    utf8_percent_encode(id, IN_PATH)
}

/// Percent-encodes a value of a parameter.
pub(crate) fn in_query(value: &str) -> impl Display + '_ {
    utf8_percent_encode(value, IN_QUERY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(in_path("2026/what? é#1").to_string(), "2026/what%3F%20%C3%A9%231");
        assert_eq!(in_query("a/b+c-d.e_f~g").to_string(), "a%2Fb%2Bc-d.e_f~g");
    }
}
