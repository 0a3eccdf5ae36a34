//! What a commit brought, of what a search finds.

use serde::{Deserialize, Serialize};

use super::Hit;

/// The articles that a commit brought and that a search finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArrivalsResponse {
    /// Version of this shape.
    pub version: u32,
    /// Name of the revision count.
    pub epoch: String,
    /// Revision of the commit.
    pub revision: u64,
    /// Articles that it brought and that the search finds. Exact.
    pub total: u64,
    /// The first hundred of them by id, in the shape of results. Near-duplicates are not folded.
    pub results: Vec<Hit>,
}
