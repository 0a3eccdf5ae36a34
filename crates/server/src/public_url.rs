//! The address that others reach the server by: where it is, and below which path.

use axum::http::Uri;

use crate::ServeError;

/// A public address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublicUrl {
    /// Scheme, host and port: `https://example.org`.
    pub(crate) origin: String,
    /// The path below which everything is, without a slash at its end; empty at the root.
    pub(crate) base: String,
    /// The host alone.
    pub(crate) host: String,
}

impl PublicUrl {
    /// Fails for what no browser could be sent to, or what no proxy passes on as it is.
    pub(crate) fn parse(url: &str) -> Result<Self, ServeError> {
        let refuse =
            |reason| Err(ServeError::Setting { name: "public_url", value: url.to_owned(), reason });
        let Ok(uri) = url.parse::<Uri>() else { return refuse("it is not an address") };
        let Some(scheme @ ("http" | "https")) = uri.scheme_str() else {
            return refuse("it has to start with http:// or https://");
        };
        if uri.query().is_some() || url.contains('#') {
            return refuse("it must have no query and no fragment");
        }
        let Some(authority) = uri.authority().filter(|it| !it.host().is_empty()) else {
            return refuse("it names no host");
        };
        if authority.as_str().contains('@') {
            return refuse("it must name no user");
        }
        let base = uri.path().trim_end_matches('/');
        let is_plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.' | b'_' | b'~');
        let mut parts = base.split('/').skip(1);
        if !parts.all(|part| part.bytes().all(is_plain) && !matches!(part, "" | "." | "..")) {
            return refuse("its path may have letters, digits and - . _ ~ between single slashes");
        }
        Ok(Self {
            origin: format!("{scheme}://{authority}"),
            base: base.to_owned(),
            host: authority.host().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let taken = |url: &str| PublicUrl::parse(url).map(|url| (url.origin, url.base)).unwrap();
        let is = |origin: &str, base: &str| (origin.to_owned(), base.to_owned());
        assert_eq!(taken("https://example.org"), is("https://example.org", ""));
        assert_eq!(taken("https://example.org/"), is("https://example.org", ""));
        assert_eq!(taken("http://a.example:81/b/c-1/"), is("http://a.example:81", "/b/c-1"));
    }

    #[test]
    fn an_address_that_cannot_be_served_says_why() {
        for (url, part) in [
            ("briefings.example", "http://"),
            ("ftp://briefings.example", "http://"),
            ("https://briefings.example/?q=a", "query"),
            ("https://briefings.example/#a", "fragment"),
            ("https://me@briefings.example/", "user"),
            ("https://briefings.example/a//b", "path"),
            ("https://briefings.example/a/../b", "path"),
            ("https://briefings.example/%41", "path"),
            ("https:// no", "not an address"),
        ] {
            let said = PublicUrl::parse(url).unwrap_err().to_string();
            assert!(said.contains(part) && said.contains("public_url"), "{said}");
        }
    }
}
