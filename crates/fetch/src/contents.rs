//! What a document holds: articles, each with the names that it is known by from one fetch to the next.

use std::ops::ControlFlow;

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, Article, Fault, FaultCode, From, Reading, TitleFrom, Vocabulary,
    checked_id, native_json, read,
};
use serde::{Deserialize, Serialize};

use crate::Document;
use crate::document::host;

/// Path without an ending that stands for none; an article that has it for an id has no id of its own.
const UNNAMED: &str = "precis-fetched-document";
/// Longest part of an id that comes from a title, in bytes.
const SLUG_BYTES: usize = 60;

/// 128 bits of a hash, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Key(String);

impl Key {
    pub(crate) fn of(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()).to_hex()[..32].to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// An article of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// The id that it gives itself (`guid`, `id`), or its link where it gives none.
    pub(crate) guid: Option<String>,
    /// Its address.
    pub(crate) link: Option<String>,
    /// Of title and text; none where there is no text, for a title alone may belong to many.
    pub(crate) text: Option<Key>,
    /// Of all that it says itself.
    pub(crate) whole: Key,
    pub(crate) article: Article,
}

/// What a document holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) items: Vec<Item>,
    /// What cannot be read of it.
    pub(crate) faults: Vec<Fault>,
}

impl Contents {
    /// Reads a document as files of this ending are read.
    pub(crate) fn read(bytes: &[u8], ending: &str, vocabulary: &Vocabulary) -> Self {
        let path = format!("{UNNAMED}.{ending}");
        let reading = Reading { path: &path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
        let mut contents = Self::default();
        let mut input = bytes;
        let done = read(&reading, &mut input, &mut |member, _| {
            match member {
                Ok(member) => contents.items.push(Item::of(member.article)),
                Err(fault) => contents.faults.push(fault),
            }
            ControlFlow::Continue(())
        });
        // Reading fails only where the bytes cannot be had, and these are in memory.
        drop(done);
        contents
    }

    /// Returns the fault of the document as a whole; that a feed holds no items is none.
    pub(crate) fn broken(&self) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.place.is_none() && fault.code != FaultCode::Empty)
    }
}

impl Item {
    fn of(mut article: Article) -> Self {
        let guid = (!article.id.starts_with(UNNAMED)).then(|| article.id.clone());
        if article.title_from == TitleFrom::FileName {
            article.title = article.url.clone().unwrap_or_else(|| "Untitled".to_owned());
        }
        let mut text = article.title.clone();
        let mut has_text = false;
        for section in &article.sections {
            text.push('\n');
            text.push_str(section.heading.as_deref().unwrap_or_default());
            text.push('\n');
            text.push_str(&section.text);
            has_text |= !section.text.trim().is_empty();
        }
        let mut fields = native_json(&article);
        // Neither is the item's own: another name of the feed is no edit of all that it ever held.
        fields.remove("id");
        fields.remove("source");
        Self {
            guid,
            link: article.url.clone(),
            text: has_text.then(|| Key::of(&text)),
            whole: Key::of(&serde_json::Value::from(fields).to_string()),
            article,
        }
    }

    /// Returns the article under an id of the library's own: host, words of the title, and a hash of what it is known
    /// by. What a stranger calls his article is never an id: it could be that of another.
    pub(crate) fn named(&self, id: String, source: &str) -> Article {
        let mut article = self.article.clone();
        article.id = id;
        if article.source.is_none() {
            article.source = Some(source.to_owned());
            article.source_from = Some(From::Given);
        }
        article
    }
}

/// Makes the id of an article of a host, from its title and from what it is known by.
pub(crate) fn id(host: &str, title: &str, known_by: &str) -> String {
    let hash = Key::of(&format!("{host}\n{known_by}"));
    let hash = &hash.as_str()[..12];
    let slug = precis_indexer::slug(title, SLUG_BYTES);
    let name = if slug.is_empty() { hash.to_owned() } else { format!("{slug}-{hash}") };
    checked_id(&format!("{host}/{name}")).unwrap_or(name)
}

/// An article of a document that a person asked for, or what cannot be read of it.
#[derive(Debug)]
pub struct Found {
    /// The articles, under ids made of the host, the title and the address, so that the same one has the same id
    /// again, and is replaced.
    pub articles: Vec<Article>,
    /// What cannot be read.
    pub faults: Vec<Fault>,
}

impl Document {
    /// Reads the articles of the document; none if it is in no format that they come in. `fill` adds what they do not
    /// say.
    ///
    /// Where an article names no address even then, a document that is one article gives it its own; where it names
    /// no source, the host is it.
    pub fn articles(
        &self,
        vocabulary: &Vocabulary,
        fill: &mut dyn FnMut(Article) -> Article,
    ) -> Option<Found> {
        let Contents { items, faults } = Contents::read(&self.bytes, self.ending()?, vocabulary);
        let host = host(&self.url);
        let is_alone = items.len() == 1;
        let is_feed =
            matches!(precis_briefing::ending_of_beginning(&self.bytes), Some("xml" | "json"));
        let articles = items.into_iter().map(|mut item| {
            item.article = fill(item.article);
            if is_alone && !is_feed {
                // A page may name another address for itself than the one typed, but no other host's.
                let own = item.link.take().filter(|link| crate::document::host(link) == host);
                item.link = Some(own.unwrap_or_else(|| self.url.clone()));
                item.article.url.get_or_insert_with(|| self.url.clone());
                item.guid = None;
            }
            let by_text = || item.text.as_ref().unwrap_or(&item.whole).as_str();
            let known_by =
                item.guid.as_deref().or(item.link.as_deref()).unwrap_or_else(by_text).to_owned();
            item.named(id(&host, &item.article.title, &known_by), &host)
        });
        Some(Found { articles: articles.collect(), faults })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_the_host_and_say_the_title() {
        let made = id("a.example", "Zinc closes: 40% up", "guid-1");
        assert!(made.starts_with("a.example/zinc-closes-40-up-"), "{made}");
        assert_eq!(made, id("a.example", "Zinc closes: 40% up", "guid-1"));
        assert_ne!(made, id("a.example", "Zinc closes: 40% up", "guid-2"));
        assert_ne!(made, id("b.example", "Zinc closes: 40% up", "guid-1"));
        assert!(!id("a..b", "", "x").contains(".."));
    }

    #[test]
    fn an_id_of_a_stranger_is_never_one_of_the_library() {
        let document = Document {
            url: "https://a.example/x.json".to_owned(),
            moved: None,
            content_type: Some("application/json".to_owned()),
            etag: None,
            last_modified: None,
            bytes: br#"{"id": "2026/openai-microsoft", "title": "Mine", "text": "Words."}"#
                .to_vec(),
        };
        let found = document.articles(&Vocabulary::default(), &mut |it| it).unwrap();
        assert!(found.articles[0].id.starts_with("a.example/mine-"), "{}", found.articles[0].id);
        assert_eq!(found.articles[0].url.as_deref(), Some("https://a.example/x.json"));
        assert_eq!(found.articles[0].source.as_deref(), Some("a.example"));
    }
}
