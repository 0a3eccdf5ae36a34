//! A library opened for questions: what the command line and HTTP both hold.

use std::path::Path;

use jiff::Zoned;
use precis_briefing::Vocabulary;

use crate::error::{OpenError, SearchError};
use crate::request::SearchRequest;
use crate::response::{ArticleResponse, SearchResponse, StatsResponse};

/// A library opened for questions. Cheap to share; every method takes `&self` and may block on disk.
#[derive(Debug)]
pub struct Library {}

/// How an id typed by a person was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdMatch {
    /// Exactly one article: its whole id.
    One(String),
    /// None.
    None,
    /// Several; their ids, at most ten.
    Several(Vec<String>),
}

impl Library {
    /// Opens the index below a data folder (`DIR/.precis`). Fails when there is none that can be used.
    pub fn open(data: &Path, _vocabulary: &Vocabulary) -> Result<Self, OpenError> {
        Err(OpenError::Missing { data: data.to_owned() })
    }

    /// Looks for a newer revision, and serves it from now on. Returns whether there was one.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        Ok(false)
    }

    /// Name of the library's revision count and the revision that is served.
    #[must_use]
    pub fn revision(&self) -> (String, u64) {
        (String::new(), 0)
    }

    /// Answers a search. `now` settles relative dates (`since:30d`) and the day of recency.
    pub fn search(
        &self,
        _request: &SearchRequest,
        _now: &Zoned,
    ) -> Result<SearchResponse, SearchError> {
        Err(SearchError::BadCursor)
    }

    /// Settles an id as a person types it: whole, any unique ending, or the file's path.
    pub fn find_id(&self, _typed: &str) -> Result<IdMatch, SearchError> {
        Ok(IdMatch::None)
    }

    /// Returns one article, with the matches of a query marked where one is given; none if there is no such id.
    pub fn article(
        &self,
        _id: &str,
        _query: Option<&SearchRequest>,
        _now: &Zoned,
    ) -> Result<Option<ArticleResponse>, SearchError> {
        Ok(None)
    }

    /// Returns what the library holds.
    pub fn stats(&self) -> Result<StatsResponse, SearchError> {
        Err(SearchError::BadCursor)
    }
}
