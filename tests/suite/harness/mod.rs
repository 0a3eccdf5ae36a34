//! What the whole-program tests stand on: a place of their own for each test, the command run in it, its output
//! in a form that is the same on every machine.

mod authority;
mod desk;
mod outcome;
mod running;
mod site;

pub(crate) use authority::Authority;
pub(crate) use desk::{Desk, NOW};
pub(crate) use outcome::Outcome;
pub(crate) use running::Running;
pub(crate) use site::{Reply, Site};
