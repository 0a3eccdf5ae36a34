//! What the engine should find, found by looking at everything. It shares nothing with the engine but the words.

use std::collections::BTreeMap;

use jiff::civil::date;
use precis_briefing::{Article, From, Kind};
use precis_query::MatchMode;
use proptest::prelude::*;

use crate::made::{self, Made};

/// Words that are what they seem: no stems, compounds or function words among them.
const WORDS: [&str; 14] = [
    "azure", "bedrock", "codex", "delta", "ember", "falcon", "garnet", "helix", "indigo", "jumbo",
    "krypton", "lotus", "azurite", "bedouin",
];
const SOURCES: [&str; 3] = ["Wire", "Ledger", "Digest"];

/// A query, by its shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    Word(&'static str),
    Phrase(Vec<&'static str>),
    Prefix(&'static str),
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

/// An article as the naive engine sees it.
#[derive(Debug, Clone)]
pub struct Plain {
    id: String,
    title: Option<Vec<&'static str>>,
    sections: Vec<(Kind, Vec<Vec<&'static str>>)>,
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
    pub fn apply(&mut self, change: &Change, made: &mut Made) {
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

fn in_unit(unit: &[&str], query: &Query) -> bool {
    match query {
        Query::Word(word) => unit.contains(word),
        Query::Phrase(words) => unit.windows(words.len()).any(|window| window == words.as_slice()),
        Query::Prefix(letters) => unit.iter().any(|word| word.starts_with(letters)),
        _ => unreachable!("leaves alone"),
    }
}

fn kinds_of_name(name: &str) -> Vec<Kind> {
    match name {
        "reported" => vec![Kind::Lead, Kind::Summary, Kind::Points, Kind::Context],
        "opinion" => vec![Kind::Take],
        "forecast" => vec![Kind::Watch],
        name => vec![Kind::from_name(name).unwrap()],
    }
}

impl Query {
    fn matches_article(&self, article: &Plain, mode: MatchMode) -> bool {
        self.matches(mode, &|leaf| match leaf {
            Query::Title(of) => match &article.title {
                Some(title) => of.matches(mode, &|leaf| in_unit(title, leaf)),
                // What is no title cannot have a word; a NOT of one holds for every title there is.
                None => of.matches(mode, &|_| false),
            },
            Query::Source(source) => article.source == Some(*source),
            Query::Date(year, month) => article
                .date
                .is_some_and(|(y, m)| y == *year && month.is_none_or(|month| month == m)),
            Query::In { names, of, .. } => {
                let kinds: Vec<Kind> = names.iter().flat_map(|name| kinds_of_name(name)).collect();
                article.sections.iter().filter(|(kind, _)| kinds.contains(kind)).any(|section| {
                    of.as_ref().is_none_or(|of| of.matches_section(article, section, mode))
                })
            }
            leaf => {
                article.title.as_ref().is_some_and(|title| in_unit(title, leaf))
                    || article
                        .sections
                        .iter()
                        .any(|(_, units)| units.iter().any(|unit| in_unit(unit, leaf)))
            }
        })
    }

    fn matches_section(
        &self,
        article: &Plain,
        section: &(Kind, Vec<Vec<&'static str>>),
        mode: MatchMode,
    ) -> bool {
        self.matches(mode, &|leaf| match leaf {
            Query::Title(_) | Query::Source(_) | Query::Date(..) => {
                leaf.matches_article(article, mode)
            }
            Query::In { names, of, .. } => {
                names.iter().any(|name| kinds_of_name(name).contains(&section.0))
                    && of.as_ref().is_none_or(|of| of.matches_section(article, section, mode))
            }
            leaf => section.1.iter().any(|unit| in_unit(unit, leaf)),
        })
    }

    fn matches(&self, mode: MatchMode, leaf: &dyn Fn(&Query) -> bool) -> bool {
        match self {
            Self::Not(of) => !of.matches(mode, leaf),
            Self::Must(of) => of.matches(mode, leaf),
            Self::And(of) => of.iter().all(|query| query.matches(mode, leaf)),
            Self::Or(of) => of.iter().any(|query| query.matches(mode, leaf)),
            Self::Side(of) if mode == MatchMode::Any => {
                let (any, all): (Vec<_>, Vec<_>) = of.iter().partition(|q| q.is_alternative());
                (any.is_empty() || any.iter().any(|query| query.matches(mode, leaf)))
                    && all.iter().all(|query| query.matches(mode, leaf))
            }
            Self::Side(of) => of.iter().all(|query| query.matches(mode, leaf)),
            other => leaf(other),
        }
    }

    fn is_alternative(&self) -> bool {
        match self {
            Self::Word(_) | Self::Phrase(_) | Self::Prefix(_) => true,
            Self::And(_) | Self::Side(_) => true,
            Self::Or(of) => !of.iter().all(Self::is_filter),
            _ => false,
        }
    }

    fn is_filter(&self) -> bool {
        match self {
            Self::Source(_) | Self::Date(..) => true,
            Self::Or(of) => of.iter().all(Self::is_filter),
            _ => false,
        }
    }

    /// The parts that speak for a section.
    fn positive(&self) -> Option<Self> {
        match self {
            Self::Word(_) | Self::Phrase(_) | Self::Prefix(_) => Some(self.clone()),
            Self::Must(of) => of.positive(),
            Self::And(of) | Self::Or(of) | Self::Side(of) => {
                let any: Vec<_> = of.iter().filter_map(Self::positive).collect();
                (!any.is_empty()).then_some(Self::Or(any))
            }
            Self::In { names, of, .. } => {
                let of = match of {
                    Some(of) => Some(Box::new(of.positive()?)),
                    None => None,
                };
                Some(Self::In { names: names.clone(), of, trailing: false })
            }
            _ => None,
        }
    }

    /// Prints the query, with no more parentheses than its binding needs.
    pub fn print(&self) -> String {
        self.at(0)
    }

    /// 0: side by side, 1: OR, 2: AND, 3: NOT and the rest.
    fn at(&self, tightness: u8) -> String {
        let (own, text) = match self {
            Self::Word(word) => (4, (*word).to_owned()),
            Self::Phrase(words) => (4, format!("\"{}\"", words.join(" "))),
            Self::Prefix(letters) => (4, format!("{letters}*")),
            Self::Not(of) => (3, format!("NOT {}", of.at(4))),
            Self::Must(of) => (3, format!("+{}", of.at(4))),
            Self::And(of) => (2, join(of, 3, " AND ")),
            Self::Or(of) => (1, join(of, 2, " OR ")),
            Self::Side(of) => (0, join(of, 1, " ")),
            Self::In { names, of, trailing } => {
                let ins: Vec<String> = names.iter().map(|name| format!("in:{name}")).collect();
                match of {
                    None => (4, format!("({})", ins.join(" "))),
                    Some(of) if *trailing || names.len() > 1 => {
                        (4, format!("({} {})", of.at(1), ins.join(" ")))
                    }
                    Some(of) => (4, format!("{}:({})", names[0], of.at(0))),
                }
            }
            Self::Title(of) => (4, format!("title:({})", of.at(0))),
            Self::Source(source) => (4, format!("source:{source}")),
            Self::Date(year, None) => (4, format!("date:{year}")),
            Self::Date(year, Some(month)) => (4, format!("date:{year}-{month:02}")),
        };
        if own < tightness { format!("({text})") } else { text }
    }
}

fn join(of: &[Query], tightness: u8, between: &str) -> String {
    of.iter().map(|query| query.at(tightness)).collect::<Vec<_>>().join(between)
}

pub fn word() -> impl Strategy<Value = &'static str> {
    // A few words are everywhere, some nowhere.
    prop_oneof![
        3 => prop::sample::select(&WORDS[..4]),
        2 => prop::sample::select(&WORDS[..]),
    ]
}

fn leaf() -> impl Strategy<Value = Query> {
    prop_oneof![
        6 => word().prop_map(Query::Word),
        2 => prop::collection::vec(word(), 2..4).prop_map(Query::Phrase),
        1 => prop::sample::select(vec!["az", "bed", "co", "zz"]).prop_map(Query::Prefix),
    ]
}

fn words_alone() -> impl Strategy<Value = Query> {
    leaf().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|q| Query::Not(Box::new(q))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::Or),
            prop::collection::vec(inner, 2..4).prop_map(Query::Side),
        ]
    })
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    let names = vec!["take", "points", "watch", "context", "lead", "other", "reported", "forecast"];
    prop::collection::vec(prop::sample::select(names), 1..3)
}

/// Queries that no section without words can satisfy or spoil.
pub fn about_words() -> impl Strategy<Value = Query> {
    prop_oneof![
        2 => words_alone(),
        1 => (names(), leaf(), any::<bool>()).prop_map(|(names, of, trailing)| Query::In {
            names,
            of: Some(Box::new(of)),
            trailing,
        }),
    ]
}

pub fn query() -> impl Strategy<Value = Query> {
    let leaves = prop_oneof![
        8 => leaf(),
        1 => words_alone().prop_map(|q| Query::Title(Box::new(q))),
        1 => prop::sample::select(&SOURCES[..]).prop_map(Query::Source),
        1 => (2024i16..2026, prop::option::of(1i8..4)).prop_map(|(y, m)| Query::Date(y, m)),
        1 => names().prop_map(|names| Query::In { names, of: None, trailing: false }),
    ];
    leaves.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            2 => inner.clone().prop_map(|q| Query::Not(Box::new(q))),
            1 => inner.clone().prop_map(|q| Query::Must(Box::new(q))),
            3 => prop::collection::vec(inner.clone(), 2..5).prop_map(Query::And),
            3 => prop::collection::vec(inner.clone(), 2..5).prop_map(Query::Or),
            4 => prop::collection::vec(inner.clone(), 2..5).prop_map(Query::Side),
            3 => (names(), inner, any::<bool>()).prop_map(|(names, of, trailing)| Query::In {
                names,
                of: Some(Box::new(of)),
                trailing,
            }),
        ]
    })
}

