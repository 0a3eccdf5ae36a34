//! What a briefing is once it has been read.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Kind;

/// One article, whole: what a reader sees, and where each part of it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Name of the article in its library: NFC, at most 512 bytes, no control characters, no `..`.
    pub id: String,
    /// Title; never empty.
    pub title: String,
    /// Where the title came from. Derived titles are shown but not indexed as titles.
    pub title_from: TitleFrom,
    /// Publication date; none means undated, never a guess.
    pub date: Option<Date>,
    /// Where the date came from; none exactly when there is no date.
    pub date_from: Option<From>,
    /// Publisher or newsletter.
    pub source: Option<String>,
    /// Where the source came from; none exactly when there is no source.
    pub source_from: Option<From>,
    /// Author, as given.
    pub author: Option<String>,
    /// Address of the original, as given.
    pub url: Option<String>,
    /// Tags, as given, in their order, without repeats.
    pub tags: Vec<String>,
    /// Language tag as given (`en`, `pt-BR`); never detected.
    pub language: Option<String>,
    /// Given fields that Précis has no use for, kept and shown.
    pub extra: Map<String, Value>,
    /// Sections in the order of the text.
    pub sections: Vec<Section>,
}

/// One headed part of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What the section is.
    pub kind: Kind,
    /// Heading as written, without markup; none for a lead or for text that came without headings.
    pub heading: Option<String>,
    /// Whether the heading is one of the vocabulary's; such headings are not indexed as words.
    pub heading_in_vocabulary: bool,
    /// Headings below this one that belong to the section, as written, in order.
    pub subheadings: Vec<String>,
    /// Fragment that links to the section: `take`, and `take-2` for a second one.
    pub anchor: String,
    /// What a reader sees below the heading. Bullets keep a marker (`- `), blocks are separated by line breaks.
    pub text: String,
    /// Bullets and sentences in order; their spans do not overlap.
    pub units: Vec<Unit>,
}

impl Section {
    /// Returns the heading where it is outside the vocabulary, and so says something of its own; none otherwise.
    #[must_use]
    pub fn own_heading(&self) -> Option<&str> {
        self.heading.as_deref().filter(|_| !self.heading_in_vocabulary)
    }
}

/// A bullet, or a sentence outside bullets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// What the unit is.
    pub kind: UnitKind,
    /// Half-open byte range in [`Section::text`], without bullet marker or surrounding white space.
    pub span: Range<usize>,
    /// Half-open byte range in the decoded source; none for formats without source ranges.
    pub source: Option<Range<usize>>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// An item of a list.
    Bullet,
    /// A sentence outside lists.
    Sentence,
    /// A heading of a deeper level, inside the section.
    Heading,
}

/// Where a title came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleFrom {
    /// Front matter or a JSON field.
    Given,
    /// A title line standing before the first heading.
    Line,
    /// The first level-1 heading outside the vocabulary.
    Heading,
    /// Derived: first sentence of the summary.
    Summary,
    /// Derived: first sentence of the text.
    Text,
    /// The file's name.
    FileName,
}

impl TitleFrom {
    /// Tells whether the title repeats the text, so that it is shown but not indexed as a title.
    #[must_use]
    pub fn is_derived(self) -> bool {
        matches!(self, Self::Summary | Self::Text)
    }
}

/// Where a date or a source came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// Front matter or a JSON field.
    Given,
    /// A line of the text.
    Line,
    /// The file's name or one of its folders.
    Path,
}
