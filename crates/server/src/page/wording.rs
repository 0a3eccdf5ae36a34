//! How the page says numbers, dates and names.

use jiff::civil::Date;
use precis_briefing::Kind;

/// A publication date, for machines and for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) iso: String,
    pub(super) text: String,
}

impl Day {
    pub(super) fn new(iso: &str) -> Self {
        let text = iso
            .parse::<Date>()
            .map_or_else(|_| iso.to_owned(), |date| date.strftime("%-d %B %Y").to_string());
        Self { iso: iso.to_owned(), text }
    }
}

/// A clause as a sentence: a capital first, a full stop last.
pub(super) fn sentence(clause: &str) -> String {
    let mut chars = clause.trim().chars();
    let first = chars.next().map(char::to_uppercase);
    let mut text: String = first.into_iter().flatten().chain(chars).collect();
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Whether it is something to be typed as it stands.
    pub(super) is_code: bool,
    pub(super) text: String,
}

/// Parts a sentence at its back-quotes; one without a partner is text.
pub(super) fn pieces(sentence: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |is_code: bool, text: &str| {
        if !text.is_empty() {
            pieces.push(Piece { is_code, text: text.to_owned() });
        }
    };
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('`')
        && let Some((code, after)) = behind.split_once('`')
    {
        add(false, before);
        add(true, code);
        rest = after;
    }
    add(false, rest);
    pieces
}

/// `2026-04` as `April 2026`.
pub(super) fn month(value: &str) -> String {
    format!("{value}-01")
        .parse::<Date>()
        .map_or_else(|_| value.to_owned(), |date| date.strftime("%B %Y").to_string())
}

/// A span of publication in words: `2026-04` as `April 2026`, `2025..2026` as `2025 to 2026`.
pub(super) fn span(value: &str) -> String {
    match value.split_once("..") {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => {
            format!("{} to {}", month(from), month(to))
        }
        _ => month(value),
    }
}

/// A range of amounts in words: `1M..<10M` as `1M to 10M`, `100B..` as `100B and over`.
pub(super) fn amounts(value: &str) -> String {
    let Some((from, to)) = value.split_once("..") else { return value.to_owned() };
    let to = to.strip_prefix('<').unwrap_or(to);
    match (from.is_empty(), to.is_empty()) {
        (true, _) => format!("under {to}"),
        (false, true) => format!("{from} and over"),
        (false, false) => format!("{from} to {to}"),
    }
}

/// A number with thin groups of three: `1,204`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 article`, `1,204 articles`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A time as people say it: `0.8 ms`, `12 ms`, `1.4 s`.
pub(super) fn took(took_us: u64) -> String {
    match took_us {
        0..10_000 => format!("{}.{} ms", took_us / 1000, took_us % 1000 / 100),
        10_000..1_000_000 => format!("{} ms", took_us / 1000),
        _ => format!("{}.{} s", took_us / 1_000_000, took_us % 1_000_000 / 100_000),
    }
}

/// What a section is called: its own heading, else how its kind is called.
pub(super) fn section_name(heading: Option<&str>, kind: &str) -> String {
    let own = heading.map(str::trim).filter(|heading| !heading.is_empty());
    own.map_or_else(|| kind_name(kind), str::to_owned)
}

/// How sections of a kind are called; a heading outside the vocabulary is its own name.
pub(super) fn kind_name(value: &str) -> String {
    Kind::from_name(value).map_or_else(|| value.to_owned(), |kind| kind.label().to_owned())
}

/// An address that may be followed: nothing but http and https, whatever the article says.
pub(super) fn followable(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(url)
}

/// The host of an address, to be shown for it.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_back_quotes_is_code() {
        let parted = |sentence: &str| -> Vec<(bool, String)> {
            pieces(sentence).into_iter().map(|piece| (piece.is_code, piece.text)).collect()
        };
        let text = |text: &str| (false, text.to_owned());
        let code = |text: &str| (true, text.to_owned());
        assert_eq!(parted("`a:` is text."), [code("a:"), text(" is text.")]);
        assert_eq!(parted("Type `x` or `y`"), [text("Type "), code("x"), text(" or "), code("y")]);
        assert_eq!(parted("one ` alone"), [text("one ` alone")]);
    }

    #[test]
    fn numbers_dates_and_times_read_well() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_204), "1,204");
        assert_eq!(grouped(106_520_000), "106,520,000");
        assert_eq!(counted(1, "article", "articles"), "1 article");
        assert_eq!(counted(2, "article", "articles"), "2 articles");
        assert_eq!(took(830), "0.8 ms");
        assert_eq!(took(12_345), "12 ms");
        assert_eq!(took(1_400_000), "1.4 s");
        assert_eq!(Day::new("2026-04-07").text, "7 April 2026");
        assert_eq!(Day::new("soon").text, "soon");
        assert_eq!(month("2026-04"), "April 2026");
        assert_eq!(month("2026"), "2026");
        assert_eq!(span("2026-04"), "April 2026");
        assert_eq!(span("2026-01..2026-03"), "January 2026 to March 2026");
        assert_eq!(span("2018..2020"), "2018 to 2020");
        assert_eq!(span("2018.."), "2018..");
        assert_eq!(amounts("..<1M"), "under 1M");
        assert_eq!(amounts("1M..<10M"), "1M to 10M");
        assert_eq!(amounts("100B.."), "100B and over");
        assert_eq!(amounts("7.5B"), "7.5B");
        assert_eq!(sentence("no article has all"), "No article has all.");
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn only_web_addresses_are_followed() {
        assert!(followable("https://example.com/a").is_some());
        assert!(followable("HTTP://example.com").is_some());
        for url in ["javascript:alert(1)", "data:text/html,x", "javascript://%0aalert(1)", "/a", ""]
        {
            assert!(followable(url).is_none(), "{url}");
        }
        assert_eq!(host("https://user@www.example.com:8080/a?b#c"), "example.com:8080");
    }

    #[test]
    fn a_section_is_called_by_its_heading_or_its_kind() {
        assert_eq!(section_name(Some("Our View"), "take"), "Our View");
        assert_eq!(section_name(None, "take"), "My Take");
        assert_eq!(section_name(Some(" "), "lead"), "Lead");
        assert_eq!(kind_name("Crate of the week"), "Crate of the week");
    }
}
