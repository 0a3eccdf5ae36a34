//! JSON Feed: an object whose `version` names the format, with a list of items.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde_json::Value;

use super::Feed;
use super::item::{Item, Text};
use super::xml_item::absolute;
use crate::decode::decode;
use crate::format::{Scanned, Scanner};
use crate::read::{Sink, encoding_note};
use crate::title::on_one_line;
use crate::{Fault, FaultCode, Member, Reading};

/// What the version of every JSON Feed begins with, whichever way its address is written.
const VERSION: &str = "jsonfeed.org/version/";

/// Tells by the beginning of a file whether it is a JSON Feed.
pub(crate) fn is_feed(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('{')
        && head.match_indices("\"version\"").any(|(at, name)| {
            let rest = head[at + name.len()..].trim_start();
            let value = rest.strip_prefix(':').map(str::trim_start);
            let value = value.and_then(|rest| rest.strip_prefix('"')?.split('"').next());
            value.is_some_and(|value| value.replace("\\/", "/").contains(VERSION))
        })
}

/// Reads every item of a JSON Feed. Fails only when reading the bytes fails.
pub(crate) fn read(
    reading: &Reading<'_>,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let mut items = Items {
        reading,
        scanner: Scanner::new(input, reading.limit_bytes),
        sink,
        feed: Feed::default(),
        place: 0,
        ended: false,
    };
    items.scanner.skip_mark()?;
    items.scanner.skip_space()?;
    items.scanner.take()?;
    let is_whole = items.object()?;
    if items.ended {
        return Ok(());
    }
    if !is_whole {
        let detail = format!("the feed breaks off after item {}", items.place);
        let line = items.scanner.line();
        items.fault(Fault::new(FaultCode::Json, detail).at_line(line));
    } else if items.place == 0 {
        items.fault(Fault::new(FaultCode::Empty, "the feed holds no items"));
    }
    Ok(())
}

struct Items<'a, 'b> {
    reading: &'a Reading<'a>,
    scanner: Scanner<'a>,
    sink: &'a mut Sink<'b>,
    feed: Feed,
    place: u64,
    ended: bool,
}

impl Items<'_, '_> {
    /// Reads the feed's object, its first bracket taken, and tells whether it has an end.
    fn object(&mut self) -> io::Result<bool> {
        loop {
            match self.scanner.skip_space()? {
                Some(b'}') => return Ok(true),
                Some(b',') => self.scanner.take()?,
                Some(b'"') => {
                    let name = self.name()?;
                    if self.scanner.skip_space()? != Some(b':') {
                        return Ok(false);
                    }
                    self.scanner.take()?;
                    let next = self.scanner.skip_space()?;
                    if name.bytes == b"\"items\"" && next == Some(b'[') {
                        self.scanner.take()?;
                        if !self.list()? || self.ended {
                            return Ok(false);
                        }
                    } else if next.is_some() {
                        let value = self.scanner.next_value()?;
                        if value.bytes.is_empty() && !value.is_too_large {
                            return Ok(false);
                        }
                        self.field(&name.bytes, &value.bytes);
                    }
                }
                _ => return Ok(false),
            }
        }
    }

    /// Takes the name of a field, quotes included.
    fn name(&mut self) -> io::Result<Scanned> {
        let (mut quotes, mut escaped) = (0, false);
        self.scanner.take_piece(|byte, _| {
            if quotes == 2 {
                return false;
            }
            quotes += usize::from(byte == b'"' && !escaped);
            escaped = byte == b'\\' && !escaped;
            true
        })
    }

    /// Reads the items, their first bracket taken, and tells whether the list has an end.
    fn list(&mut self) -> io::Result<bool> {
        loop {
            match self.scanner.skip_space()? {
                Some(b']') => {
                    self.scanner.take()?;
                    return Ok(true);
                }
                Some(b',') => self.scanner.take()?,
                Some(b'{') => {
                    let scanned = self.scanner.next_value()?;
                    self.item(&scanned);
                    if self.ended {
                        return Ok(false);
                    }
                }
                _ => return Ok(false),
            }
        }
    }

