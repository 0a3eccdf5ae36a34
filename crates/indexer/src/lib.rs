//! A library folder in, an index out: sources, ledger, writer.
//!
//! [`index`] compares the folder with what is known of it, reads what differs and brings the index in line.
//! The folder is the truth: whatever happens to the index, the next run makes it right from the files alone.

mod check;
mod claims;
mod durable;
mod error;
mod ledger;
mod lock;
mod pending;
mod pipeline;
mod progress;
mod reading;
mod report;
mod rules;
mod run;
mod scan;
mod settings;
mod standing;
mod stat;
mod state;
mod writer;

pub use check::{CheckReport, Problem, check};
pub use error::IndexError;
pub use pending::{Pending, pending};
pub use progress::{Progress, Silent};
pub use report::{Refused, Report, Shadowed, SkipRule, Unreadable};
pub use run::index;
pub use settings::{Mode, Settings};
