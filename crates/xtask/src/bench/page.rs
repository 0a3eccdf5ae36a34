//! The page in a browser: from a key to painted results, and what a first visit takes.

use std::fs;
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::machine;
use super::questions::{self, Mix, Question};
use super::served::Served;
use super::setup::{self, Setup};
use super::table::{self, Aim, Row, percentile};
use crate::generate::Library;
use crate::outcome::Outcome;
use crate::workspace;

/// How much to measure, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of made-up briefings.
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// Queries that are typed in each run, key by key.
    #[arg(long, default_value_t = 30)]
    queries: usize,
    #[command(flatten)]
    setup: Setup,
}

/// What the browser is to do: `tests/suite/browser/speed.rs` reads it.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    address: String,
    queries: &'a [String],
    runs: usize,
}

/// What one visit measured: `tests/suite/browser/speed.rs` writes it.
#[derive(Debug, Deserialize)]
struct Visit {
    keys_ms: Vec<f64>,
    first_paint_ms: f64,
    requests: f64,
    script_and_style_bytes: f64,
    layout_shift: f64,
    layout_shift_typing: f64,
}

/// Serves a made-up library, and measures its page.
pub(crate) fn run(args: &Args) -> Outcome {
    args.setup.run(|| measure(args))
}

fn measure(args: &Args) -> Outcome {
    let setup = &args.setup;
    if args.articles == 0 || args.queries == 0 || setup.runs == 0 {
        return Err("at least one article, query and run are needed".into());
    }
    let precis = setup.build_precis()?;
    let library = setup.library(args.articles)?;
    let data = setup.emptied("page")?;
    setup::index(&precis, &library.folder, &data)?;
    let served = Served::start(&precis, &library.folder, &data)?;
    let queries = queries(args);
    let asked = Asked {
        address: format!("http://{}", served.address()),
        queries: &queries,
        runs: setup.runs,
    };
    println!(
        "{} briefings; {} visits, each in a browser of its own; {} queries, {} keys",
        args.articles,
        setup.runs,
        queries.len(),
        queries.iter().map(String::len).sum::<usize>()
    );
    println!("before: {}", machine::load());
    let visits = visit(&asked)?;
    println!("after: {}\n", machine::load());
    table::print(&rows(&visits));
    Ok(())
}

/// Returns the queries of one or two words of the mix.
fn queries(args: &Args) -> Vec<String> {
    let seed = args.setup.seed;
    // Six of ten are such.
    let questions = questions::questions(
        Mix::Everyday,
        &Library::new(seed),
        args.articles,
        2 * args.queries,
        seed,
    );
    let words = questions.iter().filter(|question| matches!(question, Question::Words(_)));
    words.map(Question::typed).take(args.queries).collect()
}

/// Runs the browser test that measures, and returns what each visit came to.
fn visit(asked: &Asked<'_>) -> Outcome<Vec<Visit>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("asked.json"), serde_json::to_string(asked)?)?;
    let status = Command::new("cargo")
        .args(["test", "--quiet", "--workspace", "--test", "suite", "browser::speed::"])
        .env("PRECIS_PAGE_SPEED", folder.path())
        .current_dir(workspace::root())
        .status()?;
    if !status.success() {
        return Err(format!("the browser test ended with {status}").into());
    }
    Ok(serde_json::from_slice(&fs::read(folder.path().join("visits.json"))?)?)
}

fn rows(visits: &[Visit]) -> Vec<Row> {
    let row = |name: &str, value: &dyn Fn(&Visit) -> f64, aim: Option<f64>| Row {
        ours: visits.iter().map(value).collect(),
        aim: aim.map(Aim::AtMost),
        ..Row::alone(name)
    };
    vec![
        row("key to painted p50, ms", &|visit| percentile(&visit.keys_ms, 0.5), None),
        row("key to painted p95, ms", &|visit| percentile(&visit.keys_ms, 0.95), Some(50.0)),
        row("first paint, ms", &|visit| visit.first_paint_ms, None),
        row("requests on first load", &|visit| visit.requests, None),
        row("script and style, kB", &|visit| visit.script_and_style_bytes / 1e3, Some(30.0)),
        row("layout shift", &|visit| visit.layout_shift, Some(0.0)),
        row("layout shift, typing", &|visit| visit.layout_shift_typing, None),
    ]
}
