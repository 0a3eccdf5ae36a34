//! Feeds that are followed: those of the settings, those added by command, and how it stands with each.

mod feed;
mod follow;
mod pace;
mod seen;
mod standing;
mod visit;

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use precis_briefing::Vocabulary;
use precis_indexer::{StateFolder, StateLock};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::contents::Key;
use crate::document::host;
use crate::{FeedError, Fetcher};
pub use feed::{Feed, USUAL_EVERY, parse_every};
pub use follow::{Follow, Following, Heard};
use pace::Pace;
use seen::Seen;
pub use standing::Standing;
pub use visit::{Door, Visit, VisitStatus};

/// Folder of state that holds them.
const FOLDER: &str = "feeds";
/// Feeds that were added by command.
const ADDED: &str = "added.json";
/// Rest that a host has between two requests where nothing else is said.
const USUAL_GAP: Duration = Duration::from_secs(3);

/// The feeds of a library. What is known of them lies in `state/feeds` of its data folder.
#[derive(Debug)]
pub struct Feeds {
    given: Vec<Feed>,
    folder: StateFolder,
    vocabulary: Vocabulary,
    fetcher: Fetcher,
    gap: Duration,
    pace: Mutex<Pace>,
}

/// A feed, with how it stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The feed.
    pub feed: Feed,
    /// How it stands.
    pub standing: Standing,
    /// Whether it stands in the settings; otherwise it was added by command.
    pub in_settings: bool,
}

impl Listed {
    /// Returns what to call the feed: its name, else its title, else its address.
    #[must_use]
    pub fn name(&self) -> &str {
        let title = self.standing.title.as_deref();
        self.feed.name.as_deref().or(title).unwrap_or(&self.feed.url)
    }

    /// Returns the host that is asked for it.
    fn host(&self) -> String {
        host(self.standing.address(&self.feed))
    }
}

impl Feeds {
    /// Takes the feeds of a library: `given` are those of its settings, of which the first of an address counts.
    #[must_use]
    pub fn new(data: &Path, given: Vec<Feed>, vocabulary: Vocabulary, fetcher: Fetcher) -> Self {
        let folder = StateFolder::new(data, FOLDER);
        let (gap, pace) = (USUAL_GAP, Mutex::default());
        Self { given, folder, vocabulary, fetcher, gap, pace }
    }

    /// Lets a host rest for another time between two requests.
    #[must_use]
    pub fn with_gap(self, gap: Duration) -> Self {
        Self { gap, ..self }
    }

