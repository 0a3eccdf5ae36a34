//! Libraries and queries, drawn at random.

use precis_briefing::Kind;
use proptest::prelude::*;

use super::{Change, Plain, Query};

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
