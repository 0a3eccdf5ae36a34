//! What people who work on Précis run: `cargo xtask --help` lists it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of this workshop: printing is its work"
)]

mod articles;
mod bench;
mod corpus;
mod feeds;
mod generate;
mod kills;
mod layers;
mod mail;
mod newsletters;
mod outcome;
mod pages;
mod random;
mod release;
mod relevance;
mod sources;
mod test;
mod unused;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use outcome::Outcome;

/// Runs what people who work on Précis need.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Sets up what the tests need and runs every check there is.
    Test(test::Args),
    /// Checks the rooms: who uses whom, which crates stand where, which licences come in.
    Layers,
    /// Kills a server at many moments while articles are sent to it, and looks whether any is lost.
    Kills(kills::Args),
    /// Looks for dependencies that a manifest names and the code does not use.
    Unused,
    /// Checks the example library: number, length, dates and sections of its briefings.
    Corpus,
    /// Reads a folder of newsletters and counts what came of it.
    Newsletters(newsletters::Args),
    /// Reads a folder of web pages and scores their text, headings and metadata.
    Pages(pages::Args),
    /// Reads a folder of mail and counts what was found in it.
    Mail(mail::Args),
    /// Reads a folder of feeds and counts whose items are all articles.
    Feeds(feeds::Args),
    /// Writes a made-up library of any size, the same for the same seed.
    Generate(generate::Args),
    /// Measures the ranking on judged collections, beside plain BM25.
    Relevance(relevance::Args),
    /// Measures speed, size and memory, beside the engine used bare.
    Bench(bench::Args),
    /// Measures how soon an article that arrives is found, beside the engine used bare.
    BenchArrivals(bench::ArrivalsArgs),
    /// Measures searches a second over HTTP, beside a bare route of the framework, and memory at rest.
    BenchServe(bench::ServeArgs),
    /// Measures the page in Chromium: from a key to painted results, and what a first visit takes.
    BenchPage(bench::PageArgs),
    /// One run of `bench`, in a process of its own.
    #[command(hide = true)]
    MeasuredRun(bench::ChildArgs),
    /// One search of the bare engine, as a whole process.
    #[command(hide = true)]
    BareOnce(bench::OnceArgs),
}

fn main() -> ExitCode {
    let outcome: Outcome = match Args::parse().task {
        Task::Test(args) => test::run(&args),
        Task::Layers => layers::run(),
        Task::Kills(args) => kills::run(&args),
        Task::Unused => unused::run(),
        Task::Corpus => corpus::run(),
        Task::Newsletters(args) => newsletters::run(&args),
        Task::Pages(args) => pages::run(&args),
        Task::Mail(args) => mail::run(&args),
        Task::Feeds(args) => feeds::run(&args),
        Task::Generate(args) => generate::run(&args),
        Task::Relevance(args) => relevance::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::BenchArrivals(args) => bench::run_arrivals(&args),
        Task::BenchServe(args) => bench::run_serve(&args),
        Task::BenchPage(args) => bench::run_page(&args),
        Task::MeasuredRun(args) => bench::run_child(&args),
        Task::BareOnce(args) => bench::run_once(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
