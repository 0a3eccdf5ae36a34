//! What a score is made of adds up to it, and tells the order.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;
#[allow(dead_code, reason = "the oracle test uses the rest")]
mod naive;

use made::{Made, article, now};
use naive::Library;
use precis_briefing::Kind;
use precis_query::response::{Hit, SearchResponse};
use precis_query::{MatchMode, SearchRequest, Sort, Weights};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const PARTS: [&str; 7] = ["words", "title", "section", "closeness", "typed", "opening", "recency"];

fn explained(library: &precis_query::Library, query: &str, mode: MatchMode) -> SearchResponse {
    let request = SearchRequest {
        query: query.to_owned(),
        match_mode: mode,
        sort: Some(Sort::Relevance),
        limit: 1_000,
        explain: true,
        ..SearchRequest::default()
    };
    library.search(&request, &now()).unwrap()
}

fn value(hit: &Hit, name: &str) -> f32 {
    let parts = &hit.explanation.as_ref().unwrap().parts;
    parts.iter().find(|part| part.name == name).map_or(0.0, |part| part.value)
}

/// Sums of the same numbers in another order differ in their last bits.
fn close(a: f32, b: f32) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn parts_add_up_to_the_score_and_tell_the_order() {
    let mut runner = TestRunner::new(Config { cases: 8, ..Config::default() });
    let told = std::cell::Cell::new(0);
    let strategy = (naive::draw::changes(), prop::collection::vec(naive::draw::query(), 20));
    runner
        .run(&strategy, |(changes, queries)| {
            let (_, made) = Library::after(&changes);
            let opened = made.open();
            for query in queries {
                for mode in [MatchMode::Auto, MatchMode::All, MatchMode::Any] {
                    let text = query.print();
                    let answer = explained(&opened, &text, mode);
                    let mut above: Option<&Hit> = None;
                    for hit in &answer.results {
                        let explanation = hit.explanation.as_ref().unwrap();
                        let sum: f32 = explanation.parts.iter().map(|part| part.value).sum();
                        prop_assert!(
                            close(sum, hit.score),
                            "{sum} {} {text} {explanation:?}",
                            hit.score
                        );
                        for part in &explanation.parts {
                            prop_assert!(
                                PARTS.contains(&part.name.as_str()) && part.value > 0.0,
                                "{part:?}"
                            );
                            let words: f32 = part.words.iter().map(|word| word.value).sum();
                            let is_words = part.name == "words";
                            prop_assert_eq!(is_words, !part.words.is_empty());
                            prop_assert!(!is_words || close(words, part.value), "{part:?}");
                            told.set(told.get() + 1);
                        }
                        prop_assert_eq!(above.is_none(), explanation.below.is_none());
                        if let (Some(above), Some(below)) = (above, &explanation.below) {
                            match below.by.as_str() {
                                "missing" => {
                                    prop_assert!(
                                        above.missing.is_empty() && !hit.missing.is_empty()
                                    );
                                }
                                "id" => prop_assert!(close(above.score, hit.score)),
                                name => {
                                    prop_assert!(above.score >= hit.score, "{text}");
                                    let less = value(hit, name) - value(above, name);
                                    prop_assert!(below.difference < 0.0);
                                    prop_assert_eq!(below.difference, less);
                                    let least =
                                        PARTS.map(|name| value(hit, name) - value(above, name));
                                    prop_assert!(least.iter().all(|other| *other >= less));
                                }
                            }
                        }
                        above = Some(hit);
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(told.get() > 500, "{} parts", told.get());
}

fn library() -> (Made, precis_query::Library) {
    let mut made = Made::new();
    let story =
        |id: &str, title: &str, words: &[&str]| article(id, Some(title), &[(Kind::Take, words)]);
    let mut dated = story("dated", "Weekly notes", &["Bedrock is cheap."]);
    dated.date = Some(jiff::civil::date(2026, 11, 23));
    let mut old = story("old", "Weekly notes", &["Bedrock is cheap."]);
    old.date = Some(jiff::civil::date(2006, 1, 1));
    made.put([
        &story("named", "Azure bedrock", &["Azure bedrock is dear this year."]),
        &story("apart", "Weekly notes", &["Azure is dear.", "Nothing else.", "So is bedrock."]),
        &dated,
        &old,
        &story("undated", "Weekly notes", &["Bedrock is cheap."]),
    ]);
    let opened = made.open();
    (made, opened)
}

#[test]
fn the_example_reads_as_words() {
    let (_made, library) = library();
    let answer = explained(&library, "azure bedrock", MatchMode::All);
    let explanations: Vec<_> =
        answer.results.iter().map(|hit| hit.explanation.clone().unwrap()).collect();
    let names = |at: usize| -> Vec<&str> {
        explanations[at].parts.iter().map(|part| part.name.as_str()).collect()
    };
    assert_eq!(names(0), ["words", "title", "section", "closeness", "typed", "opening"]);
    assert!(explanations[0].message.starts_with("score "), "{}", explanations[0].message);
    assert!(explanations[0].message.contains(" = words "), "{}", explanations[0].message);
    let words: Vec<&str> =
        explanations[0].parts[0].words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["azure", "bedrock"]);
    let below = explanations[1].below.as_ref().unwrap();
    assert_eq!(answer.results[1].id, "apart");
    assert_eq!(below.by, "title");
    assert!(below.message.starts_with("below the one before mostly by: title −"), "{below:?}");
}

#[test]
fn a_word_that_may_be_written_in_several_ways_counts_once() {
    let mut made = Made::new();
    let story = |id: &str, words: &str| article(id, None, &[(Kind::Take, &[words])]);
    let written_apart: Vec<_> = (0..20)
        .map(|at| story(&format!("other{at}"), "Zero trust was sold every single day."))
        .collect();
    // Of three tokens each: `zero`, `day` and `zeroday` are what the first one is read as.
    let (hyphen, joined) = (story("hyphen", "Zero-day."), story("joined", "Zeroday found again."));
    made.put(written_apart.iter().chain([&hyphen, &joined]));
    let opened = made.open();
    let answer = explained(&opened, "zero-day", MatchMode::Any);
    let found: Vec<&str> = answer.results.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    let words: Vec<f32> = answer.results.iter().map(|hit| value(hit, "words")).collect();
    assert!(close(words[0], words[1]), "{found:?} {words:?}");
}

#[test]
fn other_weights_rank_otherwise() {
    let (_made, library) = library();
    let none = Weights { title: 0.0, named: 0.0, closeness: 0.0, ..Weights::default() };
    let library = library.with_weights(none).unwrap();
    let answer = explained(&library, "azure bedrock", MatchMode::All);
    assert_eq!(answer.results.len(), 2);
    for hit in &answer.results {
        let parts = &hit.explanation.as_ref().unwrap().parts;
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["words", "section", "typed", "opening"], "{}", hit.id);
    }
}

#[test]
fn lately_published_comes_first_among_equals_and_undated_loses_nothing() {
    let (_made, library) = library();
    let answer = explained(&library, "bedrock cheap", MatchMode::All);
    let ids: Vec<&str> = answer.results.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["dated", "old", "undated"]);
    let [dated, old, undated] = &answer.results[..] else { panic!("{ids:?}") };
    assert!(value(dated, "recency") > 0.0);
    assert!(value(old, "recency") < 0.001, "twenty years are forgotten");
    assert_eq!(value(undated, "recency"), 0.0);
    assert!(close(dated.score - value(dated, "recency"), undated.score));
    let below = old.explanation.as_ref().unwrap().below.as_ref().unwrap();
    assert_eq!(below.by, "recency");

    // What does not match better by words never loses to what is merely newer.
    let answer = explained(&library, "bedrock", MatchMode::All);
    assert_eq!(answer.results[0].id, "named", "{:?}", answer.results[0].explanation);
}

#[test]
fn what_lacks_words_says_so_and_an_order_by_date_needs_no_score() {
    let (_made, library) = library();
    let answer = explained(&library, "azure bedrock year", MatchMode::Auto);
    assert_eq!(answer.results[0].id, "named");
    let below = answer.results[1].explanation.as_ref().unwrap().below.as_ref().unwrap();
    assert_eq!(below.by, "missing", "{below:?}");
    // In a longer question no word decides by itself.
    let answer = explained(&library, "azure bedrock year cheap named", MatchMode::Auto);
    assert!(answer.results.len() > 1 && answer.results.iter().any(|hit| !hit.missing.is_empty()));
    for hits in answer.results.windows(2) {
        assert!(hits[0].score >= hits[1].score);
        assert_ne!(hits[1].explanation.as_ref().unwrap().below.as_ref().unwrap().by, "missing");
    }

    let request = SearchRequest {
        query: "bedrock".to_owned(),
        sort: Some(Sort::Newest),
        limit: 10,
        explain: true,
        ..SearchRequest::default()
    };
    for hit in library.search(&request, &now()).unwrap().results {
        let explanation = hit.explanation.unwrap();
        assert_eq!(explanation.message, "newest first, undated last, then by id");
        assert_eq!((explanation.parts.len(), explanation.below), (0, None));
    }
}

#[test]
fn a_page_goes_on_from_the_one_before() {
    let (_made, library) = library();
    let mut request = SearchRequest {
        query: "bedrock".to_owned(),
        limit: 2,
        explain: true,
        ..SearchRequest::default()
    };
    let whole = explained(&library, "bedrock", MatchMode::Auto);
    let mut joined = Vec::new();
    loop {
        let page = library.search(&request, &now()).unwrap();
        joined.extend(page.results.into_iter().map(|hit| hit.explanation));
        request.cursor = page.next;
        if request.cursor.is_none() {
            break;
        }
    }
    let expected: Vec<_> = whole.results.into_iter().map(|hit| hit.explanation).collect();
    assert_eq!(joined, expected);
}
