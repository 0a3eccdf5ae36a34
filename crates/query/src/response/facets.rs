//! Counts of an answer by value.

use serde::{Deserialize, Serialize};

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
