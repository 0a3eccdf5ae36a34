//! Addresses: which are taken, and which places of the network they may lead to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{ParseError, Url};

use crate::FetchError;

/// Reads an address. Fails unless it is one of the web (`http`, `https`) without a name and password in it.
pub(crate) fn parse(text: &str) -> Result<Url, FetchError> {
    let text = text.trim();
    let refused = |reason: String| FetchError::Address { url: text.to_owned(), reason };
    let mut url = Url::parse(text).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => {
            refused("it does not begin with https:// or http://".to_owned())
        }
        error => refused(error.to_string()),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("only http and https are fetched".to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(
            "it holds a name or password, which would be stored with it".to_owned(),
        ));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Tells whether a text is meant as an address of the web rather than as the name of a file.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let begins =
        |start: &str| text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    begins("http://") || begins("https://")
}

/// Returns host and port as requests name them, the usual port too.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    format!("{host}:{}", url.port_or_known_default().unwrap_or_default())
}

/// Tells whether an address of the network can be reached from anywhere, and so belongs to nobody's own network.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        // "This network"; between providers and their customers; protocols; measuring; reserved, with broadcast.
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // ::/96 and ::ffff:0:0/96 stand for addresses of version 4, the loopback and the unspecified one among them.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => v4(high, low),
        // As do those that translators (64:ff9b::/96, ::ffff:0:0:0/96) and tunnels (2002::/16) make of them.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Translators of one's own network, documentation, discarded, Teredo.
        [0x64, 0xff9b, ..] | [0x2001, 0xdb8, ..] | [0x100, 0, 0, 0, ..] | [0x2001, 0, ..] => false,
        // Own networks, links, sites, groups.
        [first, ..] => {
            let (own, link, group) = (first & 0xfe00, first & 0xff80, first & 0xff00);
            own != 0xfc00 && link != 0xfe80 && link != 0xfec0 && link != 0xfe00 && group != 0xff00
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        assert_eq!(parse(" HTTP://A.example/x#y ").unwrap().as_str(), "http://a.example/x");
        for bad in [
            "file:///etc/passwd",
            "ftp://a.example",
            "a.example",
            "http://",
            "https://me:pw@a.example/",
        ] {
            assert!(matches!(parse(bad), Err(FetchError::Address { .. })), "{bad}");
        }
        let said = parse("a.example").unwrap_err().to_string();
        assert!(said.contains("`a.example` cannot be fetched: it does not begin with"), "{said}");
        assert!(is_address("HTTPS://a.example") && !is_address("a.txt") && !is_address("httpé"));
    }

    #[test]
    fn nobodys_own_network_is_public() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "0.1.2.3",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn numbers_that_mean_an_address_are_that_address() {
        for odd in ["http://0x7f.1/", "http://2130706433/", "http://017700000001/"] {
            assert_eq!(parse(odd).unwrap().host_str(), Some("127.0.0.1"), "{odd}");
        }
    }
}
