//! What an index keeps of an article besides its words, and how it is read back.

use jiff::civil::Date;
use precis_briefing::{Article, From, Kind, Section, TitleFrom, Unit, UnitKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tantivy::schema::Value as _;
use tantivy::{Document, TantivyDocument};

use crate::{Layout, SchemaError};

/// Metadata of an article, as the header document keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredHeader {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Where the title came from.
    pub title_from: TitleFrom,
    /// Publication date.
    pub date: Option<Date>,
    /// Where the date came from.
    pub date_from: Option<From>,
    /// Source.
    pub source: Option<String>,
    /// Where the source came from.
    pub source_from: Option<From>,
    /// Author.
    pub author: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Given fields without a use of their own.
    #[serde(with = "as_json")]
    pub extra: Map<String, Value>,
    /// Path of the file inside the library.
    pub path: String,
    /// Place in a many-article file.
    pub place: Option<u64>,
    /// Companies mentioned, most often mentioned first.
    pub companies: Vec<String>,
    /// Amounts mentioned, as written.
    pub amounts: Vec<String>,
    /// How many sections follow.
    pub sections: u32,
}

impl StoredHeader {
    pub(crate) fn new(article: &Article, path: &str, place: Option<u64>) -> Self {
        Self {
            id: article.id.clone(),
            title: article.title.clone(),
            title_from: article.title_from,
            date: article.date,
            date_from: article.date_from,
            source: article.source.clone(),
            source_from: article.source_from,
            author: article.author.clone(),
            url: article.url.clone(),
            tags: article.tags.clone(),
            language: article.language.clone(),
            extra: article.extra.clone(),
            path: path.to_owned(),
            place,
            companies: Vec::new(),
            amounts: Vec::new(),
            sections: u32::try_from(article.sections.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Values of any shape as a JSON text, inside a format that does not describe itself.
mod as_json {
    use serde::{Deserialize, Deserializer, Serializer, de, ser};
    use serde_json::{Map, Value};

    pub(super) fn serialize<S: Serializer>(
        map: &Map<String, Value>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if map.is_empty() {
            return serializer.serialize_str("");
        }
        serializer.serialize_str(&serde_json::to_string(map).map_err(ser::Error::custom)?)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Map<String, Value>, D::Error> {
        let json = <&str>::deserialize(deserializer)?;
        if json.is_empty() {
            return Ok(Map::new());
        }
        serde_json::from_str(json).map_err(de::Error::custom)
    }
}

/// A section, as its document keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSection {
    /// Place in the article, from 1.
    pub ordinal: u32,
    /// The section.
    pub section: Section,
}

/// A unit by what changes from the one before it, so that most numbers fit a byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct UnitShape {
    kind: u8,
    /// Bytes between the end of the unit before and the start of this one.
    gap: u32,
    length: u32,
    source: Option<SourceShape>,
}

/// A unit's place in the source beside its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SourceShape {
    /// How much further on the source has moved against the text since the last unit that has a place there.
    shift: i64,
    /// How much longer the unit is in the source.
    longer: i64,
}

/// The part of a section that is not its text.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Shape {
    ordinal: u32,
    kind: u8,
    heading: Option<String>,
    in_vocabulary: bool,
    subheadings: Vec<String>,
    anchor: String,
    units: Vec<UnitShape>,
}

impl Shape {
    pub(crate) fn new(section: &Section, ordinal: u32) -> Self {
        Self {
            ordinal,
            kind: Kind::ALL.iter().position(|k| *k == section.kind).map_or(6, |k| k as u8),
            heading: section.heading.clone(),
            in_vocabulary: section.heading_in_vocabulary,
            subheadings: section.subheadings.clone(),
            anchor: section.anchor.clone(),
            units: unit_shapes(&section.units),
        }
    }

