//! Measuring needs an optimised build: such tasks start themselves anew as one.

use std::env;
use std::process::{Command, Stdio};

use crate::outcome::Outcome;
use crate::workspace;

/// Runs `optimised` in an optimised build: here if this is one, else by running the same command line in one.
pub(crate) fn run(optimised: impl FnOnce() -> Outcome) -> Outcome {
    if !cfg!(debug_assertions) {
        return optimised();
    }
    println!("building without debug assertions first");
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--release", "--locked", "--package", "xtask", "--manifest-path"])
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(1))
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err("the optimised run failed".into()) }
}
