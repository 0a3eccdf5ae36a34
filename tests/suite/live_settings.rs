//! Settings that are edited while a server runs.

use std::time::{Duration, Instant};

use crate::harness::{Desk, Running};

const PATIENCE: Duration = Duration::from_secs(60);
const TEXT: &str = "Zinc closes\n2025-06-01\n\nSummary\nZebrawerk AG closed its zinc plant.\n";

/// A search as a browser repeats it: status, entity tag and total, none where nothing is sent.
fn ask(server: &Running, query: &str, known: &str) -> (u16, String, Option<u64>) {
    let mut response = ureq::get(format!("{}/api/v1/search?q={query}", server.address))
        .header("If-None-Match", known)
        .call()
        .unwrap();
    let tag = response.headers()["etag"].to_str().unwrap().to_owned();
    let body = response.body_mut().read_to_string().unwrap();
    let total = serde_json::from_str::<serde_json::Value>(&body).ok();
    (response.status().as_u16(), tag, total.and_then(|body| body["total"].as_u64()))
}

fn total(server: &Running, query: &str) -> Option<u64> {
    ask(server, query, "\"none\"").2
}

#[track_caller]
fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "{what} never comes true");
        std::thread::yield_now();
    }
}

#[test]
fn edited_aliases_count_for_the_next_search_and_broken_ones_change_nothing() {
    let desk = Desk::with("wire");
    desk.write("library/zinc.txt", TEXT);
    let server = Running::ready(&desk);
    let (status, tag, none) = ask(&server, "redundancies", "\"none\"");
    assert_eq!((status, none), (200, Some(0)));
    assert_eq!(ask(&server, "redundancies", &tag), (304, tag.clone(), None));

    let synonyms = "[synonyms]\nredundancies = [\"zinc\"]\n";
    desk.write("library/aliases.toml", synonyms);
    server.says("aliases.toml has changed: it counts from the next search on");
    until("the synonym", || total(&server, "redundancies") == Some(1));
    let (status, other, found) = ask(&server, "redundancies", &tag);
    assert_eq!((status, found), (200, Some(1)), "the answer that was kept is not good any more");
    assert_ne!(tag, other);

    desk.write("library/aliases.toml", "[synonyms]\nredundancies = 3\n");
    server.says(
        "aliases.toml, line 2: `synonyms.redundancies` is to be a list of names in quotes; \
         the aliases before it hold until that is mended",
    );
    assert_eq!(ask(&server, "redundancies", &other), (304, other.clone(), None));

    // A company is found at ingestion: it needs a new index, which whoever asks for it gets.
    let company = "[companies]\nZebrawerk = { short = [\"ZWK\"] }\n";
    desk.write("library/aliases.toml", format!("{company}{synonyms}"));
    server.says("`precis index` makes it anew with them");
    assert_eq!(total(&server, "company:zwk"), Some(0));
    let indexed = desk.run(&["index"]);
    assert!(indexed.stdout.starts_with("Built anew: "), "{indexed}");
    assert_eq!(total(&server, "company:zwk"), Some(1));

    std::fs::remove_file(desk.path("library/aliases.toml")).unwrap();
    server.says("aliases.toml is gone: only the built-in companies are known");
    until("the end of the synonym", || total(&server, "redundancies") == Some(0));
}

#[test]
fn index_goes_by_what_the_files_say_when_it_is_asked() {
    let desk = Desk::with("wire");
    desk.write("library/zinc.txt", TEXT);
    let server = Running::ready(&desk);
    desk.write("library/aliases.toml", "[companies]\nZebrawerk = { short = [\"ZWK\"] }\n");
    let indexed = desk.run(&["index"]);
    assert!(indexed.stdout.starts_with("Built anew: "), "{indexed}");
    assert_eq!(total(&server, "company:zwk"), Some(1));
    let again = desk.run(&["index"]);
    assert!(!again.stdout.contains("anew"), "{again}");
}

#[test]
fn edited_settings_count_at_once_or_are_said_to_need_a_start() {
    let desk = Desk::with("wire");
    desk.write("library/zinc.txt", TEXT);
    let before = std::fs::read_to_string(desk.path("library/precis.toml")).unwrap();
    let server = Running::ready(&desk);
    assert_eq!(total(&server, "zebrawerk"), Some(1));
    let write = |ignore: &str, table: &str| {
        let ignoring = before.replace("ignore = [", &format!("ignore = [\"{ignore}\", "));
        assert_ne!(ignoring, before);
        desk.write("library/precis.toml", format!("{ignoring}\n[server]\n{table}"));
    };

    write("zinc*", "site_name = \"Metal\"\nhosts = [\"metal.example\"]\n");
    server.says("precis.toml has changed: `ignore` and `site_name` count from now on");
    server.says("precis.toml has changed: `hosts` counts from the next start on");
    until("the name", || server.get("/").contains("<title>Metal"));
    until("the pattern", || total(&server, "zebrawerk") == Some(0));

    desk.write("library/precis.toml", format!("{before}\n[server]\nsite_name = 3\n"));
    server.says("what it said before holds until that is mended");
    assert!(server.get("/").contains("<title>Metal"));

    write("zinc*", "site_name = \"Tin\"\nsite_link = \"nowhere\"\n");
    server.says("precis.toml: `site_link = \"nowhere\"` cannot be used: ");
    assert!(server.get("/").contains("<title>Metal"));
    write("tin*", "site_name = \"Tin\"\n");
    until("the name", || server.get("/").contains("<title>Tin"));
    until("the pattern", || total(&server, "zebrawerk") == Some(1));

    write("tin*", "site_name = \"Tin\"\nrate_limit = 2\n");
    server.says("`rate_limit` counts from now on");
    until("the limit", || {
        let asked = ureq::get(format!("{}/", server.address)).call();
        matches!(asked, Err(ureq::Error::StatusCode(429)))
    });
}