fn plain() -> impl Strategy<Value = Plain> {
    let words = |most: usize| prop::collection::vec(word(), 1..most);
    let section = (prop::sample::select(&Kind::ALL[..]), prop::collection::vec(words(5), 0..4));
    (
        0usize..30,
        prop::option::weighted(0.6, words(4)),
        prop::collection::vec(section, 0..6),
        prop::option::of(prop::sample::select(&SOURCES[..])),
        prop::option::weighted(0.8, (2024i16..2026, 1i8..4)),
    )
        .prop_map(|(id, title, sections, source, date)| Plain {
            id: format!("a{id}"),
            title,
            sections,
            source,
            date,
        })
}

/// Commits that leave at least five segments with something alive in each of the last ones.
pub fn changes() -> impl Strategy<Value = Vec<Change>> {
    let put = prop::collection::vec(plain(), 1..8).prop_map(Change::Put);
    let remove = prop::collection::vec((0usize..30).prop_map(|id| format!("a{id}")), 0..4);
    let step = prop_oneof![4 => put, 1 => remove.prop_map(Change::Remove)];
    prop::collection::vec(step, 6..14).prop_map(|mut changes| {
        // Each of these has an id that nothing else touches, so its segment lives.
        for segment in 0..5 {
            let id = format!("b{segment}");
            let sections = vec![(Kind::Take, vec![vec!["azure", "bedrock"], vec!["codex"]])];
            changes.push(Change::Put(vec![Plain {
                id,
                title: None,
                sections,
                source: None,
                date: None,
            }]));
        }
        changes
    })
}
