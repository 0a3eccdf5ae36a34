//! Ranking on judged collections, beside plain BM25.

mod baseline;
mod bootstrap;
mod left_out;
mod metrics;
mod ours;
mod sets;

use std::path::{Path, PathBuf};

use crate::outcome::Outcome;
use crate::release;
use baseline::Baseline;
use metrics::{Measures, mean, measure};
use ours::Ours;
use sets::Question;

/// Results taken of each search.
const DEPTH: usize = 100;

/// What to measure on.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folders of judged collections in the layout of BEIR.
    #[arg(long, value_name = "DIR", num_args = 1.., required = true)]
    sets: Vec<PathBuf>,
    /// Prints so many queries of each collection that lose most against plain BM25.
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
    /// Chooses weights on all collections but one, and prints what they come to on that one.
    #[arg(long, conflicts_with = "worst")]
    leave_one_out: bool,
    /// Runs this build instead of an optimised one.
    #[arg(long)]
    as_built: bool,
}

/// Measures each collection that is there, and names those that are not.
pub(crate) fn run(args: &Args) -> Outcome {
    if args.as_built { measure_all(args) } else { release::run(|| measure_all(args)) }
}

fn measure_all(args: &Args) -> Outcome {
    if args.leave_one_out {
        let there = args.sets.iter().map(PathBuf::as_path).filter(|folder| is_there(folder));
        return left_out::run(&there.collect::<Vec<_>>());
    }
    let sets = args.sets.iter().map(|folder| Row::all_of(folder)).collect::<Outcome<Vec<_>>>()?;
    println!(
        "{:<28} {:>7}  {:>17}  {:>17}  {:>17}  nDCG@10 − plain, 95 %",
        "collection", "queries", "nDCG@10 (plain)", "recall@100", "MRR@10"
    );
    for row in sets.iter().flatten() {
        row.print();
        row.print_worst(args.worst);
    }
    print_mean(&sets.iter().flatten().collect::<Vec<_>>());
    Ok(())
}

/// Tells whether a folder holds a collection; says so if not.
fn is_there(folder: &Path) -> bool {
    let is_there = folder.join("corpus.jsonl").is_file();
    if !is_there {
        println!("{}: skipped, it holds no corpus.jsonl", folder.display());
    }
    is_there
}

/// Prints what the collections come to together, each counting the same however many queries it has.
fn print_mean(rows: &[&Row]) {
    if rows.len() < 2 {
        return;
    }
    let mean_of = |measures: fn(&Row) -> Measures| {
        mean(&rows.iter().map(|row| measures(row)).collect::<Vec<_>>()).ndcg_10
    };
    let (ours, plain) = (mean_of(|row| row.ours), mean_of(|row| row.plain));
    let both = format!("{ours:.3} ({plain:.3})");
    println!("{:<28} {:>7}  {both:>17}", "mean", "");
}

/// One line of the table.
struct Row {
    name: String,
    queries: usize,
    ours: Measures,
    plain: Measures,
    interval: (f64, f64),
    /// nDCG@10 of ours and of plain BM25, query by query.
    by_query: Vec<(f64, f64, String)>,
}

impl Row {
    fn all_of(folder: &Path) -> Outcome<Vec<Self>> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !is_there(folder) {
            return Ok(Vec::new());
        }
        let documents = sets::documents(folder)?;
        let questions = sets::questions(folder)?;
        let library = tempfile::tempdir()?;
        let plain = Baseline::new(&documents)?;
        let ours = Ours::new(&documents, library.path())?;
        questions
            .iter()
            .map(|(list, questions)| {
                let name = if list.is_empty() { name.clone() } else { format!("{name}, {list}") };
                Self::new(name, questions, &ours, &plain)
            })
            .collect()
    }

    fn new(name: String, questions: &[Question], ours: &Ours, plain: &Baseline) -> Outcome<Self> {
        let mut pairs: Vec<(Measures, Measures)> = Vec::new();
        let mut by_query = Vec::new();
        for question in questions {
            let found = ours.search(&question.text, DEPTH)?;
            let found_plainly = plain.search(&question.text, DEPTH)?;
            let pair =
                measure(&found, &question.grades).zip(measure(&found_plainly, &question.grades));
            if let Some((one, other)) = pair {
                pairs.push((one, other));
                by_query.push((one.ndcg_10, other.ndcg_10, question.text.clone()));
            }
        }
        let (ours, plain): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let differences: Vec<f64> = by_query.iter().map(|(one, other, _)| one - other).collect();
        Ok(Self {
            name,
            queries: ours.len(),
            ours: mean(&ours),
            plain: mean(&plain),
            interval: bootstrap::interval_95(&differences),
            by_query,
        })
    }

    fn print(&self) {
        let pair = |ours: f64, plain: f64| format!("{ours:.3} ({plain:.3})");
        println!(
            "{:<28} {:>7}  {:>17}  {:>17}  {:>17}  {:+.3} [{:+.3}, {:+.3}]",
            self.name,
            self.queries,
            pair(self.ours.ndcg_10, self.plain.ndcg_10),
            pair(self.ours.recall_100, self.plain.recall_100),
            pair(self.ours.mrr_10, self.plain.mrr_10),
            self.ours.ndcg_10 - self.plain.ndcg_10,
            self.interval.0,
            self.interval.1
        );
    }

    fn print_worst(&self, count: usize) {
        let mut worst: Vec<_> = self.by_query.iter().collect();
        worst.sort_by(|a, b| (a.0 - a.1).total_cmp(&(b.0 - b.1)));
        for (ours, plain, text) in worst.into_iter().take(count) {
            println!("    {ours:.3} ({plain:.3}) {}", text.trim());
        }
    }
}
