//! `index`, `stats` and `check`: what a run did, and what it says of files that are no articles.

use insta::assert_snapshot;

use crate::harness::{Desk, Running};

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

#[test]
fn damage_is_found_and_mended_by_a_rebuild() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["check"]), @r"
    Nothing has changed since the last run.
    The index is sound: 7 articles, 19 sections, revision 1.
    --- status 0
    ");
    let index = desk.path("library/.precis/index-1");
    let largest = std::fs::read_dir(index)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "store"))
        .max_by_key(|path| path.metadata().unwrap().len())
        .unwrap();
    let mut bytes = std::fs::read(&largest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&largest, bytes).unwrap();
    let outcome = desk.run(&["check"]);
    assert_eq!(outcome.status, 2, "{outcome}");
    assert!(outcome.stdout.contains("damage"), "{outcome}");
    assert_eq!(desk.run(&["index", "--rebuild"]).status, 0);
    assert_eq!(desk.run(&["check"]).status, 0);
}

#[test]
fn check_and_stats_say_what_changed_since() {
    let desk = Desk::with("wire");
    assert_snapshot!(desk.run(&["check"]), @r"
    The next run builds the index anew, from 6 files.
    note  there is no index yet
    --- status 0
    ");
    desk.write("library/empty.md", "");
    desk.run(&["index"]);
    desk.write("library/fresh.txt", "Fresh\n\nSummary\nInk.");
    desk.write("library/undated-note.txt", "Rewritten\n\nSummary\nInk.");
    std::fs::remove_file(desk.path("library/brief.jsonl")).unwrap();
    assert_snapshot!(desk.run(&["check"]), @r"
    Since the last run: 1 new file, 1 changed file, 1 removed file. `precis index` takes them in.
    The index is sound: 7 articles, 19 sections, revision 1.
    refused  empty.md: there is no text in it; write something in it, or leave it out with an ignore pattern
    --- status 0
    ");
    let stats = desk.run(&["stats"]);
    assert!(stats.stdout.contains("1 new file, 1 changed file, 1 removed file"), "{stats}");
    assert_snapshot!(desk.run(&["stats", "--refused"]), @r"
    refused  empty.md: there is no text in it; write something in it, or leave it out with an ignore pattern
    --- status 0
    ");
}

#[test]
fn searching_does_not_wait_for_indexing() {
    let desk = Desk::with("wire");
    let held = |desk: &Desk| {
        std::fs::create_dir_all(desk.path("library/.precis")).unwrap();
        let lock = std::fs::File::create(desk.path("library/.precis/lock")).unwrap();
        lock.lock().unwrap();
        lock
    };
    let lock = held(&desk);
    assert_snapshot!(desk.run(&["search", "pension", "--format", "ids"]), @r"
    --- stderr
    note: no index in $ROOT/library/.precis; building it from $ROOT/library
    precis: another process is building the index right now
      try: wait until it is done, then try again
    --- status 2
    ");
    drop(lock);
    desk.run(&["index"]);
    let _lock = held(&desk);
    assert_snapshot!(desk.run(&["search", "pension", "--format", "ids"]), @r"
    2025-02-11-orchard-raises
    --- status 0
    ");
    assert_snapshot!(desk.run(&["search", "pension", "--format", "ids", "--update"]), @r"
    --- stderr
    precis: another process is indexing $ROOT/library
      try: wait until it is done, then try again
    --- status 2
    ");
}

#[test]
fn an_index_that_was_deleted_is_built_again() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    std::fs::remove_dir_all(desk.path("library/.precis/index-1")).unwrap();
    let outcome = desk.run(&["search", "pension", "--format", "ids"]);
    assert_eq!(outcome.lines(), ["2025-02-11-orchard-raises"], "{outcome}");
}

#[test]
fn a_first_start_of_the_server_tells_what_it_read() {
    let desk = Desk::with_corpus();
    desk.write("library/precis.toml", "");
    Running::start(&desk).says("60 articles: 60 added, 0 replaced, 0 removed, 0 same");
}
