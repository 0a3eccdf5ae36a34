//! An answer of related articles.

use serde::{Deserialize, Serialize};

use super::Hit;

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
