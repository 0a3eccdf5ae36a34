//! Suggestions for what is being typed.

use serde::{Deserialize, Serialize};

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
