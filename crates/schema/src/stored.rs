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

/// A section, as its document keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSection {
    /// Place in the article, from 1.
    pub ordinal: u32,
    /// The section.
    pub section: Section,
}

/// Kind, then start and length in the text, then start and length in the source.
type UnitShape = (u8, u32, u32, Option<(u32, u32)>);

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
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            ordinal,
            kind: Kind::ALL.iter().position(|k| *k == section.kind).map_or(6, |k| k as u8),
            heading: section.heading.clone(),
            in_vocabulary: section.heading_in_vocabulary,
            subheadings: section.subheadings.clone(),
            anchor: section.anchor.clone(),
            units: section
                .units
                .iter()
                .map(|unit| {
                    let kind = match unit.kind {
                        UnitKind::Bullet => 0,
                        UnitKind::Sentence => 1,
                        UnitKind::Heading => 2,
                    };
                    let source = unit.source.as_ref().map(|s| (narrow(s.start), narrow(s.len())));
                    (kind, narrow(unit.span.start), narrow(unit.span.len()), source)
                })
                .collect(),
        }
    }

    fn into_section(self, text: String) -> Option<StoredSection> {
        let mut units = Vec::with_capacity(self.units.len());
        for (kind, start, len, source) in self.units {
            let kind = match kind {
                0 => UnitKind::Bullet,
                1 => UnitKind::Sentence,
                2 => UnitKind::Heading,
                _ => return None,
            };
            let span = start as usize..start as usize + len as usize;
            text.get(span.clone())?;
            let source = source.map(|(start, len)| start as usize..start as usize + len as usize);
            units.push(Unit { kind, span, source });
        }
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

/// Reads a header document back. Fails when it is damaged.
pub fn decode_header(
    layout: &Layout,
    document: &TantivyDocument,
) -> Result<StoredHeader, SchemaError> {
    let damaged = SchemaError::Damaged { what: "header" };
    let Some(json) = document.get_first(layout.header) else { return Err(damaged) };
    let Some(json) = json.as_str() else { return Err(damaged) };
    serde_json::from_str(json).map_err(|_| damaged)
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
