//! What stands between the socket and the routes: who may ask, how much, for how long, and how answers are dressed.

mod client;
mod cors;
mod dress;
mod error_pages;
mod hosts;
mod limits;
mod methods;
mod observe;
mod rate;
mod writes;

pub(crate) use client::Proxies;
pub(crate) use cors::{Origins, share};
pub(crate) use dress::{security_headers, weak_where_packed};
pub(crate) use error_pages::error_pages;
pub(crate) use hosts::{Hosts, check_host};
pub(crate) use limits::{hold_limits, hold_time, panicked};
pub(crate) use methods::{name_options, tell_methods};
pub(crate) use observe::observe;
pub(crate) use rate::{RateLimit, hold_rate};
pub(crate) use writes::MayWrite;
