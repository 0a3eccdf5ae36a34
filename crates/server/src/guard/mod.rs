//! What stands between the socket and the routes: who may ask, how much, for how long, and how answers are dressed.

mod dress;
mod error_pages;
mod hosts;
mod limits;
mod writes;

pub(crate) use dress::security_headers;
pub(crate) use error_pages::error_pages;
pub(crate) use hosts::{Hosts, check_host};
pub(crate) use limits::{hold_limits, hold_time, panicked};
pub(crate) use writes::MayWrite;
