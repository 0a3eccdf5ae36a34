//! Why a result stands where it does.

use serde::{Deserialize, Serialize};

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
