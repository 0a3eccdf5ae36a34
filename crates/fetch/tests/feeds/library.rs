//! A library of a test's own, with feeds.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::Timestamp;
use precis_briefing::{Article, Vocabulary};
use precis_fetch::{Door, Feed, FeedError, Feeds, Fetcher, Limits, Standing, Visit};
use precis_indexer::{Settings, Stored};
use serde_json::Value;

/// The time that tests run at.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_750_000_000, 0);

pub(crate) struct Library {
    folder: tempfile::TempDir,
    /// An article of this title cannot be stored.
    pub(crate) refused: Option<String>,
}

impl Library {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), refused: None }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings {
            library: self.path().to_owned(),
            data: self.path().join(".precis"),
            vocabulary: Vocabulary::default(),
            ignore: Vec::new(),
            aliases: None,
            threads: 1,
        }
    }

    /// Opens the feeds anew, as another process would.
    pub(crate) fn feeds(&self) -> Feeds {
        let limits = Limits { time: Duration::from_secs(20), ..Limits::default() };
        let (data, vocabulary) = (self.path().join(".precis"), Vocabulary::default());
        Feeds::new(&data, Vec::new(), vocabulary, Fetcher::new(limits)).with_gap(Duration::ZERO)
    }

    /// Follows a feed, of a site on this machine.
    pub(crate) fn follow(&self, url: &str) {
        self.feeds().add(&Feed { private: true, ..Feed::new(url).unwrap() }).unwrap();
    }

    pub(crate) fn visit(&self, url: &str) -> Visit {
        self.try_visit(url, NOW).unwrap()
    }

    pub(crate) fn try_visit(&self, url: &str, now: Timestamp) -> Result<Visit, FeedError> {
        let feeds = self.feeds();
        let listed = feeds.find(url)?;
        feeds.visit(&listed, self, now, &AtomicBool::new(false))
    }

    pub(crate) fn standing(&self, url: &str) -> Standing {
        self.feeds().find(url).unwrap().standing
    }

    /// Returns what lies below `incoming/`, by path.
    pub(crate) fn articles(&self) -> BTreeMap<String, Value> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path().join("incoming")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(self.path()).unwrap().to_str().unwrap().to_owned();
                found.insert(name, serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap());
            }
        }
        found
    }

    /// Returns the titles of what lies below `incoming/`.
    pub(crate) fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self
            .articles()
            .values()
            .map(|article| article["title"].as_str().unwrap().to_owned())
            .collect();
        titles.sort();
        titles
    }
}

impl Door for Library {
    fn take_in(&self, articles: &[Article]) -> Result<Vec<Stored>, String> {
        if articles.iter().any(|article| Some(&article.title) == self.refused.as_ref()) {
            return Err("the disk is full".to_owned());
        }
        precis_indexer::store_articles(&self.settings(), articles)
            .map_err(|error| error.to_string())
    }
}

/// An item of a made feed.
pub(crate) fn item(guid: &str, title: &str, text: &str) -> String {
    format!(
        "<item><guid isPermaLink='false'>{guid}</guid><link>https://wire.example/{guid}</link><title>{title}</title>\
         <pubDate>Mon, 27 Apr 2026 08:00:00 GMT</pubDate><description>{text}</description></item>"
    )
}

/// A feed of such items.
pub(crate) fn feed(items: &[String]) -> String {
    let items = items.join("");
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Wire</title>{items}</channel></rss>"
    )
}
