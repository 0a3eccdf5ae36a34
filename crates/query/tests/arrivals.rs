//! What is new: by the commit that an article came with, whenever it was published.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article, now};
use precis_briefing::{Article, Kind};
use precis_query::language::Field;
use precis_query::{Library, MatchMode, SearchError, SearchRequest, Sort};

fn dated(id: &str, day: Option<i8>, text: &str) -> Article {
    let mut article = article(id, Some("A title"), &[(Kind::Take, &[text])]);
    article.date = day.map(|day| jiff::civil::date(2026, 1, day));
    article
}

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 10, unfold: true, ..SearchRequest::default() }
}

fn after(query: &str, revision: u64) -> SearchRequest {
    SearchRequest { fields: vec![(Field::AfterRev, revision.to_string())], ..request(query) }
}

fn ids(library: &Library, request: &SearchRequest) -> Vec<String> {
    library.search(request, &now()).unwrap().results.into_iter().map(|hit| hit.id).collect()
}

/// Four commits: two articles, an edit, two articles, one that comes back.
fn made() -> Made {
    let mut made = Made::new();
    made.put(&[dated("b", Some(5), "zinc rises"), dated("a", Some(9), "zinc falls")]);
    made.put(&[dated("a", Some(9), "zinc falls again")]);
    made.put(&[dated("d", Some(1), "zinc opens"), dated("c", None, "copper and zinc")]);
    made.remove(&["b"]);
    made.put(&[dated("b", Some(5), "zinc is back")]);
    made
}

#[test]
fn after_a_revision_is_what_arrived_after_it() {
    let library = made().open();
    let sorted = |revision| {
        let mut ids = ids(&library, &after("zinc", revision));
        ids.sort();
        ids
    };
    assert_eq!(sorted(0), ["a", "b", "c", "d"]);
    assert_eq!(sorted(1), ["b", "c", "d"], "an edit is no arrival");
    assert_eq!(sorted(3), ["b"]);
    assert!(sorted(5).is_empty());
    assert_eq!(ids(&library, &request("copper after_rev:1")), ["c"]);
    assert_eq!(ids(&library, &request("take:(copper after_rev:1)")), ["c"]);
    assert!(ids(&library, &request("copper after_rev:3")).is_empty());
    assert_eq!(ids(&library, &request("copper -after_rev:3")), ["c"]);
    let bad = SearchRequest { fields: vec![(Field::AfterRev, "k3".to_owned())], ..request("") };
    assert!(matches!(library.search(&bad, &now()), Err(SearchError::BadParameter { .. })));
    let found = library.search(&after("copper", 1), &now()).unwrap();
    assert_eq!(found.read_as, "copper, arrived after revision 1");
    assert_eq!(found.results[0].arrived.revision, 3);
    assert_eq!(found.results[0].arrived.at, "2026-05-01T12:03:00Z");
}

#[test]
fn a_cursor_is_good_for_its_own_revision_alone() {
    let library = made().open();
    let first = library.search(&SearchRequest { limit: 1, ..after("zinc", 1) }, &now()).unwrap();
    let cursor = first.next.clone();
    let second = SearchRequest { limit: 1, cursor: cursor.clone(), ..after("zinc", 1) };
    assert_ne!(ids(&library, &second), [first.results[0].id.clone()]);
    let other = SearchRequest { cursor, ..after("zinc", 2) };
    assert!(matches!(library.search(&other, &now()), Err(SearchError::BadCursor)));
}

#[test]
fn by_arrival_the_last_comes_first_and_of_one_commit_the_newest() {
    let library = made().open();
    let by_arrival = SearchRequest { sort: Some(Sort::Arrived), ..request("") };
    assert_eq!(ids(&library, &by_arrival), ["b", "d", "c", "a"]);
    assert_eq!(ids(&library, &request("zinc sort:arrived")), ["b", "d", "c", "a"]);
}

/// Everything that arrives, as one who goes on from where the last answer ended sees it.
fn followed(
    library: &Library,
    request: &SearchRequest,
    after: u64,
) -> Vec<(u64, u64, Vec<String>)> {
    let mut seen = Vec::new();
    let mut at = after;
    loop {
        let arrivals = library.arrivals(request, at, &now()).unwrap();
        for commit in arrivals.commits {
            let ids = commit.results.into_iter().map(|hit| hit.id).collect();
            seen.push((commit.revision, commit.total, ids));
        }
        assert!(!arrivals.is_more || arrivals.revision > at);
        at = arrivals.revision;
        if !arrivals.is_more {
            return seen;
        }
    }
}

