//! One fetch of a feed, from the request to the articles and to what is remembered of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use jiff::Timestamp;
use precis_briefing::Article;
use precis_indexer::{Keeper, StoreError, Stored};
use serde::{Deserialize, Serialize};

use super::seen::{Fate, Memory, Seen, judge};
use super::{ADDED, Feed, Feeds, Listed, Standing, file, file_of_items};
use crate::contents::{Contents, Key, id};
use crate::document::host;
use crate::{Answer, Document, FeedError, FetchError, Request};

/// Articles that are stored at once.
const GROUP: usize = 256;

/// Where articles are brought.
pub trait Door: Send + Sync {
    /// Stores articles durably, in place of those of the same ids, and asks the index to take them in. Fails with a
    /// sentence when one cannot be stored; others may have been then.
    fn take_in(&self, articles: &[Article]) -> Result<Vec<Stored>, String>;
}

impl Door for Keeper {
    fn take_in(&self, articles: &[Article]) -> Result<Vec<Stored>, String> {
        let (stored, ticket) =
            self.put::<StoreError>(articles, None).map_err(|error| error.to_string())?;
        // Where the index cannot take them in now it does so later, by itself: they are in the library.
        let _ = ticket.wait();
        Ok(stored)
    }
}

/// What came of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// The feed was read.
    Read,
    /// It is as it was.
    Unchanged,
    /// It could not be fetched, read or stored.
    Failed,
    /// It is gone for good, and not asked for again.
    Gone,
}

/// A fetch of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Address of the feed as it was asked for.
    pub url: String,
    /// What the feed is called.
    pub name: String,
    /// What came of it.
    pub status: VisitStatus,
    /// The same in words: one clause, no full stop.
    pub detail: String,
    /// Ids of articles that are new.
    pub added: Vec<String>,
    /// Ids of articles that were replaced, for their items were edited.
    pub replaced: Vec<String>,
    /// Items that were known already.
    pub known: u64,
    /// What of the feed could not be read or stored.
    pub faults: Vec<String>,
    /// Address of the feed from now on, where it has moved for good.
    pub moved_to: Option<String>,
    /// When it is fetched next; none if it is not.
    pub next: Option<Timestamp>,
}

impl Feeds {
    /// Fetches a feed, brings what is new or edited to the door, and remembers it.
    ///
    /// What goes wrong with the feed is told in the answer. Fails when what is known of the feed cannot be read or
    /// written; what was stored then is found again by its ids.
    pub fn visit(
        &self,
        listed: &Listed,
        door: &dyn Door,
        now: Timestamp,
        stop: &AtomicBool,
    ) -> Result<Visit, FeedError> {
        let feed = &listed.feed;
        // Another process may have been there a moment ago.
        let (standing, _) = self.known(feed)?;
        let host = host(standing.address(feed));
        let answer = self.fetcher.fetch(
            Request {
                url: standing.address(feed),
                etag: standing.etag.as_deref(),
                last_modified: standing.last_modified.as_deref(),
                private: feed.private,
            },
            stop,
        );
        self.pace().note(&host, self.gap, Instant::now());
        // Others are not held up by a feed that is slow; what they did meanwhile counts.
        let lock = self.lock()?;
        let (mut standing, seen) = self.known(feed)?;
        let items = file_of_items(&feed.url);
        let mut visit = Visit {
            url: feed.url.clone(),
            name: listed.name().to_owned(),
            status: VisitStatus::Failed,
            detail: String::new(),
            added: Vec::new(),
            replaced: Vec::new(),
            known: 0,
            faults: Vec::new(),
            moved_to: None,
            next: standing.next,
        };
        match answer {
            // What fails after it was to end is no fault of the feed.
            Err(_) if stop.load(Ordering::Relaxed) => {
                visit.detail = FetchError::Stopped.to_string();
                return Ok(visit);
            }
            Err(error) => {
                standing.failed(feed, now, &error);
                let is_gone = standing.is_gone;
                visit.status = if is_gone { VisitStatus::Gone } else { VisitStatus::Failed };
            }
            Ok(Answer::Unchanged { moved }) => {
                visit.status = VisitStatus::Unchanged;
                visit.moved_to.clone_from(&moved);
                standing.moved_to = moved.or(standing.moved_to);
                standing.went_well(feed, now, "unchanged".to_owned());
            }
            Ok(Answer::Document(document)) => match self.read(&document) {
                Err(reason) => {
                    standing.failed(feed, now, &FetchError::Network { reason: reason.clone() });
                    standing.last_status = Some(reason);
                }
                Ok(contents) => {
                    let seen = seen.unwrap_or_default();
                    let elsewhere = self.texts(&feed.url)?;
                    let title = contents.items.iter().find_map(|it| it.article.source.clone());
                    let source =
                        title.as_deref().or(feed.name.as_deref()).unwrap_or(&host).to_owned();
                    standing.title = title.or(standing.title);
                    let took = Taking { feed: &feed.url, source: &source, door };
                    let seen = took.all(&contents, seen, &elsewhere, &mut visit);
                    self.save(&lock, &items, &seen)?;
                    let own = seen.iter().filter(|one| one.is_own).count() as u64;
                    standing.stored = (standing.stored + visit.added.len() as u64).max(own);
                    visit.status = VisitStatus::Read;
                    visit.moved_to.clone_from(&document.moved);
                    // What is not whole is fetched whole again, whatever its server says of it.
                    let is_whole = visit.faults.is_empty();
                    standing.etag = document.etag.filter(|_| is_whole);
                    standing.last_modified = document.last_modified.filter(|_| is_whole);
                    standing.moved_to = document.moved.or(standing.moved_to);
                    standing.went_well(feed, now, summary(&visit));
                }
            },
        }
        visit.detail = standing.last_status.clone().unwrap_or_default();
        visit.next = standing.next;
        if let Some(title) = standing.title.clone().filter(|_| feed.name.is_none()) {
            visit.name = title;
        }
        self.save(&lock, &file(&feed.url), &standing)?;
        Ok(visit)
    }

