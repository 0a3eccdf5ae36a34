//! Why nothing was fetched, and why a feed is not followed.

use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address that is fetched.
    #[error("`{url}` cannot be fetched: {reason}")]
    Address {
        /// The address as given, by a person or in a redirect.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The address leads into a network of one's own, which was not allowed.
    #[error("{} is in a private network, which needs `private` to be fetched from", with_address(host, *address))]
    Private {
        /// Name of the host, with its port.
        host: String,
        /// The address of the network that it has.
        address: IpAddr,
    },
    /// One redirect follows the other.
    #[error("it is redirected more than {limit} times, at last to {url}")]
    Redirects {
        /// How many are followed.
        limit: usize,
        /// The last of them.
        url: String,
    },
    /// The server has no such document, or does not give it.
    #[error("the server answers with status {status}")]
    Status {
        /// Status of HTTP.
        status: u16,
        /// What its `Retry-After` says, as it says it.
        retry_after: Option<String>,
    },
    /// It is larger than the limit.
    #[error("it is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// It took longer than the limit.
    #[error("it took longer than {} s", limit.as_secs_f32())]
    Timeout {
        /// The limit.
        limit: Duration,
    },
    /// The server cannot be reached, or does not speak HTTP.
    #[error("the server cannot be asked: {reason}")]
    Network {
        /// What went wrong.
        reason: String,
    },
    /// It was broken off, as was asked for.
    #[error("it was broken off")]
    Stopped,
}

/// Why the list of feeds cannot be used or changed.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The address of the feed is none that is fetched.
    #[error(transparent)]
    Address(#[from] FetchError),
    /// The feed is followed already.
    #[error("{url} is followed already, as `{name}`")]
    Known {
        /// Its address.
        url: String,
        /// What it is called.
        name: String,
    },
    /// Another feed has the name.
    #[error("another feed is called `{name}`: {url}")]
    NameTaken {
        /// The name.
        name: String,
        /// Address of the other.
        url: String,
    },
    /// No feed has the name or address.
    #[error("no feed is called `{asked}` or has that address")]
    Unknown {
        /// What was asked for.
        asked: String,
    },
    /// Several feeds have the name.
    #[error("several feeds are called `{asked}`")]
    Several {
        /// What was asked for.
        asked: String,
        /// Their addresses.
        urls: Vec<String>,
    },
    /// The feed stands in the settings, which no command changes.
    #[error("{url} is one of the [[feeds]] of precis.toml")]
    InSettings {
        /// Its address.
        url: String,
    },
    /// What is known of the feeds cannot be read or written.
    #[error("{} cannot be used: {source}", path.display())]
    State {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A host with its address behind it, unless it is that address.
fn with_address(host: &str, address: IpAddr) -> String {
    let written = match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    let rest = host.strip_prefix(&written);
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':')) {
        host.to_owned()
    } else {
        format!("{host} ({address})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_address_is_said_once() {
        let said = |host: &str, address: &str| {
            let (host, address) = (host.to_owned(), address.parse().unwrap());
            FetchError::Private { host, address }.to_string()
        };
        let rest = "is in a private network, which needs `private` to be fetched from";
        assert_eq!(said("127.0.0.1:80", "127.0.0.1"), format!("127.0.0.1:80 {rest}"));
        assert_eq!(said("[::1]:80", "::1"), format!("[::1]:80 {rest}"));
        assert_eq!(
            said("10.0.0.1.example", "10.0.0.1"),
            format!("10.0.0.1.example (10.0.0.1) {rest}")
        );
        assert_eq!(said("wire.example", "10.0.0.1"), format!("wire.example (10.0.0.1) {rest}"));
    }
}
