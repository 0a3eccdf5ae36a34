//! What is read ahead of searches changes none of their answers.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article, now};
use precis_briefing::{Article, Kind};
use precis_query::response::SearchResponse;
use precis_query::{Library, SearchRequest};

/// More documents than a segment has that is not worth reading ahead.
const ARTICLES: usize = 4_000;

fn briefing(number: usize) -> Article {
    let words = ["zinc", "zones", "copper", "cable", "lead", "9 tons"];
    let word = |step: usize| words[(number * step + number / 7) % words.len()];
    let text = format!("{} and {}", word(1), word(5));
    let sections: [(Kind, &[&str]); 2] =
        [(Kind::Summary, &[text.as_str()]), (Kind::Take, &[word(3)])];
    article(&format!("a{number}"), Some(word(2)), &sections)
}

fn answer(library: &Library, query: &str) -> SearchResponse {
    let request = SearchRequest { query: query.to_owned(), limit: 5, ..SearchRequest::default() };
    let mut answer = library.search(&request, &now()).unwrap();
    answer.took_us = 0;
    answer
}

#[test]
fn what_is_read_ahead_changes_no_answer() {
    let mut made = Made::new();
    made.put(&(0..ARTICLES).map(briefing).collect::<Vec<_>>());
    assert_eq!(made.segments(), 1);
    let (cold, warm) = (made.open(), made.open());
    assert_eq!(warm.warm_up().unwrap(), 1);
    assert_eq!(warm.warm_up().unwrap(), 0, "once is enough");
    for query in ["z", "zo", "take:c*", "title:l*", "9", "c* -z*", "x", "zinc"] {
        assert_eq!(answer(&warm, query), answer(&cold, query), "{query}");
    }
    // What is written later is found too.
    made.put(&[article("late", Some("zirconium"), &[(Kind::Take, &["zeal"])])]);
    assert!(warm.refresh().unwrap());
    assert_eq!(warm.warm_up().unwrap(), 0, "what an earlier revision read is kept");
    assert_eq!(answer(&warm, "zi*").total, answer(&cold, "zi*").total + 1);
}
