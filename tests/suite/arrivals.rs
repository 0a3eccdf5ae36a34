//! Articles that arrive while a server holds the library.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::harness::{Desk, Running};

const PATIENCE: Duration = Duration::from_secs(60);

/// Sends an article to a running server and returns what it says.
fn put(desk: &Desk, server: &Running, id: &str, text: &str) -> serde_json::Value {
    let token = std::fs::read_to_string(desk.path("library/.precis/state/token")).unwrap();
    let mut response = ureq::put(format!("{}/api/v1/articles/{id}", server.address))
        .header("Authorization", format!("Bearer {}", token.trim()))
        .header("Content-Type", "text/plain")
        .send(text)
        .unwrap();
    serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap()
}

#[test]
fn what_a_server_took_in_is_found_by_every_front_end() {
    let desk = Desk::with("wire");
    let server = Running::ready(&desk);
    let written = put(&desk, &server, "zinc", "Zinc closes\n2025-06-01\n\nMy Take\nIt fits.\n");
    assert_eq!(written["status"], "created");
    let found = desk.run(&["search", "zinc", "--format", "ids"]);
    assert_eq!(found.lines(), ["zinc"], "{found}");
    assert!(server.get("/api/v1/search?q=zinc").contains("\"total\":1"));
}

#[test]
fn index_asks_the_server_that_holds_the_library() {
    let desk = Desk::with("wire");
    let server = Running::ready(&desk);
    desk.write("library/fresh.txt", "Fresh zinc\n\nSummary\nInk.");
    desk.write("library/empty.md", "");
    let outcome = desk.run(&["index"]);
    assert_eq!(outcome.status, 0, "{outcome}");
    assert!(outcome.stdout.starts_with("8 articles: "), "{outcome}");
    assert!(outcome.stderr.contains("refused  empty.md"), "{outcome}");
    assert_eq!(desk.run(&["search", "zinc", "--format", "ids"]).lines(), ["fresh"]);
    let rebuilt = desk.run(&["index", "--rebuild"]);
    assert!(rebuilt.stdout.starts_with("Built anew: 8 articles"), "{rebuilt}");
    assert!(server.get("/api/v1/search?q=zinc").contains("\"total\":1"));
    drop(server);
    // The server was killed; its address is there, and nobody listens.
    assert!(desk.path("library/.precis/serving").exists());
    assert_eq!(desk.run(&["index"]).status, 0);
    assert!(!desk.path("library/.precis/serving").exists());
}

/// Searches again and again until the ids are these.
#[track_caller]
fn until_found(desk: &Desk, query: &str, ids: &[&str]) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = desk.run(&["search", query, "--format", "ids"]);
        if found.lines() == ids {
            return;
        }
        assert!(Instant::now() < deadline, "{found}");
    }
}

#[test]
fn a_file_dropped_into_the_folder_of_a_server_is_found() {
    let desk = Desk::with("wire");
    let server = Running::ready(&desk);
    desk.write("library/new/zinc.txt", "Zinc closes\n\nSummary\nInk.");
    until_found(&desk, "zinc", &["new/zinc"]);
    std::fs::rename(desk.path("library/new"), desk.path("library/old")).unwrap();
    until_found(&desk, "zinc", &["old/zinc"]);
    assert!(server.get("/api/v1/search?q=zinc").contains("\"total\":1"));
    std::fs::remove_dir_all(desk.path("library/old")).unwrap();
    until_found(&desk, "zinc", &[]);
}

