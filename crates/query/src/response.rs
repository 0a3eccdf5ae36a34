//! The answer, in the one shape that the command line and HTTP give it. `docs/output-json.md` describes it field by field.

use serde::{Deserialize, Serialize};

/// Version of the JSON shapes in this module.
pub const VERSION: u32 = 1;

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
    /// False when a limit of time cut the search short; the answer is then a part.
    pub complete: bool,
    /// The articles of this page, best first.
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
    /// With `corrected` and `expanded`: the word as typed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// With `corrected`: the word that was searched. With `expanded`: what the word finds besides, each in quotes.
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
    /// Why it stands where it does; present when asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Explanation>,
    /// With related articles: what it has in common with the article asked about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shared: Option<Shared>,
    /// Sections that matched best, best first; at most three.
    pub sections: Vec<SectionHit>,
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

/// The articles related to one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RelatedResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// Id of the article asked about.
    pub id: String,
    /// Related articles. Exact.
    pub total: u64,
    /// The nearest of them, with what they share; near-duplicates folded.
    pub results: Vec<Hit>,
    /// Time it took, in microseconds.
    pub took_us: u64,
    /// Name of the library's revision count.
    pub epoch: String,
    /// Revision of the library that was looked at.
    pub revision: u64,
}

/// Why an article stands where it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The score as a sum, in one line for people.
    pub message: String,
    /// What the score is made of; parts that add nothing are left out. Their values add up to the score.
    pub parts: Vec<ScorePart>,
    /// What puts it below the result before it; null on the first one, and where the order is by date.
    pub below: Option<Below>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScorePart {
    /// Stable name: `words`, `title`, `section`, `closeness`, `typed`, `opening` or `recency`.
    pub name: String,
    /// What it is called, for people.
    pub label: String,
    /// What it adds to the score.
    pub value: f32,
    /// With `words`: what each word, phrase or the like of the query adds; their values add up to that of the part.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub words: Vec<WordShare>,
}

/// What one word adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WordShare {
    /// The word, phrase or the like, as it was read.
    pub text: String,
    /// What it adds to the score.
    pub value: f32,
}

/// What puts a result below the one before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Below {
    /// Name of the part that differs most, or `missing` (it lacks words that the one before has) or `id` (the scores are
    /// equal).
    pub by: String,
    /// How much less that part is than in the one before; 0 with `missing` and `id`.
    pub difference: f32,
    /// The same in one line for people.
    pub message: String,
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

/// Counts of the answer's articles by value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Facets {
    /// By kind of section in which a positive word matched (`other` by heading).
    pub kind: Vec<FacetCount>,
    /// By company mentioned.
    pub company: Vec<FacetCount>,
    /// By source.
    pub source: Vec<FacetCount>,
    /// By author.
    pub author: Vec<FacetCount>,
    /// By tag.
    pub tag: Vec<FacetCount>,
    /// By month of publication, `YYYY-MM`, newest first.
    pub month: Vec<FacetCount>,
    /// By year of publication, `YYYY`, newest first.
    pub year: Vec<FacetCount>,
    /// By range of an amount mentioned, of any currency, from the least on: `..<1M`, `1M..<10M` and so on to `100B..`.
    pub amount: Vec<FacetCount>,
}

/// How many articles of the answer have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// Articles that have it. Exact.
    pub count: u64,
}

/// What may be meant by what has been typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SuggestResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// What has been typed.
    pub query: String,
    /// Suggestions: companies, titles, words, phrases, the likeliest of each kind first.
    pub suggestions: Vec<Suggestion>,
    /// Time it took, in microseconds.
    pub took_us: u64,
    /// Name of the library's revision count.
    pub epoch: String,
    /// Revision of the library that was looked at.
    pub revision: u64,
}

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// `company`, `title`, `word` or `phrase`.
    pub kind: String,
    /// What to show.
    pub text: String,
    /// The query that choosing it asks.
    pub query: String,
    /// Articles that this query finds. Exact.
    pub total: u64,
    /// With `title`: id of the newest article that has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
}

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

/// What a library holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatsResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// Articles.
    pub articles: u64,
    /// Articles without a date.
    pub undated: u64,
    /// Sections.
    pub sections: u64,
    /// Sections by kind.
    pub kinds: Vec<FacetCount>,
    /// Headings outside the vocabulary, by how many articles have them, most first; at most 100.
    pub headings: Vec<FacetCount>,
    /// Articles by source, most first.
    pub sources: Vec<FacetCount>,
    /// First and last publication date.
    pub dates: Option<[String; 2]>,
    /// Size of the index on disk, in bytes.
    pub index_bytes: u64,
    /// Index segments.
    pub segments: u64,
    /// Name of the library's revision count.
    pub epoch: String,
    /// Revision of the library.
    pub revision: u64,
}
