//! Speed, size and memory on a made-up library, beside the engine used bare.

mod arrivals;
mod bare;
mod bare_search;
mod child;
mod connection;
mod load;
mod machine;
mod once;
mod ours;
mod pace;
mod page;
mod questions;
mod runs;
mod serve;
mod served;
mod setup;
mod stemming;
mod table;

pub(crate) use arrivals::{Args as ArrivalsArgs, run as run_arrivals};
pub(crate) use child::{Args as ChildArgs, run as run_child};
pub(crate) use once::{Args as OnceArgs, run as run_once};
pub(crate) use page::{Args as PageArgs, run as run_page};
pub(crate) use serve::{Args as ServeArgs, run as run_serve};

use crate::outcome::Outcome;
use questions::Mix;
use runs::Bench;
use setup::Setup;

/// How much to measure, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of made-up briefings.
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// Queries of each run.
    #[arg(long, default_value_t = 1000)]
    queries: usize,
    /// Which queries. `shapes` asks an index that is there, and sets our whole answers beside the ten best and the count
    /// of the bare engine, which has neither facts, facets nor suggestions: the nearest it can be asked.
    #[arg(long, value_enum, default_value_t)]
    mix: Mix,
    #[command(flatten)]
    setup: Setup,
}

/// Makes the library and measures both sides on it, run by run.
pub(crate) fn run(args: &Args) -> Outcome {
    args.setup.run(|| measure(args))
}

fn measure(args: &Args) -> Outcome {
    let setup = &args.setup;
    if args.articles == 0 || setup.runs == 0 || args.queries == 0 {
        return Err("at least one article, run and query are needed".into());
    }
    let precis = setup.build_precis()?;
    let library = setup.library(args.articles)?;
    println!(
        "{} briefings, {:.1} MB of text; {} runs of each side in turn; {} queries, each {} times, the fastest counts",
        args.articles,
        library.text_bytes as f64 / 1e6,
        setup.runs,
        args.queries,
        child::REPEATS
    );
    println!("before: {}", machine::load());
    let bench = Bench::new(args, precis, library);
    let (rows, agreement) = bench.run_all(setup.runs)?;
    println!("after: {}\n", machine::load());
    table::print(&rows);
    println!("\nqueries with the same total on both sides: {agreement}");
    Ok(())
}