    /// Returns how it stands with a feed, and its items that were seen; none where nobody knows. Fails when it is not
    /// followed any more.
    fn known(&self, feed: &Feed) -> Result<(Standing, Option<Vec<Seen>>), FeedError> {
        let added: Vec<Feed> = self.load(ADDED)?.unwrap_or_default();
        if !self.given.iter().chain(&added).any(|one| one.url == feed.url) {
            return Err(FeedError::Unknown { asked: feed.url.clone() });
        }
        let mut standing: Standing = self.load(&file(&feed.url))?.unwrap_or_default();
        standing.url.clone_from(&feed.url);
        let seen: Option<Vec<Seen>> = self.load(&file_of_items(&feed.url))?;
        if seen.is_none() {
            // Whoever does not know the items does not know the version.
            (standing.etag, standing.last_modified) = (None, None);
        }
        Ok((standing, seen))
    }

    /// Reads the items of a feed. Fails with a sentence when it is no feed, or nothing can be read of it.
    fn read(&self, document: &Document) -> Result<Contents, String> {
        let ending = match document.ending() {
            Some("html") => return Err(no_feed_but_a_page(document)),
            Some("json") => "json",
            // What only looks like XML says why it is no feed.
            _ => "xml",
        };
        let is_feed = precis_briefing::ending_of_beginning(&document.bytes) == Some(ending);
        if ending == "json" && !is_feed {
            return Err("it is JSON, but no JSON Feed".to_owned());
        }
        let contents = Contents::read(&document.bytes, ending, &self.vocabulary);
        match contents.faults.first() {
            Some(fault)
                if contents.items.is_empty() && (contents.broken().is_some() || !is_feed) =>
            {
                Err(format!("{fault}; nothing can be read of it"))
            }
            _ => Ok(contents),
        }
    }
}

fn no_feed_but_a_page(page: &Document) -> String {
    let text = precis_briefing::decode(&page.bytes).map(|decoded| decoded.text);
    let links = precis_briefing::feed_links(text.as_deref().unwrap_or_default());
    let whole = |link: &String| Some(url::Url::parse(&page.url).ok()?.join(link).ok()?.to_string());
    let links: Vec<String> = links.iter().filter_map(whole).collect();
    match links.as_slice() {
        [] => "it is a page, not a feed".to_owned(),
        links => format!("it is a page, not a feed; it names {} as its own", links.join(" and ")),
    }
}

