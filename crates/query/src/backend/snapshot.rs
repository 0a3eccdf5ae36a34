//! One revision of an index, opened for questions.

use std::path::Path;
use std::sync::Arc;

use precis_analysis::Typed;
use precis_schema::{HEADER, Home, Layout, SchemaError, Stamp, WORDED};
use tantivy::query::{EnableScoring, Query, Scorer, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::duplicates::{Groups, Place};
use super::facets::{self, FacetValues};
use super::lower::{Lowering, Sides};
use super::opened::Opened;
use super::pass::{self, Candidate, Everyone, Keep, Order, Pass};
use super::rank;
use super::starts::Starts;
use super::statistics::Statistics;
use super::stoppable::go_on;
use super::table::Tables;
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
    opened: Opened,
    stamp: Stamp,
    articles: Statistics,
    sections: Statistics,
    groups: Groups,
    tables: Tables,
    starts: Arc<Starts>,
    weights: Weights,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

impl Snapshot {
    /// Opens the index that a data folder serves. What an earlier snapshot has open and has read of it is used again.
    /// Fails when there is none that can be used.
    pub(crate) fn open(data: &Path, earlier: Option<&Self>) -> Result<Self, OpenError> {
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
            let earlier = earlier.filter(|earlier| tries == 1 && earlier.folder() == folder);
            match Self::open_folder(&folder, earlier) {
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

    fn open_folder(folder: &Path, earlier: Option<&Self>) -> Result<Self, SchemaError> {
        let (opened, searcher, stamp) = match earlier {
            None => Opened::open(folder)?,
            Some(Self { opened, .. }) => {
                let (searcher, stamp) = opened.newest()?;
                (opened.clone(), searcher, stamp)
            }
        };
        let earlier_tables = earlier.map(|earlier| (&earlier.searcher, &earlier.tables));
        let tables = Tables::new(&searcher, earlier_tables);
        let freq = |field, text| {
            let freq = searcher.doc_freq(&Term::from_field_text(field, text));
            freq.map_err(|source| opened.error(source))
        };
        let headers = freq(opened.layout.kind, HEADER)?;
        let sections = freq(opened.layout.worded, WORDED)?;
        let starts = earlier.map(|earlier| earlier.starts.clone()).unwrap_or_default();
        starts.fit(&searcher);
        Ok(Self {
            articles: Statistics::new(searcher.clone(), headers),
            sections: Statistics::new(searcher.clone(), sections),
            searcher,
            opened,
            stamp,
            groups: Groups::default(),
            tables,
            starts,
            weights: earlier.map(|earlier| earlier.weights).unwrap_or_default(),
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
        if folder != self.folder() {
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
        &self.opened.folder
    }

    pub(crate) fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    /// Runs a condition: the total, and of what it finds what is to be kept.
    pub(crate) fn find(
        &self,
        clause: &Clause,
        sides: Sides,
        order: Order,
        keep: Keep,
    ) -> Result<Pass, EngineError> {
        let query = self.ranking(clause, sides).articles(clause)?;
        Ok(pass::run(&self.searcher, &*query, order, keep)?)
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

    /// Counts articles by value. For kinds, the sections count that satisfy `positive`, all if there is none.
    pub(crate) fn facets(
        &self,
        everyone: &Everyone,
        positive: Option<&Clause>,
        groups: &[FacetGroup],
    ) -> Result<FacetValues, EngineError> {
        let lowering = self.lowering(Sides::Any);
        // Nothing else asks for sections, and to look up what they must have can take long.
        let positive = positive.filter(|_| groups.contains(&FacetGroup::Kind));
        let sections = positive.map(|positive| lowering.sections(positive)).transpose()?;
        let sections = sections.as_deref();
        Ok(facets::count(&self.searcher, &self.tables, everyone, sections, groups)?)
    }

    /// Counts sections by kind.
    pub(crate) fn section_kinds(&self) -> Result<Vec<(String, u64)>, EngineError> {
        let mut kinds = Vec::new();
        for kind in precis_briefing::Kind::ALL {
            let term = Term::from_field_text(self.layout().kind, kind.as_str());
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
        let newest = self.find(&everyone, Sides::All, Order::Newest, Keep::best(1))?;
        let oldest = self.find(&everyone, Sides::All, Order::Oldest, Keep::best(1))?;
        Ok(newest.best.first().zip(oldest.best.first()).and_then(|(newest, oldest)| {
            Some((oldest.day(Order::Oldest)?, newest.day(Order::Newest)?))
        }))
    }

    pub(super) fn lowering(&self, sides: Sides) -> Lowering<'_> {
        Lowering {
            layout: self.layout(),
            articles: &self.articles,
            sections: &self.sections,
            sides,
            starts: &self.starts,
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
        &self.opened.layout
    }

    pub(super) fn starts(&self) -> &Starts {
        &self.starts
    }

    pub(super) fn tables(&self) -> &Tables {
        &self.tables
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
