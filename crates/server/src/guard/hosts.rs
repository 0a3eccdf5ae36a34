//! The Host check: a page of another site cannot reach this server under a name of its own (DNS rebinding).

use std::collections::HashSet;
use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header, uri::Authority};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::options::Options;
use crate::problem::{Code, Problem};
use crate::public_url::PublicUrl;
use crate::state::AppState;

/// The hosts that requests may name.
#[derive(Debug)]
pub(crate) struct Hosts {
    listen: IpAddr,
    names: HashSet<String>,
}

impl Hosts {
    pub(crate) fn new(options: &Options, public: Option<&PublicUrl>) -> Self {
        let mut names: HashSet<String> =
            options.hosts.iter().map(|name| plain(name_of(name))).collect();
        names.insert("localhost".to_owned());
        names.extend(public.map(|public| plain(&public.host)));
        Self { listen: options.listen.ip(), names }
    }

    /// Tells whether requests to this host (without port) are answered.
    ///
    /// Only names can be turned against us, never addresses; so a server that listens on all addresses
    /// answers to any address, and one that listens on a single one to that and to loopback.
    fn admits(&self, host: &str) -> bool {
        let host = plain(host);
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(&host);
        match bare.parse::<IpAddr>() {
            Ok(address) => {
                self.listen.is_unspecified()
                    || address == self.listen
                    || address.is_loopback()
                    || self.names.contains(&host)
                    || self.names.contains(bare)
            }
            Err(_) => self.names.contains(&host),
        }
    }
}

/// Host names compare without case and without the dot of the root.
fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// The host of `name` or `name:port`.
fn name_of(configured: &str) -> &str {
    match configured.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            if port.bytes().all(|b| b.is_ascii_digit()) { host } else { configured }
        }
        _ => configured,
    }
}

/// What the request says its host is, without port.
fn asked_host(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    asked_authority(uri, headers).map(|authority| authority.host().to_owned())
}

/// What the request says its host and port are: those of an absolute address, else those of the header.
pub(super) fn asked_authority(uri: &Uri, headers: &HeaderMap) -> Option<Authority> {
    if let Some(authority) = uri.authority() {
        return Some(authority.clone());
    }
    let mut given = headers.get_all(header::HOST).iter();
    let (Some(value), None) = (given.next(), given.next()) else { return None };
    let authority: Authority = value.to_str().ok()?.parse().ok()?;
    (!authority.as_str().contains('@')).then_some(authority)
}

pub(crate) async fn check_host(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let Some(host) = asked_host(request.uri(), request.headers()) else {
        let detail = "The request has to name exactly one host.";
        return Problem::new(Code::NoHost, detail).into_response();
    };
    if state.hosts().admits(&host) {
        return next.run(request).await;
    }
    let detail = "This server does not answer under that host name. If it should, add the name to \
                  `hosts` in precis.toml.";
    Problem::new(Code::WrongHost, detail).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listen: &str, names: &[&str], public_url: Option<&str>) -> Hosts {
        let mut options = Options::new(listen.parse().unwrap());
        options.hosts = names.iter().map(|&name| name.to_owned()).collect();
        let public = public_url.map(|url| PublicUrl::parse(url).unwrap());
        Hosts::new(&options, public.as_ref())
    }

    #[test]
    fn the_listen_address_localhost_and_configured_names_are_admitted() {
        let hosts = hosts(
            "192.0.2.7:7878",
            &["Briefings.example:8080", "plain.example", "fd00::1"],
            Some("https://public.example/briefings"),
        );
        for host in [
            "192.0.2.7",
            "127.0.0.1",
            "[::1]",
            "LOCALHOST",
            "localhost.",
            "briefings.EXAMPLE",
            "plain.example.",
            "[fd00::1]",
            "public.example",
        ] {
            assert!(hosts.admits(host), "{host}");
        }
        for host in ["evil.example", "192.0.2.8", "localhost.evil.example", "", "[::2]"] {
            assert!(!hosts.admits(host), "{host}");
        }
    }

    #[test]
    fn listening_everywhere_admits_any_address_but_no_name() {
        let hosts = hosts("0.0.0.0:80", &[], None);
        assert!(hosts.admits("198.51.100.4"));
        assert!(!hosts.admits("rebound.example"));
    }

    #[test]
    fn a_request_names_exactly_one_host() {
        let uri = Uri::from_static("/");
        let mut headers = HeaderMap::new();
        assert_eq!(asked_host(&uri, &headers), None);
        headers.insert(header::HOST, "a.example:81".parse().unwrap());
        assert_eq!(asked_host(&uri, &headers).as_deref(), Some("a.example"));
        let absolute = Uri::from_static("http://b.example/");
        assert_eq!(asked_host(&absolute, &headers).as_deref(), Some("b.example"));
        headers.append(header::HOST, "c.example".parse().unwrap());
        assert_eq!(asked_host(&uri, &headers), None);
        headers.clear();
        headers.insert(header::HOST, "user@localhost".parse().unwrap());
        assert_eq!(asked_host(&uri, &headers), None);
    }
}
