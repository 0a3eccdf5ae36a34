//! The shapes of an answer, for people and for other programs.

use insta::assert_snapshot;
use precis_query::response::{Hit, SearchResponse, StatsResponse};

use crate::harness::Desk;

fn indexed() -> Desk {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    desk
}

#[test]
fn json_is_one_line_of_the_shape_that_http_has() {
    let outcome = indexed().run(&["search", "cork", "--json", "--facets"]);
    assert_eq!(outcome.stdout.lines().count(), 1);
    let response: SearchResponse = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(response.total, 2);
    assert!(response.facets.is_some());
}

#[test]
fn json_of_every_result_is_one_document() {
    let outcome = indexed().run(&["search", "--all", "--json"]);
    let response: SearchResponse = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((response.results.len(), response.next), (7, None));
}

#[test]
fn jsonl_is_one_result_a_line() {
    let outcome = indexed().run(&["search", "cork", "--format", "jsonl"]);
    let hits: Vec<Hit> =
        outcome.lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(hits.len(), 2);
}

#[test]
fn csv_has_a_header_and_a_row_for_each_result() {
    let outcome = indexed().run(&["search", "cork", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(outcome.stdout.as_bytes());
    assert_eq!(&reader.headers().unwrap()[0], "id");
    assert_eq!(reader.records().map(Result::unwrap).count(), 2);
}

#[test]
fn paths_lead_to_the_files_from_where_one_stands() {
    let desk = indexed();
    let from_inside = desk.run_in("library/2025", &["search", "--format", "paths", "-n", "20"]);
    let mut paths = from_inside.lines();
    paths.sort_unstable();
    assert_snapshot!(paths.join("\n"), @r"
    $ROOT/library/2025-02-11-orchard-raises.txt
    $ROOT/library/brief.jsonl
    $ROOT/library/ledger/2025-05-20-pump-prices.md
    $ROOT/library/ledger/grid-week.md
    $ROOT/library/undated-note.txt
    harbour-clock.txt
    ");
    assert_snapshot!(desk.run_in("", &["search", "pension", "--format", "paths", "--library", "library"]), @r"
    library/2025-02-11-orchard-raises.txt
    --- status 0
    ");
}

#[test]
fn notes_go_to_standard_error_where_the_shape_has_no_room_for_them() {
    let outcome =
        indexed().run(&["search", "cork", "foo:bar", "--match", "any", "--format", "ids"]);
    assert_snapshot!(outcome, @r"
    brief@2
    2025-02-11-orchard-raises
    --- stderr
    note: no field is called `foo`, so it was searched as text
    --- status 0
    ");
}

#[test]
fn stats_have_the_shape_that_http_has() {
    let outcome = indexed().run(&["stats", "--json"]);
    let stats: StatsResponse = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(stats.articles, 7);
}
