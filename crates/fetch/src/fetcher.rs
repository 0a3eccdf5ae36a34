//! Documents over the network, within limits.

use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::address;
use crate::resolver::{Checked, OnlyPrivate};
use crate::trust::trust;
use crate::{Document, FetchError};

/// Who asks.
const USER_AGENT: &str =
    concat!("precis/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");
/// What is asked for: what articles come in, feeds first.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
    text/html;q=0.8, text/markdown;q=0.8, */*;q=0.5";
/// Bytes that are read before it is looked again whether to go on.
const PIECE: usize = 64 * 1024;

/// Limits of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time for the whole, redirects included.
    pub time: Duration,
    /// Time to connect.
    pub connect_time: Duration,
    /// Size of the document, in bytes, once it is unpacked.
    pub bytes: u64,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            connect_time: Duration::from_secs(10),
            bytes: precis_briefing::ARTICLE_LIMIT_BYTES,
            redirects: 5,
        }
    }
}

/// What is to be fetched.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The address.
    pub url: &'a str,
    /// Entity tag of the version that is known.
    pub etag: Option<&'a str>,
    /// Date of the version that is known, as the server wrote it.
    pub last_modified: Option<&'a str>,
    /// Whether the host of the address may be in a private network. Those that it redirects to may not.
    pub private: bool,
}

/// What a server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The version that is known.
    Unchanged {
        /// Address to ask from now on, where the one that was asked has moved for good.
        moved: Option<String>,
    },
    /// Another one.
    Document(Document),
}

/// Fetches documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fetcher {
    limits: Limits,
}

impl Fetcher {
    /// Makes one with these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// Fetches a document. Redirects are followed, each of them to an address that is checked anew.
    ///
    /// Proxies of the environment are not used: they would look the name up themselves. Fails as [`FetchError`] says;
    /// soon with [`FetchError::Stopped`] once `stop` is set.
    pub fn fetch(&self, request: Request<'_>, stop: &AtomicBool) -> Result<Answer, FetchError> {
        let deadline = Instant::now() + self.limits.time;
        let mut url = address::parse(request.url)?;
        let private = request.private.then(|| address::authority(&url));
        let mut moved = None;
        let mut is_permanent = true;
        for _ in 0..=self.limits.redirects {
            let mut response = self.ask(&url, request, private.clone(), deadline, stop)?;
            let status = response.status().as_u16();
            let headers = response.headers().clone();
            match status {
                301 | 302 | 303 | 307 | 308 => {
                    url = target(&url, &headers)?;
                    is_permanent &= matches!(status, 301 | 308);
                    if is_permanent {
                        moved = Some(url.to_string());
                    }
                }
                304 if request.etag.is_some() || request.last_modified.is_some() => {
                    return Ok(Answer::Unchanged { moved });
                }
                200..=299 => {
                    let bytes = self.body(response.body_mut(), stop)?;
                    let document = Document {
                        url: url.to_string(),
                        moved,
                        content_type: text(&headers, header::CONTENT_TYPE),
                        etag: text(&headers, header::ETAG),
                        last_modified: text(&headers, header::LAST_MODIFIED),
                        bytes,
                    };
                    return Ok(Answer::Document(document.in_utf8()));
                }
                _ => {
                    let retry_after = text(&headers, header::RETRY_AFTER);
                    return Err(FetchError::Status { status, retry_after });
                }
            }
        }
        Err(FetchError::Redirects { limit: self.limits.redirects, url: url.to_string() })
    }

    fn ask(
        &self,
        url: &Url,
        request: Request<'_>,
        private: Option<String>,
        deadline: Instant,
        stop: &AtomicBool,
    ) -> Result<ureq::http::Response<ureq::Body>, FetchError> {
        if stop.load(Ordering::Relaxed) {
            return Err(FetchError::Stopped);
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::Timeout { limit: self.limits.time });
        }
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(left))
            .timeout_resolve(Some(left.min(self.limits.connect_time)))
            .timeout_connect(Some(left.min(self.limits.connect_time)))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent(USER_AGENT)
            .tls_config(trust())
            .build();
        let resolver = Checked { private, system: DefaultResolver::default() };
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
        let mut call = agent.get(url.as_str()).header(header::ACCEPT, ACCEPT);
        let validators = [
            (header::IF_NONE_MATCH, request.etag),
            (header::IF_MODIFIED_SINCE, request.last_modified),
        ];
        for (name, value) in validators {
            if let Some(value) = value {
                call = call.header(name, value);
            }
        }
        call.call().map_err(|error| self.failed(error))
    }

    /// Reads a body to its end.
    fn body(&self, body: &mut ureq::Body, stop: &AtomicBool) -> Result<Vec<u8>, FetchError> {
        let limit_bytes = self.limits.bytes;
        let mut reader = body.with_config().limit(u64::MAX).reader();
        let mut bytes = Vec::new();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(FetchError::Stopped);
            }
            let taken = io::Read::by_ref(&mut reader).take(PIECE as u64).read_to_end(&mut bytes);
            let taken = taken.map_err(|error| self.failed(ureq::Error::from(error)))?;
            if bytes.len() as u64 > limit_bytes {
                return Err(FetchError::TooLarge { limit_bytes });
            }
            if taken == 0 {
                return Ok(bytes);
            }
        }
    }

    fn failed(&self, error: ureq::Error) -> FetchError {
        let reason = match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                format!("no connection within {} s", self.limits.connect_time.as_secs_f32())
            }
            ureq::Error::Timeout(_) => return FetchError::Timeout { limit: self.limits.time },
            ureq::Error::HostNotFound => "there is no host of that name".to_owned(),
            ureq::Error::Other(other) => match other.downcast::<OnlyPrivate>() {
                Ok(private) => {
                    let OnlyPrivate { host, address } = *private;
                    return FetchError::Private { host, address };
                }
                Err(other) => other.to_string(),
            },
            ureq::Error::Io(error) => error.to_string(),
            error => error.to_string(),
        };
        FetchError::Network { reason }
    }
}

/// Returns where a redirect leads.
fn target(from: &Url, headers: &HeaderMap) -> Result<Url, FetchError> {
    let location = text(headers, header::LOCATION).unwrap_or_default();
    let refused = |reason: &str| FetchError::Address {
        url: location.clone(),
        reason: format!("{from} redirects to it, and {reason}"),
    };
    if location.is_empty() {
        return Err(refused("it is empty"));
    }
    let target = from.join(&location).map_err(|error| refused(&error.to_string()))?;
    address::parse(target.as_str())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let text = String::from_utf8_lossy(headers.get(name)?.as_bytes()).trim().to_owned();
    (!text.is_empty()).then_some(text)
}
