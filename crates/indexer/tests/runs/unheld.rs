//! Articles stored by somebody who does not hold the library.

use precis_briefing::Article;
use precis_indexer::{StoreError, store_articles};

use crate::library::{Library, native};

fn article(date: &str, text: &str) -> Article {
    native(&serde_json::json!({"id": "wire.example/zinc", "date": date, "text": text}).to_string())
}

#[test]
fn an_article_is_replaced_where_it_lies_whatever_its_date_by_now() {
    let library = Library::new();
    let first = store_articles(&library.settings, &[article("2026-04-27", "It closes.")]).unwrap();
    assert!(first[0].is_new && first[0].path.starts_with("incoming/2026/04/"), "{first:?}");
    let again = store_articles(&library.settings, &[article("2026-04-27", "It closes.")]).unwrap();
    assert!(!again[0].is_written, "{again:?}");
    assert_eq!(library.update().added, 1);
    let moved = store_articles(&library.settings, &[article("2026-05-03", "It closed.")]).unwrap();
    assert_eq!((&moved[0].path, moved[0].is_new), (&first[0].path, false));
    assert_eq!(library.update().replaced, 1);
}

#[test]
fn a_file_that_holds_others_too_is_not_written_over() {
    let library = Library::new();
    let stored = store_articles(&library.settings, &[article("2026-04-27", "It closes.")]).unwrap();
    let lines =
        "{\"id\": \"wire.example/zinc\", \"text\": \"a\"}\n{\"id\": \"b\", \"text\": \"b\"}\n";
    std::fs::write(library.settings.library.join(&stored[0].path), lines).unwrap();
    let refused = store_articles(&library.settings, &[article("2026-04-27", "It closed.")]);
    assert!(matches!(refused, Err(StoreError::Held { .. })), "{refused:?}");
}
