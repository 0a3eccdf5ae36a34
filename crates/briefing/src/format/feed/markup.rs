//! Bytes of XML cut into tags and what stands between them, without reading it.

use std::io;

use crate::format::{Scanned, Scanner};

/// One piece of XML.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) scanned: Scanned,
    pub(super) kind: PieceKind,
}

/// What a piece is; names are local ones in lower case.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Begins an element.
    Start(String),
    /// Is an element by itself.
    Empty(String),
    /// Ends an element.
    End(String),
    /// Text, comment, character data, instruction.
    Other,
}

/// Longest tag whose name is looked for at its beginning, in bytes.
const NAME_LIMIT_BYTES: usize = 200;

/// Takes the next piece: a whole tag, comment or section of character data, or the text up to the next one.
///
/// A piece over the limit comes without its bytes, and is then [`PieceKind::Other`].
pub(super) fn next_piece(scanner: &mut Scanner<'_>) -> io::Result<Option<Piece>> {
    let Some(first) = scanner.peek()? else { return Ok(None) };
    if first != b'<' {
        let scanned = scanner.take_piece(|byte, _| byte != b'<')?;
        return Ok(Some(Piece { scanned, kind: PieceKind::Other }));
    }
    let mut tag = Tag::default();
    let scanned = scanner.take_piece(|byte, _| tag.goes_on(byte))?;
    let kind = if scanned.is_too_large { PieceKind::Other } else { kind_of(&scanned.bytes) };
    Ok(Some(Piece { scanned, kind }))
}

/// Follows a tag to its end, byte by byte.
#[derive(Default)]
struct Tag {
    /// The first bytes, which tell comments and character data.
    head: [u8; 9],
    taken: usize,
    /// The last three bytes.
    tail: [u8; 3],
    quote: Option<u8>,
    /// Brackets that are open in a document type.
    brackets: usize,
    ended: bool,
}

impl Tag {
    fn goes_on(&mut self, byte: u8) -> bool {
        if self.ended {
            return false;
        }
        if let Some(place) = self.head.get_mut(self.taken) {
            *place = byte;
        }
        self.taken += 1;
        self.tail = [self.tail[1], self.tail[2], byte];
        self.ended = if self.head.starts_with(b"<!--") {
            self.taken > 6 && self.tail == *b"-->"
        } else if self.head == *b"<![CDATA[" {
            self.tail == *b"]]>"
        } else if self.head.starts_with(b"<?") {
            self.tail[1..] == *b"?>"
        } else {
            self.ends_tag(byte)
        };
        true
    }

    fn ends_tag(&mut self, byte: u8) -> bool {
        let is_declaration = self.head.starts_with(b"<!");
        match (self.quote, byte) {
            (Some(quote), byte) => {
                if byte == quote {
                    self.quote = None;
                }
                false
            }
            (None, b'"' | b'\'') if self.taken > 2 => {
                self.quote = Some(byte);
                false
            }
            (None, b'[') if is_declaration && self.head != *b"<![CDATA[" => {
                // `<![CDATA[` has its bracket before its name is known.
                self.brackets += usize::from(self.taken > 9);
                false
            }
            (None, b']') => {
                self.brackets = self.brackets.saturating_sub(1);
                false
            }
            (None, b'>') => self.brackets == 0,
            _ => false,
        }
    }
}

fn kind_of(tag: &[u8]) -> PieceKind {
    let Some(inner) = tag.strip_prefix(b"<") else { return PieceKind::Other };
    let (inner, is_end) = inner.strip_prefix(b"/").map_or((inner, false), |rest| (rest, true));
    let length = inner
        .iter()
        .take(NAME_LIMIT_BYTES)
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        .unwrap_or(0);
    let name = String::from_utf8_lossy(&inner[..length]).to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return PieceKind::Other;
    }
    let name = name.rsplit(':').next().unwrap_or(&name).to_owned();
    if is_end {
        PieceKind::End(name)
    } else if tag.ends_with(b"/>") {
        PieceKind::Empty(name)
    } else {
        PieceKind::Start(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(String, PieceKind)> {
        let mut input = text.as_bytes();
        let mut scanner = Scanner::new(&mut input, 1000);
        let mut all = Vec::new();
        while let Some(piece) = next_piece(&mut scanner).unwrap() {
            all.push((String::from_utf8(piece.scanned.bytes).unwrap(), piece.kind));
        }
        all
    }

    #[test]
    fn tags_end_where_they_end() {
        use PieceKind::{Empty, End, Other, Start};
        let found = pieces(
            "<?xml a='>'?><!DOCTYPE a [<!ENTITY b \"c>\">]><A:Rss x=\"a>b\">t<!-- <b> --><![CDATA[<i>]]></A:Rss ><b/>",
        );
        let expected = [
            ("<?xml a='>'?>", Other),
            ("<!DOCTYPE a [<!ENTITY b \"c>\">]>", Other),
            ("<A:Rss x=\"a>b\">", Start("rss".into())),
            ("t", Other),
            ("<!-- <b> -->", Other),
            ("<![CDATA[<i>]]>", Other),
            ("</A:Rss >", End("rss".into())),
            ("<b/>", Empty("b".into())),
        ];
        assert_eq!(found, expected.map(|(text, kind)| (text.to_owned(), kind)));
    }

    #[test]
    fn what_does_not_end_is_taken_to_the_end() {
        for text in ["<!--", "<![CDATA[ ]", "<a b=\"", "<!DOCTYPE a [", "<", "< a>"] {
            assert_eq!(pieces(text).len(), 1, "{text}");
        }
    }
}