#[test]
fn add_stores_an_article_in_the_folder_of_its_month() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let text = "Zinc closes\n2025-06-01\n\nMy Take\nIt fits.\n";
    desk.write("home/zinc.txt", text);
    assert_snapshot!(desk.run(&["add", "../home/zinc.txt"]), @r"
    added  2025/06/zinc.txt
    --- status 0
    ");
    assert_eq!(std::fs::read_to_string(desk.path("library/2025/06/zinc.txt")).unwrap(), text);
    assert_eq!(desk.run(&["search", "zinc", "--format", "ids"]).lines(), ["2025/06/zinc"]);
    let revision = |desk: &Desk| desk.run(&["stats", "--json"]).json()["revision"].clone();
    let before = revision(&desk);
    assert_snapshot!(desk.run(&["add", "../home/zinc.txt"]), @r"
    there already  2025/06/zinc.txt
    --- status 0
    ");
    assert_eq!(revision(&desk), before);
    // Another article under the same name is another file.
    desk.write("home/zinc.txt", "Zinc opens\n2025-06-02\n\nMy Take\nIt does not.\n");
    assert_eq!(desk.run(&["add", "../home/zinc.txt"]).lines(), ["added  2025/06/zinc-2.txt"]);
    // A file that lies in the library stays where it is.
    desk.write("library/own/tin.txt", "Tin closes\n\nMy Take\nIt fits.\n");
    assert_eq!(desk.run(&["add", "own/tin.txt"]).lines(), ["added  own/tin.txt"]);
    assert_eq!(desk.run(&["search", "tin", "--format", "ids"]).lines(), ["own/tin"]);
}

#[test]
fn add_takes_standard_input_and_fills_in_what_it_lacks() {
    let desk = Desk::with("wire");
    let mut command = desk.command_in(
        "library",
        &["add", "-", "--title", "Zinc closes", "--date", "2025-06-01", "--source", "Wire"],
    );
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"My Take\nIt fits the zebra.\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "added  2025/06/zinc-closes.json\n");
    let found = desk.run(&["search", "zebra", "--json", "--source", "Wire"]).json();
    assert_eq!(found["results"][0]["date"], "2025-06-01");
    assert_eq!(found["results"][0]["title"], "Zinc closes");
    assert_eq!(found["results"][0]["id"], "2025/06/zinc-closes");
}

#[test]
fn add_refuses_what_is_no_article_and_stores_nothing() {
    let desk = Desk::with("wire");
    desk.write("home/fine.txt", "Zinc closes\n\nMy Take\nIt fits.\n");
    desk.write("home/empty.txt", " ");
    desk.write("home/picture.png", "x");
    assert_snapshot!(desk.run(&["add", "../home/fine.txt", "../home/empty.txt"]), @r"
    --- stderr
    precis: empty.txt: there is no text in it
      try: write something in it, or leave it out with an ignore pattern
    --- status 2
    ");
    assert!(!desk.path("library/undated").exists());
    assert_eq!(desk.run(&["add", "../home/picture.png"]).status, 2);
    assert_eq!(desk.run(&["add", "../home/missing.txt"]).status, 2);
}

#[test]
fn add_waits_for_whoever_holds_the_library() {
    let desk = Desk::with("wire");
    desk.write("home/zinc.txt", "Zinc closes\n\nMy Take\nIt fits.\n");
    desk.write("home/tin.txt", "Tin closes\n\nMy Take\nIt fits.\n");
    {
        let _server = Running::ready(&desk);
        let added = desk.run(&["add", "../home/zinc.txt"]);
        assert_eq!((added.status, added.lines()), (0, vec!["added  undated/zinc.txt"]), "{added}");
        assert_eq!(desk.run(&["search", "zinc", "--format", "ids"]).lines(), ["undated/zinc"]);
    }
    let watch = Watching::start(&desk, &["watch"]);
    let added = desk.run(&["add", "../home/tin.txt"]);
    assert_eq!((added.status, added.stderr.as_str()), (0, ""), "{added}");
    assert_eq!(desk.run(&["search", "title:tin", "--format", "ids"]).lines(), ["undated/tin"]);
    assert_eq!(watch.line(), "undated     undated/tin  Tin closes");
}

#[test]
fn remove_takes_out_an_article_that_is_a_file_of_its_own() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    desk.write("library/zinc.txt", "Zinc closes\n\nMy Take\nIt fits.\n");
    desk.write("library/zz.json", r#"{"id": "zinc", "text": "Another zinc."}"#);
    desk.run(&["index"]);
    let id = "brief-outage";
    let refused = desk.run(&["remove", "zinc", id]);
    assert_eq!(refused.status, 2, "{refused}");
    assert!(refused.stderr.contains("brief.jsonl"), "{refused}");
    assert!(desk.path("library/zinc.txt").exists(), "nothing was removed");
    assert_snapshot!(desk.run(&["remove", "zinc"]), @r"
    removed  zinc  zinc.txt
    --- stderr
    note: zinc is now the article of zz.json, which was hidden
    --- status 0
    ");
    assert!(!desk.path("library/zinc.txt").exists());
    assert_eq!(desk.run(&["remove", "zz.json"]).lines(), ["removed  zinc  zz.json"]);
    assert_eq!(desk.run(&["search", "zinc", "--format", "ids"]).status, 1);
    assert_eq!(desk.run(&["remove", "nothing-like-it"]).status, 1);
}

/// A `precis watch` that runs until it goes out of use.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(desk: &Desk, arguments: &[&str]) -> Self {
        let mut command = desk.command_in("library", arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut messages = BufReader::new(child.stderr.take().unwrap()).lines();
        let begun = messages.any(|line| line.unwrap().starts_with("Following "));
        assert!(begun, "it never begins");
        let (say, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = say.send(line);
            }
        });
        Self { child, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn watch_prints_each_arrival_that_its_query_finds() {
    let desk = Desk::with("wire");
    let watch = Watching::start(&desk, &["watch", "zinc", "--format", "jsonl"]);
    desk.write("library/tin.txt", "Tin closes\n\nMy Take\nIt fits.\n");
    desk.write("library/a/zinc.txt", "Zinc closes\n2025-06-01\n\nMy Take\nIt fits.\n");
    let hit: serde_json::Value = serde_json::from_str(&watch.line()).unwrap();
    assert_eq!((&hit["id"], &hit["date"]), (&"a/zinc".into(), &"2025-06-01".into()));
    // An edit is no arrival; what comes after it is the next line.
    desk.write("library/a/zinc.txt", "Zinc closes\n2025-06-01\n\nMy Take\nIt does not fit.\n");
    desk.run(&["search", "zinc"]);
    desk.write("library/b/zinc.txt", "More zinc\n\nMy Take\nIt fits.\n");
    let hit: serde_json::Value = serde_json::from_str(&watch.line()).unwrap();
    assert_eq!(hit["id"], "b/zinc");
    let busy = desk.run(&["watch"]);
    assert_eq!(busy.status, 2, "{busy}");
}

#[test]
fn watch_takes_up_changed_aliases() {
    let desk = Desk::with("wire");
    let watch = Watching::start(&desk, &["watch", "redundancies", "--format", "jsonl"]);
    desk.write("library/aliases.toml", "[synonyms]\nredundancies = [\"zinc\"]\n");
    let deadline = Instant::now() + PATIENCE;
    // Those that arrive before it has looked at the file are none of what it prints.
    let line = (1..).find_map(|n| {
        assert!(Instant::now() < deadline, "it never knows the synonym");
        desk.write(&format!("library/zinc-{n}.txt"), format!("Zinc closes\n\nTake\nPart {n}.\n"));
        watch.lines.recv_timeout(Duration::from_millis(500)).ok()
    });
    let hit: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
    assert_eq!(hit["title"], "Zinc closes");
}

#[test]
fn watch_prints_an_arrival_that_is_much_like_another() {
    let desk = Desk::with("wire");
    let watch = Watching::start(&desk, &["watch"]);
    let words: Vec<String> = (0..120).map(|n| format!("word{}", n * 7 % 113)).collect();
    let text = words.join(" ");
    let member = |id: &str| serde_json::json!({"id": id, "title": id, "text": text}).to_string();
    desk.write("library/twins.jsonl", format!("{}\n{}\n", member("first"), member("second")));
    let lines = [watch.line(), watch.line()];
    assert_eq!(
        lines,
        ["undated     first  first", "undated     second  second  (near-duplicate of first)"]
    );
    let folded = desk.run(&["search", "word7", "--json"]).json();
    assert_eq!(folded["results"].as_array().unwrap().len(), 1, "they are folded: {folded}");
}
