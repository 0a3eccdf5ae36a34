//! Why the server cannot run.

use std::net::SocketAddr;

use precis_indexer::IndexError;
use precis_query::OpenError;

/// Why the server cannot start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens on the address.
    #[error("{listen} is in use by another program; choose another address with --listen")]
    InUse {
        /// The address.
        listen: SocketAddr,
    },
    /// The system does not let us listen on the address.
    #[error("cannot listen on {listen}: {source}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// A setting has a value that cannot be used.
    #[error("`{name} = \"{value}\"` cannot be used: {reason}")]
    Setting {
        /// Name of the setting.
        name: &'static str,
        /// The value, as set.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The system refused threads, signals or timers.
    #[error("the server cannot start: {source}")]
    Runtime {
        /// What the system said.
        source: std::io::Error,
    },
    /// The library could not be indexed, and there is no older index to serve.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The index was written, but cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}
