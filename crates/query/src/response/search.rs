//! An answer to a search.

use serde::{Deserialize, Serialize};

use super::{Explanation, Facets};

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// The query as it was asked.
    pub query: String,
    /// How the query was read, in the query language.
    pub read_as: String,
    /// What is worth saying about the query or the answer.
    pub notes: Vec<Note>,
    /// Articles in the answer, all pages together. Exact.
    pub total: u64,
    /// Time the search took, in microseconds.
    pub took_us: u64,
    /// Name of the library's revision count; another one means that the count started anew.
    pub epoch: String,
    /// Revision of the library that was searched.
    pub revision: u64,
    /// Order of the results: `relevance`, `newest`, `oldest` or `arrived`.
    #[serde(default)]
    pub sort: String,
    /// False when a limit of time cut the search short; the answer is then a part.
    pub complete: bool,
    /// The articles of this page, in that order.
    pub results: Vec<Hit>,
    /// Searches near this one that find something, the smallest change first; at most five, and none where this
    /// one found something.
    #[serde(default)]
    pub instead: Vec<Instead>,
    /// Counts by value; present when asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub facets: Option<Facets>,
    /// Cursor of the next page; null on the last.
    pub next: Option<String>,
}

/// Something worth saying about the query or the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Stable name of the note (`partial`, `unknown_field`, `expanded`, …).
    pub code: String,
    /// One sentence for people.
    pub message: String,
    /// Half-open range in the query, in Unicode scalar values, that the note is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub range: Option<[usize; 2]>,
    /// With `partial`: articles that have all words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total_all: Option<u64>,
    /// With `undated_left_out`: articles without a date that would match otherwise. With `rest`: more articles that any
    /// of the words find.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<u64>,
    /// With `corrected`, `unfinished` and `expanded`: the word as typed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// With `corrected`: the word that was searched. With `unfinished`: its prefix search. With `expanded`: what the word finds besides, each in quotes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<String>,
}

/// A search near the one that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// Stable name of the change: `spelling`, `without_quotes`, `any_section`, `any_date`, `without_filter`,
    /// `without_operator`, `without_word`, `any_word`, `without_filters`, `any_word_anywhere`.
    pub reason: String,
    /// What is different, as one clause for people.
    pub message: String,
    /// The query to ask.
    pub query: String,
    /// Everything else to ask with it: parameters of HTTP, which are also options of the command.
    pub parameters: Vec<Parameter>,
    /// Articles that it finds. Exact.
    pub total: u64,
}

/// A parameter of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Name: `match`, `in`, `source`, …
    pub name: String,
    /// Value.
    pub value: String,
}

/// One article of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hit {
    /// Id of the article.
    pub id: String,
    /// Title.
    pub title: String,
    /// Half-open ranges of matches in the title, in Unicode scalar values.
    pub title_highlights: Vec<[usize; 2]>,
    /// Where the title came from: `given`, `line`, `heading`, `summary`, `text`, `file_name`.
    pub title_from: String,
    /// Publication date, `YYYY-MM-DD`; null if undated.
    pub date: Option<String>,
    /// Path of the file inside the library.
    pub path: String,
    /// Publisher or newsletter.
    pub source: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Companies mentioned, the most often mentioned first; at most eight.
    pub companies: Vec<String>,
    /// Amounts mentioned, as written.
    pub amounts: Vec<String>,
    /// Score, higher is better; 0 where the order is by date.
    pub score: f32,
    /// Places in the sections where a positive part of the query matched.
    pub matches: u64,
    /// Words of the query that the article does not have.
    pub missing: Vec<String>,
    /// Ids of near-duplicates folded into this result: those that the search finds as well, the earliest first.
    pub duplicates: Vec<String>,
    /// The commit that it arrived with. An edit is no arrival; an article that was gone arrives again.
    pub arrived: Arrived,
    /// Where arrivals are asked for: id of the first article to arrive of which it is a near-duplicate, directly or by
    /// way of others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub near_duplicate_of: Option<String>,
    /// Why it stands where it does; present when asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Explanation>,
    /// With related articles: what it has in common with the article asked about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shared: Option<Shared>,
    /// Sections that matched best, best first; at most three.
    pub sections: Vec<SectionHit>,
}

/// The commit that an article arrived with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Arrived {
    /// Its revision.
    pub revision: u64,
    /// When it was made, as RFC 3339 has it, in UTC, to the millisecond.
    pub at: String,
}

/// What two articles have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// Rare words, as the article asked about writes them, the weightiest first.
    pub words: Vec<String>,
    /// Companies.
    pub companies: Vec<String>,
}

/// A section that matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionHit {
    /// Kind: `lead`, `summary`, `points`, `context`, `take`, `watch` or `other`.
    pub kind: String,
    /// Heading as written; null for a lead.
    pub heading: Option<String>,
    /// Fragment that links to the section on the article's page.
    pub anchor: String,
    /// Place of the section in the article, from 1.
    pub ordinal: u32,
    /// Best passages, in the order of the text.
    pub snippets: Vec<Snippet>,
}

/// A passage of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// The passage; starts or ends with `…` where it was cut inside a sentence.
    pub text: String,
    /// Half-open ranges of matches in `text`, in Unicode scalar values; sorted, not overlapping.
    pub highlights: Vec<[usize; 2]>,
    /// Where the passage starts in the section's own UTF-8 text, in bytes; an added ellipsis is not counted.
    pub byte_start: usize,
}
