//! A search as a whole process: start, open, answer, end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::bare_search::BareSearch;
use super::questions::Question;
use crate::outcome::Outcome;

/// What the twin's process is asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder of the twin's index.
    #[arg(long)]
    index: PathBuf,
    /// The query, as JSON.
    #[arg(long)]
    question: String,
}

/// Answers one query from the twin's index, in this process.
pub(crate) fn run(args: &Args) -> Outcome {
    let question: Question = serde_json::from_str(&args.question)?;
    let (count, snippets) = BareSearch::open(&args.index)?.answer(&question)?;
    println!("{count}");
    for snippet in snippets {
        println!("{snippet}");
    }
    Ok(())
}

/// Returns how long the twin takes for a query from start to end of its process, in milliseconds.
pub(super) fn bare_ms(index: &Path, question: &Question) -> Outcome<f64> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare-once").arg("--index").arg(index);
    command.args(["--question", &serde_json::to_string(question)?]);
    run_ms(command, &[0])
}

/// Returns how long `precis search` takes for a query from start to end, in milliseconds.
pub(super) fn ours_ms(
    precis: &Path,
    library: &Path,
    data: &Path,
    question: &Question,
) -> Outcome<f64> {
    let mut command = Command::new(precis);
    command.arg("search").arg(question.typed());
    command.arg("--library").arg(library).arg("--data").arg(data);
    // Finding nothing is an answer too.
    run_ms(command, &[0, 1])
}

fn run_ms(mut command: Command, answers: &[i32]) -> Outcome<f64> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let took = start.elapsed();
    if output.status.code().is_none_or(|code| !answers.contains(&code)) {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} ended with {}: {said}", output.status).into());
    }
    Ok(took.as_secs_f64() * 1e3)
}
