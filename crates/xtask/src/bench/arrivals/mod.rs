//! How soon an article that arrives is found, beside the engine used bare; and what happens when very many arrive.

mod drops;
mod flood;
mod puts;
mod twin;

use std::fs;
use std::path::PathBuf;

use super::questions::{self, Mix, Question};
use super::served::Served;
use super::setup::{self, Setup};
use super::table::{self, Aim, Row, percentile};
use super::{bare, machine, pace};
use crate::generate::{Briefing, Library};
use crate::outcome::Outcome;
use twin::Twin;

/// What is waited, in milliseconds, after a writer closed a file: `indexer/watch` has it.
const DEBOUNCE_MS: f64 = 10.0;
/// Arrivals at the beginning of each part that are not measured.
const WARM_UP: usize = 5;

/// How much to measure, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of made-up briefings that are there before.
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// Articles that are put one after the other, in each part of each run.
    #[arg(long, default_value_t = 200)]
    puts: usize,
    /// Files that are dropped into the folder, one after the other, in each run.
    #[arg(long, default_value_t = 50)]
    drops: usize,
    /// Searches a second in the part that is searched meanwhile.
    #[arg(long, default_value_t = 50)]
    searches: u32,
    /// Articles that are posted at the end, all at once.
    #[arg(long, default_value_t = 10_000)]
    posts: usize,
    /// Those who post them, each waiting for its answer.
    #[arg(long, default_value_t = 8)]
    writers: usize,
    #[command(flatten)]
    setup: Setup,
}

/// Everything that the runs share.
struct Bench<'a> {
    args: &'a Args,
    made: Library,
    /// Number of the next briefing that is not in the library yet.
    next: usize,
    questions: Vec<Question>,
    folder: PathBuf,
    served: Served,
    twin: Twin,
}

/// Times of one side in one run, in milliseconds.
#[derive(Default)]
struct Times {
    idle: Vec<f64>,
    searched: Vec<f64>,
    /// Searches a second that were answered in the second part.
    searches: f64,
    /// The twin watches no folder.
    drops: Vec<f64>,
}

/// Serves a made-up library, and measures arrivals there and in the twin in turn.
pub(crate) fn run(args: &Args) -> Outcome {
    args.setup.run(|| measure(args))
}

fn measure(args: &Args) -> Outcome {
    let counts = [args.articles, args.puts, args.drops, args.posts, args.writers, args.setup.runs];
    if counts.contains(&0) || args.searches == 0 {
        return Err("at least one of each is needed".into());
    }
    println!("before: {}", machine::load());
    let mut bench = Bench::prepare(args)?;
    println!(
        "{} briefings; {} runs of each side in turn; {} puts in each part, {} drops; the second part under {} searches \
         a second",
        args.articles, args.setup.runs, args.puts, args.drops, args.searches
    );
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for run in 0..args.setup.runs {
        if run % 2 == 0 {
            ours.push(bench.ours(run)?);
            bare.push(bench.bare(run)?);
        } else {
            bare.push(bench.bare(run)?);
            ours.push(bench.ours(run)?);
        }
    }
    let briefings = bench.arriving(args.posts);
    let posted = || flood::post(&bench.served, &briefings, args.writers);
    let (flood, peak_bytes) = machine::watching_memory_of(bench.served.process(), posted);
    let flood = flood?;
    println!("after: {}\n", machine::load());
    let mut rows = rows(&ours, &bare);
    let alone = |name: &str, value| Row { ours: vec![value], ..Row::alone(name) };
    rows.push(alone("posted at once, a second", flood.per_second));
    rows.push(alone("  peak anonymous MB", peak_bytes as f64 / 1e6));
    table::print(&rows);
    println!("\n{} posted by {} writers: {}", args.posts, args.writers, flood.told());
    if flood.is_whole() { Ok(()) } else { Err("articles were lost or doubled".into()) }
}

impl<'a> Bench<'a> {
    fn prepare(args: &'a Args) -> Outcome<Self> {
        let seed = args.setup.seed;
        let precis = args.setup.build_precis()?;
        let library = args.setup.library(args.articles)?;
        let folder = args.setup.emptied("arrivals")?;
        setup::linked(&library.folder, &folder.join("library"))?;
        fs::create_dir(folder.join("library/dropped"))?;
        setup::index(&precis, &folder.join("library"), &folder.join("ours"))?;
        bare::index(&library.folder, &folder.join("bare"))?;
        let made = Library::new(seed);
        let questions = questions::questions(Mix::Everyday, &made, args.articles, 1000, seed);
        let served = Served::start(&precis, &folder.join("library"), &folder.join("ours"))?;
        let twin = Twin::open(&folder.join("bare"))?;
        Ok(Self { args, made, next: args.articles, questions, folder, served, twin })
    }

