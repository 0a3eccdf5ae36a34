//! A library opened for questions; its index is built first where there is none that can be used.

use precis_indexer::{IndexError, Mode, Report};
use precis_query::OpenError;

use crate::environment;
use crate::failure::Failure;
use crate::holder;
use crate::output::report_text;
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::Library;

/// Opens a library. Takes no lock, unless there is no index that can be used: then it builds one, if no other
/// process is doing so, and says so on standard error.
pub(crate) fn open(
    library: &Library,
    printer: &mut Printer,
) -> Result<precis_query::Library, Failure> {
    let reason = match open_index(library) {
        Ok(opened) => return Ok(opened),
        Err(reason) => reason,
    };
    let mode = match &reason {
        OpenError::Missing { .. } | OpenError::Stale { .. } => Mode::Update,
        OpenError::Unreadable { .. } => Mode::Rebuild,
    };
    printer.warning(&format!("{reason}; building it from {}", library.folder.display()));
    index(library, mode, printer).map_err(|error| match error {
        IndexError::Busy { .. } => Failure::new("another process is building the index right now")
            .hint("wait until it is done, then try again"),
        error => error.into(),
    })?;
    Ok(open_index(library)?)
}

/// Brings the index in line with the library, then opens it.
pub(crate) fn updated(
    library: &Library,
    printer: &mut Printer,
) -> Result<precis_query::Library, Failure> {
    let look = printer.message_look();
    let report = {
        let bar = Bar::new(look.terminal);
        holder::bring_up_to_date(library, Mode::Update, &bar)?
    };
    tell(&report, printer);
    Ok(open_index(library)?)
}

fn open_index(library: &Library) -> Result<precis_query::Library, OpenError> {
    let opened = precis_query::Library::open(&library.data, &library.settings.vocabulary)?;
    Ok(opened.with_aliases(library.indexing().aliases()))
}

/// Indexes with a progress bar, and tells what was left out on standard error.
fn index(library: &Library, mode: Mode, printer: &mut Printer) -> Result<(), IndexError> {
    let look = printer.message_look();
    let report = {
        let bar = Bar::new(look.terminal);
        precis_indexer::index(&library.indexing(), mode, environment::now().timestamp(), &bar)?
    };
    tell(&report, printer);
    Ok(())
}

fn tell(report: &Report, printer: &mut Printer) {
    for line in report_text::details(report, printer.message_look()) {
        printer.message(&line);
    }
    printer.message(report_text::summary(report).trim_end());
}
