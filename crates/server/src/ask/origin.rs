//! Under which address the asker reaches this server, for links that have to be whole.

use axum::http::{HeaderMap, Uri, header};

use crate::state::AppState;

impl AppState {
    /// Returns scheme and host, without the slash at the end: the public address where one is set, else the host that
    /// was asked, which has been checked by then.
    pub(crate) fn origin(&self, uri: &Uri, headers: &HeaderMap) -> String {
        if let Some(public_url) = self.public_url() {
            return public_url.to_owned();
        }
        let asked = uri.authority().map(ToString::to_string);
        let named = || headers.get(header::HOST)?.to_str().ok().map(str::to_owned);
        format!("http://{}", asked.or_else(named).unwrap_or_else(|| "localhost".to_owned()))
    }
}
