//! The items of a feed that were seen, and what an item is to them: new, edited, the same, or another's text.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::contents::{Item, Key};

/// Items that are remembered of a feed, beside those that stand in it now.
const REMEMBERED: usize = 2_000;

/// An item that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) guid: Option<Key>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<Key>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Key>,
    pub(crate) whole: Key,
    /// Id of its article.
    pub(crate) id: String,
    /// Whether the article was stored for this item, and not for another of the same text.
    pub(crate) is_own: bool,
}

impl Seen {
    fn is_nameless(&self) -> bool {
        self.guid.is_none() && self.link.is_none()
    }
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nobody has it.
    New,
    /// It was seen, and says something else by now. Its article has this id.
    Edited(String),
    /// It was seen just so.
    Same,
    /// An article has its text already, that of this id; an empty one is that of an item before it in the feed.
    Repeated(String),
}

/// An item with what it is known by in this feed: no names that others in the feed have too.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) fate: Fate,
    guid: Option<Key>,
    link: Option<Key>,
    /// Place among those seen.
    known: Option<usize>,
}

impl Judged {
    /// Returns the name that an item is known by in its feed; none if it has none of its own.
    pub(crate) fn known_by<'i>(&self, item: &'i Item) -> Option<&'i str> {
        let guid = item.guid.as_deref().filter(|_| self.guid.is_some());
        guid.or_else(|| item.link.as_deref().filter(|_| self.link.is_some()))
    }
}

/// Judges the items of a feed by those seen, by guid first, then by link, then by text.
///
/// `elsewhere` names the article of another feed with such a text.
pub(crate) fn judge(
    items: &[Item],
    seen: &[Seen],
    elsewhere: impl Fn(&Key) -> Option<String>,
) -> Vec<Judged> {
    let guids = names(items, |item| item.guid.as_deref());
    let links = names(items, |item| item.link.as_deref());
    let by_guid = places(seen, |one| one.guid.as_ref());
    let by_link = places(seen, |one| one.link.as_ref());
    let by_text = places(seen, |one| one.text.as_ref());

    let mut known: Vec<Option<usize>> = vec![None; items.len()];
    let mut taken = HashSet::new();
    for (place, guid) in guids.iter().enumerate() {
        known[place] = guid.as_ref().and_then(|guid| by_guid.get(guid).copied());
        taken.extend(known[place]);
    }
    for (place, link) in links.iter().enumerate() {
        if known[place].is_none() {
            // One that stands in the feed under its own guid is not this one.
            let by_link = link.as_ref().and_then(|link| by_link.get(link).copied());
            known[place] = by_link.filter(|it| taken.insert(*it));
        }
    }

    // What has no name is known by its text alone.
    let nameless = places(seen, |one| one.text.as_ref().filter(|_| one.is_nameless()));
    for (place, item) in items.iter().enumerate() {
        if guids[place].is_none() && links[place].is_none() {
            let by_text = item.text.as_ref().and_then(|text| nameless.get(text).copied());
            known[place] = by_text.filter(|it| taken.insert(*it));
        }
    }

    let mut texts: HashSet<&Key> = HashSet::new();
    let mut judged = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let one = known[place].and_then(|it| seen.get(it));
        let text = item.text.as_ref();
        let repeated = || {
            let text = text?;
            let here = by_text.get(text).and_then(|it| seen.get(*it)).map(|one| one.id.clone());
            here.or_else(|| elsewhere(text))
        };
        let is_second = text.is_some_and(|text| !texts.insert(text));
        let fate = match one {
            Some(one) if one.whole == item.whole => Fate::Same,
            // Words of the feed that stand in two of its items belong to the first.
            None if is_second => Fate::Repeated(repeated().unwrap_or_default()),
            Some(one) if one.is_own => Fate::Edited(one.id.clone()),
            _ => repeated().map_or(Fate::New, Fate::Repeated),
        };
        let (guid, link) = (guids[place].clone(), links[place].clone());
        judged.push(Judged { fate, guid, link, known: known[place] });
    }
    judged
}

/// Returns the names of items as keys, those alone that tell them apart: some feeds give one to all.
fn names<'i>(items: &'i [Item], name: impl Fn(&'i Item) -> Option<&'i str>) -> Vec<Option<Key>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in items.iter().filter_map(&name) {
        *counts.entry(name).or_default() += 1;
    }
    items.iter().map(|item| name(item).filter(|name| counts[name] == 1).map(Key::of)).collect()
}

