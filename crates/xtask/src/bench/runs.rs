//! The runs, in turn, and what they add up to.

use std::fs;
use std::path::PathBuf;

use super::child::{self, Measured, Side, Work};
use super::questions::{self, Question, SHAPES};
use super::table::{Aim, Row, percentile};
use super::{Args, machine, once};
use crate::generate::Library;
use crate::outcome::Outcome;

/// Queries that are asked as whole processes, of each run.
const WHOLE_PROCESSES: usize = 20;

/// Everything that the runs share.
pub(super) struct Bench {
    precis: PathBuf,
    folder: PathBuf,
    library: PathBuf,
    text_bytes: u64,
    questions: Vec<Question>,
    articles: usize,
    queries: usize,
    seed: u64,
}

/// What one side measured in one run.
struct SideRun {
    index_mb_s: f64,
    index_to_text: f64,
    indexing_mb: f64,
    searching_mb: f64,
    again_s: Option<f64>,
    searched: Measured,
    whole_ms: Vec<f64>,
}

impl Bench {
    pub(super) fn new(
        args: &Args,
        precis: PathBuf,
        folder: PathBuf,
        library: PathBuf,
        text_bytes: u64,
    ) -> Self {
        let questions =
            questions::mix(&Library::new(args.seed), args.articles, args.queries, args.seed);
        Self {
            precis,
            folder,
            library,
            text_bytes,
            questions,
            articles: args.articles,
            queries: args.queries,
            seed: args.seed,
        }
    }

    /// Runs both sides in turn, the other one first each time, and returns the table and how far totals agree.
    pub(super) fn run_all(&self, runs: usize) -> Outcome<(Vec<Row>, String)> {
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for run in 0..runs {
            let order =
                if run % 2 == 0 { [Side::Ours, Side::Bare] } else { [Side::Bare, Side::Ours] };
            for side in order {
                let measured = self.run_side(side)?;
                println!(
                    "run {} {}: {:.1} MB/s, p50 {:.2} ms, p99 {:.2} ms ({})",
                    run + 1,
                    side.name(),
                    measured.index_mb_s,
                    percentile(&measured.searched.times_us, 0.5) / 1e3,
                    percentile(&measured.searched.times_us, 0.99) / 1e3,
                    machine::load()
                );
                if side == Side::Ours { ours.push(measured) } else { bare.push(measured) }
            }
        }
        Ok((self.rows(&ours, &bare), self.agreement(&ours, &bare)))
    }

    fn run_side(&self, side: Side) -> Outcome<SideRun> {
        let index = self.folder.join(side.name());
        if index.exists() {
            fs::remove_dir_all(&index)?;
        }
        let spawn = |work| {
            child::spawn(&child::Args {
                side,
                work,
                library: self.library.clone(),
                index: index.clone(),
                articles: self.articles,
                queries: self.queries,
                seed: self.seed,
            })
        };
        let indexed = spawn(Work::Index)?;
        if indexed.changed != self.articles as u64 {
            return Err(format!("{} indexed {} articles", side.name(), indexed.changed).into());
        }
        let index_bytes = machine::size_bytes(&index)?;
        let again_s = match side {
            Side::Ours => {
                let again = spawn(Work::Index)?;
                if again.changed != 0 {
                    return Err(format!("a second run changed {} articles", again.changed).into());
                }
                Some(again.seconds)
            }
            Side::Bare => None,
        };
        let searched = spawn(Work::Search)?;
        let step = (self.questions.len() / WHOLE_PROCESSES).max(1);
        let whole_ms = self.questions.iter().step_by(step).map(|question| match side {
            Side::Ours => once::ours_ms(&self.precis, &self.library, &index, question),
            Side::Bare => once::bare_ms(&index, question),
        });
        Ok(SideRun {
            index_mb_s: self.text_bytes as f64 / 1e6 / indexed.seconds,
            index_to_text: index_bytes as f64 / self.text_bytes as f64,
            indexing_mb: indexed.peak_bytes as f64 / 1e6,
            searching_mb: searched.peak_bytes as f64 / 1e6,
            again_s,
            searched,
            whole_ms: whole_ms.collect::<Outcome<_>>()?,
        })
    }

    fn rows(&self, ours: &[SideRun], bare: &[SideRun]) -> Vec<Row> {
        let row = |name: &str, value: &dyn Fn(&SideRun) -> f64, aim| Row {
            name: name.to_owned(),
            ours: ours.iter().map(value).collect(),
            bare: bare.iter().map(value).collect(),
            aim,
        };
        let mut rows = vec![
            row("indexing, MB/s", &|run| run.index_mb_s, Some(Aim::AtLeast(0.4))),
            Row {
                bare: Vec::new(),
                ..row("index / text, ours", &|run| run.index_to_text, Some(Aim::AtMost(1.6)))
            },
            row("index / text", &|run| run.index_to_text, None),
            row("peak anonymous MB, indexing", &|run| run.indexing_mb, None),
            row("peak anonymous MB, searching", &|run| run.searching_mb, None),
            Row {
                bare: Vec::new(),
                ..row("unchanged second run, s", &|run| run.again_s.unwrap_or(0.0), None)
            },
            row("query p50, ms", &|run| self.query_ms(run, None, 0.5), Some(Aim::AtMost(1.5))),
            row("query p99, ms", &|run| self.query_ms(run, None, 0.99), Some(Aim::AtMost(2.0))),
            row(
                "whole process p50, ms",
                &|run| percentile(&run.whole_ms, 0.5),
                Some(Aim::AtMost(2.0)),
            ),
        ];
        for shape in SHAPES {
            for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
                let value = |run: &SideRun| self.query_ms(run, Some(shape), share);
                rows.push(row(&format!("  {shape} {name}, ms"), &value, None));
            }
        }
        rows
    }

    /// Returns a percentile of the query times of a run, of one shape or of all, in milliseconds.
    fn query_ms(&self, run: &SideRun, shape: Option<&str>, share: f64) -> f64 {
        let times: Vec<f64> = self
            .questions
            .iter()
            .zip(&run.searched.times_us)
            .filter(|(question, _)| shape.is_none_or(|shape| question.shape() == shape))
            .map(|(_, time)| time / 1e3)
            .collect();
        percentile(&times, share)
    }

    /// Says of each shape how many queries found the same number of articles on both sides: the tokenizers differ, the
    /// answers should not by much.
    fn agreement(&self, ours: &[SideRun], bare: &[SideRun]) -> String {
        let (Some(ours), Some(bare)) = (ours.last(), bare.last()) else {
            return String::new();
        };
        let parts = SHAPES.map(|shape| {
            let same: Vec<bool> = self
                .questions
                .iter()
                .zip(ours.searched.totals.iter().zip(&bare.searched.totals))
                .filter(|(question, _)| question.shape() == shape)
                .map(|(_, (one, other))| one == other)
                .collect();
            let count = same.iter().filter(|&&same| same).count();
            format!("{shape} {count} of {}", same.len())
        });
        parts.join(", ")
    }
}