fn summary(visit: &Visit) -> String {
    let mut summary = format!("{} new, {} edited", visit.added.len(), visit.replaced.len());
    if let Some(fault) = visit.faults.first() {
        summary.push_str(&format!("; {} with faults, first: {fault}", visit.faults.len()));
    }
    summary
}

/// The items of a feed on their way to the door.
struct Taking<'a> {
    feed: &'a str,
    source: &'a str,
    door: &'a dyn Door,
}

impl Taking<'_> {
    /// Brings what is new or edited to the door, and returns what is to be remembered: of what could not be stored,
    /// nothing new, so that it is tried again.
    fn all(
        &self,
        contents: &Contents,
        seen: Vec<Seen>,
        elsewhere: &HashMap<Key, String>,
        visit: &mut Visit,
    ) -> Vec<Seen> {
        // That a feed has no items is no fault of it.
        let faults = contents.faults.iter();
        let faults = faults.filter(|fault| fault.place.is_some() || contents.broken().is_some());
        visit.faults.extend(faults.map(ToString::to_string));
        let judged = judge(&contents.items, &seen, |text| elsewhere.get(text).cloned());
        let host = host(self.feed);
        let mut wanted: Vec<(usize, Article)> = Vec::new();
        for (place, (item, one)) in contents.items.iter().zip(&judged).enumerate() {
            let by_text = || item.text.as_ref().unwrap_or(&item.whole).as_str();
            let known_by = one.known_by(item).unwrap_or_else(by_text);
            let article = match &one.fate {
                Fate::New => item.named(id(&host, &item.article.title, known_by), self.source),
                Fate::Edited(id) => item.named(id.clone(), self.source),
                Fate::Same | Fate::Repeated(_) => continue,
            };
            wanted.push((place, article));
        }
        let stored = self.store(&wanted, visit);
        let text = |place: usize| contents.items.get(place)?.text.as_ref();
        let ids: HashMap<&Key, &String> =
            stored.iter().filter_map(|(place, id)| Some((text(*place)?, id))).collect();
        let mut memory = Memory::default();
        for (place, (item, one)) in contents.items.iter().zip(&judged).enumerate() {
            match (&one.fate, stored.get(&place)) {
                (Fate::New, Some(id)) => {
                    visit.added.push(id.clone());
                    memory.keep(item, one, id.clone(), true);
                }
                (Fate::Edited(_), Some(id)) => {
                    visit.replaced.push(id.clone());
                    memory.keep(item, one, id.clone(), true);
                }
                (Fate::New, None) => {}
                (Fate::Edited(_), None) => memory.keep_as_it_was(one, &seen),
                (Fate::Same, _) => {
                    visit.known += 1;
                    memory.keep_as_it_was(one, &seen);
                }
                (Fate::Repeated(id), _) => {
                    visit.known += 1;
                    let here = item.text.as_ref().and_then(|text| ids.get(text).copied());
                    let id = here.unwrap_or(id);
                    // Where the first of its text could not be stored, this one may be the next time.
                    if !id.is_empty() {
                        memory.keep(item, one, id.clone(), false);
                    }
                }
            }
        }
        memory.with_older(seen)
    }

    /// Stores articles, and returns the ids of those that are, by their places.
    fn store(&self, wanted: &[(usize, Article)], visit: &mut Visit) -> HashMap<usize, String> {
        let mut stored = HashMap::new();
        for group in wanted.chunks(GROUP) {
            let articles: Vec<Article> = group.iter().map(|(_, article)| article.clone()).collect();
            if self.door.take_in(&articles).is_ok() {
                stored.extend(group.iter().map(|(place, article)| (*place, article.id.clone())));
                continue;
            }
            // One of them stood in the way of all; each is tried by itself.
            for (place, article) in group {
                match self.door.take_in(std::slice::from_ref(article)) {
                    Ok(_) => drop(stored.insert(*place, article.id.clone())),
                    Err(reason) => visit.faults.push(reason),
                }
            }
        }
        stored
    }
}
