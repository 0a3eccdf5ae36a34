//! One measured run, in a process of its own so that runs share neither memory nor caches.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::bare_search::BareSearch;
use super::ours::OurSearch;
use super::questions::{Mix, Question, questions};
use super::{bare, machine, ours};
use crate::generate::Library;
use crate::outcome::Outcome;

/// Times each query is asked; its fastest answer counts, so that the machine's other work weighs less.
pub(super) const REPEATS: usize = 3;

/// Which run, on what.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    pub(super) side: Side,
    #[arg(long)]
    pub(super) work: Work,
    /// Folder of the made-up library.
    #[arg(long)]
    pub(super) library: PathBuf,
    /// Folder of the index.
    #[arg(long)]
    pub(super) index: PathBuf,
    #[arg(long)]
    pub(super) articles: usize,
    #[arg(long)]
    pub(super) queries: usize,
    #[arg(long, value_enum, default_value_t)]
    pub(super) mix: Mix,
    #[arg(long)]
    pub(super) seed: u64,
}

/// Whose run it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Side {
    Ours,
    Bare,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Work {
    /// From files to an index, or to the same index once more.
    Index,
    /// Every query of the mix, in a process that stays.
    Search,
}

/// What a run measured.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Measured {
    /// Seconds of indexing.
    pub(super) seconds: f64,
    /// Articles that indexing changed.
    pub(super) changed: u64,
    /// Time of each query, in microseconds.
    pub(super) times_us: Vec<f64>,
    /// Articles that each query found.
    pub(super) totals: Vec<usize>,
    /// Most anonymous memory at one time, in bytes.
    pub(super) peak_bytes: u64,
}

/// Does the work and prints what it measured as one line of JSON.
pub(crate) fn run(args: &Args) -> Outcome {
    let (measured, peak_bytes) = machine::watching_memory(|| measure(args));
    let measured = Measured { peak_bytes, ..measured? };
    println!("{}", serde_json::to_string(&measured)?);
    Ok(())
}

/// Runs [`run`] in a process of its own and returns what it measured.
pub(super) fn spawn(args: &Args) -> Outcome<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .args(["measured-run", "--side", args.side.name(), "--work", args.work.name()])
        .args([Path::new("--library"), &args.library, Path::new("--index"), &args.index])
        .args(["--articles", &args.articles.to_string()])
        .args(["--queries", &args.queries.to_string(), "--mix", args.mix.name()])
        .args(["--seed", &args.seed.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("a measured run ended with {}", output.status).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

impl Side {
    /// Returns the side's name in arguments and tables.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
        }
    }
}

impl Work {
    fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Search => "search",
        }
    }
}

fn measure(args: &Args) -> Outcome<Measured> {
    match (args.work, args.side) {
        (Work::Index, Side::Ours) => {
            let (seconds, report) = ours::index(&args.library, &args.index)?;
            let changed = report.added + report.replaced + report.removed;
            Ok(Measured { seconds, changed, ..Measured::default() })
        }
        (Work::Index, Side::Bare) => {
            let seconds = bare::index(&args.library, &args.index)?;
            Ok(Measured { seconds, changed: args.articles as u64, ..Measured::default() })
        }
        (Work::Search, side) => {
            let library = Library::new(args.seed);
            let questions = questions(args.mix, &library, args.articles, args.queries, args.seed);
            match side {
                Side::Ours => {
                    let ours = OurSearch::open(&args.index)?;
                    timed(&questions, |question| ours.answer(question))
                }
                Side::Bare => {
                    let mut bare = BareSearch::open(&args.index)?;
                    timed(&questions, |question| match args.mix {
                        Mix::Everyday => bare.answer(question),
                        Mix::Shapes => Ok((bare.ten_best(question)?, Vec::new())),
                    })
                }
            }
        }
    }
}

/// Asks every query in turn, several times over, and keeps the fastest time of each.
fn timed(
    questions: &[Question],
    mut answer: impl FnMut(&Question) -> Outcome<(usize, Vec<String>)>,
) -> Outcome<Measured> {
    let mut times_us = vec![f64::INFINITY; questions.len()];
    let mut totals = vec![0; questions.len()];
    for _ in 0..REPEATS {
        for (place, question) in questions.iter().enumerate() {
            let start = Instant::now();
            let (total, snippets) = answer(question)?;
            std::hint::black_box(snippets);
            times_us[place] = times_us[place].min(start.elapsed().as_secs_f64() * 1e6);
            totals[place] = total;
        }
    }
    Ok(Measured { times_us, totals, ..Measured::default() })
}
