//! Names to addresses of the network, those alone that may be connected to.

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::address::is_public;

/// Looks names up, and leaves out what is in a private network. What it returns is what is connected to: the name is
/// not looked up again, when it could have become another.
#[derive(Debug)]
pub(crate) struct Checked {
    /// Host and port that may be in a private network all the same.
    pub(crate) private: Option<String>,
    pub(crate) system: DefaultResolver,
}

/// A host that has no other addresses than those of a private network.
#[derive(Debug, thiserror::Error)]
#[error("{host} has only private addresses")]
pub(crate) struct OnlyPrivate {
    pub(crate) host: String,
    pub(crate) address: std::net::IpAddr,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let host = uri.authority().map(ToString::to_string).unwrap_or_default();
        let is_https = uri.scheme_str() == Some("https");
        let usual = if is_https { 443 } else { 80 };
        let port = uri.port_u16().unwrap_or(usual);
        let asked = format!("{}:{port}", uri.host().unwrap_or_default());
        if self.private.as_ref() == Some(&asked) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        match (public.is_empty(), found.first()) {
            (false, _) => Ok(public),
            (true, Some(address)) => {
                let address = address.ip();
                Err(ureq::Error::Other(Box::new(OnlyPrivate { host, address })))
            }
            (true, None) => Err(ureq::Error::HostNotFound),
        }
    }
}
