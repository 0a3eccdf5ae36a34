//! One answer: the command and HTTP give the same JSON.

use serde_json::Value;

use crate::harness::{Desk, Running};

/// Queries that between them use every part of an answer.
const QUERIES: &[&str] = &[
    "",
    "licence",
    "exclusive licence in:take",
    "\"data centres\"",
    "exclusiv* -pension",
    "take:(financial undisclosed)",
    "cork OR pumps",
    "unknown:field data",
    "date:2025-04",
    "sort:oldest",
    "zeppelin",
    "27% $7.5 billion",
];

/// Flags, and the parameters of the same names.
const FLAGS: &[(&[&str], &str)] = &[
    (&["--match", "all"], "match=all"),
    (&["--match", "any"], "match=any"),
    (&["--in", "take", "--in", "watch"], "in=take&in=watch"),
    (&["--source", "Brief"], "source=Brief"),
    (&["--tag", "cooling", "--tag", "outage"], "tag=cooling&tag=outage"),
    (&["--author", "Ledger staff"], "author=Ledger%20staff"),
    (&["--lang", "en"], "lang=en"),
    (&["--date", "2025-04"], "date=2025-04"),
    (&["--since", "2025-04", "--before", "2025-06"], "since=2025-04&before=2025-06"),
    (&["--sort", "oldest"], "sort=oldest"),
    (&["-n", "0"], "limit=0"),
    (&["--explain"], "explain=true"),
    (&["--unfold"], "unfold=true"),
    (&["--explain", "--match", "any"], "explain=true&match=any"),
];

fn encoded(query: &str) -> String {
    query.bytes().fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
}

fn without_time(text: &str) -> Value {
    let mut value: Value =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    value.as_object_mut().unwrap().remove("took_us").unwrap_or_else(|| panic!("{text}"));
    value
}

#[test]
fn command_http_and_command_through_http_give_the_same_answer() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let server = Running::start(&desk);
    for query in QUERIES {
        let arguments = ["search", query, "--json", "--facets", "-n", "3"];
        // As written, not as the harness shows it: nothing may differ but the time it took.
        let output = desk.command_in("library", &arguments).output().unwrap();
        let command = without_time(std::str::from_utf8(&output.stdout).unwrap());
        let path = format!("/api/v1/search?q={}&facets=true&limit=3", encoded(query));
        let http = without_time(&server.get(&path));
        assert_eq!(command, http, "{query}");
        let through = [&arguments[..], &["--server", &server.address]].concat();
        let output = desk.command_in("home", &through).output().unwrap();
        let through = without_time(std::str::from_utf8(&output.stdout).unwrap());
        assert_eq!(command, through, "{query}");
    }
}

#[test]
fn a_flag_and_the_parameter_of_its_name_mean_the_same() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let server = Running::start(&desk);
    for (flags, parameters) in FLAGS {
        let arguments = [&["search", "data licence", "--json"], *flags].concat();
        let output = desk.command_in("library", &arguments).output().unwrap();
        let command = without_time(std::str::from_utf8(&output.stdout).unwrap());
        let path = format!("/api/v1/search?q=data%20licence&{parameters}");
        assert_eq!(command, without_time(&server.get(&path)), "{parameters}");
        let through = [&arguments[..], &["--server", &server.address]].concat();
        let output = desk.command_in("home", &through).output().unwrap();
        let through = without_time(std::str::from_utf8(&output.stdout).unwrap());
        assert_eq!(command, through, "{parameters}");
    }
}

#[test]
fn articles_and_stats_are_the_same_too() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let server = Running::start(&desk);
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let of_command = |arguments: &[&str]| {
        let output = desk.command_in("library", arguments).output().unwrap();
        parsed(std::str::from_utf8(&output.stdout).unwrap())
    };
    for id in ["2025/harbour-clock", "brief-outage", "brief@2"] {
        let http = parsed(&server.get(&format!("/api/v1/articles/{id}")));
        assert_eq!(of_command(&["show", id, "--json"]), http, "{id}");
    }
    assert_eq!(of_command(&["stats", "--json"]), parsed(&server.get("/api/v1/stats")));
    let timeless = |mut answer: Value| {
        answer["took_us"] = Value::Null;
        answer
    };
    let suggested = timeless(of_command(&["suggest", "harb", "--json"]));
    assert!(suggested["suggestions"].as_array().unwrap().len() > 1, "{suggested}");
    assert_eq!(suggested, timeless(parsed(&server.get("/api/v1/suggest?q=harb"))));
    let through = ["suggest", "harb", "--json", "--server", &server.address];
    let output = desk.command_in("home", &through).output().unwrap();
    assert_eq!(suggested, timeless(parsed(std::str::from_utf8(&output.stdout).unwrap())));
}

#[test]
fn every_result_comes_through_a_server_that_gives_a_hundred_at_a_time() {
    let desk = Desk::empty();
    let lines: String = (0..250)
        .map(|number| {
            format!("{{\"id\":\"{number:03}\",\"title\":\"Piece\",\"text\":\"Words.\"}}\n")
        })
        .collect();
    desk.write("library/many.jsonl", lines);
    desk.run(&["index", "."]);
    let server = Running::start(&desk);
    let through = desk.run_in(
        "home",
        &["search", "words", "--all", "--format", "ids", "--server", &server.address],
    );
    let mut ids = through.lines();
    assert_eq!(ids.len(), 250, "{through}");
    ids.dedup();
    assert_eq!(ids.len(), 250);
}
