//! `cargo xtask kills`: the test of killed servers, with more kills than the usual run takes time for.

use std::process::Command;

use crate::outcome::Outcome;
use crate::workspace;

/// How often to kill.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Kills of the server
    #[arg(long, value_name = "N", default_value_t = 200)]
    kills: u32,
}

/// Runs the test.
pub(crate) fn run(args: &Args) -> Outcome {
    let status = Command::new("cargo")
        .args(["test", "--workspace", "--test", "suite", "kills::", "--", "--nocapture"])
        .env("PRECIS_KILLS", args.kills.to_string())
        .current_dir(workspace::root())
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("the test ended with {status}").into()) }
}
