//! Exit statuses: what the command tells the shell.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::printer::Printer;

/// How a command ended that ran as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// There is an answer, or what was asked for is done. Status 0.
    Found,
    /// Nothing was found. Status 1.
    NothingFound,
    /// It ran, and what it found is wrong: refusals under `--strict`, damage under `check`. Status 2.
    Amiss,
}

impl Exit {
    /// Returns [`Exit::Found`] for anything but zero.
    pub(crate) fn of_count(count: u64) -> Self {
        if count > 0 { Self::Found } else { Self::NothingFound }
    }
}

/// Returns the status of an outcome, after telling a failure on standard error.
///
/// A reader that went away (`precis latest | head -1`) has what it wanted: status 0.
pub(crate) fn status(outcome: Result<Exit, Failure>, printer: &mut Printer) -> ExitCode {
    match outcome.and_then(|exit| printer.finish().map(|()| exit)) {
        Ok(Exit::Found) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Exit::NothingFound) => ExitCode::from(1),
        Ok(Exit::Amiss) => ExitCode::from(2),
        Err(Failure::Told { message, hints }) => {
            printer.failure(&message, &hints);
            ExitCode::from(2)
        }
    }
}
