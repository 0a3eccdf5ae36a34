//! What the pages say of the site that they belong to.

use axum::http::Uri;

use crate::ServeError;
use crate::options::{Options, ResultLinks};

/// What is said of a site.
#[derive(Debug, Hash)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) link: Option<SiteLink>,
    pub(crate) result_links: ResultLinks,
}

/// The way back to the site that the search belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SiteLink {
    pub(crate) href: String,
    pub(crate) host: String,
}

impl Site {
    /// Fails when the address of the site cannot be used.
    pub(crate) fn new(options: &Options) -> Result<Self, ServeError> {
        Ok(Self {
            name: options.site_name.clone().unwrap_or_else(|| "Précis".to_owned()),
            link: options.site_link.as_deref().map(SiteLink::parse).transpose()?,
            result_links: options.result_links,
        })
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
