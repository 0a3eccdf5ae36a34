//! One revision of an index, opened for questions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use precis_analysis::Typed;
use precis_schema::{HEADER, Home, Layout, SchemaError, Stamp, WORDED};
use tantivy::query::{EnableScoring, Query, Scorer, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, ReloadPolicy, Searcher, TERMINATED, Term};

use super::duplicates::{Groups, Place};
use super::facets::{self, FacetValues};
use super::lower::{Lowering, Sides};
use super::pass::{self, Candidate, Order};
use super::rank;
use super::statistics::Statistics;
use super::stoppable::go_on;
use crate::error::OpenError;
use crate::resolve::{Clause, FacetGroup, Word};
use crate::weights::{self, Weights};

/// Times that opening is tried again when a rebuild takes the folder away meanwhile.
const OPEN_TRIES: usize = 5;

/// Why the engine has no answer; to be told as a sentence.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EngineError {
    /// Reading the index failed.
    #[error(transparent)]
    Tantivy(#[from] tantivy::TantivyError),
    /// A stored document is not what the layout says.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}

/// One revision of an index, opened for questions.
pub(crate) struct Snapshot {
    searcher: Searcher,
    layout: Arc<Layout>,
    stamp: Stamp,
    folder: PathBuf,
    articles: Statistics,
    sections: Statistics,
    groups: Groups,
    weights: Weights,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

/// What a search found: all that matches, and the best of it in order.
#[derive(Debug)]
pub(crate) struct Found {
    /// Articles that match.
    pub(crate) total: u64,
    /// The best, in order.
    pub(crate) best: Vec<Candidate>,
}

impl Snapshot {
    /// Opens the index that a data folder serves. Fails when there is none that can be used.
    pub(crate) fn open(data: &Path) -> Result<Self, OpenError> {
        let unreadable = |reason: String| OpenError::Unreadable { data: data.to_owned(), reason };
        let home = Home::new(data);
        let mut tries = 0;
        loop {
            let folder = match home.current() {
                Ok(Some(folder)) => folder,
                Ok(None) => return Err(OpenError::Missing { data: data.to_owned() }),
                Err(error) => return Err(unreadable(error.to_string())),
            };
            tries += 1;
            match Self::open_folder(&folder) {
                Ok(snapshot) => return Ok(snapshot),
                Err(SchemaError::Stale { .. }) => {
                    return Err(OpenError::Stale { data: data.to_owned() });
                }
                // A swap or a collection of old files came between; the next look finds the new ones.
                Err(_) if tries < OPEN_TRIES => {}
                Err(error) => return Err(unreadable(error.to_string())),
            }
        }
    }

    fn open_folder(folder: &Path) -> Result<Self, SchemaError> {
        let engine = |source| SchemaError::Engine { path: folder.to_owned(), source };
        let layout = Layout::new();
        let (index, stamp) = precis_schema::open(folder, &layout)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(engine)?;
        let searcher = reader.searcher();
        let freq =
            |field, text| searcher.doc_freq(&Term::from_field_text(field, text)).map_err(engine);
        let headers = freq(layout.kind, HEADER)?;
        let sections = freq(layout.worded, WORDED)?;
        Ok(Self {
            articles: Statistics::new(searcher.clone(), headers),
            sections: Statistics::new(searcher.clone(), sections),
            searcher,
            layout: Arc::new(layout),
            stamp,
            folder: folder.to_owned(),
            groups: Groups::default(),
            weights: Weights::default(),
        })
    }

    /// Makes it rank by these weights.
    pub(crate) fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// Tells whether the data folder serves something else by now.
    pub(crate) fn is_outdated(&self, data: &Path) -> bool {
        let Ok(Some(folder)) = Home::new(data).current() else { return false };
        if folder != self.folder {
            return true;
        }
        // The commit's payload travels in the engine's list of segments; reading it is one small file.
        let Ok(meta) = std::fs::read(folder.join("meta.json")) else { return true };
        let payload = serde_json::from_slice::<serde_json::Value>(&meta)
            .ok()
            .and_then(|meta| meta.get("payload")?.as_str().and_then(Stamp::from_payload));
        payload.as_ref() != Some(&self.stamp)
    }

    pub(crate) fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    /// Runs a condition: the total, and the best `keep` in order.
    pub(crate) fn find(
        &self,
        clause: &Clause,
        sides: Sides,
        order: Order,
        keep: usize,
    ) -> Result<Found, EngineError> {
        let query = self.ranking(clause, sides).articles(clause)?;
        let pass = pass::run(&self.searcher, &*query, order, keep, false)?;
        Ok(Found { total: pass.total, best: pass.best })
    }

    /// Counts the articles that satisfy a condition.
    pub(crate) fn count(&self, clause: &Clause, sides: Sides) -> Result<u64, EngineError> {
        let query = self.lowering(sides).articles(clause)?;
        let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
        let weight = query.weight(scoring)?;
        let mut total = 0;
        for reader in self.searcher.segment_readers() {
            go_on()?;
            total += u64::from(weight.count(reader)?);
        }
        Ok(total)
    }

    /// Tells whether any article has a word, in any form.
    pub(crate) fn has_word(&self, word: &Typed) -> Result<bool, EngineError> {
        self.any(&Clause::Word(Word::from(word.clone())), Sides::All)
    }

    /// Tells whether any article satisfies a condition; stops at the first that does.
    pub(crate) fn any(&self, clause: &Clause, sides: Sides) -> Result<bool, EngineError> {
        let query = self.lowering(sides).articles(clause)?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        for reader in self.searcher.segment_readers() {
            go_on()?;
            let alive = reader.alive_bitset();
            let mut scorer = weight.scorer(reader, 1.0)?;
            let mut doc = scorer.doc();
            while doc != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    return Ok(true);
                }
                doc = scorer.advance();
            }
        }
        Ok(false)
    }

    /// Tells which of some articles satisfy a condition.
    pub(crate) fn matching(
        &self,
        clause: &Clause,
        sides: Sides,
        places: &[Place],
    ) -> Result<Vec<bool>, EngineError> {
        let query = self.lowering(sides).articles(clause)?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        // Scorers only go forward, so articles are visited in the order of the index.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_unstable_by_key(|at| places[*at]);
        let mut matching = vec![false; places.len()];
        let mut open: Option<(usize, Box<dyn Scorer>)> = None;
        for at in order {
            let (segment, doc) = places[at];
            if open.as_ref().is_none_or(|(opened, _)| *opened != segment) {
                let reader = &self.searcher.segment_readers()[segment];
                open = Some((segment, weight.scorer(reader, 1.0)?));
            }
            if let Some((_, scorer)) = &mut open {
                let stands = if scorer.doc() < doc { scorer.seek(doc) } else { scorer.doc() };
                matching[at] = stands == doc;
            }
        }
        Ok(matching)
    }

    /// Looks at first-phase results again and puts them in their final order. `today` counts in days since 1970-01-01.
    pub(crate) fn rerank(
        &self,
        words: &[&Word],
        today: i64,
        best: &mut [Candidate],
    ) -> Result<(), EngineError> {
        Ok(rank::rerank(self, words, today, best)?)
    }

    /// What a word weighs: its inverse document frequency over articles, 0 if none has it.
    pub(crate) fn weight(&self, word: &Word) -> Result<f32, EngineError> {
        Ok(self.lowering(Sides::All).weight(word)?)
    }

    /// Tells whether an article has a word, wherever it stands.
    pub(crate) fn holds(&self, candidate: &Candidate, word: &Word) -> Result<bool, EngineError> {
        let query = self.lowering(Sides::All).articles(&Clause::Word(word.clone()))?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let Some(reader) = self.searcher.segment_readers().get(candidate.segment) else {
            return Ok(false);
        };
        let mut scorer = weight.scorer(reader, 1.0)?;
        let at = scorer.doc();
        Ok(at == candidate.doc
            || (at < candidate.doc && scorer.seek(candidate.doc) == candidate.doc))
    }

    /// Counts values over the articles that satisfy a condition, for the groups asked for.
    pub(crate) fn facets(
        &self,
        clause: &Clause,
        positive: &Clause,
        sides: Sides,
        groups: &[FacetGroup],
    ) -> Result<FacetValues, EngineError> {
        let query = self.lowering(sides).articles(clause)?;
        let pass = pass::run(&self.searcher, &*query, Order::Newest, 0, true)?;
        let matching = self.lowering(Sides::Any).sections(positive)?;
        Ok(facets::count(&self.searcher, &pass.everyone, &*matching, groups)?)
    }

    /// Counts sections by kind.
    pub(crate) fn section_kinds(&self) -> Result<Vec<(String, u64)>, EngineError> {
        let mut kinds = Vec::new();
        for kind in precis_briefing::Kind::ALL {
            let term = Term::from_field_text(self.layout.kind, kind.as_str());
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
            let mut count = 0;
            for reader in self.searcher.segment_readers() {
                count += u64::from(weight.count(reader)?);
            }
            if count > 0 {
                kinds.push((kind.as_str().to_owned(), count));
            }
        }
        Ok(kinds)
    }

    /// First and last day of publication, in days since 1970-01-01; none if all are undated.
    pub(crate) fn days(&self) -> Result<Option<(i64, i64)>, EngineError> {
        let everyone = Clause::Days { from: None, to: None };
        let newest = self.find(&everyone, Sides::All, Order::Newest, 1)?;
        let oldest = self.find(&everyone, Sides::All, Order::Oldest, 1)?;
        Ok(newest.best.first().zip(oldest.best.first()).and_then(|(newest, oldest)| {
            Some((oldest.day(Order::Oldest)?, newest.day(Order::Newest)?))
        }))
    }

    pub(super) fn lowering(&self, sides: Sides) -> Lowering<'_> {
        Lowering {
            layout: &self.layout,
            articles: &self.articles,
            sections: &self.sections,
            sides,
            weights: &self.weights,
            b: weights::LONGEST_B,
        }
    }

    /// Lowers as [`Snapshot::find`] does, for the scores of the first phase.
    pub(super) fn ranking(&self, clause: &Clause, sides: Sides) -> Lowering<'_> {
        Lowering { b: self.weights.b(clause.positive_words().len()), ..self.lowering(sides) }
    }

    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(super) fn groups(&self) -> &Groups {
        &self.groups
    }

    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(super) fn section_statistics(&self) -> &Statistics {
        &self.sections
    }

    pub(super) fn article_statistics(&self) -> &Statistics {
        &self.articles
    }
}
