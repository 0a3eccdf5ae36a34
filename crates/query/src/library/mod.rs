//! A library opened for questions: what the command line and HTTP both hold.

mod arrivals;
mod search;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use arc_swap::ArcSwap;
use jiff::Zoned;
use precis_briefing::{Aliases, Vocabulary};

use crate::answer;
use crate::backend::{EngineError, Keep, Order, Sides, Snapshot};
use crate::cursor::Cursor;
use crate::error::{OpenError, SearchError};
use crate::forgive::forgive;
use crate::language::{Node, parse};
use crate::marks::Marker;
use crate::ranking;
use crate::recent::Recent;
use crate::related::related;
use crate::request::SearchRequest;
use crate::resolve::{self, Clause, FacetGroup, Resolved};
use crate::response::{
    ArrivalsResponse, ArticleResponse, RelatedResponse, SearchResponse, StatsResponse,
    SuggestResponse, VERSION,
};
use crate::stop;
use crate::suggest::suggest;
use crate::weights::Weights;

/// Ids that are named when a typed one fits several.
const MOST_IDS: usize = 10;
/// Headings and sources listed in the statistics.
const MOST_LISTED: usize = 100;

/// A library opened for questions. Cheap to share; every method takes `&self` and may block on disk.
#[derive(Debug)]
pub struct Library {
    data: PathBuf,
    vocabulary: Vocabulary,
    aliases: Arc<Aliases>,
    weights: Weights,
    current: ArcSwap<Snapshot>,
    recent: Arc<Recent>,
}

/// How much a library holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Articles.
    pub articles: u64,
    /// Bytes that the index takes on disk.
    pub index_bytes: u64,
    /// The revision that this is of.
    pub revision: u64,
}