fn places<'s>(
    seen: &'s [Seen],
    key: impl Fn(&'s Seen) -> Option<&'s Key>,
) -> HashMap<&'s Key, usize> {
    seen.iter().enumerate().filter_map(|(place, one)| Some((key(one)?, place))).collect()
}

/// What is remembered once the items of a feed were dealt with.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    current: Vec<Seen>,
    replaced: HashSet<usize>,
}

impl Memory {
    /// Remembers an item. `id` is that of its article, `is_own` whether it was stored for it.
    pub(crate) fn keep(&mut self, item: &Item, judged: &Judged, id: String, is_own: bool) {
        self.replaced.extend(judged.known);
        self.current.push(Seen {
            guid: judged.guid.clone(),
            link: judged.link.clone(),
            text: item.text.clone(),
            whole: item.whole.clone(),
            id,
            is_own,
        });
    }

    /// Remembers an item as it was.
    pub(crate) fn keep_as_it_was(&mut self, judged: &Judged, seen: &[Seen]) {
        if let Some((place, one)) = judged.known.and_then(|place| Some((place, seen.get(place)?))) {
            self.replaced.insert(place);
            let one = Seen {
                guid: judged.guid.clone().or_else(|| one.guid.clone()),
                link: judged.link.clone().or_else(|| one.link.clone()),
                ..one.clone()
            };
            self.current.push(one);
        }
    }

    /// Returns all that is remembered: those of the feed as it is, and the newest of the others, which come first.
    pub(crate) fn with_older(self, seen: Vec<Seen>) -> Vec<Seen> {
        let older = seen.into_iter().enumerate().filter(|(it, _)| !self.replaced.contains(it));
        let mut all: Vec<Seen> = older.map(|(_, one)| one).collect();
        all.drain(..all.len().saturating_sub(REMEMBERED));
        all.extend(self.current);
        all
    }
}

#[cfg(test)]
mod tests {
    use precis_briefing::Vocabulary;

    use super::*;
    use crate::contents::Contents;

