//! `index`, `stats` and `check`: what a run did, and what it says of files that are no articles.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_summary_counts_every_file_by_what_became_of_it() {
    let desk = Desk::with("wire");
    assert_snapshot!(desk.run(&["index"]), @r"
    7 articles: 7 added, 0 replaced, 0 removed, 0 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- status 0
    ");
    assert_snapshot!(desk.run(&["index"]), @r"
    7 articles: 0 added, 0 replaced, 0 removed, 7 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- status 0
    ");
}

#[test]
fn articles_are_replaced_and_removed() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    desk.write("library/undated-note.txt", "A note, rewritten\n\nSummary\nNew words.");
    std::fs::remove_file(desk.path("library/brief.jsonl")).unwrap();
    assert_snapshot!(desk.run(&["index"]), @r"
    5 articles: 0 added, 1 replaced, 2 removed, 4 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- status 0
    ");
    assert_eq!(desk.run(&["search", "outage"]).status, 1);
}

#[test]
fn a_rebuild_makes_the_index_anew() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["index", "--rebuild"]), @r"
    Built anew: 7 articles: 0 added, 0 replaced, 0 removed, 7 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- status 0
    ");
}

#[test]
fn refusals_are_listed_and_strict_makes_them_an_error() {
    let desk = Desk::with("wire");
    desk.write("library/empty.md", "");
    desk.write("library/image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d");
    desk.write("library/broken.jsonl", "{\"title\":\n{\"title\":\"Whole\",\"text\":\"Words.\"}\n");
    assert_snapshot!(desk.run(&["index"]), @r"
    8 articles: 8 added, 0 replaced, 0 removed, 0 same, 3 refused; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- stderr
    refused  broken.jsonl@1: the JSON does not parse: EOF while parsing a value (line 1); mend the JSON at the place named
    refused  empty.md: there is no text in it; write something in it, or leave it out with an ignore pattern
    refused  image.txt: it is not text; save it as text, or leave it out with an ignore pattern
    --- status 0
    ");
    assert_eq!(desk.run(&["index", "--rebuild", "--strict"]).status, 2);
}

#[test]
fn the_folder_given_is_the_library() {
    let desk = Desk::with("wire");
    let outcome = desk.run_in("home", &["index", "../library"]);
    assert_eq!(outcome.status, 0, "{outcome}");
    assert!(desk.path("library/.precis").is_dir());
}

#[test]
fn stats_say_what_the_library_holds() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let outcome = desk.run(&["stats"]);
    assert!(outcome.stdout.contains("articles  7, 1 undated"), "{outcome}");
    assert!(outcome.stdout.contains("2025-02-11 to 2025-06-03"), "{outcome}");
    assert_snapshot!(desk.run(&["stats", "--headings"]), @r"
    1  Number of the week
    --- status 0
    ");
    let stats = desk.run(&["stats", "--json"]).json();
    assert_eq!(stats["articles"], 7);
}

#[test]
fn a_library_that_cannot_be_written_to_says_what_to_do() {
    let desk = Desk::with("wire");
    // A file where the folder should be: refused whoever runs the test.
    desk.write("library/.precis", "in the way");
    let outcome = desk.run(&["search", "cork", "--library", "."]);
    assert_eq!(outcome.status, 2, "{outcome}");
    assert!(outcome.stderr.contains("--data DIR"), "{outcome}");
}
