//! Every boolean shape against brute force, on random libraries with repeated kinds, many segments, replaces and deletes.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;
mod naive;

use std::collections::BTreeMap;

use made::{Made, now};
use naive::{Library, Query};
use precis_query::{MatchMode, SearchRequest, Sort};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Libraries that are tried, and queries asked of each, once before and once after its segments are merged.
const LIBRARIES: u32 = 24;
const QUERIES: usize = 40;

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
    let mut runner = TestRunner::new(Config { cases: LIBRARIES, ..Config::default() });
    let cases = std::cell::Cell::new(0u64);
    let strategy = (naive::changes(), prop::collection::vec(naive::query(), QUERIES));
    runner
        .run(&strategy, |(changes, queries)| {
            let mut made = Made::new();
            let mut library = Library::default();
            for change in &changes {
                library.apply(change, &mut made);
            }
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
    assert!(cases.get() >= u64::from(LIBRARIES) * QUERIES as u64 * 4);
}

#[test]
fn the_default_match_is_all_or_the_weightier_half() {
    let mut runner = TestRunner::new(Config { cases: 24, ..Config::default() });
    let words = prop::collection::vec(naive::word(), 2..6);
    let strategy = (naive::changes(), prop::collection::vec(words, QUERIES));
    runner
        .run(&strategy, |(changes, queries)| {
            let mut made = Made::new();
            let mut library = Library::default();
            for change in &changes {
                library.apply(change, &mut made);
            }
            // Deleted articles count in frequencies until they are merged away.
            made.merge();
            let opened = made.open();
            for words in queries {
                let query = Query::Side(words.into_iter().map(Query::Word).collect());
                let (total, found) = ask(&opened, &query.print(), MatchMode::Auto);
                prop_assert_eq!(total as usize, found.len());
                prop_assert_eq!(found, library.find_auto(&query), "{}", query.print());
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn empty_sections_change_no_score() {
    let strategy = (naive::changes(), prop::collection::vec(naive::about_words(), 20));
    let mut runner = TestRunner::new(Config { cases: 5, ..Config::default() });
    let compared = std::cell::Cell::new(0);
    runner
        .run(&strategy, |(changes, queries)| {
            let scores = |padded: bool| {
                let mut made = Made::new();
                let mut library = Library { padded, ..Library::default() };
                for change in &changes {
                    library.apply(change, &mut made);
                }
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
    let strategy = (naive::changes(), prop::collection::vec(naive::query(), 10), 1usize..7);
    let mut runner = TestRunner::new(Config { cases: 12, ..Config::default() });
    runner
        .run(&strategy, |(changes, queries, limit)| {
            let mut made = Made::new();
            let mut library = Library::default();
            for change in &changes {
                library.apply(change, &mut made);
            }
            let opened = made.open();
            for query in queries {
                for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
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
