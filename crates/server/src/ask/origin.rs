//! Under which address the asker reaches this server, for links that have to be whole.

use axum::http::{HeaderMap, Uri, header};

use crate::state::AppState;

impl AppState {
    /// Returns scheme and host, without a path: those of the public address where one is set, else the host that was
    /// asked, which has been checked by then.
    pub(crate) fn origin(&self, uri: &Uri, headers: &HeaderMap) -> String {
        if let Some(public) = self.public() {
            return public.origin.clone();
        }
        let asked = uri.authority().map(ToString::to_string);
        let named = || headers.get(header::HOST)?.to_str().ok().map(str::to_owned);
        format!("http://{}", asked.or_else(named).unwrap_or_else(|| "localhost".to_owned()))
    }
}
