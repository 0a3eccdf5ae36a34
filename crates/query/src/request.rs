//! The question, as the front ends put it.

use crate::language::Field;

/// A search, as asked: a typed query and what flags or parameters add to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchRequest {
    /// What was typed.
    pub query: String,
    /// What happens to words side by side.
    pub match_mode: MatchMode,
    /// Sections to search in (`in=`); several mean any of them.
    pub sections: Vec<String>,
    /// Values of fields, as flags or parameters give them; several of one field mean any of them.
    pub fields: Vec<(Field, String)>,
    /// Which words do not find other names and synonyms as well: `none` does for all words, `-NAME` for one; `all`,
    /// like nothing, for no word.
    pub expand: Vec<String>,
    /// Order; none means what the query says, else relevance, else newest for an empty query.
    pub sort: Option<Sort>,
    /// Results on a page. 0 asks for the total alone.
    pub limit: usize,
    /// Cursor of the page, from the page before.
    pub cursor: Option<String>,
    /// Whether to count facets.
    pub facets: bool,
    /// Whether near-duplicates are results of their own instead of being folded into one.
    pub unfold: bool,
    /// Whether to say what each score is made of.
    pub explain: bool,
}

/// What happens to words side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MatchMode {
    /// All words, or the best part of them where too few articles have all.
    #[default]
    Auto,
    /// All words.
    All,
    /// Any word.
    Any,
}

impl MatchMode {
    /// Returns the mode of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "all" => Some(Self::All),
            "any" => Some(Self::Any),
            _ => None,
        }
    }
}

/// Order of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// Last arrived first; of one commit, newest first.
    Arrived,
}

impl Sort {
    /// Returns the name of the order.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Arrived => "arrived",
        }
    }

    /// Returns the order of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "relevance" => Some(Self::Relevance),
            "newest" => Some(Self::Newest),
            "oldest" => Some(Self::Oldest),
            "arrived" => Some(Self::Arrived),
            _ => None,
        }
    }
}