/// What arrived after a revision, commit by commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrivals {
    /// Name of the revision count.
    pub epoch: String,
    /// Revision up to which all is told; where to go on from.
    pub revision: u64,
    /// Whether there is more after it.
    pub is_more: bool,
    /// The commits that brought anything, in their order.
    pub commits: Vec<ArrivalsResponse>,
}

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
    pub fn open(data: &Path, vocabulary: &Vocabulary) -> Result<Self, OpenError> {
        Ok(Self {
            data: data.to_owned(),
            vocabulary: vocabulary.clone(),
            aliases: Aliases::built_in(),
            weights: Weights::default(),
            current: ArcSwap::from_pointee(Snapshot::open(data, None)?),
            recent: Arc::default(),
        })
    }

    /// Makes it know these companies and synonyms instead of the built-in ones.
    #[must_use]
    pub fn with_aliases(mut self, aliases: Arc<Aliases>) -> Self {
        self.aliases = aliases;
        self
    }

    /// Returns the same library with other companies and synonyms, at the same revision and with the same revisions at
    /// hand for those who are paging.
    #[must_use]
    pub fn knowing(&self, aliases: Arc<Aliases>) -> Self {
        Self {
            data: self.data.clone(),
            vocabulary: self.vocabulary.clone(),
            aliases,
            weights: self.weights,
            current: ArcSwap::new(self.current.load_full()),
            recent: self.recent.clone(),
        }
    }

    /// The companies and synonyms that it knows.
    #[must_use]
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Makes it rank by these weights instead of the usual ones; for measuring what each is good for. Fails when the
    /// index cannot be opened.
    pub fn with_weights(mut self, weights: Weights) -> Result<Self, OpenError> {
        self.weights = weights;
        self.current.store(Arc::new(Snapshot::open(&self.data, None)?.with_weights(weights)));
        Ok(self)
    }

    /// Looks for a newer revision, and serves it from now on. Returns whether there was one.
    /// Fails when the new one cannot be opened; the old one is served on.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        let current = self.current.load_full();
        if !current.is_outdated(&self.data) {
            return Ok(false);
        }
        self.current.store(Arc::new(Snapshot::open(&self.data, Some(&current))?));
        Ok(true)
    }

    /// Reads what the first searches of the revision would otherwise wait for, and keeps it: for a program that will be
    /// asked again and again. Returns of how many segments anything was read: small ones and those that were read before,
    /// or are being read, are left out. Fails when the index cannot be read.
    pub fn warm_up(&self) -> Result<usize, SearchError> {
        guarded(|| Ok(self.current.load_full().warm_up()?))
    }

    /// Name of the library's revision count and the revision that is served.
    #[must_use]
    pub fn revision(&self) -> (String, u64) {
        let snapshot = self.current.load();
        (snapshot.stamp().epoch.clone(), snapshot.stamp().revision)
    }

    /// How much there is, quickly. Fails when the index cannot be read.
    pub fn size(&self) -> Result<Size, SearchError> {
        guarded(|| {
            let snapshot = self.current.load_full();
            Ok(Size {
                articles: snapshot.count(&Clause::All, Sides::All)?,
                index_bytes: folder_bytes(snapshot.folder()),
                revision: snapshot.stamp().revision,
            })
        })
    }

    /// Answers a search. `now` settles relative dates (`since:30d`) and the day of recency.
    /// Fails when a parameter or cursor cannot be used, or the index cannot be read; typed text never fails.
    pub fn search(
        &self,
        request: &SearchRequest,
        now: &Zoned,
    ) -> Result<SearchResponse, SearchError> {
        guarded(|| self.answer(request, now))
    }

    fn resolve(
        &self,
        snapshot: &Snapshot,
        request: &SearchRequest,
        now: &Zoned,
    ) -> Result<(Resolved, Node), SearchError> {
        let mut parsed = parse(&request.query);
        let forgiven = forgive(snapshot, self.aliases.companies(), request, &mut parsed.tree)?;
        let mut resolved =
            resolve::resolve(&parsed, request, &self.vocabulary, &self.aliases, now)?;
        resolved.notes.extend(forgiven);
        resolved.notes.extend(snapshot.expand(&mut resolved.query)?);
        Ok((resolved, parsed.tree))
    }

    /// Suggests what may be meant by what has been typed so far, each with what choosing it finds. Without anything
    /// typed, the newest titles. Fails when the index cannot be read.
    pub fn suggest(&self, typed: &str, now: &Zoned) -> Result<SuggestResponse, SearchError> {
        guarded(|| {
            let start = Instant::now();
            let snapshot = self.current.load_full();
            let count = |query: &str| {
                let query = query.to_owned();
                self.total(&snapshot, &SearchRequest { query, ..SearchRequest::default() }, now)
            };
            let suggestions = suggest(&snapshot, self.aliases.companies(), typed, &count)?;
            Ok(SuggestResponse {
                version: VERSION,
                query: typed.to_owned(),
                suggestions,
                took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
                epoch: snapshot.stamp().epoch.clone(),
                revision: snapshot.stamp().revision,
            })
        })
    }

    /// Counts what a search finds.
    fn total(
        &self,
        snapshot: &Snapshot,
        request: &SearchRequest,
        now: &Zoned,
    ) -> Result<u64, SearchError> {
        let (resolved, _) = self.resolve(snapshot, request, now)?;
        Ok(ranking::rank(snapshot, &resolved, Keep::best(0))?.total)
    }

    /// The snapshot that a page is of, where it is still at hand, else the newest.
    fn snapshot_for(&self, cursor: Option<&Cursor>, now: &Zoned) -> Arc<Snapshot> {
        let current = self.current.load_full();
        self.recent.keep(&current, now.timestamp());
        let Some(cursor) = cursor else { return current };
        self.recent.find(&cursor.epoch, cursor.revision).unwrap_or(current)
    }

    /// Settles an id as a person types it: whole, any unique ending, or the file's path.
    /// Fails when the index cannot be read.
    pub fn find_id(&self, typed: &str) -> Result<IdMatch, SearchError> {
        guarded(|| {
            let snapshot = self.current.load_full();
            if typed.is_empty() {
                return Ok(IdMatch::None);
            }
            if snapshot.count(&Clause::Id(typed.to_owned()), Sides::All)? > 0 {
                return Ok(IdMatch::One(typed.to_owned()));
            }
            if let Some(id) = snapshot.id_at_path(typed)? {
                return Ok(IdMatch::One(id));
            }
            let mut ids = snapshot.ids_ending_in(typed, MOST_IDS)?;
            Ok(match ids.len() {
                0 => IdMatch::None,
                1 => IdMatch::One(ids.remove(0)),
                _ => IdMatch::Several(ids),
            })
        })
    }

    /// Returns one article, with the matches of a query marked where one is given; none if there is no such id.
    /// Fails as [`Library::search`] does.
    pub fn article(
        &self,
        id: &str,
        query: Option<&SearchRequest>,
        now: &Zoned,
    ) -> Result<Option<ArticleResponse>, SearchError> {
        guarded(|| {
            let snapshot = self.current.load_full();
            let found = snapshot.find(
                &Clause::Id(id.to_owned()),
                Sides::All,
                Order::Newest,
                Keep::best(1),
            )?;
            let Some(candidate) = found.best.first() else { return Ok(None) };
            let mut marker = match query {
                Some(request) => answer::marker(
                    &snapshot,
                    &self.resolve(&snapshot, request, now)?.0.clause(None),
                    self.aliases.clone(),
                ),
                None => Marker::none(),
            };
            Ok(Some(answer::article(&snapshot, candidate, &mut marker)?))
        })
    }

    /// Lists at most `limit` articles related to one, by its rarest words and the companies it names, the nearest
    /// first; none if there is no such id. Fails when the index cannot be read.
    pub fn related(&self, id: &str, limit: usize) -> Result<Option<RelatedResponse>, SearchError> {
        guarded(|| {
            let start = Instant::now();
            let snapshot = self.current.load_full();
            let Some(found) = related(&snapshot, &self.aliases, id, limit)? else {
                return Ok(None);
            };
            Ok(Some(RelatedResponse {
                version: VERSION,
                id: id.to_owned(),
                total: found.total,
                results: found.results,
                took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
                epoch: snapshot.stamp().epoch.clone(),
                revision: snapshot.stamp().revision,
            }))
        })
    }

    /// Returns what the library holds. Fails when the index cannot be read.
    pub fn stats(&self) -> Result<StatsResponse, SearchError> {
        guarded(|| {
            let snapshot = self.current.load_full();
            let undated = Clause::Not(Box::new(Clause::Days { from: None, to: None }));
            let groups = [FacetGroup::Kind, FacetGroup::Source];
            let all = snapshot.find(&Clause::All, Sides::All, Order::Newest, Keep::EVERYONE)?;
            let values = snapshot.facets(&all.everyone, None, &groups)?;
            let kinds = snapshot.section_kinds()?;
            let date = |day| resolve::days::date_of(day).map(|date| date.to_string());
            let dates = snapshot.days()?.and_then(|(a, b)| Some([date(a)?, date(b)?]));
            let listed = |mut values: Vec<_>| {
                values.truncate(MOST_LISTED);
                answer::counts(values)
            };
            let stamp = snapshot.stamp();
            Ok(StatsResponse {
                version: VERSION,
                articles: snapshot.count(&Clause::All, Sides::All)?,
                undated: snapshot.count(&undated, Sides::All)?,
                sections: kinds.iter().map(|(_, count)| count).sum(),
                kinds: answer::counts(kinds),
                headings: listed(values.heading),
                sources: listed(values.source),
                dates,
                index_bytes: folder_bytes(snapshot.folder()),
                segments: snapshot.segments() as u64,
                epoch: stamp.epoch.clone(),
                revision: stamp.revision,
            })
        })
    }
}

fn folder_bytes(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.filter_map(|entry| entry.ok()?.metadata().ok()).map(|meta| meta.len()).sum()
}

/// Runs a question so that a damaged index, on which the engine may panic, is an error like any other.
fn guarded<T>(ask: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    let answer = catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| {
        Err(SearchError::Unreadable {
            reason: "reading it failed in a way that only damage explains".to_owned(),
        })
    });
    // Whatever work that was left undone came to, it is no answer.
    if stop::was_seen() { Err(SearchError::Stopped) } else { answer }
}

impl From<EngineError> for SearchError {
    fn from(error: EngineError) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}
