//! What the engine should find, found by looking at everything. It shares nothing with the engine but the words.

pub mod spans;

use std::collections::BTreeMap;

use jiff::civil::date;
use precis_briefing::{Article, From, Kind};
use precis_query::MatchMode;
use proptest::prelude::*;

use crate::made::{self, Made};

/// Words that are what they seem: no stems, compounds or function words among them.
const WORDS: [&str; 17] = [
    "azure", "bedrock", "codex", "delta", "ember", "falcon", "garnet", "helix", "indigo", "jumbo",
    "krypton", "lotus", "azurite", "bedouin", "codec", "falcom", "amber",
];
/// With letters changed, added, dropped, swapped; some of them too short, or close to nothing.
const SLIPS: [&str; 14] = [
    "azuer", "azrue", "bedrok", "bdeorck", "codx", "codecs", "deltaa", "ebmer", "falcno", "flacmo",
    "garnett", "lotos", "zz", "azurit",
];
const STARS: [&str; 9] = ["a*e", "*us", "b*d*o", "*e*er", "d*ta", "*ex", "in*o*", "z*z", "a*r*te"];
const SOURCES: [&str; 3] = ["Wire", "Ledger", "Digest"];

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

fn in_unit(unit: &[&str], query: &Query) -> bool {
    match query {
        Query::Word(word) => unit.contains(word),
        Query::Phrase(words) => unit.windows(words.len()).any(|window| window == words.as_slice()),
        Query::Prefix(letters) => unit.iter().any(|word| word.starts_with(letters)),
        Query::Fuzzy(slip) => unit.iter().any(|word| close(slip, word)),
        Query::Wildcard(pattern) => unit.iter().any(|word| like(pattern, word)),
        Query::Slop(..) | Query::Near(..) => !query.spans(unit, 0).is_empty(),
        _ => unreachable!("leaves alone: {query:?}"),
    }
}

/// The rule of `word~`.
fn close(slip: &str, word: &str) -> bool {
    let allowed = match slip.len() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    slip[..1] == word[..1] && edits(slip.as_bytes(), word.as_bytes()) <= allowed
}

/// Fewest letters to change, add, drop or swap with their neighbour, from the back.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let ([a_rest @ .., a_last], [b_rest @ .., b_last]) = (a, b) else { return a.len() + b.len() };
    if a_last == b_last {
        return edits(a_rest, b_rest);
    }
    let mut least = edits(a_rest, b).min(edits(a, b_rest)).min(edits(a_rest, b_rest));
    if let ([a_rest @ .., a_before], [b_rest @ .., b_before]) = (a_rest, b_rest)
        && (a_before, a_last) == (b_last, b_before)
    {
        least = least.min(edits(a_rest, b_rest));
    }
    least + 1
}

