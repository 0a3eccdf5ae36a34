//! One story in several articles: near-duplicates and related articles, alike for the command, HTTP and the page.

use serde_json::{Value, json};

use crate::harness::{Desk, Running};

const TEXT: &str = "Summary\nHarbour Cloud has opened its Zephyr compiler to everyone after two years in which only \
    partners could read it.\n\nKey Points\n- The compiler is free for research and for companies below a hundred people.\n\
    - Clockwork Models was the first to ship with it, and says that quantised models run twice as fast.\n\
    \nMy Take\nA compiler that nobody may read is a compiler that nobody mends.\n";

fn desk() -> Desk {
    let desk = Desk::with("wire");
    desk.write("library/2025-05-01-zephyr.txt", format!("Harbour opens Zephyr\n\n{TEXT}"));
    desk.write("library/2025-05-02-zephyr.txt", format!("Zephyr compiler now open\n\n{TEXT}"));
    let edited = TEXT.replace("twice as fast", "much faster");
    desk.write("library/2025-05-03-zephyr.txt", format!("Read on: Zephyr\n\n{edited}"));
    desk.write(
        "library/2025-05-09-kernels.txt",
        "Quantised kernels for Zephyr\n\nSummary\nClockwork ships quantised kernels built with the Zephyr compiler.\n",
    );
    let outcome = desk.run(&["index"]);
    assert_eq!(outcome.status, 0, "{outcome}");
    desk
}

fn without_time(text: &str) -> Value {
    let mut value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    value.as_object_mut().unwrap().remove("took_us").unwrap_or_else(|| panic!("{text}"));
    value
}

#[test]
fn near_duplicates_are_one_result_until_they_are_unfolded() {
    let desk = desk();
    let arguments =
        ["search", "zephyr", "compiler", "research", "--match", "all", "--sort", "newest"];
    let text = desk.run(&arguments);
    assert!(text.stdout.contains("also 2025-05-02-zephyr, 2025-05-03-zephyr"), "{text}");
    assert!(text.stdout.contains("3 articles as 1 result"), "{text}");

    let json = desk.run(&[&arguments[..], &["--json"]].concat()).json();
    assert_eq!(json["total"], 3);
    assert_eq!(json["results"].as_array().unwrap().len(), 1);
    assert_eq!(json["results"][0]["id"], "2025-05-01-zephyr");
    assert_eq!(json["results"][0]["duplicates"], json!(["2025-05-02-zephyr", "2025-05-03-zephyr"]));

    let apart = [&arguments[..], &["--unfold", "--format", "ids"]].concat();
    assert_eq!(
        desk.run(&apart).lines(),
        ["2025-05-03-zephyr", "2025-05-02-zephyr", "2025-05-01-zephyr"]
    );

    let server = Running::start(&desk);
    let page = server.get("/?q=zephyr+compiler+research&match=all");
    assert!(page.contains("Also as "), "{page}");
    let unfold = "/?q=zephyr%20compiler%20research&#38;match=all&#38;unfold=true";
    assert!(page.contains(&format!("<a href=\"{unfold}\">Show them apart</a>")), "{page}");
    let page = server.get("/?q=zephyr+compiler+research&match=all&unfold=true");
    assert!(!page.contains("Also as "), "{page}");
    assert!(page.contains("near-duplicates</span> shown apart"), "{page}");
}

#[test]
fn a_story_that_is_removed_or_rewritten_leaves_its_group() {
    let desk = desk();
    let found = |desk: &Desk| {
        let json = desk.run(&["search", "zephyr", "research", "--json"]).json();
        let results = json["results"].as_array().unwrap().iter();
        results.map(|hit| json!([hit["id"], hit["duplicates"]])).collect::<Vec<_>>()
    };
    std::fs::remove_file(desk.path("library/2025-05-01-zephyr.txt")).unwrap();
    desk.run(&["index"]);
    assert_eq!(found(&desk), [json!(["2025-05-02-zephyr", ["2025-05-03-zephyr"]])]);
    desk.write("library/2025-05-03-zephyr.txt", "Zephyr\n\nSummary\nZephyr for research.\n");
    desk.run(&["index"]);
    let mut now = found(&desk);
    now.sort_by_key(ToString::to_string);
    assert_eq!(now, [json!(["2025-05-02-zephyr", []]), json!(["2025-05-03-zephyr", []])]);
}

#[test]
fn related_articles_are_the_same_by_every_way() {
    let desk = desk();
    let ids = desk.run(&["related", "kernels", "--format", "ids"]);
    assert_eq!(ids.lines()[0], "2025-05-01-zephyr", "the story, folded: {ids}");
    assert!(!ids.stdout.contains("2025-05-02-zephyr"), "{ids}");
    let text = desk.run(&["related", "2025-05-09-kernels.txt"]);
    assert!(text.stdout.contains("shares "), "{text}");
    let count = desk.run(&["related", "kernels", "-n", "0"]);
    assert!(text.stdout.contains(&format!("{} related articles", count.lines()[0])), "{text}");

    let server = Running::start(&desk);
    let output = desk.command_in("library", &["related", "kernels", "--json"]).output().unwrap();
    let command = without_time(std::str::from_utf8(&output.stdout).unwrap());
    assert_eq!(command["results"][0]["duplicates"].as_array().unwrap().len(), 2);
    let shared = &command["results"][0]["shared"]["words"];
    assert!(shared.as_array().unwrap().contains(&json!("Zephyr")), "{shared}");
    let http = without_time(&server.get("/api/v1/related/2025-05-09-kernels"));
    assert_eq!(command, http);
    let arguments = ["related", "2025-05-09-kernels", "--json", "--server", &server.address];
    let output = desk.command_in("home", &arguments).output().unwrap();
    assert_eq!(command, without_time(std::str::from_utf8(&output.stdout).unwrap()));

    let page = server.get("/articles/2025-05-09-kernels");
    assert!(page.contains("<h2 id=\"related\">Related</h2>"), "{page}");
    assert!(page.contains("<a href=\"/articles/2025-05-01-zephyr\">"), "{page}");

    let nothing = desk.run(&["related", "nowhere"]);
    assert_eq!(nothing.status, 1, "{nothing}");
}
