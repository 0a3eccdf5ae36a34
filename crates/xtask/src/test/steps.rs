//! The steps, in their order: quick ones first, and cargo's own test results last.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::browser;
use crate::outcome::Outcome;
use crate::{corpus, layers, unused, workspace};

/// One step.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) work: Work,
}

/// What a step does.
pub(super) enum Work {
    /// Runs cargo.
    Cargo(Cargo),
    /// Does the work in this process; the text says how to do the same by itself.
    Here(&'static str, fn() -> Outcome),
}

/// A cargo command.
pub(super) struct Cargo {
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

/// Returns all steps.
pub(super) fn all() -> Vec<Step> {
    vec![
        here("browser", "chromium --version && chromedriver --version", browser::ensure),
        cargo("format", &["fmt", "--all", "--check"], &[]),
        here("layers", "cargo xtask layers", layers::run),
        here("corpus", "cargo xtask corpus", corpus::run),
        here("unused", "cargo xtask unused", unused::run),
        cargo(
            "clippy",
            &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
            &[],
        ),
        cargo(
            "docs",
            &["doc", "--workspace", "--no-deps", "--locked"],
            &[("RUSTDOCFLAGS", "-D warnings")],
        ),
        // The same cases each time, so that a failure belongs to the change; `cargo test` by itself draws fresh ones.
        cargo(
            "tests",
            &["test", "--workspace", "--locked", "--no-fail-fast"],
            &[("PROPTEST_RNG_SEED", "20261125")],
        ),
    ]
}

fn here(name: &'static str, shown: &'static str, task: fn() -> Outcome) -> Step {
    Step { name, work: Work::Here(shown, task) }
}

fn cargo(
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
) -> Step {
    Step { name, work: Work::Cargo(Cargo { arguments, environment }) }
}

impl Step {
    /// Returns the command that does the same by itself.
    pub(super) fn shown(&self) -> String {
        match &self.work {
            Work::Here(shown, _) => (*shown).to_owned(),
            Work::Cargo(command) => {
                let settings =
                    command.environment.iter().map(|(name, value)| format!("{name}='{value}' "));
                format!("{}cargo {}", settings.collect::<String>(), command.arguments.join(" "))
            }
        }
    }
}

impl Cargo {
    /// Runs the command at the root of the checkout without input. Its output goes straight on; the lines in which
    /// cargo sums up a test binary are also kept.
    pub(super) fn run(&self, results: &mut Vec<String>) -> Outcome {
        let mut child = Command::new("cargo")
            .args(self.arguments)
            .envs(self.environment.iter().copied())
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n') {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                if line.starts_with("test result: ") {
                    results.push(line.into_owned());
                }
            }
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { Err(format!("cargo ended with {status}").into()) }
    }
}
