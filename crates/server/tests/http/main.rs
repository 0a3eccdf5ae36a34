//! Every route's status, headers and body, on a small real library and without a socket.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod api;
mod arrivals;
mod article_page;
mod client;
mod deployed;
mod description;
mod feed;
mod guard;
mod metrics;
mod results_page;
mod schema;
mod serving;
mod site;
mod waiting;
mod writes;
