//! HTTP and the search page of Précis: a library behind [`serve`], or a [`router`] for those who bring their own socket.
//!
//! What goes in: an opened [`precis_query::Library`], the address to listen on, a clock. What comes out: the page
//! (`/`, `/articles/…`), the JSON of [`precis_query::response`] (`/api/v1/…`), its OpenAPI description, and the two
//! health routes. `docs/http-api.md` describes every route, parameter, header and error code.
//!
//! The engine never runs on an async thread, and no request can wait without an end: every limit is in [`Limits`].

mod ask;
mod encode;
mod error;
mod follow;
mod guard;
mod media;
mod metrics;
mod options;
mod page;
mod problem;
mod public_url;
mod readiness;
mod renewal;
mod router;
mod routes;
mod serve;
mod site;
mod state;
mod token;
mod writing;

pub use encode::in_path;
pub use error::ServeError;
pub use options::{Clock, Limits, Options, ResultLinks};
pub use readiness::{Phase, Readiness};
pub use renewal::{Renewed, SettingsFiles};
pub use router::{api_description, router};
pub use routes::api_reconcile::{ReconcileResponse, ReconciledFile};
pub use serve::{Events, serve};
pub use state::AppState;
pub use token::Token;