    /// Lists all feeds: those of the settings, then those added, in their order. Fails when the state cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, FeedError> {
        let added: Vec<Feed> = self.load(ADDED)?.unwrap_or_default();
        let mut listed: Vec<Listed> = Vec::new();
        let given = self.given.iter().map(|feed| (feed, true));
        for (feed, in_settings) in given.chain(added.iter().map(|feed| (feed, false))) {
            if listed.iter().any(|other| other.feed.url == feed.url) {
                continue;
            }
            let standing = self.load(&file(&feed.url))?.unwrap_or_default();
            listed.push(Listed { feed: feed.clone(), standing, in_settings });
        }
        Ok(listed)
    }

    /// Adds a feed. Fails when it is followed already, or another has its name.
    pub fn add(&self, feed: &Feed) -> Result<(), FeedError> {
        let lock = self.lock()?;
        for other in self.list()? {
            let name = other.name().to_owned();
            let url = other.feed.url;
            if url == feed.url || other.standing.moved_to.as_ref() == Some(&feed.url) {
                return Err(FeedError::Known { url, name });
            }
            if feed.name.as_ref().is_some_and(|wanted| is_same_name(wanted, &name)) {
                return Err(FeedError::NameTaken { name, url });
            }
        }
        let mut added: Vec<Feed> = self.load(ADDED)?.unwrap_or_default();
        added.push(feed.clone());
        self.save(&lock, ADDED, &added)
    }

    /// Finds the feed of a name or an address. Fails when there is none, or several have the name.
    pub fn find(&self, asked: &str) -> Result<Listed, FeedError> {
        let url = Feed::new(asked).map(|feed| feed.url).ok();
        let mut listed = self.list()?;
        let is_it = |one: &Listed| {
            let moved = one.standing.moved_to.as_ref();
            url.as_ref().is_some_and(|url| *url == one.feed.url || moved == Some(url))
        };
        if let Some(place) = listed.iter().position(is_it) {
            return Ok(listed.swap_remove(place));
        }
        listed.retain(|one| is_same_name(one.name(), asked));
        match (listed.pop(), listed.is_empty()) {
            (Some(one), true) => Ok(one),
            (None, _) => Err(FeedError::Unknown { asked: asked.to_owned() }),
            (Some(one), false) => {
                let urls = listed.into_iter().chain([one]).map(|one| one.feed.url).collect();
                Err(FeedError::Several { asked: asked.to_owned(), urls })
            }
        }
    }

    /// Follows a feed no longer; its articles stay. Fails as [`Feeds::find`] does, and for a feed of the settings.
    pub fn remove(&self, asked: &str) -> Result<Listed, FeedError> {
        let lock = self.lock()?;
        let found = self.find(asked)?;
        let url = &found.feed.url;
        if found.in_settings {
            return Err(FeedError::InSettings { url: url.clone() });
        }
        let mut added: Vec<Feed> = self.load(ADDED)?.unwrap_or_default();
        added.retain(|feed| feed.url != *url);
        self.save(&lock, ADDED, &added)?;
        for name in [file(url), file_of_items(url)] {
            lock.remove(&name).map_err(|source| self.state_error(&name, source))?;
        }
        Ok(found)
    }

    /// Returns how long to wait before the host of a feed is asked, out of politeness.
    #[must_use]
    pub fn wait(&self, listed: &Listed) -> Duration {
        self.pace().wait(&listed.host(), self.gap, Instant::now())
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names the articles of all feeds but one by their texts.
    fn texts(&self, but: &str) -> Result<std::collections::HashMap<Key, String>, FeedError> {
        let mut texts = std::collections::HashMap::new();
        for other in self.list()?.iter().filter(|other| other.feed.url != but) {
            let seen: Vec<Seen> = self.load(&file_of_items(&other.feed.url))?.unwrap_or_default();
            let own = seen.into_iter().filter(|one| one.is_own);
            texts.extend(own.filter_map(|one| Some((one.text?, one.id))));
        }
        Ok(texts)
    }

    fn lock(&self) -> Result<StateLock, FeedError> {
        self.folder.lock().map_err(|source| self.state_error("", source))
    }

    /// Reads a file of state; what cannot be understood counts as not there.
    fn load<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, FeedError> {
        let bytes = self.folder.read(name).map_err(|source| self.state_error(name, source))?;
        // Items are found again by their ids, so a damaged memory doubles nothing.
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    fn save(&self, lock: &StateLock, name: &str, value: &impl Serialize) -> Result<(), FeedError> {
        let mut text = serde_json::to_vec(value)
            .map_err(|error| self.state_error(name, io::Error::other(error)))?;
        text.push(b'\n');
        lock.write(name, &text).map_err(|source| self.state_error(name, source))
    }

    fn state_error(&self, name: &str, source: io::Error) -> FeedError {
        FeedError::State { path: self.folder.path().join(name), source }
    }
}

/// Name of the file with how it stands with a feed.
fn file(url: &str) -> String {
    format!("{}.json", Key::of(url).as_str())
}

/// Name of the file with the items of a feed that were seen.
fn file_of_items(url: &str) -> String {
    format!("{}.items.json", Key::of(url).as_str())
}

fn is_same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(url: &str, name: &str) -> Feed {
        Feed { name: Some(name.to_owned()), ..Feed::new(url).unwrap() }
    }

    #[test]
    fn feeds_of_settings_and_commands_are_one_list() {
        let data = tempfile::tempdir().unwrap();
        let given =
            vec![named("https://a.example/feed", "Wire"), named("https://a.example/feed", "Again")];
        let feeds = Feeds::new(data.path(), given, Vocabulary::default(), Fetcher::default());
        feeds.add(&Feed::new("https://b.example/feed").unwrap()).unwrap();
        let names: Vec<String> =
            feeds.list().unwrap().iter().map(|one| one.name().to_owned()).collect();
        assert_eq!(names, ["Wire", "https://b.example/feed"]);
        let again = feeds.add(&Feed::new("https://B.example:443/feed#top").unwrap());
        assert!(matches!(again, Err(FeedError::Known { .. })));
        let taken = feeds.add(&named("https://c.example/", "wire"));
        assert!(matches!(taken, Err(FeedError::NameTaken { .. })));

        assert_eq!(feeds.find("WIRE").unwrap().feed.url, "https://a.example/feed");
        assert!(matches!(feeds.find("tin"), Err(FeedError::Unknown { .. })));
        assert!(matches!(feeds.remove("wire"), Err(FeedError::InSettings { .. })));
        assert!(!feeds.remove("https://b.example/feed").unwrap().in_settings);
        assert_eq!(feeds.list().unwrap().len(), 1);
    }

    #[test]
    fn a_name_that_several_have_is_none() {
        let data = tempfile::tempdir().unwrap();
        let given = vec![named("https://a.example/", "Wire"), named("https://b.example/", "wire")];
        let feeds = Feeds::new(data.path(), given, Vocabulary::default(), Fetcher::default());
        assert!(
            matches!(feeds.find("Wire"), Err(FeedError::Several { urls, .. }) if urls.len() == 2)
        );
    }
}