    /// Takes what the feed says of itself.
    fn field(&mut self, name: &[u8], value: &[u8]) {
        let Ok(Value::String(value)) = serde_json::from_slice(value) else { return };
        let value = Some(on_one_line(&value)).filter(|value| !value.is_empty());
        match name {
            b"\"title\"" => self.feed.title = value,
            b"\"language\"" => self.feed.language = value,
            b"\"home_page_url\"" => self.feed.base = value,
            _ => {}
        }
    }

    fn item(&mut self, scanned: &Scanned) {
        self.place += 1;
        let place = Some(self.place);
        let result = self
            .article(scanned)
            .map_err(|fault| fault.at_line(scanned.line).of_member(place, scanned.range.clone()));
        let raw = match scanned.is_too_large {
            true => Vec::new(),
            false => self.feed.raw(&scanned.bytes),
        };
        self.ended = (self.sink)(result, &raw) == ControlFlow::Break(());
    }

    fn article(&self, scanned: &Scanned) -> Result<Member, Fault> {
        if scanned.is_too_large {
            return Err(self.reading.too_large());
        }
        let Some(decoded) = decode(&scanned.bytes) else {
            return Err(Fault::new(FaultCode::Binary, "it is not text"));
        };
        let (place, range) = (Some(self.place), scanned.range.clone());
        let mut notes: Vec<Fault> = encoding_note(decoded.mended_from).into_iter().collect();
        let value: Value = serde_json::from_str(&decoded.text)
            .map_err(|_| Fault::new(FaultCode::Json, "the JSON of the item does not parse"))?;
        let item = item(&value, &self.feed);
        let article = item.into_article(self.reading, place, &self.feed, &mut notes)?;
        let notes = notes.into_iter().map(|note| note.of_member(place, range.clone())).collect();
        Ok(Member { place, range, article, notes })
    }

    /// Hands on a fault of the file.
    fn fault(&mut self, fault: Fault) {
        let end = self.scanner.offset();
        self.ended = (self.sink)(Err(fault.of_member(None, 0..end)), &[]).is_break();
    }
}

fn item(value: &Value, feed: &Feed) -> Item {
    let text = |name: &str| match &value[name] {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let list = |name: &str| value[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |author: &Value| author["name"].as_str().map(on_one_line);
    let mut authors: Vec<String> = list("authors").iter().filter_map(name).collect();
    if authors.is_empty() {
        authors.extend(name(&value["author"]));
    }
    authors.retain(|author| !author.is_empty());
    let link = text("url").or_else(|| text("external_url"));
    Item {
        id: text("id"),
        title: text("title"),
        link: link.and_then(|link| absolute(&link, feed.base.as_deref())),
        date: text("date_published").or_else(|| text("date_modified")),
        authors,
        tags: list("tags").iter().filter_map(Value::as_str).map(on_one_line).collect(),
        language: text("language"),
        content: text("content_html")
            .map(Text::Html)
            .or_else(|| text("content_text").map(Text::Plain)),
        summary: text("summary").map(Text::Plain),
        holds_something: value.as_object().is_some_and(|fields| !fields.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_feed;

    #[test]
    fn a_feed_is_known_by_its_version() {
        for head in [
            "{\"version\": \"https://jsonfeed.org/version/1.1\", ",
            " \u{feff}{\"title\":\"x\",\"version\":\"https:\\/\\/jsonfeed.org\\/version\\/1\"",
        ] {
            assert!(is_feed(head.trim_start()), "{head}");
        }
        for head in [
            "{\"title\": \"on https://jsonfeed.org/version/1.1\"}",
            "{\"version\": 1}",
            "[{\"version\": \"https://jsonfeed.org/version/1\"}]",
        ] {
            assert!(!is_feed(head), "{head}");
        }
    }
}