    /// Makes so many briefings that never were in the library.
    fn arriving(&mut self, count: usize) -> Vec<Briefing> {
        let first = self.next;
        self.next += count;
        (first..self.next).map(|number| self.made.briefing(number)).collect()
    }

    fn ours(&mut self, run: usize) -> Outcome<Times> {
        let puts = self.args.puts + WARM_UP;
        let (first, second) = (self.arriving(puts), self.arriving(puts));
        let dropped = self.arriving(self.args.drops);
        let idle = puts::times_ms(&self.served, &first)?;
        let asker = || puts::asker(&self.served, &self.questions);
        let put = || puts::times_ms(&self.served, &second);
        let (searched, searches) = pace::beside(self.args.searches, asker, put)?;
        let library = self.folder.join("library");
        let drops = drops::times_ms(&self.served, &library, &dropped)?;
        Ok(Times { idle: measured(idle), searched: measured(searched), searches, drops }
            .told(run, "ours"))
    }

    fn bare(&mut self, run: usize) -> Outcome<Times> {
        let puts = self.args.puts + WARM_UP;
        let (first, second) = (self.arriving(puts), self.arriving(puts));
        let idle = self.twin.times_ms(&first)?;
        let searching = self.twin.searching();
        let asker = || Ok(searching.asker(&self.questions));
        let add = || self.twin.times_ms(&second);
        let (searched, searches) = pace::beside(self.args.searches, asker, add)?;
        let times = Times {
            idle: measured(idle),
            searched: measured(searched),
            searches,
            ..Times::default()
        };
        Ok(times.told(run, "bare"))
    }
}

impl Times {
    /// Prints what the run of a side came to.
    fn told(self, run: usize, side: &str) -> Self {
        println!(
            "run {} {side}: p50 {:.1} ms, p99 {:.1} ms; under {:.0} searches/s {:.1} and {:.1} ms ({})",
            run + 1,
            percentile(&self.idle, 0.5),
            percentile(&self.idle, 0.99),
            self.searches,
            percentile(&self.searched, 0.5),
            percentile(&self.searched, 0.99),
            machine::load()
        );
        self
    }
}

fn measured(mut times_ms: Vec<f64>) -> Vec<f64> {
    times_ms.split_off(WARM_UP.min(times_ms.len()))
}

fn rows(ours: &[Times], bare: &[Times]) -> Vec<Row> {
    let mut rows = Vec::new();
    let shares = [("p50", 0.5, 1.5), ("p99", 0.99, 2.0)];
    for (part, times) in [
        ("put", (|times| &times.idle) as fn(&Times) -> &Vec<f64>),
        ("put, searched", |times| &times.searched),
    ] {
        for (name, share, aim) in shares {
            let of =
                |side: &[Times]| side.iter().map(|run| percentile(times(run), share)).collect();
            let name = format!("{part} {name}, ms");
            rows.push(Row { name, ours: of(ours), bare: of(bare), aim: Some(Aim::AtMost(aim)) });
        }
    }
    for (name, share, _) in shares {
        let allowed = |run: &Times| DEBOUNCE_MS + 2.0 * percentile(&run.idle, share);
        rows.push(Row {
            // What stands in the place of the twin is what a drop may take.
            name: format!("drop {name}, ms ({DEBOUNCE_MS} + 2 puts)"),
            ours: ours.iter().map(|run| percentile(&run.drops, share)).collect(),
            bare: ours.iter().map(allowed).collect(),
            aim: Some(Aim::AtMost(1.0)),
        });
    }
    rows
}

/// Returns the id that a briefing gets when it is sent: its path without the ending, as if it lay in the folder.
fn id(briefing: &Briefing) -> &str {
    briefing.path.rsplit_once('.').map_or(&*briefing.path, |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_held_against_the_puts_of_its_own_run() {
        let run = |put: f64, drop: f64| Times {
            idle: vec![put],
            searched: vec![put],
            drops: vec![drop],
            ..Times::default()
        };
        let rows = rows(&[run(5.0, 15.0), run(10.0, 45.0)], &[run(5.0, 0.0), run(5.0, 0.0)]);
        let drop = rows.iter().find(|row| row.name.starts_with("drop p50")).expect("it is told");
        assert_eq!(drop.ours, [15.0, 45.0]);
        assert_eq!(drop.bare, [20.0, 30.0]);
    }

    #[test]
    fn what_warms_up_is_not_measured() {
        let times = (0..7).map(f64::from).collect();
        assert_eq!(measured(times), [5.0, 6.0]);
        assert!(measured(vec![1.0]).is_empty());
    }
}
