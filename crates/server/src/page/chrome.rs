//! What every page has: head, name, search box.

use precis_query::{MatchMode, SearchRequest};

use super::address::Address;
use crate::routes::assets;
use crate::site::SiteLink;
use crate::state::AppState;

/// What every page has.
#[derive(Debug)]
pub(super) struct Chrome {
    pub(super) site_name: String,
    /// The site that the search belongs to, where it has told.
    pub(super) site_link: Option<SiteLink>,
    /// The path below which everything is, without a slash at its end; empty at the root.
    pub(super) base: String,
    pub(super) title: String,
    pub(super) static_path: String,
    /// What stands in the search box.
    pub(super) query: String,
    pub(super) match_mode: &'static str,
    pub(super) since: String,
    pub(super) before: String,
    /// Filters that a new search keeps.
    pub(super) kept: Vec<(&'static str, String)>,
    /// Seconds after which the page looks again by itself.
    pub(super) look_again_s: Option<u16>,
    /// The feed of what is shown, where there is one.
    pub(super) feed: Option<String>,
    /// What the page is about, in a sentence or two.
    pub(super) about: Option<String>,
    /// The whole address of the page, where the server has been told its own.
    pub(super) canonical: Option<String>,
    /// Whether the box is ready to be typed in at once.
    pub(super) is_front: bool,
}

impl Chrome {
    pub(super) fn new(state: &AppState, title: Option<&str>, request: &SearchRequest) -> Self {
        let address = Address::below(state.base(), request).without_any("cursor");
        // The box has one field for each of these; where an address names several, they are kept as they are.
        let single = |name: &str| {
            let mut values = address.pairs().iter().filter(|(each, _)| *each == name);
            match (values.next(), values.next()) {
                (Some((_, value)), None) => value.clone(),
                _ => String::new(),
            }
        };
        let (since, before) = (single("since"), single("before"));
        let kept = address
            .pairs()
            .iter()
            .filter(|(name, value)| match *name {
                "q" | "match" => false,
                "since" => *value != since,
                "before" => *value != before,
                _ => true,
            })
            .cloned()
            .collect();
        let site = state.site();
        let site_name = site.name.clone();
        let match_mode = match request.match_mode {
            MatchMode::Auto => "auto",
            MatchMode::All => "all",
            MatchMode::Any => "any",
        };
        Self {
            title: match title {
                Some(title) => format!("{title} · {site_name}"),
                None => site_name.clone(),
            },
            site_name,
            site_link: site.link.clone(),
            base: state.base().to_owned(),
            static_path: format!("{}/static/{}", state.base(), assets::fingerprint()),
            query: request.query.clone(),
            match_mode,
            since,
            before,
            kept,
            look_again_s: None,
            feed: None,
            about: None,
            canonical: None,
            is_front: false,
        }
    }
}
