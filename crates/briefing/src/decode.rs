//! Bytes to text: which encoding, and whether it is text at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text of a file or of one member of it.
///
/// A byte order mark stays in the text as U+FEFF, so that the ranges of a UTF-8 file are those of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, as UTF-8.
    pub text: Cow<'a, str>,
    /// Name of the encoding, where it was not UTF-8.
    pub mended_from: Option<&'static str>,
}

/// Decodes bytes as every reader of this crate does; none when they are not text.
///
/// A byte order mark decides (UTF-32, UTF-16), or the four bytes of a `<` in UTF-32; then UTF-16 without one, told by where its zero bytes stand; then UTF-8; then Windows-1252.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(is_big) = utf32(bytes) {
        let (text, name) =
            (utf32_text(bytes, is_big)?, if is_big { "UTF-32BE" } else { "UTF-32LE" });
        let mended_from = Some(name);
        return (!text.contains('\0')).then_some(Decoded { text: Cow::Owned(text), mended_from });
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let mended_from = Some(encoding.name());
        return (!text.contains('\0')).then_some(Decoded { text, mended_from });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            // Control characters can be a page of terminal output; a zero byte is never text.
            let is_text = !bytes.contains(&0) && control_characters(bytes) * 10 <= bytes.len();
            is_text.then_some(Decoded { text: Cow::Borrowed(text), mended_from: None })
        }
        Err(_) => {
            let is_text = !bytes.contains(&0) && control_characters(bytes) * 100 <= bytes.len();
            is_text.then(|| Decoded {
                text: WINDOWS_1252.decode_without_bom_handling(bytes).0,
                mended_from: Some("Windows-1252"),
            })
        }
    }
}

/// Decodes bytes of a format that can name its encoding; none when they are not text.
///
/// Valid UTF-8 with more than ASCII in it is UTF-8 whatever it says; the encoding named comes next. With none named, this is [`decode`].
pub(crate) fn decode_named<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Decoded<'a>> {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let Some(named) = named.filter(|_| !is_wide(bytes)) else { return decode(bytes) };
    if bytes.contains(&0) || control_characters(bytes) * 10 > bytes.len() {
        // ISO-2022-JP shifts with control characters, but not with so many.
        return None;
    }
    // Nobody can write the name of UTF-16 into bytes that are not.
    let named = if [UTF_16LE, UTF_16BE, REPLACEMENT].contains(&named) { UTF_8 } else { named };
    match std::str::from_utf8(bytes) {
        Ok(text) if named == UTF_8 || !bytes.is_ascii() => {
            Some(Decoded { text: Cow::Borrowed(text), mended_from: None })
        }
        Err(_) if named == UTF_8 => {
            let (text, _) = UTF_8.decode_without_bom_handling(bytes);
            let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
            let kept = text.chars().filter(|c| !c.is_ascii()).count() - lost;
            if kept >= lost {
                return Some(Decoded { text, mended_from: Some("UTF-8 with mistakes") });
            }
            decode(bytes)
        }
        _ => {
            let (text, _) = named.decode_without_bom_handling(bytes);
            Some(Decoded { text, mended_from: None })
        }
    }
}

/// Tells whether bytes are UTF-16 or UTF-32.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    utf32(bytes).is_some() || utf16(bytes).is_some()
}

/// Tells UTF-32 by its byte order mark, or by the `<` that XML begins with, and whether the high byte comes first.
pub(crate) fn utf32(bytes: &[u8]) -> Option<bool> {
    match bytes {
        // Read as UTF-16 these would hold a zero, which no text has.
        [0xFF, 0xFE, 0, 0, ..] | [b'<', 0, 0, 0, ..] => Some(false),
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] => Some(true),
        _ => None,
    }
}

