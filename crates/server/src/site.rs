//! What the pages and their addresses say of the site that they belong to.

use axum::http::Uri;

use crate::ServeError;
use crate::options::{Options, ResultLinks};
use crate::public_url::PublicUrl;

/// What is said of a site.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) link: Option<SiteLink>,
    pub(crate) public: Option<PublicUrl>,
    pub(crate) result_links: ResultLinks,
}

/// The way back to the site that the search belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteLink {
    pub(crate) href: String,
    pub(crate) host: String,
}

impl Site {
    /// Fails when an address among the options cannot be used.
    pub(crate) fn new(options: &Options) -> Result<Self, ServeError> {
        Ok(Self {
            name: options.site_name.clone().unwrap_or_else(|| "Précis".to_owned()),
            link: options.site_link.as_deref().map(SiteLink::parse).transpose()?,
            public: options.public_url.as_deref().map(PublicUrl::parse).transpose()?,
            result_links: options.result_links,
        })
    }

    /// The path below which everything is, without a slash at its end; empty at the root.
    pub(crate) fn base(&self) -> &str {
        self.public.as_ref().map_or("", |public| &public.base)
    }
}

impl SiteLink {
    fn parse(url: &str) -> Result<Self, ServeError> {
        let uri = url.parse::<Uri>().ok();
        let uri = uri.filter(|uri| matches!(uri.scheme_str(), Some("http" | "https")));
        match uri.as_ref().and_then(Uri::host) {
            Some(host) => Ok(Self { href: url.to_owned(), host: host.to_owned() }),
            None => Err(ServeError::Setting {
                name: "site_link",
                value: url.to_owned(),
                reason: "it has to be the address of a page, with http:// or https://",
            }),
        }
    }
}
