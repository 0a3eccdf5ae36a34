//! Everything that must hold before a change lands, as one command.

mod browser;
mod steps;

use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use steps::{Step, Work};

/// What of the whole to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Runs only the steps of these names.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
}

/// How one step ended.
struct Ended {
    name: &'static str,
    took: Duration,
    well: bool,
    /// What is worth repeating at the end.
    lines: Vec<String>,
}

/// Runs the steps in order, all of them even after one has failed, and fails if any did.
pub(crate) fn run(args: &Args) -> Outcome {
    let all = steps::all();
    for name in &args.only {
        if !all.iter().any(|step| step.name == name) {
            let names: Vec<&str> = all.iter().map(|step| step.name).collect();
            return Err(format!("no step is named {name}; there are {}", names.join(", ")).into());
        }
    }
    let chosen = all
        .iter()
        .filter(|step| args.only.is_empty() || args.only.iter().any(|name| name == step.name));
    let ended: Vec<Ended> = chosen.map(run_step).collect();
    summarize(&ended)
}

fn run_step(step: &Step) -> Ended {
    println!("\n== {}: {}", step.name, step.shown());
    let start = Instant::now();
    let mut lines = Vec::new();
    let outcome = match &step.work {
        Work::Cargo(command) => command.run(&mut lines),
        Work::Here(_, task) => task(),
    };
    let took = start.elapsed();
    if let Err(error) = &outcome {
        println!("{error}");
    }
    println!("-- {}: {} after {:.1} s", step.name, verdict(outcome.is_ok()), took.as_secs_f64());
    Ended { name: step.name, took, well: outcome.is_ok(), lines }
}

fn summarize(ended: &[Ended]) -> Outcome {
    println!("\n== summary");
    for one in ended {
        println!("{:<9} {:<6} {:>7.1} s", one.name, verdict(one.well), one.took.as_secs_f64());
        for line in &one.lines {
            println!("          {line}");
        }
    }
    let failed: Vec<&str> = ended.iter().filter(|one| !one.well).map(|one| one.name).collect();
    if failed.is_empty() {
        println!("all {} steps passed", ended.len());
        return Ok(());
    }
    Err(format!("failed: {}", failed.join(", ")).into())
}

fn verdict(well: bool) -> &'static str {
    if well { "passed" } else { "FAILED" }
}
