//! The one door: the bytes of a file in, its articles out.

use std::io::{self, BufRead, Read};
use std::ops::{ControlFlow, Range};

use crate::decode::{decode, decode_named, is_wide, utf32};
use crate::format::{Format, charset, feed, html, mail, text};
use crate::ident::known_ending;
use crate::members;
use crate::packed::{self, Packing, split_ending};
use crate::{Article, Fault, FaultCode, Vocabulary};

/// Largest article that is read, in bytes.
pub const ARTICLE_LIMIT_BYTES: u64 = 32 * 1024 * 1024;

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: u64 = 4096;

/// What reading depends on besides the bytes.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// Path inside the library, with `/` between folders: gives id, and date and source where the text has none.
    pub path: &'a str,
    /// Headings that tell what a section is.
    pub vocabulary: &'a Vocabulary,
    /// Largest article that is read, in bytes.
    pub limit_bytes: u64,
}

impl Reading<'_> {
    pub(crate) fn too_large(&self) -> Fault {
        Fault::new(
            FaultCode::TooLarge,
            format!("it is over the limit of {} bytes", self.limit_bytes),
        )
    }
}

/// Where articles and faults go, each with the raw bytes it was read from; breaking ends the reading.
///
/// For an item of a feed these begin with what the feed says for all of its items.
pub type Sink<'a> = dyn FnMut(Result<Member, Fault>, &[u8]) -> ControlFlow<()> + 'a;

/// One article of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Line (JSON Lines) or place in the list (JSON array), from 1; none for a file that is one article.
    pub place: Option<u64>,
    /// Half-open byte range in the file, before decoding; of a packed file, in what it holds.
    pub range: Range<u64>,
    /// The article.
    pub article: Article,
    /// What was mended or kept out on the way; the article is read all the same.
    pub notes: Vec<Fault>,
}

/// Tells whether files of this name are read as briefings, by their ending.
#[must_use]
pub fn is_known_ending(path: &str) -> bool {
    known_ending(path).is_some()
}

/// Reads a file and hands over each of its articles, or the fault that kept one out, with the raw bytes it was read from.
///
/// A fault of one member does not end the reading; the sink ends it by breaking. What is over the limit comes without
/// its bytes. Fails only when reading the bytes fails.
pub fn read(reading: &Reading<'_>, input: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    let head = head(input)?;
    let is_named = split_ending(reading.path).1.is_some();
    let packing = Packing::of(&head);
    let is_empty = head.is_empty();
    let mut input = io::Cursor::new(head).chain(input);
    match packing {
        Some(packing) => packed::read(reading, packing, &mut input, sink),
        None if is_named && !is_empty => {
            let detail = "it is packed neither with gzip nor with zstd, as its name says";
            let _ = sink(Err(Fault::new(FaultCode::Packed, detail)), &[]);
            Ok(())
        }
        None => unpacked(reading, &mut input, sink),
    }
}

