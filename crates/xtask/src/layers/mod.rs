//! The rooms of the workspace: who uses whom, which crates stand where, which licences come in.

mod engine_room;
mod graph;
mod licence;
mod policy;
mod rooms;

use crate::outcome::{Outcome, none_of};
use crate::workspace;

/// Runs every check of the rooms, and prints what is wrong.
pub(crate) fn run() -> Outcome {
    let root = workspace::root();
    let policy = policy::Policy::read(&root.join("deny.toml"))?;
    let crates = graph::crates(&workspace::metadata()?);
    let mut findings = rooms::wrong_ways(&crates);
    findings.extend(rooms::misplaced(&crates));
    findings.extend(policy::unlisted_licences(&crates, &policy));
    findings.extend(policy::banned(&crates, &policy));
    findings.extend(engine_room::check(&root)?);
    println!(
        "  {} crates of ours, {} of others, {} licences listed",
        crates.iter().filter(|one| one.ours).count(),
        crates.iter().filter(|one| !one.ours).count(),
        policy.licences.len()
    );
    none_of(&findings, "breaches of the rooms")
}
