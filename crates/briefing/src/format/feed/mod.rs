//! Feeds as files: RSS, Atom and CDF in XML, JSON Feed; every item is an article.

mod fields;
mod item;
mod json;
mod markup;
mod names;
mod xml;
mod xml_item;

pub(crate) use json::{is_feed as is_json_feed, read as read_json};
pub(crate) use xml::read as read_xml;

/// What a feed says of itself, for all of its items.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    /// Address that relative ones of its items count from.
    base: Option<String>,
}

impl Feed {
    /// Returns the bytes that an item was read from: its own, and what the feed says.
    ///
    /// Another title of the feed makes another article of an item that is the same.
    fn raw(&self, item: &[u8]) -> Vec<u8> {
        let mut raw = Vec::new();
        for field in [&self.title, &self.language, &self.base] {
            raw.extend_from_slice(field.as_deref().unwrap_or_default().as_bytes());
            raw.push(b'\n');
        }
        raw.extend_from_slice(item);
        raw
    }
}
