//! Every boolean shape against brute force, on random libraries with repeated kinds, many segments, replaces and deletes.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;
mod naive;

use std::collections::{BTreeMap, BTreeSet};

use made::now;
use naive::{Library, Query};
use precis_query::{MatchMode, SearchRequest, Sort};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Queries asked of each library, once before and once after its segments are merged.
const QUERIES: usize = 40;

/// Libraries that are tried: so many, or `PROPTEST_CASES`.
#[allow(clippy::disallowed_methods, reason = "a longer run is asked for from outside")]
fn libraries(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// So many cases, and not forever to make a failing one smaller.
fn config(cases: u32) -> Config {
    Config { cases, max_shrink_time: 30_000, ..Config::default() }
}

fn ask(library: &precis_query::Library, query: &str, mode: MatchMode) -> (u64, Vec<String>) {
    let request = SearchRequest {
        query: query.to_owned(),
        match_mode: mode,
        limit: 10_000,
        ..SearchRequest::default()
    };
    let response = library.search(&request, &now()).unwrap();
    let mut ids: Vec<String> = response.results.into_iter().map(|hit| hit.id).collect();
    ids.sort();
    (response.total, ids)
}

#[test]
fn answers_equal_brute_force() {
    let libraries = libraries(24);
    let mut runner = TestRunner::new(config(libraries));
    let cases = std::cell::Cell::new(0u64);
    let strategy = (naive::draw::changes(), prop::collection::vec(naive::draw::query(), QUERIES));
    runner
        .run(&strategy, |(changes, queries)| {
            let (library, mut made) = Library::after(&changes);
            prop_assert!(made.segments() >= 5, "{} segments", made.segments());
            for merged in [false, true] {
                if merged {
                    made.merge();
                    prop_assert_eq!(made.segments(), 1);
                }
                let opened = made.open();
                for query in &queries {
                    for mode in [MatchMode::All, MatchMode::Any] {
                        let text = query.print();
                        let (total, found) = ask(&opened, &text, mode);
                        let expected = library.find(query, mode);
                        prop_assert_eq!(total as usize, found.len(), "total of {}", &text);
                        prop_assert_eq!(found, expected, "{} {:?} merged {}", &text, mode, merged);
                        cases.set(cases.get() + 1);
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    println!("{} answers compared with brute force, no mismatch", cases.get());
    assert!(cases.get() >= u64::from(libraries) * QUERIES as u64 * 4);
}

#[test]
fn the_default_match_is_all_or_the_weightier_half() {
    let mut runner = TestRunner::new(config(24));
    let words = prop::collection::vec(naive::draw::word(), 2..6);
    let strategy = (naive::draw::changes(), prop::collection::vec(words, QUERIES));
    runner
        .run(&strategy, |(changes, queries)| {
            let (library, mut made) = Library::after(&changes);
            // Deleted articles count in frequencies until they are merged away.
            made.merge();
            let opened = made.open();
            for words in queries {
                let words = words.into_iter().map(Query::Word);
                // What no article has is forgiven, of which the model knows nothing.
                let known = |word: &Query| !library.find(word, MatchMode::All).is_empty();
                let query = Query::Side(words.filter(known).collect());
                let (total, found) = ask(&opened, &query.print(), MatchMode::Auto);
                prop_assert_eq!(total as usize, found.len());
                prop_assert_eq!(found, library.find_auto(&query), "{}", query.print());
            }
            Ok(())
        })
        .unwrap();
}

/// The words that ranges of a text touch, where the words of its units are joined by spaces.
fn touched(units: &[&[&str]], ranges: &[[usize; 2]]) -> Vec<BTreeSet<usize>> {
    let mut start = 0;
    let mut touched = Vec::new();
    for unit in units {
        let mut here = BTreeSet::new();
        for (place, word) in unit.iter().enumerate() {
            let end = start + word.len();
            if ranges.iter().any(|[from, to]| *from < end && start < *to) {
                here.insert(place);
            }
            start = end + 1;
        }
        touched.push(here);
    }
    touched
}

#[test]
fn what_is_marked_is_what_matched() {
    let strategy = (naive::draw::changes(), prop::collection::vec(naive::draw::marked(), QUERIES));
    let mut runner = TestRunner::new(config(libraries(12)));
    let (texts, marked) = (std::cell::Cell::new(0u64), std::cell::Cell::new(0usize));
    runner
        .run(&strategy, |(changes, queries)| {
            let (library, made) = Library::after(&changes);
            let opened = made.open();
            for query in &queries {
                let text = query.print();
                for id in ask(&opened, &text, MatchMode::All).1 {
                    let request = SearchRequest {
                        query: text.clone(),
                        match_mode: MatchMode::All,
                        ..SearchRequest::default()
                    };
                    let shown = opened.article(&id, Some(&request), &now()).unwrap().unwrap();
                    let plain = &library.articles[&id];
                    let ranges = std::iter::once(&shown.title_highlights)
                        .chain(shown.sections.iter().map(|section| &section.highlights));
                    for ((section, units), ranges) in plain.texts().into_iter().zip(ranges) {
                        texts.set(texts.get() + 1);
                        for (unit, found) in units.iter().zip(touched(&units, ranges)) {
                            marked.set(marked.get() + found.len());
                            let right =
                                query.marks(plain, naive::holds::Scope::Unit(section, unit));
                            let explained =
                                right.surely.is_subset(&found) && found.is_subset(&right.perhaps);
                            prop_assert!(explained, "{text} in {unit:?}: {found:?}, {right:?}");
                        }
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    println!("{} texts compared, {} words marked", texts.get(), marked.get());
    assert!(marked.get() > 1000);
}

#[test]
fn empty_sections_change_no_score() {
    let strategy = (naive::draw::changes(), prop::collection::vec(naive::draw::about_words(), 20));
    let mut runner = TestRunner::new(config(5));
    let compared = std::cell::Cell::new(0);
    runner
        .run(&strategy, |(changes, queries)| {
            let scores = |padded: bool| {
                let (_, mut made) = Library { padded, ..Library::default() }.then(&changes);
                made.merge();
                let opened = made.open();
                queries
                    .iter()
                    .map(|query| {
                        let request = SearchRequest {
                            query: query.print(),
                            sort: Some(Sort::Relevance),
                            match_mode: MatchMode::Any,
                            limit: 1000,
                            ..SearchRequest::default()
                        };
                        let response = opened.search(&request, &now()).unwrap();
                        response.results.into_iter().map(|hit| (hit.id, hit.score)).collect()
                    })
                    .collect::<Vec<BTreeMap<_, _>>>()
            };
            for (plain, padded) in scores(false).into_iter().zip(scores(true)) {
                compared.set(compared.get() + plain.len());
                prop_assert_eq!(plain, padded);
            }
            Ok(())
        })
        .unwrap();
    assert!(compared.get() > 100, "{} scores compared", compared.get());
}

#[test]
fn counts_equal_enumeration_and_pages_join_up() {
    let strategy =
        (naive::draw::changes(), prop::collection::vec(naive::draw::query(), 10), 1usize..7);
    let mut runner = TestRunner::new(config(12));
    runner
        .run(&strategy, |(changes, queries, limit)| {
            let (library, made) = Library::after(&changes);
            let opened = made.open();
            for query in queries {
                for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Arrived] {
                    let mut request = SearchRequest {
                        query: query.print(),
                        sort: Some(sort),
                        facets: true,
                        limit: 1000,
                        ..SearchRequest::default()
                    };
                    let whole = opened.search(&request, &now()).unwrap();
                    prop_assert_eq!(whole.next, None);
                    let ids: Vec<_> = whole.results.iter().map(|hit| hit.id.clone()).collect();
                    let facets = whole.facets.unwrap();
                    let mut sources: BTreeMap<String, u64> = BTreeMap::new();
                    let mut months: BTreeMap<String, u64> = BTreeMap::new();
                    for hit in &whole.results {
                        if let Some(source) = &hit.source {
                            *sources.entry(source.clone()).or_default() += 1;
                        }
                        if let Some(date) = &hit.date {
                            *months.entry(date[..7].to_owned()).or_default() += 1;
                        }
                    }
                    let counted = |facet: Vec<precis_query::response::FacetCount>| {
                        facet.into_iter().map(|f| (f.value, f.count)).collect::<BTreeMap<_, _>>()
                    };
                    prop_assert_eq!(counted(facets.source), sources);
                    prop_assert_eq!(counted(facets.month), months);
                    // A phrase that is searched as its words speaks for other sections.
                    if whole.notes.iter().all(|note| note.code != "phrase_nowhere") {
                        prop_assert_eq!(
                            counted(facets.kind),
                            library.kinds_of(&query, &ids),
                            "kinds of {}",
                            query.print()
                        );
                    }

                    request.limit = limit;
                    request.facets = false;
                    let mut joined = Vec::new();
                    loop {
                        let page = opened.search(&request, &now()).unwrap();
                        prop_assert_eq!(page.total, whole.total);
                        joined.extend(page.results.into_iter().map(|hit| hit.id));
                        request.cursor = page.next;
                        if request.cursor.is_none() {
                            break;
                        }
                    }
                    prop_assert_eq!(&joined, &ids, "{} {:?} by {}", query.print(), sort, limit);
                }
            }
            Ok(())
        })
        .unwrap();
}
