//! What the engine should find, found by looking at everything. It shares nothing with the engine but the words.

pub mod draw;
pub mod holds;
mod print;
pub mod spans;

use std::collections::BTreeMap;

use jiff::civil::date;
use precis_briefing::{Article, From, Kind};
use precis_query::MatchMode;

use crate::made::{self, Made};

/// A query, by its shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    Word(&'static str),
    Phrase(Vec<&'static str>),
    Prefix(&'static str),
    Fuzzy(&'static str),
    Wildcard(&'static str),
    Boost(Box<Query>, &'static str),
    /// Words in order, with at most so many others between.
    Slop(Vec<&'static str>, u32),
    /// Within a distance, in any order.
    Near(u32, Vec<Query>),
    Same(Box<Query>),
    AtLeast(usize, Box<Query>),
    Not(Box<Query>),
    Must(Box<Query>),
    And(Vec<Query>),
    Or(Vec<Query>),
    Side(Vec<Query>),
    /// `name:(…)`, or `(… in:name)` where `trailing`.
    In {
        names: Vec<&'static str>,
        of: Option<Box<Query>>,
        trailing: bool,
    },
    Title(Box<Query>),
    Source(&'static str),
    /// Year, and month if any.
    Date(i16, Option<i8>),
}

impl Query {
    /// A word, or what is looked for by its places.
    fn is_leaf(&self) -> bool {
        matches!(
            self,
            Self::Word(_)
                | Self::Phrase(_)
                | Self::Prefix(_)
                | Self::Fuzzy(_)
                | Self::Wildcard(_)
                | Self::Slop(..)
                | Self::Near(..)
                | Self::Same(_)
                | Self::AtLeast(..)
        )
    }
}

/// Kind, and units as words.
pub type Section = (Kind, Vec<Vec<&'static str>>);

/// An article as the naive engine sees it.
#[derive(Debug, Clone)]
pub struct Plain {
    id: String,
    title: Option<Vec<&'static str>>,
    sections: Vec<Section>,
    source: Option<&'static str>,
    date: Option<(i16, i8)>,
}

/// One commit.
#[derive(Debug, Clone)]
pub enum Change {
    Put(Vec<Plain>),
    Remove(Vec<String>),
}

#[derive(Debug, Default)]
pub struct Library {
    pub articles: BTreeMap<String, Plain>,
    /// Whether articles get empty sections besides.
    pub padded: bool,
}

impl Library {
    /// A library after some commits, and what they made.
    pub fn after(changes: &[Change]) -> (Self, Made) {
        Self::default().then(changes)
    }

    /// The library after some commits to an empty one.
    pub fn then(mut self, changes: &[Change]) -> (Self, Made) {
        let mut made = Made::new();
        for change in changes {
            self.apply(change, &mut made);
        }
        (self, made)
    }

    fn apply(&mut self, change: &Change, made: &mut Made) {
        match change {
            Change::Put(plain) => {
                // One commit may bring the same id twice; the last one stays.
                let articles: Vec<Article> =
                    plain.iter().map(|plain| plain.article(self.padded)).collect();
                made.put(&articles);
                for plain in plain {
                    self.articles.insert(plain.id.clone(), plain.clone());
                }
            }
            Change::Remove(ids) => {
                made.remove(&ids.iter().map(String::as_str).collect::<Vec<_>>());
                for id in ids {
                    self.articles.remove(id);
                }
            }
        }
    }

    pub fn find(&self, query: &Query, mode: MatchMode) -> Vec<String> {
        let matching = |article: &&Plain| query.matches_article(article, mode);
        self.articles.values().filter(matching).map(|article| article.id.clone()).collect()
    }

    /// The rule of the default match, for plain words.
    pub fn find_auto(&self, query: &Query) -> Vec<String> {
        let all = self.find(query, MatchMode::All);
        let Query::Side(words) = query else { panic!("words alone") };
        if all.len() >= 10 {
            return all;
        }
        let n = self.articles.len() as f64;
        let idf = |word: &Query| {
            let df = self.find(word, MatchMode::All).len() as f64;
            if df == 0.0 { 0.0 } else { (1.0 + (n - df + 0.5) / (df + 0.5)).ln() }
        };
        let sum: f64 = words.iter().map(idf).sum();
        let known = words.iter().filter(|word| idf(word) > 0.0).count();
        let share = (1.0 / known as f64).min(0.5);
        let enough = |article: &&Plain| {
            let has = words.iter().filter(|word| word.matches_article(article, MatchMode::All));
            sum > 0.0 && has.map(idf).sum::<f64>() >= sum * share * 0.99999
        };
        self.articles.values().filter(enough).map(|article| article.id.clone()).collect()
    }

    /// Articles, of those given, in which a positive part matches in a section, by kind.
    pub fn kinds_of(&self, query: &Query, ids: &[String]) -> BTreeMap<String, u64> {
        let positive = query.positive();
        let mut counts = BTreeMap::new();
        for article in ids.iter().filter_map(|id| self.articles.get(id)) {
            for kind in Kind::ALL {
                let speaks = article.sections.iter().filter(|(k, _)| *k == kind).any(|section| {
                    positive
                        .as_ref()
                        .is_none_or(|query| query.matches_section(article, section, MatchMode::Any))
                });
                if speaks {
                    let value = match kind {
                        Kind::Other => kind.label().to_owned(),
                        kind => kind.as_str().to_owned(),
                    };
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        counts
    }
}

impl Plain {
    /// The title, and then each section's text, as units of words.
    pub fn texts(&self) -> Vec<(Option<&Section>, Vec<&[&'static str]>)> {
        let title = self.title.iter().map(Vec::as_slice).collect();
        let sections = self.sections.iter();
        let texts = sections.map(|s| (Some(s), s.1.iter().map(Vec::as_slice).collect()));
        std::iter::once((None, title)).chain(texts).collect()
    }

    fn article(&self, padded: bool) -> Article {
        let join = |words: &Vec<&str>| words.join(" ");
        let sentences: Vec<Vec<String>> =
            self.sections.iter().map(|(_, units)| units.iter().map(join).collect()).collect();
        let borrowed: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.iter().map(String::as_str).collect()).collect();
        let mut sections: Vec<(Kind, &[&str])> = self
            .sections
            .iter()
            .zip(&borrowed)
            .map(|((kind, _), sentences)| (*kind, sentences.as_slice()))
            .collect();
        if padded {
            sections.extend([(Kind::Lead, [].as_slice()), (Kind::Watch, [].as_slice())]);
        }
        let title = self.title.as_ref().map(join);
        let mut article = made::article(&self.id, title.as_deref(), &sections);
        article.source = self.source.map(str::to_owned);
        article.source_from = self.source.map(|_| From::Given);
        article.date = self.date.map(|(year, month)| date(year, month, 15));
        article.date_from = self.date.map(|_| From::Given);
        article
    }
}