    /// Makes items of guid, link, title and text; an empty one is absent.
    fn items(made: &[[&str; 4]]) -> Vec<Item> {
        let mut text = String::from("<rss><channel><title>F</title>");
        for [guid, link, title, words] in made {
            let element = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!("<{name}>{value}</{name}>"),
            };
            let guid = element("guid", guid).replace("<guid>", "<guid isPermaLink='false'>");
            let rest = [("link", link), ("title", title), ("description", words)];
            let rest: String = rest.iter().map(|(name, value)| element(name, value)).collect();
            text.push_str(&format!("<item>{guid}{rest}</item>"));
        }
        text.push_str("</channel></rss>");
        Contents::read(text.as_bytes(), "xml", &Vocabulary::default()).items
    }

    fn fates(seen: &mut Vec<Seen>, made: &[[&str; 4]]) -> Vec<Fate> {
        let items = items(made);
        let judged = judge(&items, seen, |_| None);
        let mut memory = Memory::default();
        for (number, (item, one)) in items.iter().zip(&judged).enumerate() {
            match &one.fate {
                Fate::New => {
                    let id = format!("{}-{number}", seen.len());
                    memory.keep(item, one, id, true);
                }
                Fate::Edited(id) => memory.keep(item, one, id.clone(), true),
                Fate::Same => memory.keep_as_it_was(one, seen),
                Fate::Repeated(id) => memory.keep(item, one, id.clone(), false),
            }
        }
        *seen = memory.with_older(std::mem::take(seen));
        judged.into_iter().map(|one| one.fate).collect()
    }

    const LINK: &str = "https://a.example/1";

    #[test]
    fn an_item_is_known_by_guid_link_or_text() {
        let mut seen = Vec::new();
        let first = ["1", LINK, "Zinc", "It closes."];
        assert_eq!(fates(&mut seen, &[first]), [Fate::New]);
        assert_eq!(fates(&mut seen, &[first]), [Fate::Same]);
        let edited = ["1", LINK, "Zinc", "It closes in May."];
        assert_eq!(fates(&mut seen, &[edited]), [Fate::Edited("0-0".into())]);
        let other_guid = ["one", LINK, "Zinc", "It closes in June."];
        assert_eq!(fates(&mut seen, &[other_guid]), [Fate::Edited("0-0".into())]);
        let moved = ["one", "https://a.example/zinc", "Zinc", "It closes in July."];
        assert_eq!(fates(&mut seen, &[moved]), [Fate::Edited("0-0".into())]);
        let all_new = ["two", "https://a.example/2", "Zinc", "It closes in July."];
        assert_eq!(fates(&mut seen, &[all_new]), [Fate::Repeated("0-0".into())]);
        assert_eq!(fates(&mut seen, &[all_new]), [Fate::Same]);
        let nameless = ["", "", "Zinc", "It closes in July."];
        assert_eq!(fates(&mut seen, &[nameless]), [Fate::Repeated("0-0".into())]);
        assert_eq!(fates(&mut seen, &[nameless]), [Fate::Same]);
        assert_eq!(fates(&mut seen, &[["", "", "Tin", "It opens."]]), [Fate::New]);
        assert_eq!(fates(&mut seen, &[["", "", "Tin", "It opens."]]), [Fate::Same]);
        assert_eq!(seen.len(), 4, "each is remembered once");
    }

    #[test]
    fn an_item_comes_back_after_it_has_left_the_feed() {
        let mut seen = Vec::new();
        let (first, second) = (["1", LINK, "A", "Words."], ["2", "", "B", "More."]);
        fates(&mut seen, &[first]);
        fates(&mut seen, &[second]);
        assert_eq!(fates(&mut seen, &[second, first]), [Fate::Same, Fate::Same]);
    }

    #[test]
    fn names_that_a_feed_gives_to_all_of_its_items_tell_nothing() {
        let mut seen = Vec::new();
        let made =
            [["0", LINK, "A", "Words."], ["0", LINK, "B", "More."], ["0", LINK, "C", "Last."]];
        assert_eq!(fates(&mut seen, &made), [Fate::New, Fate::New, Fate::New]);
        assert_eq!(fates(&mut seen, &made), [Fate::Same, Fate::Same, Fate::Same]);
        // A link that two items share is neither's edit.
        let mut seen = Vec::new();
        fates(&mut seen, &[["1", LINK, "A", "Words."]]);
        let two = [["1", LINK, "A", "Words."], ["2", LINK, "B", "More."]];
        assert_eq!(fates(&mut seen, &two), [Fate::Same, Fate::New]);
    }

    #[test]
    fn the_same_words_twice_are_one_article() {
        let twice = [["1", "", "A", "Words."], ["2", "", "A", "Words."]];
        let mut seen = Vec::new();
        assert_eq!(fates(&mut seen, &twice), [Fate::New, Fate::Repeated(String::new())]);
        assert_eq!(fates(&mut seen, &twice), [Fate::Same, Fate::Same]);
        // Titles alone are no text: many have the same.
        let titles = [["1", "", "Links", ""], ["2", "", "Links", ""]];
        assert_eq!(fates(&mut Vec::new(), &titles), [Fate::New, Fate::New]);
    }

    #[test]
    fn what_another_feed_has_is_repeated_and_its_edit_is_an_article_of_this_one() {
        let original = items(&[["1", LINK, "A", "Words."]]);
        let judged = judge(&original, &[], |_| Some("theirs".to_owned()));
        assert_eq!(judged[0].fate, Fate::Repeated("theirs".to_owned()));
        let mut memory = Memory::default();
        memory.keep(&original[0], &judged[0], "theirs".to_owned(), false);
        let seen = memory.with_older(Vec::new());
        let edited = items(&[["1", LINK, "A", "Other words."]]);
        assert_eq!(judge(&edited, &seen, |_| None)[0].fate, Fate::New);
    }

    #[test]
    fn memory_has_an_end() {
        let item = &items(&[["1", LINK, "A", "Words."]])[0];
        let one = &judge(std::slice::from_ref(item), &[], |_| None)[0];
        let mut memory = Memory::default();
        memory.keep(item, one, "id".to_owned(), true);
        let old = memory.with_older(Vec::new());
        let many = old.iter().cycle().take(REMEMBERED + 10).cloned().collect();
        assert_eq!(Memory::default().with_older(many).len(), REMEMBERED);
    }
}
