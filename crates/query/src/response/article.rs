//! One article, whole.

use serde::{Deserialize, Serialize};

/// One article, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArticleResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// Id of the article.
    pub id: String,
    /// Title.
    pub title: String,
    /// Half-open ranges of matches in the title, in Unicode scalar values; empty without a query.
    pub title_highlights: Vec<[usize; 2]>,
    /// Where the title came from.
    pub title_from: String,
    /// Publication date, `YYYY-MM-DD`; null if undated.
    pub date: Option<String>,
    /// Where the date came from: `given`, `line` or `path`.
    pub date_from: Option<String>,
    /// Path of the file inside the library.
    pub path: String,
    /// Line or place in the file, from 1, for a member of a many-article file.
    pub place: Option<u64>,
    /// Publisher or newsletter.
    pub source: Option<String>,
    /// Where the source came from: `given` or `path`.
    pub source_from: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Language tag, as given.
    pub language: Option<String>,
    /// Companies mentioned, the most often mentioned first.
    pub companies: Vec<String>,
    /// Amounts mentioned, as written.
    pub amounts: Vec<String>,
    /// Given fields that Précis has no use for, as they were given.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Sections, in the order of the text.
    pub sections: Vec<ArticleSection>,
    /// Name of the library's revision count.
    pub epoch: String,
    /// Revision of the library that was read.
    pub revision: u64,
}

/// A section of an article, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArticleSection {
    /// Kind.
    pub kind: String,
    /// Heading as written; null for a lead.
    pub heading: Option<String>,
    /// Fragment that links to the section.
    pub anchor: String,
    /// Place of the section in the article, from 1.
    pub ordinal: u32,
    /// Text of the section.
    pub text: String,
    /// Half-open ranges of matches in `text`, in Unicode scalar values.
    pub highlights: Vec<[usize; 2]>,
    /// Units in order.
    pub units: Vec<ArticleUnit>,
}

/// A bullet, sentence or deeper heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArticleUnit {
    /// `bullet`, `sentence` or `heading`.
    pub kind: String,
    /// Half-open range in the section's text, in Unicode scalar values.
    pub range: [usize; 2],
}
