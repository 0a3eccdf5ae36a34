//! Runs of the indexer over real folders.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail it")]

mod arrivals;
mod changes;
mod claims;
mod interrupted;
mod keeper;
mod laws;
mod library;
mod links;
mod listing;
mod meanwhile;
mod rebuild;
mod soundness;
mod unheld;
mod watch;
