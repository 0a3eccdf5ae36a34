//! Who asks: the other end of the connection, or, where that is a proxy of ours, whom the proxy names.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, header};
use ipnet::IpNet;

use crate::ServeError;

/// Header that most proxies write.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Client {
    /// Unknown where there is no connection, as in tests of the routes.
    pub(crate) address: Option<IpAddr>,
    /// Whether what the request says of itself comes from a proxy that is trusted.
    pub(crate) by_proxy: bool,
}

/// The proxies whose word counts.
#[derive(Debug)]
pub(crate) struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Takes addresses and networks. Fails for what is neither.
    pub(crate) fn new(trusted: &[String]) -> Result<Self, ServeError> {
        let networks = trusted.iter().map(|written| {
            let network = written.trim().parse::<IpNet>().ok();
            let address = || written.trim().parse::<IpAddr>().ok().map(IpNet::from);
            network.or_else(address).ok_or_else(|| ServeError::Setting {
                name: "trusted_proxies",
                value: written.clone(),
                reason: "it is neither an address (10.0.0.1) nor a network (10.0.0.0/8)",
            })
        });
        networks.collect::<Result<_, _>>().map(Self)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Tells who asks. Every proxy adds at the end whom it heard; so of the addresses from the end on, the first that
    /// is no proxy of ours counts, and what stands before it may be invented.
    pub(crate) fn client(&self, request: &Request) -> Client {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let Some(peer) = peer.map(|ConnectInfo(peer)| peer.ip().to_canonical()) else {
            return Client { address: None, by_proxy: false };
        };
        if !self.trusts(peer) {
            return Client { address: Some(peer), by_proxy: false };
        }
        let mut nearest = peer;
        for said in forwarded(request.headers()).into_iter().rev() {
            let Some(address) = said else { break };
            nearest = address;
            if !self.trusts(address) {
                break;
            }
        }
        Client { address: Some(nearest), by_proxy: true }
    }
}

/// The addresses that a request came by, first to last; none for one that is hidden or no address.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let list = |name| {
        let values = headers.get_all(name).iter();
        values.flat_map(|value| value.to_str().unwrap_or_default().split(','))
    };
    if headers.contains_key(FORWARDED_FOR) {
        return list(FORWARDED_FOR).map(address).collect();
    }
    // RFC 7239: `for=192.0.2.43;proto=https, for="[2001:db8::1]:4711"`.
    let of_hop = |hop: &str| {
        hop.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("for")
                .then(|| address(value.trim().trim_matches('"')))?
        })
    };
    list(header::FORWARDED.as_str()).map(of_hop).collect()
}

/// An address with or without a port, with or without the brackets of version 6.
fn address(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let whole = written.parse::<SocketAddr>().map(|address| address.ip());
    let bare = written.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    whole.or(bare).ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn client(trusted: &[&str], peer: &str, headers: &[(&str, &str)]) -> (String, bool) {
        let trusted: Vec<String> = trusted.iter().map(|&network| network.to_owned()).collect();
        let mut request = Request::new(Body::empty());
        let peer: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        for (name, value) in headers {
            let name: axum::http::HeaderName = name.parse().unwrap();
            request.headers_mut().append(name, value.parse().unwrap());
        }
        let client = Proxies::new(&trusted).unwrap().client(&request);
        (client.address.unwrap().to_string(), client.by_proxy)
    }

    #[test]
    fn nobody_is_believed_but_a_trusted_proxy() {
        let says = [("x-forwarded-for", "198.51.100.7")];
        assert_eq!(client(&[], "127.0.0.1:5000", &says), ("127.0.0.1".to_owned(), false));
        let one = ["127.0.0.1"];
        assert_eq!(client(&one, "127.0.0.1:5000", &says), ("198.51.100.7".to_owned(), true));
        assert_eq!(client(&one, "192.0.2.1:5000", &says), ("192.0.2.1".to_owned(), false));
        assert_eq!(client(&one, "[::ffff:127.0.0.1]:5", &says), ("198.51.100.7".to_owned(), true));
    }

    #[test]
    fn the_last_address_that_is_no_proxy_counts() {
        let networks = ["10.0.0.0/8", "::1"];
        for (headers, address) in [
            (vec![("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.1.2.3")], "203.0.113.9"),
            (
                vec![("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")],
                "203.0.113.9",
            ),
            (
                vec![("forwarded", "for=1.1.1.1, For=\"[2001:db8::7]:4711\";proto=https")],
                "2001:db8::7",
            ),
            (vec![("x-forwarded-for", "1.1.1.1, unknown")], "10.0.0.9"),
            (vec![("forwarded", "for=_hidden")], "10.0.0.9"),
            (vec![("x-forwarded-for", "10.2.2.2")], "10.2.2.2"),
            (vec![], "10.0.0.9"),
            // Where both are there, the one that proxies write by themselves counts.
            (vec![("forwarded", "for=1.1.1.1"), ("x-forwarded-for", "203.0.113.9")], "203.0.113.9"),
        ] {
            assert_eq!(client(&networks, "10.0.0.9:80", &headers).0, address, "{headers:?}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused_by_name() {
        let said = Proxies::new(&["10.0.0.0/33".to_owned()]).unwrap_err().to_string();
        assert!(said.contains("trusted_proxies") && said.contains("10.0.0.0/33"), "{said}");
    }
}
