//! Searches a second over HTTP, beside a bare route of the framework that answers as many bytes; memory at rest.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::connection::Connection;
use super::load::{self, Load};
use super::machine;
use super::questions::{self, Mix, Question};
use super::served::{Listening, Served};
use super::setup::{self, Setup};
use super::table::{self, Aim, Row, percentile};
use crate::generate::Library;
use crate::outcome::Outcome;

/// A server that was not asked anything for so long is at rest.
const REST: Duration = Duration::from_secs(3);

/// How much to measure, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of made-up briefings.
    #[arg(long, default_value_t = 10_000)]
    articles: usize,
    /// Queries that are asked in turn.
    #[arg(long, default_value_t = 1000)]
    queries: usize,
    /// Connections, each of which asks again as soon as it is answered.
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// Seconds that each side is asked in each run.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    #[command(flatten)]
    setup: Setup,
}

/// Serves a made-up library and measures it, and the bare route, in turn.
pub(crate) fn run(args: &Args) -> Outcome {
    args.setup.run(|| measure(args))
}

fn measure(args: &Args) -> Outcome {
    let setup = &args.setup;
    if [args.articles, args.queries, args.connections, setup.runs].contains(&0) || args.seconds == 0
    {
        return Err("at least one article, query, connection, second and run are needed".into());
    }
    let (precis, bare_route) = setup.build_with_bare_route()?;
    let library = setup.library(args.articles)?;
    let data = setup.emptied("serve")?;
    setup::index(&precis, &library.folder, &data)?;
    let served = Served::start(&precis, &library.folder, &data)?;
    let idle_mb = at_rest_mb(&served);
    let targets = targets(args);
    let answer_bytes = typical_answer_bytes(served.address(), &targets)?;
    let bare = start_bare(&bare_route, answer_bytes)?;
    println!(
        "{} briefings; {} runs of {} s of each side in turn, over {} connections; {} queries; the bare route answers \
         {answer_bytes} bytes, the median of ours",
        args.articles, setup.runs, args.seconds, args.connections, args.queries
    );
    println!("before: {}", machine::load());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..setup.runs {
        let mut sides =
            [("ours", served.address(), &mut ours), ("bare", &*bare.address, &mut theirs)];
        if run % 2 == 1 {
            sides.reverse();
        }
        for (name, address, loads) in sides {
            let lasting = Duration::from_secs(args.seconds);
            let load = load::measure(address, &targets, args.connections, lasting)?;
            println!(
                "run {} {name}: {:.0} answers/s, p50 {:.2} ms, p99 {:.2} ms ({})",
                run + 1,
                load.per_second,
                load.percentile_ms(0.5),
                load.percentile_ms(0.99),
                machine::load()
            );
            loads.push(load);
        }
    }
    println!("after: {}\n", machine::load());
    let mut rows = rows(&ours, &theirs);
    rows.push(memory("anonymous MB, just started", idle_mb, Some(Aim::AtMost(64.0))));
    rows.push(memory("anonymous MB, at rest after it", at_rest_mb(&served), None));
    table::print(&rows);
    Ok(())
}

/// Returns the addresses of the searches.
fn targets(args: &Args) -> Vec<String> {
    let seed = args.setup.seed;
    let questions =
        questions::questions(Mix::Everyday, &Library::new(seed), args.articles, args.queries, seed);
    questions.iter().map(Question::target).collect()
}

/// Asks everything once, and returns the median size of the answers.
fn typical_answer_bytes(address: &str, targets: &[String]) -> Outcome<usize> {
    let mut connection = Connection::open(address)?;
    let mut sizes = Vec::with_capacity(targets.len());
    for target in targets {
        let answer = connection.get(target)?;
        answer.json()?;
        sizes.push(answer.body.len() as f64);
    }
    Ok(percentile(&sizes, 0.5) as usize)
}

fn start_bare(bare_route: &Path, answer_bytes: usize) -> Outcome<Listening> {
    Listening::start(Command::new(bare_route).arg(answer_bytes.to_string()))
}

fn at_rest_mb(served: &Served) -> f64 {
    thread::sleep(REST);
    machine::memory_of(served.process()) as f64 / 1e6
}

fn rows(ours: &[Load], bare: &[Load]) -> Vec<Row> {
    let row = |name: &str, value: &dyn Fn(&Load) -> f64| Row {
        name: name.to_owned(),
        ours: ours.iter().map(value).collect(),
        bare: bare.iter().map(value).collect(),
        aim: None,
    };
    vec![
        row("answers a second", &|load| load.per_second),
        row("p50 under that load, ms", &|load| load.percentile_ms(0.5)),
        row("p99 under that load, ms", &|load| load.percentile_ms(0.99)),
    ]
}

fn memory(name: &str, value: f64, aim: Option<Aim>) -> Row {
    Row { ours: vec![value], aim, ..Row::alone(name) }
}
