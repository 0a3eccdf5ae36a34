//! What has arrived: since a revision, since the last look, by arrival.

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Desk, Running};

fn ids(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let found = desk.run(&[arguments, &["--format", "ids"]].concat());
    found.stdout.lines().map(str::to_owned).collect()
}

/// A library with an article, and another that was published before it and arrived after it.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("library/precis.toml", "");
    desk.write("library/tin.txt", "Tin closes\n2025-06-01\n\nMy Take\nIt fits.\n");
    desk.run(&["index"]);
    desk.write("library/zinc.txt", "Zinc closes\n2025-05-01\n\nMy Take\nIt fits.\n");
    desk.run(&["index"]);
    desk
}

#[test]
fn search_and_latest_hold_to_what_arrived_after_a_revision() {
    let desk = desk();
    assert_eq!(ids(&desk, &["search", "closes", "--after-rev", "0"]), ["tin", "zinc"]);
    assert_eq!(ids(&desk, &["search", "closes", "--after-rev", "1"]), ["zinc"]);
    assert_eq!(ids(&desk, &["latest", "--after-rev", "1"]), ["zinc"]);
    assert_eq!(desk.run(&["search", "closes", "--after-rev", "2"]).status, 1);
    assert_eq!(desk.run(&["search", "closes", "--after-rev", "now"]).status, 2);
    // A rebuild and an edit are no arrival.
    desk.write("library/tin.txt", "Tin closes\n2025-06-01\n\nMy Take\nIt does not fit.\n");
    desk.run(&["index", "--rebuild"]);
    assert_eq!(ids(&desk, &["search", "closes", "--after-rev", "1"]), ["zinc"]);
    let found = desk.run(&["search", "tin", "--json"]).json();
    let arrived = serde_json::json!({"revision": 1, "at": "2025-06-15T12:00:00Z"});
    assert_eq!((&found["results"][0]["arrived"], &found["revision"]), (&arrived, &3.into()));
}

#[test]
fn latest_by_arrival_says_when() {
    let desk = desk();
    assert_eq!(ids(&desk, &["latest"]), ["tin", "zinc"]);
    assert_snapshot!(desk.run(&["latest", "--arrived"]), @r"
    Zinc closes
    2025-05-01 · zinc · arrived 2025-06-15 12:00

    Tin closes
    2025-06-01 · tin · arrived 2025-06-15 12:00

    2 articles
    --- status 0
    ");
}

#[test]
fn new_is_what_arrived_since_the_last_look() {
    let desk = desk();
    assert_snapshot!(desk.run(&["new"]), @r"
    Nothing new.
    --- stderr
    The first look at this library, which has 2 articles; the next one shows what arrives from now on
    --- status 1
    ");
    assert_snapshot!(desk.run(&["new"]), @r"
    Nothing new.
    --- status 1
    ");
    let words: Vec<String> = (0..120).map(|n| format!("word{}", n * 7 % 113)).collect();
    let member =
        |id: &str| serde_json::json!({"id": id, "title": id, "text": words.join(" ")}).to_string();
    desk.write("library/twins.jsonl", format!("{}\n{}\n", member("first"), member("second")));
    desk.write("library/tin.txt", "Tin closes\n2025-06-01\n\nMy Take\nIt does not fit.\n");
    desk.run(&["index"]);
    // Looking without taking note, in every shape.
    assert_snapshot!(desk.run(&["new", "--peek"]), @r"
    first
    undated · first · arrived 2025-06-15 12:00

    second
    undated · second · arrived 2025-06-15 12:00 · near-duplicate of first

    2 articles
    --- status 0
    ");
    let found = desk.run(&["new", "--peek", "--json"]).json();
    assert_eq!(found["total"], 2);
    assert_eq!(found["results"][1]["near_duplicate_of"], "first");
    assert_eq!(found["results"][0].get("near_duplicate_of"), None::<&Value>);
    assert_eq!(desk.run(&["new", "-n", "0"]).stdout, "2\n");
    // A part of them is not all of them.
    assert_snapshot!(desk.run(&["new", "-n", "1", "--format", "ids"]), @r"
    first
    --- stderr
    All of them stay new until the last is shown (--all)
    --- status 0
    ");
    let first = desk.run(&["new", "-n", "1", "--json"]).json();
    let cursor = first["next"].as_str().unwrap();
    assert_eq!(ids(&desk, &["new", "-n", "1", "--cursor", cursor]), ["second"]);
    assert_eq!(desk.run(&["new"]).status, 1, "the last page was shown");
}

#[test]
fn each_library_and_server_is_seen_by_itself_and_a_count_that_began_anew_is_said() {
    let desk = desk();
    desk.run(&["new"]);
    desk.write("library/lead.txt", "Lead closes\n\nMy Take\nIt fits.\n");
    {
        let server = Running::ready(&desk);
        let first = desk.run(&["new", "--server", &server.address]);
        assert!(first.stderr.contains("first look") && first.status == 1, "{first}");
        desk.write("home/copper.txt", "Copper closes\n\nMy Take\nIt fits.\n");
        desk.run(&["add", "../home/copper.txt"]);
        let new = ids(&desk, &["new", "--server", &server.address]);
        assert_eq!(new, ["undated/copper"]);
    }
    assert_eq!(ids(&desk, &["new"]), ["undated/copper", "lead"]);
    std::fs::remove_dir_all(desk.path("library/.precis")).unwrap();
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["new"]), @r"
    Nothing new.
    --- stderr
    note: the library lost its state since the last look and counts anew, so what is new among its 4 articles cannot be told; from now on it can
    --- status 1
    ");
    assert_eq!(desk.run(&["new"]).stderr, "");
}
