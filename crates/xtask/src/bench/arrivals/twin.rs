//! The same arrivals in the engine used bare: add, commit, reload.

use std::path::Path;
use std::time::Instant;

use tantivy::{IndexReader, IndexWriter, ReloadPolicy};

use super::super::bare::{self, Fields};
use super::super::bare_search::BareSearch;
use super::super::questions::Question;
use crate::generate::Briefing;
use crate::outcome::Outcome;

/// One article a commit keeps one thread busy; memory that it may fill.
const BUDGET_BYTES: usize = 50_000_000;

/// The twin, open for writing and searching.
pub(super) struct Twin {
    writer: IndexWriter,
    searching: Searching,
}

/// What searches the twin as it stands at that time.
#[derive(Clone)]
pub(super) struct Searching {
    reader: IndexReader,
    fields: Fields,
}

impl Twin {
    pub(super) fn open(folder: &Path) -> Outcome<Self> {
        let (index, fields) = bare::open(folder)?;
        let writer = index.writer_with_num_threads(1, BUDGET_BYTES)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { writer, searching: Searching { reader, fields } })
    }

    /// Adds each briefing, commits and reloads, and returns how long each took, in milliseconds.
    pub(super) fn times_ms(&mut self, briefings: &[Briefing]) -> Outcome<Vec<f64>> {
        let mut times_ms = Vec::with_capacity(briefings.len());
        for briefing in briefings {
            let text = briefing.render();
            let start = Instant::now();
            self.writer.add_document(bare::document(self.searching.fields, &text))?;
            self.writer.commit()?;
            self.searching.reader.reload()?;
            times_ms.push(start.elapsed().as_secs_f64() * 1e3);
        }
        Ok(times_ms)
    }

    pub(super) fn searching(&self) -> Searching {
        self.searching.clone()
    }
}

impl Searching {
    /// Returns what answers the question of a number.
    pub(super) fn asker(&self, questions: &[Question]) -> impl FnMut(usize) -> Outcome {
        move |number: usize| {
            let mut search = BareSearch::new(self.reader.searcher(), self.fields);
            search.answer(&questions[number % questions.len()]).map(drop)
        }
    }
}
