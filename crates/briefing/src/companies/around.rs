//! What stands around a place in a text.

use std::ops::Range;

/// Exchanges that stand before a ticker.
const EXCHANGES: [&str; 10] =
    ["NASDAQ", "NYSE", "AMEX", "LSE", "TSX", "HKEX", "SEHK", "NSE", "BSE", "OTC"];

/// Words of an apposition among which its noun is looked for.
const LONGEST_APPOSITION: usize = 5;

/// Tells whether a name may end here: no letter goes on, and no address (`openai.com`, `apple@…`).
pub(super) fn ends_here(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match rest.next() {
        Some('_' | '@' | '=') => false,
        Some('.') => !rest.next().is_some_and(char::is_lowercase),
        Some('/') if text.get(..end).is_some_and(in_address) => false,
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// Tells whether a name may start here: it is no part of a word, an address or a handle.
pub(super) fn starts_here(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let mut back = before.chars().rev();
    match back.next() {
        Some('@' | '#' | '_' | '$' | '=') => false,
        Some('.') => !back.next().is_some_and(char::is_alphanumeric),
        Some('/') => !in_address(before),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// Tells whether a text breaks off inside an address.
fn in_address(before: &str) -> bool {
    let token = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    token.contains("://") || token.starts_with("www.") || token.starts_with('/')
}

/// Tells whether a text is the name of an exchange before a ticker: `NYSE: F`.
pub(super) fn is_exchange(text: &str, span: &Range<usize>) -> bool {
    let goes_on = text.get(span.end..).is_some_and(|rest| rest.starts_with(':'));
    goes_on && text.get(span.clone()).is_some_and(|name| EXCHANGES.contains(&name))
}

/// Tells whether a ticker stands behind `$` or an exchange (`NYSE: F`).
pub(super) fn is_quoted_stock(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    if let Some(before) = before.strip_suffix('$') {
        return !before.ends_with(char::is_alphanumeric);
    }
    let Some(before) = before.trim_end().strip_suffix(':') else { return false };
    let exchange = before.trim_end();
    EXCHANGES.iter().any(|name| {
        let at = exchange.len().saturating_sub(name.len());
        exchange.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(name))
            && !exchange[..at].ends_with(char::is_alphanumeric)
    })
}

/// Tells whether a ticker stands alone in brackets: `(SNOW)`.
pub(super) fn is_bracketed(text: &str, span: &Range<usize>) -> bool {
    text.get(..span.start).is_some_and(|before| before.ends_with('('))
        && text.get(span.end..).is_some_and(|after| after.starts_with(')'))
}

/// The word before a place, and what lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before<'t> {
    /// Nothing, or the end of another sentence: capitals say nothing.
    Start,
    /// A word one space away, with its start.
    Word(&'t str, usize),
    /// A word and a hyphen.
    Hyphened(&'t str),
    /// Other punctuation.
    Other,
}

/// Returns what stands before a place.
pub(super) fn before(text: &str, start: usize) -> Before<'_> {
    let before = text.get(..start).unwrap_or_default();
    if let Some(rest) = before.strip_suffix(['-', '\u{2010}', '\u{2011}']) {
        let word = last_word(rest);
        return if word.is_empty() { Before::Start } else { Before::Hyphened(word) };
    }
    let rest = before.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '*' | '_')
    });
    match rest.chars().next_back() {
        None => Before::Start,
        Some('.') if last_word(rest).eq_ignore_ascii_case("vs.") => Before::Other,
        Some('.' | '!' | '?' | ':' | ';' | '…' | '•' | '|' | '—' | '–' | '-') => {
            Before::Start
        }
        Some(c) if c.is_alphanumeric() && rest.len() < before.len() => {
            let word = last_word(rest);
            Before::Word(word, rest.len() - word.len())
        }
        Some(_) => Before::Other,
    }
}

fn last_word(text: &str) -> &str {
    let word = text.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/'));
    word.into_iter().next().unwrap_or_default()
}

/// The word after a place, and what lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After<'t> {
    /// A word one space away, with its end.
    Word(&'t str, usize),
    /// A hyphen and a word.
    Hyphened(&'t str),
    /// A possessive.
    Possessive,
    /// Something else, or nothing.
    Other,
}

/// Returns what stands after a place.
pub(super) fn after(text: &str, end: usize) -> After<'_> {
    let rest = text.get(end..).unwrap_or_default();
    if let Some(rest) = rest.strip_prefix(['-', '\u{2010}', '\u{2011}']) {
        return After::Hyphened(word(rest));
    }
    if let Some(tail) = rest.strip_prefix(['\'', '\u{2019}']) {
        let mut letters = tail.chars();
        let s = matches!(letters.next(), Some('s' | 'S'));
        return if s && !letters.next().is_some_and(char::is_alphanumeric) {
            After::Possessive
        } else {
            After::Other
        };
    }
    let trimmed = rest.trim_start();
    if trimmed.len() == rest.len() {
        return After::Other;
    }
    match word(trimmed) {
        "" => After::Other,
        word => After::Word(word, text.len() - trimmed.len() + word.len()),
    }
}

/// What is said between commas behind a place, if that begins with an article: the words behind the article.
pub(super) fn apposition(text: &str, end: usize) -> impl Iterator<Item = &str> {
    let behind = text.get(end..).and_then(|rest| rest.strip_prefix(", ")).unwrap_or_default();
    let said = behind.split([',', '.', ';']).next().unwrap_or_default();
    let mut words = said.split_whitespace();
    let has_article = words.next().is_some_and(|word| matches!(word, "the" | "a" | "an"));
    words.take(if has_article { LONGEST_APPOSITION } else { 0 })
}

/// The letters, digits and inner hyphens that a text begins with.
fn word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && !matches!(c, '-' | '&'))
        .map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches('-')
}

/// Tells whether most words of a unit begin with a capital, as in headlines, so that capitals say nothing.
pub(super) fn is_title_case(text: &str) -> bool {
    let (mut words, mut capitals) = (0, 0);
    let mut all = true;
    for word in text.split_whitespace() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if first.is_alphabetic() {
            all &= first.is_uppercase();
            if word.len() > 3 {
                words += 1;
                capitals += u32::from(first.is_uppercase());
            }
        }
    }
    // Of few long words all must, and the short ones too: `Square Is Now Block`.
    if words < 3 { words == 2 && all } else { capitals * 10 >= words * 7 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_parts_of_addresses() {
        for (text, name, whole) in [
            ("see https://openai.com/blog", "openai", false),
            ("docs.openai.com", "openai", false),
            ("mail press@openai.com", "openai", false),
            ("Google/Alphabet", "Alphabet", true),
            ("(OpenAI)", "OpenAI", true),
            ("OpenAI.", "OpenAI", true),
            ("reOpenAI", "OpenAI", false),
        ] {
            let start = text.find(name).unwrap();
            let free = starts_here(text, start) && ends_here(text, start + name.len());
            assert_eq!(free, whole, "{text}");
        }
    }

    #[test]
    fn headlines_are_known_by_their_capitals() {
        assert!(is_title_case("Why Palantir And Snowflake Court The Same Buyers"));
        assert!(is_title_case("Square Is Now Block"));
        assert!(!is_title_case("Meta bought Oculus"));
        assert!(!is_title_case("Analysts at Morgan Stanley called it a clean break"));
    }
}