/// Decodes UTF-32; what is no character becomes U+FFFD. None when so much is none that it is no text.
fn utf32_text(bytes: &[u8], is_big: bool) -> Option<String> {
    let mut lost = 0;
    let mut text = String::with_capacity(bytes.len() / 3);
    for four in bytes.chunks(4) {
        let unit = <[u8; 4]>::try_from(four).ok();
        let unit =
            unit.map(|it| if is_big { u32::from_be_bytes(it) } else { u32::from_le_bytes(it) });
        let c = unit.and_then(char::from_u32);
        lost += usize::from(c.is_none());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (lost * 40 <= bytes.len()).then_some(text)
}

/// Tells UTF-16 by its byte order mark, or by zero bytes in every other place of the beginning.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    // Western text has a zero in nearly every pair; a third leaves room for dashes and quotes.
    let third = head.len() / 6;
    match (even, odd) {
        (0, zeros) if zeros > third => Some(UTF_16LE),
        (zeros, 0) if zeros > third => Some(UTF_16BE),
        _ => None,
    }
}

fn control_characters(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|&&byte| {
            byte == 0x7F || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
        decode(bytes).map(|decoded| (decoded.text.into_owned(), decoded.mended_from))
    }

    fn utf16_bytes(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf8_is_taken_as_it_is_with_its_mark() {
        assert_eq!(decoded("\u{feff}Précis".as_bytes()), Some(("\u{feff}Précis".into(), None)));
    }

    #[test]
    fn utf16_is_told_with_and_without_a_mark() {
        for text in ["\u{feff}Key Points — €5", "Key Points — €5"] {
            let little = utf16_bytes(text, u16::to_le_bytes);
            assert_eq!(decoded(&little), Some((text.into(), Some("UTF-16LE"))));
            let big = utf16_bytes(text, u16::to_be_bytes);
            assert_eq!(decoded(&big), Some((text.into(), Some("UTF-16BE"))));
        }
    }

    #[test]
    fn utf32_is_told_by_its_mark() {
        let text = "\u{feff}Key Points — €5 💶";
        let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(decoded(&little), Some((text.into(), Some("UTF-32LE"))));
        let big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(decoded(&big), Some((text.into(), Some("UTF-32BE"))));
        let cut = format!("{}\u{fffd}", text.strip_suffix('💶').unwrap());
        assert_eq!(decoded(&big[..big.len() - 1]), Some((cut, Some("UTF-32BE"))));
        assert_eq!(decoded(b"<\0\0\0a\0\0\0"), Some(("<a".into(), Some("UTF-32LE"))));
        assert_eq!(decoded(b"\xff\xfe\0\0\xff\xff\xff\xff\xff\xff\xff\xff"), None);
    }

    #[test]
    fn other_bytes_are_windows_1252() {
        assert_eq!(
            decoded(b"Caf\xe9 \x93deal\x94 \x80 5"),
            Some(("Café “deal” € 5".into(), Some("Windows-1252")))
        );
    }

    #[test]
    fn an_encoding_that_is_named_is_believed_unless_the_bytes_are_utf8() {
        let named = |bytes: &[u8], label| {
            decode_named(bytes, label).map(|found| (found.text.into_owned(), found.mended_from))
        };
        let (pilcrow, mended) = (b"\xb6", Some("Windows-1252"));
        assert_eq!(named(b"\xbe", Some("iso-8859-2")), Some(("ž".into(), None)));
        assert_eq!(named(b"\x83e\x83X\x83g", Some("Shift_JIS")), Some(("テスト".into(), None)));
        assert_eq!(named("é".as_bytes(), Some("iso-8859-1")), Some(("é".into(), None)));
        assert_eq!(named(b"abc", Some("utf-16")), Some(("abc".into(), None)));
        assert_eq!(named(pilcrow, Some("no such thing")), Some(("¶".into(), mended)));
        assert_eq!(named(pilcrow, None), Some(("¶".into(), mended)));
        assert_eq!(named(pilcrow, Some("utf-8")), Some(("¶".into(), mended)));
        let mistakes = Some("UTF-8 with mistakes");
        assert_eq!(named(b"\xc3\xa9 \xe9", Some("utf-8")), Some(("é \u{fffd}".into(), mistakes)));
        assert_eq!(named(b"a\0b", Some("utf-8")), None);
    }

    #[test]
    fn what_is_not_text_is_told() {
        assert_eq!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), None);
        assert_eq!(decoded(b"text with a \0 in it"), None);
        assert_eq!(decoded(b"\x01\x02\x03\xff\xfe\x04\x05"), None);
    }
}
