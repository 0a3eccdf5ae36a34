//! Feeds in XML, item by item: memory is that of one item, and a broken one costs itself only.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::Feed;
use super::fields::{self, Fields};
use super::markup::{PieceKind, next_piece};
use super::names::Prefixes;
use super::xml_item;
use crate::decode::decode_named;
use crate::format::{Scanned, Scanner, charset};
use crate::read::{Sink, encoding_note};
use crate::title::on_one_line;
use crate::{Fault, FaultCode, Member, Reading};

/// Elements that a feed begins with.
const ROOTS: &[&str] = &["rss", "rdf", "feed", "channel"];
/// Elements that hold what a feed says of itself.
const CONTAINERS: &[&str] = &["rss", "rdf", "feed", "channel"];
/// Elements that are items.
const ITEMS: &[&str] = &["item", "entry"];

/// Reads every item of a feed. Fails only when reading the bytes fails.
pub(crate) fn read(
    reading: &Reading<'_>,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let mut scanner = Scanner::new(input, reading.limit_bytes);
    let mut items =
        Items { reading, sink, head: Vec::new(), feed: None, label: None, place: 0, ended: false };
    let mut root: Option<String> = None;
    let mut open: Option<Open> = None;
    let mut is_whole = false;
    while !items.ended
        && let Some(piece) = next_piece(&mut scanner)?
    {
        let scanned = piece.scanned;
        if let Some(item) = &mut open {
            item.take(&scanned, &piece.kind, reading.limit_bytes);
            if item.depth == 0 {
                items.item(open.take());
            }
            continue;
        }
        match &piece.kind {
            PieceKind::Start(name) | PieceKind::Empty(name) if root.is_none() => {
                if !ROOTS.contains(&name.as_str()) {
                    let detail = format!("it is no feed: its root is `{}`", shortened(name));
                    items.fault(Fault::new(FaultCode::Feed, detail).at_line(scanned.line), 0);
                    return Ok(());
                }
                root = Some(name.clone());
                is_whole = matches!(piece.kind, PieceKind::Empty(_));
            }
            PieceKind::Start(name) | PieceKind::Empty(name) if ITEMS.contains(&name.as_str()) => {
                let is_empty = matches!(piece.kind, PieceKind::Empty(_));
                let item = Open {
                    name: name.clone(),
                    start: scanned.range.start,
                    end: scanned.range.end,
                    line: scanned.line,
                    bytes: scanned.bytes,
                    depth: usize::from(!is_empty),
                    is_too_large: false,
                };
                open = Some(item);
                if is_empty {
                    items.item(open.take());
                }
                continue;
            }
            PieceKind::End(name) => is_whole |= root.as_ref() == Some(name),
            _ => {}
        }
        items.head(&scanned.bytes, scanned.is_too_large);
    }
    if items.ended {
        return Ok(());
    }
    let at = scanner.offset();
    let line = scanner.line();
    let fault = match (root, open) {
        (None, _) if items.head.trim_ascii().is_empty() => {
            Fault::new(FaultCode::Empty, "there is no text in it")
        }
        (None, _) => Fault::new(FaultCode::Feed, "it is no feed, nor any other XML"),
        (Some(_), Some(_)) => {
            let detail = format!("the feed breaks off in item {}", items.place + 1);
            Fault::new(FaultCode::Feed, detail).at_line(line)
        }
        (Some(_), None) if !is_whole => {
            let detail = format!("the feed breaks off after item {}", items.place);
            Fault::new(FaultCode::Feed, detail).at_line(line)
        }
        (Some(_), None) if items.place == 0 => {
            Fault::new(FaultCode::Empty, "the feed holds no items")
        }
        (Some(_), None) => return Ok(()),
    };
    items.fault(fault, at);
    Ok(())
}

/// An item whose end is still to come.
struct Open {
    name: String,
    start: u64,
    end: u64,
    line: u64,
    bytes: Vec<u8>,
    /// How many elements of its name are open, itself included.
    depth: usize,
    is_too_large: bool,
}

