//! Words in their places, spellings and boosts: what random libraries of plain words do not show.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article, now};
use precis_briefing::{Article, Kind};
use precis_query::response::SearchResponse;
use precis_query::{Library, MatchMode, SearchRequest, Sort};

/// A library of articles with one take each.
fn library(takes: &[(&str, &[&str])]) -> (Made, Library) {
    let articles: Vec<Article> = takes
        .iter()
        .map(|(id, sentences)| article(id, None, &[(Kind::Take, *sentences)]))
        .collect();
    let mut made = Made::new();
    made.put(&articles);
    let library = made.open();
    (made, library)
}

fn search(library: &Library, query: &str) -> SearchResponse {
    let request = SearchRequest {
        query: query.to_owned(),
        match_mode: MatchMode::All,
        sort: Some(Sort::Relevance),
        limit: 100,
        ..SearchRequest::default()
    };
    library.search(&request, &now()).unwrap()
}

/// Ids, best first.
fn ids(response: &SearchResponse) -> Vec<&str> {
    response.results.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn a_compound_is_said_once_and_stands_in_one_place() {
    let (_made, library) =
        library(&[("a", &["GPT-4o answers, and AWS pays."]), ("b", &["GPT-4o or gpt4o."])]);
    for (query, expected) in [
        ("atleast/1(gpt-4o)", &["a", "b"][..]),
        ("atleast/2(gpt-4o)", &["b"]),
        ("atleast/3(gpt-4o)", &[]),
        ("atleast/2(gpt OR gpt-4o)", &["b"]),
        ("gpt-4o near/2 answers", &["a"]),
        ("answer near/3 aws", &["a"]),
        ("near/1(gpt-4o or)", &["b"]),
        ("near/2(answers aws)", &["a"]),
        ("near/1(answers aws)", &[]),
        ("same(gpt-4o -aws)", &["b"]),
        ("gpt-4p~", &["b", "a"]),
    ] {
        let response = search(&library, query);
        let mut found = ids(&response);
        found.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_pattern_that_fits_too_many_words_keeps_the_most_frequent_and_says_so() {
    let letters = || b'a'..=b'z';
    let mut words: Vec<String> = Vec::new();
    for a in letters() {
        for b in letters() {
            for c in *b"bd" {
                words.push(format!("q{}{}{}x", a as char, b as char, c as char));
            }
        }
    }
    let text = words.join(" ");
    let rare = format!("{text} qzzzzzx");
    let (_made, library) =
        library(&[("most", &[&text]), ("most-2", &[&text]), ("rare", &[&rare, "qzzzzzx"])]);
    let response = search(&library, "q*x");
    assert_eq!(response.total, 3);
    let note = response.notes.iter().find(|note| note.code == "limit_reached").unwrap();
    assert_eq!(note.count, Some(words.len() as u64 + 1));
    assert_eq!(note.range, Some([0, 3]));
    // The rare word is beyond the limit: it is neither counted nor marked.
    let response = search(&library, "same(q*x -qa*x)");
    assert_eq!(response.total, 0, "{:?}", ids(&response));
    // A start by itself is complete, and has no limit to speak of.
    let response = search(&library, "qz*");
    assert_eq!((response.total, response.notes.len()), (3, 0));
    let response = search(&library, "near/2(q* azure)");
    assert_eq!(response.notes.len(), 1, "{:?}", response.notes);
}

#[test]
fn the_closest_spelling_comes_first() {
    let (_made, library) = library(&[
        ("two", &["anthropcs here"]),
        ("none", &["anthropic here"]),
        ("one", &["anthropics here"]),
    ]);
    assert_eq!(ids(&search(&library, "anthropic~")), ["none", "one", "two"]);
    assert_eq!(ids(&search(&library, "enthropic~")), [""; 0], "the first letter is kept");
}

#[test]
fn boosts_change_the_order_and_nothing_else() {
    let (_made, library) = library(&[
        ("azure", &["azure azure bedrock"]),
        ("bedrock", &["bedrock bedrock azure"]),
        ("phrase", &["azure and then some bedrock and revenue share"]),
        ("near", &["azure with bedrock", "license of a cloud"]),
    ]);
    for (query, first) in [
        ("azure^9 bedrock", "azure"),
        ("azure bedrock^9", "bedrock"),
        ("azure bedrock^9 (\"revenue share\"^0.1 OR azure)", "bedrock"),
        ("azure OR \"revenue share\"^20", "phrase"),
        ("(\"revenue share\" OR near/4(cloud license)^20 OR azure) bedrock", "near"),
        ("(azure^0.001 bedrock)^9", "bedrock"),
        ("azure AND (\"revenue share\"~2^50 OR bedrock)", "phrase"),
    ] {
        let response = search(&library, query);
        assert_eq!(ids(&response)[0], first, "{query}");
        assert_eq!(response.total, 4, "{query}");
        assert!(response.notes.is_empty());
    }
    // In the default mode, a boosted word may be missing like any other.
    let request = |query: &str| SearchRequest {
        query: query.to_owned(),
        limit: 100,
        ..SearchRequest::default()
    };
    let plain = library.search(&request("azure cloud revenue"), &now()).unwrap();
    let boosted = library.search(&request("azure^2 (cloud revenue^3)^2"), &now()).unwrap();
    assert_eq!(plain.total, boosted.total);
    let codes = |response: &SearchResponse| {
        response.notes.iter().map(|note| note.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&plain), codes(&boosted));
}

#[test]
fn passages_show_what_was_asked_for() {
    let (_made, library) = library(&[(
        "a",
        &[
            "Azure grows, and grows, and nobody knows how long that can go on in this market of ours.",
            "Prices rise. ",
            "What Azure asks for bedrock is a price that few will pay in the long run, it seems to us.",
            "Bedrock is cheap by comparison, which is what everybody has been saying for a year now.",
        ],
    )]);
    for query in
        ["same(azure bedrock)", "near/9(azure bedrock)", "\"azure bedrock\"~2", "azur~ near/4 b*ck"]
    {
        let response = search(&library, query);
        let snippets = &response.results[0].sections[0].snippets;
        assert_eq!(snippets.len(), 1, "{query} {snippets:?}");
        assert!(snippets[0].text.starts_with("What Azure"), "{query} {snippets:?}");
        let marked: Vec<String> = snippets[0]
            .highlights
            .iter()
            .map(|[from, to]| snippets[0].text.chars().skip(*from).take(to - from).collect())
            .collect();
        assert_eq!(marked, ["Azure", "bedrock"], "{query}");
        assert_eq!(response.results[0].matches, 2);
    }
}

#[test]
fn what_cannot_be_near_holds_besides() {
    let (_made, library) = library(&[
        ("a", &["azure bedrock"]),
        ("b", &["azure bedrock"]),
        ("c", &["azure", "bedrock"]),
    ]);
    for (query, expected, codes) in [
        ("near/5(azure bedrock)", &["a", "b"][..], &[][..]),
        ("near/5(azure bedrock -id:a)", &["b"], &["bad_value"]),
        ("near/5(azure bedrock id:a)", &["a"], &["bad_value"]),
        ("near/5(+azure (bedrock OR id:c))", &["a", "b", "c"], &["bad_value"]),
        ("near/5(azure same(bedrock))", &["a", "b", "c"], &["bad_value"]),
        ("atleast/1(azure -id:a)", &["b", "c"], &["bad_value"]),
        ("atleast/1(azure in:take)", &["a", "b", "c"], &[]),
        ("atleast/1(azure in:watch)", &[], &[]),
        ("ai~ OR azure", &["a", "b", "c"], &["bad_value"]),
    ] {
        let response = search(&library, query);
        let mut found = ids(&response);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
        let noted: Vec<&str> = response.notes.iter().map(|note| note.code.as_str()).collect();
        assert_eq!(noted, codes, "{query}");
    }
}

#[test]
fn one_unit_of_a_title_asks_that_there_be_a_title() {
    let one = |id, title| article(id, title, &[(Kind::Take, &["azure pays"][..])]);
    let articles =
        [one("untitled", None), one("bedrock", Some("Bedrock opens")), one("azure", Some("Azure"))];
    let mut made = Made::new();
    made.put(&articles);
    let library = made.open();
    for (query, expected) in [
        ("title:(NOT bedrock)", &["azure", "untitled"][..]),
        ("title:(same(NOT bedrock))", &["azure"]),
        ("same(title:(same(NOT bedrock)))", &["azure"]),
        ("same(azure title:(same(NOT bedrock)))", &["azure"]),
        ("same(title:(NOT bedrock))", &["azure", "untitled"]),
    ] {
        let response = search(&library, query);
        let mut found = ids(&response);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}
