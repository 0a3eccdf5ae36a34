//! A running server: a socket, connections, an index kept in line, a graceful end.

mod announce;
mod connections;
mod feeds;
mod library;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use precis_indexer::{IndexError, Landed, Progress, Report, Settings, Silent};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::ServeError;
use crate::options::{Clock, Options};
use crate::renewal;
use crate::router::router;
use crate::state::AppState;

/// Hears what a server does, so that its front end can say so. Called from several threads.
pub trait Events: Send + Sync {
    /// The server listens; requests are answered from now on.
    fn listening(&self, address: SocketAddr);
    /// The library is indexed.
    fn indexed(&self, report: &Report);
    /// The library could not be brought up to date; what an earlier run left is served.
    fn stale(&self, error: &IndexError);
    /// The index is at another revision.
    fn arrived(&self, _: &Landed) {}
    /// The system does not tell of changed files, so they are looked for every few seconds.
    fn polling(&self, _reason: &str) {}
    /// Who hears how far the index run has come; nobody by default.
    fn progress(&self) -> &dyn Progress {
        &Silent
    }
}

/// Listens, brings the index of the library up to date, and answers until the process is asked to end
/// (SIGINT, SIGTERM). Where an index is there already, it is searched from the first moment on.
///
/// Fails when the address cannot be used, or when there is no index and none can be made.
pub fn serve(
    options: &Options,
    settings: &Settings,
    clock: Clock,
    events: Arc<dyn Events>,
) -> Result<(), ServeError> {
    let state = AppState::new(options, clock)?;
    state.show_files_of(&settings.library);
    state.index_by(settings.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| ServeError::Runtime { source })?;
    let result = runtime.block_on(run(options, state, settings, events));
    // A search or an index run under way is not waited for: neither can leave anything half done.
    runtime.shutdown_background();
    result
}

async fn run(
    options: &Options,
    state: AppState,
    settings: &Settings,
    events: Arc<dyn Events>,
) -> Result<(), ServeError> {
    let listen = options.listen;
    let listener = TcpListener::bind(listen).await.map_err(|source| {
        if source.kind() == std::io::ErrorKind::AddrInUse {
            ServeError::InUse { listen }
        } else {
            ServeError::Listen { listen, source }
        }
    })?;
    let address = listener.local_addr().map_err(|source| ServeError::Listen { listen, source })?;
    let asked_to_end = end_signal().map_err(|source| ServeError::Runtime { source })?;

    library::open_existing(&state, settings);
    events.listening(address);

    let (end, ended) = watch::channel(false);
    let limits = *state.limits();
    let router = router(state.clone());
    let connections = tokio::spawn(connections::answer(listener, router, limits, ended));

    let renewing = tokio::spawn(renewal::follow(state.clone()));
    let (settings, data) = (settings.clone(), settings.data.clone());
    let feeds = Arc::new(feeds::Followed::new(options.feeds.clone()));
    let place = library::Place { address, poll: options.poll, feeds: feeds.clone() };
    let busy = state.clone();
    let indexed = tokio::task::spawn_blocking(move || {
        library::bring_up_to_date(&busy, &settings, &place, &events)
    });
    let result = tokio::select! {
        () = asked_to_end => Ok(()),
        error = only_failure(indexed) => Err(error),
    };
    let _ = end.send(true);
    renewing.abort();
    state.follow().end();
    let _ = connections.await;
    announce::retract(&data);
    // It may wait for a feed that does not answer; nobody else should.
    let _ = tokio::task::spawn_blocking(move || feeds.end()).await;
    state.stop_writing();
    result
}

/// Resolves only when the library cannot be served at all.
async fn only_failure(indexed: tokio::task::JoinHandle<Result<(), ServeError>>) -> ServeError {
    match indexed.await {
        Ok(Ok(())) => std::future::pending().await,
        Ok(Err(error)) => error,
        Err(panic) => {
            let reason = if panic.is_panic() { "the indexer panicked" } else { "it was cancelled" };
            ServeError::Index(IndexError::Engine { reason: reason.to_owned() })
        }
    }
}

#[cfg(unix)]
fn end_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn end_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