/// The rule of stars.
fn like(pattern: &str, word: &str) -> bool {
    match pattern.chars().next() {
        None => word.is_empty(),
        Some('*') => (0..=word.len()).any(|at| like(&pattern[1..], &word[at..])),
        Some(letter) => word.starts_with(letter) && like(&pattern[1..], &word[1..]),
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

/// What a condition is asked of.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    Article,
    Section(&'a Section),
    Title,
    /// One unit, of a section or of the title.
    Unit(Option<&'a Section>, &'a [&'static str]),
}

impl Plain {
    /// The units of a scope, each with the section it stands in.
    fn units<'a>(&'a self, scope: Scope<'a>) -> Vec<(Option<&'a Section>, &'a [&'static str])> {
        let title = || self.title.iter().map(|title| (None, title.as_slice()));
        let of = |section: &'a Section| {
            // A heading outside the vocabulary stands before the text.
            let heading = (section.0 == Kind::Other).then_some((Some(section), &["heading"][..]));
            heading
                .into_iter()
                .chain(section.1.iter().map(move |unit| (Some(section), unit.as_slice())))
        };
        match scope {
            Scope::Article => title().chain(self.sections.iter().flat_map(of)).collect(),
            Scope::Section(section) => of(section).collect(),
            Scope::Title => title().collect(),
            Scope::Unit(section, unit) => vec![(section, unit)],
        }
    }
}

impl Query {
    fn matches_article(&self, article: &Plain, mode: MatchMode) -> bool {
        self.holds(article, Scope::Article, mode)
    }

    fn matches_section(&self, article: &Plain, section: &Section, mode: MatchMode) -> bool {
        self.holds(article, Scope::Section(section), mode)
    }

    pub fn holds(&self, article: &Plain, scope: Scope<'_>, mode: MatchMode) -> bool {
        self.matches(mode, &|leaf| match leaf {
            Query::Title(of) => match &article.title {
                Some(_) => of.holds(article, Scope::Title, mode),
                // What is no title cannot have a word; a NOT of one holds for every title there is.
                None => of.matches(mode, &|_| false),
            },
            Query::Source(source) => article.source == Some(*source),
            Query::Date(year, month) => article
                .date
                .is_some_and(|(y, m)| y == *year && month.is_none_or(|month| month == m)),
            Query::In { names, of, .. } => {
                let kinds: Vec<Kind> = names.iter().flat_map(|name| kinds_of_name(name)).collect();
                let satisfies = |section: &Section, inner: Scope<'_>| {
                    kinds.contains(&section.0)
                        && of.as_ref().is_none_or(|of| of.holds(article, inner, mode))
                };
                match scope {
                    Scope::Article => {
                        article.sections.iter().any(|s| satisfies(s, Scope::Section(s)))
                    }
                    Scope::Section(section) => satisfies(section, scope),
                    Scope::Unit(Some(section), _) => satisfies(section, scope),
                    Scope::Unit(None, _) => false,
                    Scope::Title => unreachable!("no section inside a title"),
                }
            }
            Query::Same(of) => article.units(scope).into_iter().any(|(section, unit)| {
                of.holds(article, Scope::Unit(section, unit), MatchMode::All)
            }),
            Query::AtLeast(count, of) => match &**of {
                Query::Side(each) => {
                    each.iter().all(|of| of.times(&article.units(scope)) >= *count)
                }
                of => of.times(&article.units(scope)) >= *count,
            },
            leaf => article.units(scope).iter().any(|(_, unit)| in_unit(unit, leaf)),
        })
    }

    fn times(&self, units: &[(Option<&Section>, &[&'static str])]) -> usize {
        units.iter().map(|(_, unit)| spans::smallest(&self.spans(unit, 0)).len()).sum()
    }

    fn matches(&self, mode: MatchMode, leaf: &dyn Fn(&Query) -> bool) -> bool {
        match self {
            Self::Not(of) => !of.matches(mode, leaf),
            Self::Must(of) | Self::Boost(of, _) => of.matches(mode, leaf),
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
            Self::Word(_)
            | Self::Phrase(_)
            | Self::Prefix(_)
            | Self::Fuzzy(_)
            | Self::Wildcard(_)
            | Self::Slop(..)
            | Self::Near(..)
            | Self::Same(_)
            | Self::AtLeast(..) => true,
            Self::Boost(of, _) => of.is_alternative(),
            Self::And(_) | Self::Side(_) => true,
            Self::Or(of) => !of.iter().all(Self::is_filter),
            _ => false,
        }
    }

    fn is_filter(&self) -> bool {
        match self {
            Self::Source(_) | Self::Date(..) => true,
            Self::Or(of) => of.iter().all(Self::is_filter),
            Self::Boost(of, _) => of.is_filter(),
            _ => false,
        }
    }

    /// The parts that speak for a section.
    fn positive(&self) -> Option<Self> {
        match self {
            Self::Word(_)
            | Self::Phrase(_)
            | Self::Prefix(_)
            | Self::Fuzzy(_)
            | Self::Wildcard(_)
            | Self::Slop(..)
            | Self::Near(..)
            | Self::Same(_) => Some(self.clone()),
            Self::AtLeast(_, of) => of.positive(),
            Self::Must(of) | Self::Boost(of, _) => of.positive(),
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

    fn takes_boost(&self) -> bool {
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
            Self::Fuzzy(slip) => (4, format!("{slip}~")),
            Self::Wildcard(pattern) => (4, (*pattern).to_owned()),
            Self::Slop(words, slop) => (4, format!("\"{}\"~{slop}", words.join(" "))),
            Self::Near(distance, of) => (4, format!("near/{distance}({})", join(of, 1, " "))),
            Self::Same(of) => (4, format!("same({})", of.at(0))),
            Self::AtLeast(count, of) => (4, format!("atleast/{count}({})", of.at(0))),
            Self::Boost(of, factor) if of.takes_boost() => (4, format!("{}^{factor}", of.at(4))),
            Self::Boost(of, factor) => (4, format!("({})^{factor}", of.at(0))),
            Self::Not(of) => (3, format!("NOT {}", of.at(4))),
            // A sign acts before letters, quotes and parentheses alone.
            Self::Must(of) => match of.at(4) {
                text if text.starts_with('*') => (3, format!("+({text})")),
                text => (3, format!("+{text}")),
            },
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

/// A word, or something else that one word of a text can be.
fn one_word() -> impl Strategy<Value = Query> {
    prop_oneof![
        6 => word().prop_map(Query::Word),
        1 => prop::sample::select(vec!["az", "bed", "co", "zz"]).prop_map(Query::Prefix),
        1 => prop::sample::select(&SLIPS[..]).prop_map(Query::Fuzzy),
        1 => prop::sample::select(&STARS[..]).prop_map(Query::Wildcard),
    ]
}

/// What has places in a text.
fn placed() -> impl Strategy<Value = Query> {
    let phrase = prop::collection::vec(word(), 2..4).prop_map(Query::Phrase);
    let slop = (prop::collection::vec(word(), 2..5), 1u32..4);
    prop_oneof![5 => one_word(), 2 => phrase, 1 => slop.prop_map(|(w, s)| Query::Slop(w, s))]
}

fn near() -> impl Strategy<Value = Query> {
    let distance = || prop_oneof![4 => 1u32..6, 1 => Just(50u32)];
    let part = placed().prop_recursive(2, 6, 3, move |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Query::Or),
            1 => prop::collection::vec(inner.clone(), 2..4).prop_map(Query::Side),
            1 => prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
            1 => (distance(), prop::collection::vec(inner, 2..4))
                .prop_map(|(distance, of)| Query::Near(distance, of)),
        ]
    });
    (distance(), prop::collection::vec(part, 2..4))
        .prop_map(|(distance, of)| Query::Near(distance, of))
}

fn at_least() -> impl Strategy<Value = Query> {
    let of = prop_oneof![
        4 => placed(),
        1 => near(),
        2 => prop::collection::vec(placed(), 2..4).prop_map(Query::Or),
        1 => prop::collection::vec(placed(), 2..4).prop_map(Query::Side),
    ];
    (1usize..5, of).prop_map(|(count, of)| Query::AtLeast(count, Box::new(of)))
}

fn leaf() -> impl Strategy<Value = Query> {
    prop_oneof![6 => placed(), 2 => near(), 1 => at_least()]
}

fn words_alone() -> impl Strategy<Value = Query> {
    leaf().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|q| Query::Not(Box::new(q))),
            inner.clone().prop_map(|q| Query::Same(Box::new(q))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::Or),
            prop::collection::vec(inner, 2..4).prop_map(Query::Side),
        ]
    })
}

/// Queries of which the marks are compared.
pub fn marked() -> impl Strategy<Value = Query> {
    prop_oneof![
        3 => words_alone(),
        2 => words_alone().prop_map(|of| Query::Same(Box::new(of))),
        1 => (names(), words_alone()).prop_map(|(names, of)| Query::In {
            names,
            of: Some(Box::new(of)),
            trailing: false,
        }),
    ]
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
            2 => inner.clone().prop_map(|q| Query::Same(Box::new(q))),
            1 => inner.clone().prop_map(|q| Query::Must(Box::new(q))),
            1 => (inner.clone(), prop::sample::select(vec!["2", "0.5", "100"]))
                .prop_map(|(q, factor)| Query::Boost(Box::new(q), factor)),
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
    let section = (prop::sample::select(&Kind::ALL[..]), prop::collection::vec(words(9), 0..4));
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
