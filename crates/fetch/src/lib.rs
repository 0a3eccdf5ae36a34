//! Addresses in, articles out: documents fetched over the network, and feeds that are followed.
//!
//! [`Fetcher`] fetches one document, within limits of time and size and from public addresses alone, and
//! [`Document::articles`] reads it. [`Feeds`] are the feeds of a library: [`Feeds::visit`] fetches one, brings what is
//! new or edited to a [`Door`] of the library, and remembers the rest; [`Following`] does so whenever it is time.
//! All of it blocks, and nothing here asks for the time.
//!
//! ```
//! use precis_fetch::{FetchError, Fetcher, Request};
//!
//! let stop = std::sync::atomic::AtomicBool::new(false);
//! let request = Request { url: "http://127.0.0.1/", ..Request::default() };
//! let refused = Fetcher::default().fetch(request, &stop);
//! assert!(matches!(refused, Err(FetchError::Private { .. })));
//! ```

mod address;
mod contents;
mod document;
mod error;
mod feeds;
mod fetcher;
mod resolver;
mod trust;

pub use address::is_address;
pub use contents::Found;
pub use document::Document;
pub use error::{FeedError, FetchError};
pub use feeds::{
    Door, Feed, Feeds, Follow, Following, Heard, Listed, Standing, USUAL_EVERY, Visit, VisitStatus,
    parse_every,
};
pub use fetcher::{Answer, Fetcher, Limits, Request};
pub use trust::trust;
