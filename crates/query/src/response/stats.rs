//! What a library holds.

use serde::{Deserialize, Serialize};

use super::FacetCount;

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
