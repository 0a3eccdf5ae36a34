//! The runs, in turn, and what they add up to.

use std::fs;
use std::path::{Path, PathBuf};

use super::child::{self, Measured, Side, Work};
use super::questions::{Mix, Question, questions};
use super::setup::Made;
use super::table::{Aim, Row, percentile};
use super::{Args, machine, once};
use crate::generate::Library;
use crate::outcome::Outcome;

/// Queries that are asked as whole processes, of each run.
const WHOLE_PROCESSES: usize = 20;

/// Everything that the runs share.
pub(super) struct Bench {
    mix: Mix,
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
    /// None where the index of an earlier run was asked.
    indexed: Option<Indexed>,
    searching_mb: f64,
    searched: Measured,
    whole_ms: Vec<f64>,
}

/// What it took to make an index.
struct Indexed {
    mb_s: f64,
    to_text: f64,
    peak_mb: f64,
    again_s: Option<f64>,
}

impl Bench {
    pub(super) fn new(args: &Args, precis: PathBuf, library: Made) -> Self {
        let seed = args.setup.seed;
        let made = Library::new(seed);
        let questions = questions(args.mix, &made, args.articles, args.queries, seed);
        Self {
            mix: args.mix,
            precis,
            folder: args.setup.folder(),
            library: library.folder,
            text_bytes: library.text_bytes,
            questions,
            articles: args.articles,
            queries: args.queries,
            seed,
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
                let rate = measured.indexed.as_ref().map(|indexed| indexed.mb_s);
                println!(
                    "run {} {}: {}p50 {:.2} ms, p99 {:.2} ms ({})",
                    run + 1,
                    side.name(),
                    rate.map(|rate| format!("{rate:.1} MB/s, ")).unwrap_or_default(),
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
        let indexed = match self.mix {
            Mix::Everyday => Some(self.make(side, &index)?),
            Mix::Shapes if index.exists() => None,
            Mix::Shapes => self.make(side, &index).map(|_| None)?,
        };
        let searched = self.spawn(side, Work::Search, &index)?;
        let whole_ms = match self.mix {
            Mix::Everyday => self.whole_processes(side, &index)?,
            Mix::Shapes => Vec::new(),
        };
        let searching_mb = searched.peak_bytes as f64 / 1e6;
        Ok(SideRun { indexed, searching_mb, searched, whole_ms })
    }

    fn spawn(&self, side: Side, work: Work, index: &Path) -> Outcome<Measured> {
        child::spawn(&child::Args {
            side,
            work,
            library: self.library.clone(),
            index: index.to_owned(),
            articles: self.articles,
            queries: self.queries,
            mix: self.mix,
            seed: self.seed,
        })
    }

    /// Makes the index anew, and looks at the library once more.
    fn make(&self, side: Side, index: &Path) -> Outcome<Indexed> {
        if index.exists() {
            fs::remove_dir_all(index)?;
        }
        let indexed = self.spawn(side, Work::Index, index)?;
        if indexed.changed != self.articles as u64 {
            return Err(format!("{} indexed {} articles", side.name(), indexed.changed).into());
        }
        let index_bytes = machine::size_bytes(index)?;
        let again_s = match side {
            Side::Ours => {
                let again = self.spawn(side, Work::Index, index)?;
                if again.changed != 0 {
                    return Err(format!("a second run changed {} articles", again.changed).into());
                }
                Some(again.seconds)
            }
            Side::Bare => None,
        };
        Ok(Indexed {
            mb_s: self.text_bytes as f64 / 1e6 / indexed.seconds,
            to_text: index_bytes as f64 / self.text_bytes as f64,
            peak_mb: indexed.peak_bytes as f64 / 1e6,
            again_s,
        })
    }

    fn whole_processes(&self, side: Side, index: &Path) -> Outcome<Vec<f64>> {
        let step = (self.questions.len() / WHOLE_PROCESSES).max(1);
        let times = self.questions.iter().step_by(step).map(|question| match side {
            Side::Ours => once::ours_ms(&self.precis, &self.library, index, question),
            Side::Bare => once::bare_ms(index, question),
        });
        times.collect()
    }

    fn rows(&self, ours: &[SideRun], bare: &[SideRun]) -> Vec<Row> {
        let row = |name: &str, value: &dyn Fn(&SideRun) -> f64, aim| Row {
            name: name.to_owned(),
            ours: ours.iter().map(value).collect(),
            bare: bare.iter().map(value).collect(),
            aim,
        };
        let indexed = |value: &'static dyn Fn(&Indexed) -> f64| {
            move |run: &SideRun| run.indexed.as_ref().map_or(f64::NAN, value)
        };
        let mut rows = Vec::new();
        if self.mix == Mix::Everyday {
            rows.extend([
                row("indexing, MB/s", &indexed(&|it| it.mb_s), Some(Aim::AtLeast(0.4))),
                Row {
                    bare: Vec::new(),
                    ..row("index / text, ours", &indexed(&|it| it.to_text), Some(Aim::AtMost(1.6)))
                },
                row("index / text", &indexed(&|it| it.to_text), None),
                row("peak anonymous MB, indexing", &indexed(&|it| it.peak_mb), None),
                Row {
                    bare: Vec::new(),
                    ..row(
                        "unchanged second run, s",
                        &indexed(&|it| it.again_s.unwrap_or(0.0)),
                        None,
                    )
                },
                row(
                    "whole process p50, ms",
                    &|run| percentile(&run.whole_ms, 0.5),
                    Some(Aim::AtMost(2.0)),
                ),
                row("query p50, ms", &|run| self.query_ms(run, None, 0.5), Some(Aim::AtMost(1.5))),
                row("query p99, ms", &|run| self.query_ms(run, None, 0.99), Some(Aim::AtMost(2.0))),
            ]);
        }
        rows.push(row("peak anonymous MB, searching", &|run| run.searching_mb, None));
        for shape in self.mix.shapes() {
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
        let parts = self.mix.shapes().iter().map(|shape| {
            let same: Vec<bool> = self
                .questions
                .iter()
                .zip(ours.searched.totals.iter().zip(&bare.searched.totals))
                .filter(|(question, _)| question.shape() == *shape)
                .map(|(_, (one, other))| one == other)
                .collect();
            let count = same.iter().filter(|&&same| same).count();
            format!("{shape} {count} of {}", same.len())
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}
