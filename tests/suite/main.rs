//! The tests of the whole program: the command as people run it, and the server as browsers meet it.
//!
//! A module for each theme; what one function or one library can prove is tested there, not here.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on says where; the harness is test code outside of test functions"
)]

mod harness;

mod arrivals;
mod browser;
mod cli_errors;
mod cli_formats;
mod cli_index;
mod cli_library;
mod cli_new;
mod cli_search;
mod cli_show;
mod disk_full;
mod docs;
mod feeds;
mod front_ends_agree;
mod help;
mod kills;
mod live_settings;
mod no_test_left_out;
mod pipes;
mod relevance;
mod scenarios;
mod serve_ends;
mod stories;
