//! What the whole-program tests stand on: a place of their own for each test, the command run in it, its output
//! in a form that is the same on every machine.

mod desk;
mod outcome;
mod running;

#[allow(unused_imports, reason = "see main.rs")]
pub(crate) use desk::Desk;
use outcome::Outcome;
#[allow(unused_imports, reason = "see main.rs")]
pub(crate) use running::Running;