impl Open {
    fn take(&mut self, scanned: &Scanned, kind: &PieceKind, limit_bytes: u64) {
        self.end = scanned.range.end;
        self.is_too_large |= scanned.is_too_large || self.end - self.start > limit_bytes;
        if self.is_too_large {
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(&scanned.bytes);
        }
        match kind {
            PieceKind::Start(name) if *name == self.name => self.depth += 1,
            PieceKind::End(name) if *name == self.name => self.depth -= 1,
            _ => {}
        }
    }
}

struct Items<'a, 'b> {
    reading: &'a Reading<'a>,
    sink: &'a mut Sink<'b>,
    /// Bytes before the first item.
    head: Vec<u8>,
    /// What they say, once an item was met.
    feed: Option<(Feed, Prefixes)>,
    label: Option<String>,
    place: u64,
    ended: bool,
}

impl Items<'_, '_> {
    /// Keeps what stands before the first item, within the limit.
    fn head(&mut self, bytes: &[u8], is_too_large: bool) {
        let length = (self.head.len() + bytes.len()) as u64;
        if self.feed.is_none() && !is_too_large && length <= self.reading.limit_bytes {
            self.head.extend_from_slice(bytes);
        }
    }

    /// Reads an item and hands it on.
    fn item(&mut self, item: Option<Open>) {
        let Some(item) = item else { return };
        self.place += 1;
        let place = Some(self.place);
        let (feed, prefixes) = match self.feed.take() {
            Some(known) => known,
            None => {
                self.label = charset::of_xml(&self.head);
                let text = decode_named(&self.head, self.label.as_deref());
                feed(text.map(|decoded| decoded.text).as_deref().unwrap_or_default())
            }
        };
        let range = item.start..item.end;
        let result = self
            .article(&item, &feed, &prefixes)
            .map_err(|fault| fault.at_line(item.line).of_member(place, range));
        let raw = if item.is_too_large { Vec::new() } else { feed.raw(&item.bytes) };
        self.feed = Some((feed, prefixes));
        self.ended = (self.sink)(result, &raw) == ControlFlow::Break(());
    }

    fn article(&self, item: &Open, feed: &Feed, prefixes: &Prefixes) -> Result<Member, Fault> {
        if item.is_too_large {
            return Err(self.reading.too_large());
        }
        let Some(decoded) = decode_named(&item.bytes, self.label.as_deref()) else {
            return Err(Fault::new(FaultCode::Binary, "it is not text"));
        };
        let (place, range) = (Some(self.place), item.start..item.end);
        let mut notes: Vec<Fault> = encoding_note(decoded.mended_from).into_iter().collect();
        let fields = fields::read(&decoded.text, ITEMS, prefixes.clone());
        if let Some(broken) = &fields.broken {
            return Err(Fault::new(FaultCode::Feed, format!("the XML does not parse: {broken}")));
        }
        let item = xml_item::item(&fields, feed);
        let article = item.into_article(self.reading, place, feed, &mut notes)?;
        let notes = notes.into_iter().map(|note| note.of_member(place, range.clone())).collect();
        Ok(Member { place, range, article, notes })
    }

    /// Hands on a fault of the file.
    fn fault(&mut self, fault: Fault, end: u64) {
        self.ended = (self.sink)(Err(fault.of_member(None, 0..end)), &[]).is_break();
    }
}

/// Reads what a feed says of itself before its first item.
fn feed(head: &str) -> (Feed, Prefixes) {
    let fields = fields::read(head, CONTAINERS, Prefixes::default());
    let language = fields.text(&["language", "dc:language"]).map(on_one_line);
    let feed = Feed {
        title: title(&fields),
        language: language.or_else(|| fields.around.get("xml:lang").cloned()),
        base: fields.around.get("xml:base").cloned().or_else(|| xml_item::link(&fields, None)),
    };
    (feed, fields.prefixes)
}

fn title(fields: &Fields) -> Option<String> {
    let title = fields.named("title").chain(fields.named("dc:title"));
    title.map(xml_item::line_of).find(|title| !title.is_empty())
}

fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
