//! The feeds that `precis.toml` names.

use precis_fetch::{Feed, USUAL_EVERY, parse_every};
use serde::Deserialize;

/// A table of `[[feeds]]`, as written.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct FeedSettings {
    url: String,
    name: Option<String>,
    every: Option<String>,
    private: bool,
    #[serde(flatten)]
    pub(super) unknown: toml::Table,
}

/// Returns the feeds that are named, and says what of them cannot be used; the rest is.
pub(super) fn read(written: &[FeedSettings]) -> (Vec<Feed>, Vec<String>) {
    let mut feeds = Vec::new();
    let mut told = Vec::new();
    for FeedSettings { url, name, every, private, .. } in written {
        let every = match every.as_deref().map(parse_every) {
            None => USUAL_EVERY,
            Some(Ok(every)) => every,
            Some(Err(reason)) => {
                told.push(format!("[[feeds]], every: {reason}; {url} is fetched once an hour"));
                USUAL_EVERY
            }
        };
        match Feed::new(url) {
            Ok(feed) => feeds.push(Feed { name: name.clone(), every, private: *private, ..feed }),
            Err(error) => told.push(format!("[[feeds]], {error}; it is left out")),
        }
    }
    (feeds, told)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn feeds_that_cannot_be_used_are_told_and_the_rest_is_used() {
        let made = |url: &str, every: Option<&str>| FeedSettings {
            url: url.to_owned(),
            every: every.map(str::to_owned),
            ..FeedSettings::default()
        };
        let written = [
            made("https://a.example/feed", Some("30m")),
            made("ftp://b.example/", None),
            made("https://c.example/", Some("often")),
        ];
        let (feeds, told) = read(&written);
        let every: Vec<Duration> = feeds.iter().map(|feed| feed.every).collect();
        assert_eq!(every, [Duration::from_secs(1800), USUAL_EVERY]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("ftp://b.example/") && told[1].contains("often"), "{told:?}");
    }
}
