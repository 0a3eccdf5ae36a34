//! Where commands on the same machine find the server that holds the library.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

/// Writes the server's address down. Only for the holder of the library's lock.
pub(super) fn announce(data: &Path, address: SocketAddr) {
    let text = format!("http://{}\n", reachable(address));
    let path = precis_indexer::serving(data);
    let beside = path.with_extension("new");
    // Where it cannot be written, commands say that somebody holds the library, and no more.
    if let Err(error) = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &path)) {
        tracing::warn!(%error, "commands on this machine will not find this server");
    }
}

/// Takes the address back.
pub(super) fn retract(data: &Path) {
    let _ = fs::remove_file(precis_indexer::serving(data));
}

/// The address under which this machine reaches a server that listens there.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
