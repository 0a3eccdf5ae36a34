//! Speed, size and memory on a made-up library, beside the engine used bare.

mod bare;
mod bare_search;
mod child;
mod machine;
mod once;
mod ours;
mod questions;
mod runs;
mod stemming;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) use child::{Args as ChildArgs, run as run_child};
pub(crate) use once::{Args as OnceArgs, run as run_once};

use crate::generate::{self, Library};
use crate::outcome::Outcome;
use crate::{release, workspace};
use questions::Mix;
use runs::Bench;

/// How much to measure, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of made-up briefings.
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// Runs of each side, in turn.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Queries of each run.
    #[arg(long, default_value_t = 1000)]
    queries: usize,
    /// Which queries. `shapes` asks an index that is there, and sets our whole answers beside the ten best and the count
    /// of the bare engine, which has neither facts, facets nor suggestions: the nearest it can be asked.
    #[arg(long, value_enum, default_value_t)]
    mix: Mix,
    /// Seed of the library and of the queries.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for the library and the indexes; `target/bench` by default. What is there of an earlier run is replaced.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Runs this build instead of an optimised one, to try the harness; its numbers mean nothing.
    #[arg(long)]
    as_built: bool,
}

/// Makes the library and measures both sides on it, run by run.
pub(crate) fn run(args: &Args) -> Outcome {
    if args.as_built { measure(args) } else { release::run(|| measure(args)) }
}

fn measure(args: &Args) -> Outcome {
    if args.articles == 0 || args.runs == 0 || args.queries == 0 {
        return Err("at least one article, run and query are needed".into());
    }
    let precis = build_precis(args.as_built)?;
    let folder = args.dir.clone().unwrap_or_else(|| workspace::root().join("target/bench"));
    let library = folder.join(format!("library-{}-{}", args.articles, args.seed));
    let text_bytes = prepare(&library, args)?;
    println!(
        "{} briefings, {:.1} MB of text; {} runs of each side in turn; {} queries, each {} times, the fastest counts",
        args.articles,
        text_bytes as f64 / 1e6,
        args.runs,
        args.queries,
        child::REPEATS
    );
    println!("before: {}", machine::load());
    let bench = Bench::new(args, precis, folder, library, text_bytes);
    let (rows, agreement) = bench.run_all(args.runs)?;
    println!("after: {}\n", machine::load());
    table::print(&rows);
    println!("\nqueries with the same total on both sides: {agreement}");
    Ok(())
}

/// Builds the program as it is shipped and returns its path.
fn build_precis(as_built: bool) -> Outcome<PathBuf> {
    let profile = if as_built { "dev" } else { "release" };
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--locked", "--package", "precis", "--profile", profile])
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .status()?;
    if !status.success() {
        return Err("precis does not build".into());
    }
    let built = std::env::current_exe()?;
    Ok(built.with_file_name("precis"))
}

/// Writes the library if it is not there yet, reads it once so that both sides find it in the page cache, and returns
/// its size in bytes.
fn prepare(library: &Path, args: &Args) -> Outcome<u64> {
    let finished = library.with_extension("finished");
    if !finished.is_file() {
        if library.exists() {
            fs::remove_dir_all(library)?;
        }
        generate::write(&Library::new(args.seed), args.articles, library)?;
        fs::write(&finished, "")?;
    }
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(library) {
        let entry = entry?;
        if entry.file_type().is_file() {
            bytes += fs::read(entry.path())?.len() as u64;
        }
    }
    Ok(bytes)
}