    fn into_section(self, text: String) -> Option<StoredSection> {
        let units = units_from(&self.units, &text)?;
        let section = Section {
            kind: *Kind::ALL.get(usize::from(self.kind))?,
            heading: self.heading,
            heading_in_vocabulary: self.in_vocabulary,
            subheadings: self.subheadings,
            anchor: self.anchor,
            text,
            units,
        };
        Some(StoredSection { ordinal: self.ordinal, section })
    }
}

/// Describes units, which are in order.
fn unit_shapes(units: &[Unit]) -> Vec<UnitShape> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut end = 0;
    let mut shift = 0;
    units
        .iter()
        .map(|unit| {
            let source = unit.source.as_ref().map(|source| {
                let moved = source.start as i64 - unit.span.start as i64;
                let longer = source.len() as i64 - unit.span.len() as i64;
                SourceShape { shift: moved - std::mem::replace(&mut shift, moved), longer }
            });
            let gap = narrow(unit.span.start.saturating_sub(end));
            end = unit.span.end;
            let kind = match unit.kind {
                UnitKind::Bullet => 0,
                UnitKind::Sentence => 1,
                UnitKind::Heading => 2,
            };
            UnitShape { kind, gap, length: narrow(unit.span.len()), source }
        })
        .collect()
}

/// Makes units from their description; none if it does not fit the text.
fn units_from(shapes: &[UnitShape], text: &str) -> Option<Vec<Unit>> {
    let mut end = 0usize;
    let mut shift = 0i64;
    let mut units = Vec::with_capacity(shapes.len());
    for shape in shapes {
        let kind = match shape.kind {
            0 => UnitKind::Bullet,
            1 => UnitKind::Sentence,
            2 => UnitKind::Heading,
            _ => return None,
        };
        let start = end.checked_add(shape.gap as usize)?;
        let span = start..start.checked_add(shape.length as usize)?;
        text.get(span.clone())?;
        end = span.end;
        let source = match &shape.source {
            None => None,
            Some(source) => {
                shift = shift.checked_add(source.shift)?;
                let start = usize::try_from(shift.checked_add(span.start as i64)?).ok()?;
                let length = source.longer.checked_add(span.len() as i64)?;
                Some(start..start.checked_add(usize::try_from(length).ok()?)?)
            }
        };
        units.push(Unit { kind, span, source });
    }
    Some(units)
}

/// Reads a header document back. Fails when it is damaged.
pub fn decode_header(
    layout: &Layout,
    document: &TantivyDocument,
) -> Result<StoredHeader, SchemaError> {
    let damaged = SchemaError::Damaged { what: "header" };
    let bytes = document.get_first(layout.header).and_then(|value| value.as_bytes());
    bytes.and_then(|bytes| postcard::from_bytes(bytes).ok()).ok_or(damaged)
}

/// Reads a section document back. Fails when it is damaged.
pub fn decode_section(
    layout: &Layout,
    document: &TantivyDocument,
) -> Result<StoredSection, SchemaError> {
    let mut text = None;
    let mut shape: Option<Shape> = None;
    for (field, value) in document.iter_fields_and_values() {
        if field == layout.text {
            text = value.as_str().map(str::to_owned);
        } else if field == layout.section {
            shape = value.as_bytes().and_then(|bytes| postcard::from_bytes(bytes).ok());
        }
    }
    let damaged = SchemaError::Damaged { what: "section" };
    let (Some(text), Some(shape)) = (text, shape) else { return Err(damaged) };
    shape.into_section(text).ok_or(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_come_back_from_their_description() {
        let text = "First. Second one.\n- third\nA name";
        let unit = |kind, span: std::ops::Range<usize>, source| Unit { kind, span, source };
        for first in [None, Some(40..46), Some(3..12)] {
            let units = vec![
                unit(UnitKind::Sentence, 0..6, first),
                unit(UnitKind::Sentence, 7..18, Some(60..75)),
                unit(UnitKind::Bullet, 21..26, Some(2..7)),
                unit(UnitKind::Heading, 27..33, None),
            ];
            assert_eq!(units_from(&unit_shapes(&units), text), Some(units));
        }
    }

    #[test]
    fn a_description_that_does_not_fit_is_damage() {
        let shape = |kind, gap, length, source| UnitShape { kind, gap, length, source };
        let far = |shift, longer| Some(SourceShape { shift, longer });
        for bad in [
            shape(3, 0, 1, None),
            shape(0, 0, 9, None),
            shape(0, u32::MAX, u32::MAX, None),
            shape(0, 1, 1, None),
            shape(0, 0, 2, far(i64::MIN, 0)),
            shape(0, 0, 2, far(0, i64::MAX)),
            shape(0, 0, 2, far(-1, 0)),
        ] {
            assert_eq!(units_from(std::slice::from_ref(&bad), "é"), None, "{bad:?}");
        }
    }
}
