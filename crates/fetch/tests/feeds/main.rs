//! Documents fetched and feeds followed, from a site of the test's own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod fetcher;
mod following;
mod library;
#[path = "../../../../tests/suite/harness/site.rs"]
mod site;
mod visits;