#[test]
fn arrivals_are_told_commit_by_commit() {
    let library = made().open();
    let of = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        followed(&library, &request("zinc"), 0),
        [(1, 1, of(&["a"])), (3, 2, of(&["c", "d"])), (5, 1, of(&["b"]))]
    );
    assert_eq!(followed(&library, &request("copper"), 0), [(3, 1, of(&["c"]))]);
    assert_eq!(followed(&library, &request("zinc"), 5), []);
}

#[test]
fn many_arrivals_are_told_of_without_loss_or_doubling() {
    let mut made = Made::new();
    let mut expected = Vec::new();
    for (commit, size) in [3, 60, 50, 250, 1, 99, 2].into_iter().enumerate() {
        let articles: Vec<Article> =
            (0..size).map(|n| dated(&format!("{commit}/{n:03}"), None, "zinc rises")).collect();
        made.put(&articles);
        let ids: Vec<String> = articles.into_iter().map(|article| article.id).take(100).collect();
        expected.push((commit as u64 + 1, size as u64, ids));
    }
    let library = made.open();
    assert_eq!(followed(&library, &request("zinc"), 0), expected);
    assert_eq!(followed(&library, &request("zinc"), 3), expected[3..]);
}

#[test]
fn an_arrival_is_what_the_search_finds() {
    let mut made = Made::new();
    made.put(&[dated("all", None, "zinc smelter strike"), dated("one", None, "copper")]);
    made.put(&[dated("most", None, "zinc smelter opens"), dated("few", None, "a strike")]);
    let library = made.open();
    // Few articles have all the words, so the search finds those with the most telling of them as well.
    let query = "zinc smelter strike";
    let found = ids(&library, &request(query));
    let told = followed(&library, &request(query), 1);
    let told: Vec<String> = told.into_iter().flat_map(|(_, _, ids)| ids).collect();
    assert!(told.contains(&"most".to_owned()), "{told:?}");
    assert!(told.iter().all(|id| found.contains(id)), "{told:?} of {found:?}");
    let strict = SearchRequest { match_mode: MatchMode::All, ..request(query) };
    assert_eq!(followed(&library, &strict, 1), []);
}

#[test]
fn an_arrival_names_the_first_article_that_it_is_like() {
    let words: Vec<String> = (0..120).map(|n| format!("word{}", n * 7 % 113)).collect();
    let story = words.join(" ");
    let mut made = Made::new();
    made.put(&[dated("first", Some(9), &story), dated("other", None, "something else")]);
    made.put(&[dated("second", Some(5), &format!("{story} signed"))]);
    made.put(&[dated("third", Some(1), &story), dated("apart", None, "zinc")]);
    let library = made.open();
    let told = |request: &SearchRequest| -> Vec<(String, Option<String>)> {
        let hits = library.search(request, &now()).unwrap().results;
        hits.into_iter().map(|hit| (hit.id, hit.near_duplicate_of)).collect()
    };
    let pair = |id: &str, of: Option<&str>| (id.to_owned(), of.map(str::to_owned));
    let by_arrival = SearchRequest { sort: Some(Sort::Arrived), ..request("") };
    assert_eq!(
        told(&by_arrival),
        [
            pair("third", Some("first")),
            pair("apart", None),
            pair("second", Some("first")),
            pair("first", None),
            pair("other", None),
        ]
    );
    // Folded or not, and though the earlier one is no part of the answer.
    assert_eq!(
        told(&SearchRequest { unfold: false, ..after("word1", 2) }),
        [pair("third", Some("first"))]
    );
    assert!(told(&request("word1")).iter().all(|(_, of)| of.is_none()));
    let arrivals = library.arrivals(&request("word1"), 1, &now()).unwrap();
    let commits: Vec<_> = arrivals
        .commits
        .iter()
        .map(|commit| commit.results[0].near_duplicate_of.as_deref())
        .collect();
    assert_eq!(commits, [Some("first"), Some("first")]);
}
