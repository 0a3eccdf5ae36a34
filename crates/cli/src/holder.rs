//! The library brought up to date: by this process, or by the server that holds the library.

use std::time::{Duration, Instant};

use precis_indexer::{IndexError, Mode, Progress, Report};
use precis_server::{ReconciledFile, Token};

use crate::environment;
use crate::failure::Failure;
use crate::remote::Server;
use crate::settings::Library;

/// How long to wait for another process that holds the library.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pause before looking again whether it is done.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Brings the index in line with the library. Where a server holds the library, it is asked to.
pub(crate) fn bring_up_to_date(
    library: &Library,
    mode: Mode,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let now = environment::now().timestamp();
    match precis_indexer::index(&library.indexing(), mode, now, progress) {
        Ok(report) => Ok(report),
        Err(error @ IndexError::Busy { .. }) => match server_of(library)? {
            Some(server) => Ok(server.reconcile(&[], mode == Mode::Rebuild)?.report),
            None => Err(error.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Lets files go that are no more. Where another process holds the library, it is asked to, or follows it itself.
pub(crate) fn let_go(
    library: &Library,
    paths: &[String],
    progress: &dyn Progress,
) -> Result<(), Failure> {
    let now = environment::now().timestamp();
    match precis_indexer::index(&library.indexing(), Mode::Update, now, progress) {
        Ok(_) => Ok(()),
        Err(IndexError::Busy { .. }) => match server_of(library)? {
            Some(server) => server.reconcile(paths, false).map(|_| ()),
            None => Ok(()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Takes some files of the library in, and returns what the index knows of them then. Where another process holds the
/// library, it is asked to, or waited for.
pub(crate) fn take_in(
    library: &Library,
    paths: &[String],
    progress: &dyn Progress,
) -> Result<Vec<ReconciledFile>, Failure> {
    let settings = library.indexing();
    let deadline = Instant::now() + PATIENCE;
    let known = || -> Result<Vec<ReconciledFile>, Failure> {
        let known = precis_indexer::known(&settings, paths)?;
        Ok(known.into_iter().map(ReconciledFile::from).collect())
    };
    loop {
        let now = environment::now().timestamp();
        match precis_indexer::index(&settings, Mode::Update, now, progress) {
            Ok(_) => return known(),
            Err(error @ IndexError::Busy { .. }) => {
                if let Some(server) = server_of(library)? {
                    return Ok(server.reconcile(paths, false)?.files);
                }
                // Whoever holds it follows it, or is done soon.
                let there = known()?;
                let here = paths.iter().filter(|path| settings.library.join(path).exists());
                if !there.is_empty() && there.len() == here.count() {
                    return Ok(there);
                }
                if Instant::now() > deadline {
                    return Err(Failure::from(error)
                        .hint("the library has it; the index takes it in with the next run"));
                }
                std::thread::sleep(LOOK_AGAIN);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Returns the server that holds a library, with the token that writing needs; none if it is no server.
pub(crate) fn server_of(library: &Library) -> Result<Option<Server>, Failure> {
    let Ok(address) = std::fs::read_to_string(precis_indexer::serving(&library.data)) else {
        return Ok(None);
    };
    let token = Token::read(&library.data).map_err(|error| {
        Failure::because("the token of the running server cannot be read", error)
            .hint("run this as the user who started `precis serve`")
    })?;
    let Some(token) = token else { return Ok(None) };
    Server::at(address.trim()).map(|server| Some(server.with_token(token)))
}
