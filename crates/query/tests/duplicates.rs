//! Near-duplicates fold into one result, and nothing is lost by it.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use std::collections::BTreeMap;

use made::{Made, article, now};
use precis_briefing::{Article, Kind};
use precis_query::response::Hit;
use precis_query::{SearchRequest, Sort};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// An article that tells one of a few stories.
#[derive(Debug, Clone)]
struct Told {
    id: usize,
    story: usize,
    day: Option<i8>,
    source: &'static str,
    /// Whether it has a word of its own at the end.
    signed: bool,
}

impl Told {
    fn id(&self) -> String {
        format!("a{}", self.id)
    }

    fn article(&self) -> Article {
        let words: Vec<String> =
            (0..120).map(|n| format!("w{}x{}", self.story, n * 7 % 113)).collect();
        let signed = if self.signed { format!(" signed{}", self.id) } else { String::new() };
        let text = format!("news {}{signed}", words.join(" "));
        let mut article = article(&self.id(), Some("A story"), &[(Kind::Take, &[&text])]);
        article.source = Some(self.source.to_owned());
        article.date = self.day.map(|day| jiff::civil::date(2026, 1, day));
        article
    }

    /// What the first of a group goes by.
    fn key(&self) -> (bool, Option<i8>, String) {
        (self.day.is_none(), self.day, self.id())
    }
}

fn told() -> impl Strategy<Value = Told> {
    let day = prop::option::weighted(0.8, 1i8..6);
    let source = prop::sample::select(vec!["Wire", "Ledger"]);
    (0usize..24, 0usize..6, day, source, any::<bool>())
        .prop_map(|(id, story, day, source, signed)| Told { id, story, day, source, signed })
}

fn all_pages(library: &precis_query::Library, request: &SearchRequest) -> (u64, Vec<Hit>) {
    let mut request = request.clone();
    let mut hits = Vec::new();
    loop {
        let page = library.search(&request, &now()).unwrap();
        assert!(page.results.len() <= request.limit);
        assert!(!page.results.is_empty() || page.total == 0, "no page is empty");
        hits.extend(page.results);
        request.cursor = page.next;
        if request.cursor.is_none() {
            return (page.total, hits);
        }
    }
}

#[test]
fn results_and_duplicates_make_the_total_and_the_library_decides_which_is_which() {
    let change = prop_oneof![
        4 => prop::collection::vec(told(), 1..8).prop_map(Ok),
        1 => prop::collection::vec(0usize..24, 1..5).prop_map(Err),
    ];
    let strategy = (prop::collection::vec(change, 1..8), 1usize..5);
    let mut runner = TestRunner::new(Config { cases: 24, ..Config::default() });
    let folded = std::cell::Cell::new(0);
    runner
        .run(&strategy, |(changes, limit)| {
            let mut made = Made::new();
            let mut library: BTreeMap<String, Told> = BTreeMap::new();
            // Something that nothing touches: what is empty cannot be merged.
            let stays = Told { id: 99, story: 99, day: None, source: "Wire", signed: false };
            for change in std::iter::once(Ok(vec![stays])).chain(changes) {
                match change {
                    Ok(told) => {
                        let articles: Vec<Article> = told.iter().map(Told::article).collect();
                        made.put(&articles);
                        library.extend(told.into_iter().map(|told| (told.id(), told)));
                    }
                    Err(ids) => {
                        let ids: Vec<String> = ids.iter().map(|id| format!("a{id}")).collect();
                        made.remove(&ids.iter().map(String::as_str).collect::<Vec<_>>());
                        for id in &ids {
                            library.remove(id);
                        }
                    }
                }
            }
            for merged in [false, true] {
                if merged {
                    made.merge();
                }
                let opened = made.open();
                for (query, source) in
                    [("news", None), ("news source:wire", Some("Wire")), ("", None)]
                {
                    let found: Vec<&Told> = library
                        .values()
                        .filter(|told| source.is_none_or(|source| told.source == source))
                        .collect();
                    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Arrived] {
                        let request = SearchRequest {
                            query: query.to_owned(),
                            sort: Some(sort),
                            limit,
                            ..SearchRequest::default()
                        };
                        let (total, hits) = all_pages(&opened, &request);
                        prop_assert_eq!(total as usize, found.len());
                        for hit in &hits {
                            let story = library[&hit.id].story;
                            let mut group: Vec<&Told> =
                                found.iter().copied().filter(|told| told.story == story).collect();
                            group.sort_by_key(|told| told.key());
                            let ids: Vec<String> = group.iter().map(|told| told.id()).collect();
                            prop_assert_eq!(&hit.id, &ids[0]);
                            prop_assert_eq!(&hit.duplicates, &ids[1..]);
                            folded.set(folded.get() + hit.duplicates.len());
                        }
                        let shown: usize = hits.iter().map(|hit| 1 + hit.duplicates.len()).sum();
                        prop_assert_eq!(shown, found.len());

                        let apart = SearchRequest { unfold: true, ..request };
                        let (total, apart) = all_pages(&opened, &apart);
                        prop_assert_eq!((total as usize, apart.len()), (found.len(), found.len()));
                        prop_assert!(apart.iter().all(|hit| hit.duplicates.is_empty()));
                        let firsts: Vec<&String> = hits.iter().map(|hit| &hit.id).collect();
                        let order: Vec<&String> = apart
                            .iter()
                            .map(|hit| &hit.id)
                            .filter(|id| firsts.contains(id))
                            .collect();
                        prop_assert_eq!(order, firsts, "folding changes no order");
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(folded.get() > 100, "{} folded", folded.get());
}

#[test]
fn a_page_is_full_however_much_is_folded() {
    let mut made = Made::new();
    let mut stories: Vec<Article> = (0..400)
        .map(|id| Told { id, story: 0, day: Some(1), source: "Wire", signed: false }.article())
        .collect();
    for story in 1..20 {
        let id = 1_000 + story;
        stories.push(Told { id, story, day: None, source: "Wire", signed: false }.article());
    }
    made.put(&stories);
    let library = made.open();
    let request = SearchRequest {
        query: "news".to_owned(),
        sort: Some(Sort::Newest),
        limit: 5,
        ..SearchRequest::default()
    };
    let first = library.search(&request, &now()).unwrap();
    assert_eq!((first.total, first.results.len()), (419, 5));
    assert_eq!(first.results[0].duplicates.len(), 399);
    let (_, hits) = all_pages(&library, &request);
    assert_eq!(hits.len(), 20);
}