/// Returns the first bytes of what is read, to tell what it is.
fn head(input: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    Read::take(&mut *input, HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// Reads what is not packed, or no longer.
pub(crate) fn unpacked(
    reading: &Reading<'_>,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let head = head(input)?;
    let format = Format::of(reading.path, &head);
    let is_wide = is_wide(&head);
    let has_zero = head.contains(&0);
    let mut input = io::Cursor::new(head).chain(input);
    match format {
        Format::Plain | Format::Markdown | Format::Html | Format::Mail => {
            whole(reading, format, &mut input, sink)
        }
        Format::Mailbox => mail::read_mailbox(reading, &mut input, sink),
        _ if is_wide => wide(reading, format, &mut input, sink),
        _ if has_zero => {
            let _ = sink(Err(Fault::new(FaultCode::Binary, "it is not text")), &[]);
            Ok(())
        }
        _ => many(reading, format, &mut input, sink),
    }
}

/// Reads a file that holds many articles, or may.
fn many(
    reading: &Reading<'_>,
    format: Format,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    match format {
        Format::Feed => feed::read_xml(reading, input, sink),
        Format::JsonFeed => feed::read_json(reading, input, sink),
        _ => members::read(reading, format, input, sink),
    }
}

/// Says in which encoding a text was, where it was not UTF-8.
pub(crate) fn encoding_note(mended_from: Option<&str>) -> Option<Fault> {
    let encoding = mended_from?;
    Some(Fault::new(FaultCode::Encoding, format!("it was decoded from {encoding}")))
}

/// Reads a file that is one article.
fn whole(
    reading: &Reading<'_>,
    format: Format,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let Some(bytes) = all_bytes(reading, input, sink)? else { return Ok(()) };
    let range = 0..bytes.len() as u64;
    let mut notes = Vec::new();
    let article = one_article(reading, format, &bytes, &mut notes);
    let result = match article {
        Ok(article) => Ok(Member { place: None, range, article, notes }),
        Err(fault) => Err(fault.of_member(None, range)),
    };
    let _ = sink(result, &bytes);
    Ok(())
}

/// Reads bytes that are one article.
fn one_article(
    reading: &Reading<'_>,
    format: Format,
    bytes: &[u8],
    notes: &mut Vec<Fault>,
) -> Result<Article, Fault> {
    let Reading { path, vocabulary, .. } = *reading;
    if bytes.trim_ascii().is_empty() {
        return Err(Fault::new(FaultCode::Empty, "there is no text in it"));
    }
    if format == Format::Mail {
        // Its parts name their encodings.
        return mail::article(bytes, path, None, vocabulary, notes);
    }
    let decoded = match format {
        Format::Html => decode_named(bytes, charset::of_html(bytes).as_deref()),
        _ => decode(bytes),
    };
    let Some(decoded) = decoded else {
        return Err(Fault::new(FaultCode::Binary, "it is not text"));
    };
    notes.extend(encoding_note(decoded.mended_from));
    match format {
        Format::Html => html::article(&decoded.text, path, vocabulary, notes),
        _ => text::article(&decoded.text, format, path, vocabulary, notes),
    }
}

/// Reads a file of many articles in UTF-16 or UTF-32, all of it at once: its places are brought back to those of the bytes.
fn wide(
    reading: &Reading<'_>,
    format: Format,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let Some(bytes) = all_bytes(reading, input, sink)? else { return Ok(()) };
    let Some(decoded) = decode(&bytes) else {
        let _ = sink(Err(Fault::new(FaultCode::Binary, "it is not text")), &bytes);
        return Ok(());
    };
    let text = decoded.text;
    let is_utf32 = utf32(&bytes).is_some();
    let bytes_of = |text: &str| {
        if is_utf32 { 4 * text.chars().count() } else { 2 * text.encode_utf16().count() }
    };
    let (mut text_at, mut file_at) = (0, 0);
    let mut place_of = |at: u64| -> u64 {
        let at = (at as usize).min(text.len());
        if at < text_at {
            (text_at, file_at) = (0, 0);
        }
        file_at += text.get(text_at..at).map_or(0, bytes_of);
        text_at = at;
        file_at.min(bytes.len()) as u64
    };
    let mut place_range = |range: Range<u64>| place_of(range.start)..place_of(range.end);
    many(reading, format, &mut text.as_bytes(), &mut |result, inner| {
        let before = match &result {
            Ok(member) => Some(member.range.clone()),
            Err(fault) => fault.range.clone(),
        };
        let result = match result {
            Ok(mut member) => {
                member.range = place_range(member.range);
                member.notes.extend(
                    encoding_note(decoded.mended_from)
                        .map(|note| note.of_member(member.place, member.range.clone())),
                );
                for note in &mut member.notes {
                    note.range = Some(member.range.clone());
                }
                Ok(member)
            }
            Err(mut fault) => {
                fault.range = fault.range.map(&mut place_range);
                Err(fault)
            }
        };
        let range = match &result {
            Ok(member) => Some(&member.range),
            Err(fault) => fault.range.as_ref(),
        };
        let raw = range.and_then(|range| bytes.get(range.start as usize..range.end as usize));
        let raw = raw.unwrap_or_default();
        // Those of a feed begin with what the feed says, as far as they are longer than the place they are read from.
        let length = before.map_or(0, |range| range.end - range.start) as usize;
        match inner.len().checked_sub(length).and_then(|head| inner.get(..head)) {
            Some(head) if !head.is_empty() => sink(result, &[head, raw].concat()),
            _ => sink(result, raw),
        }
    })
}

/// Reads all bytes of a file within the limit; over it, hands on the fault.
fn all_bytes(
    reading: &Reading<'_>,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(reading.limit_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > reading.limit_bytes {
        let _ = sink(Err(reading.too_large()), &[]);
        return Ok(None);
    }
    Ok(Some(bytes))
}
