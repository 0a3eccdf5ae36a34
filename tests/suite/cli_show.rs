//! `show`: one article for reading, as JSON and Markdown; and files outside any library.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn an_article_is_set_for_reading() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["show", "grid-week"]), @r"
    A week on the grid
    2025-04-18 · ledger · ledger/grid-week

    Number of the week
    Peak demand reached 31 gigawatts on Tuesday, a record for April.

    How it was measured

    By adding the readings of every substation, half hour by half hour.

    The desk's view
    Records in April say more about weather than about data centres.

    Outlook
    The next auction of grid connections takes place in June.
    --- status 0
    ");
}

#[test]
fn an_article_goes_by_its_id_any_unique_ending_of_it_and_its_path() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let whole = desk.run(&["show", "ledger/2025-05-20-pump-prices"]);
    assert!(whole.stdout.starts_with("Pump maker Brine"), "{whole}");
    for other in ["pump-prices", "ledger/2025-05-20-pump-prices.md"] {
        let mut command = desk.command_in("home", &["show", other, "--library", "../library"]);
        assert_eq!(desk.finish(&mut command), whole, "{other}");
    }
}

#[test]
fn an_ending_of_several_ids_lists_them() {
    let desk = Desk::empty();
    for year in ["2024", "2025"] {
        desk.write(
            &format!("library/{year}/deal.txt"),
            format!("Deal of {year}\n\nSummary\nText."),
        );
    }
    desk.run(&["index", "."]);
    assert_snapshot!(desk.run(&["show", "deal"]), @r"
    --- stderr
    precis: `deal` is the ending of several articles' ids
      try: 2024/deal
      try: 2025/deal
    --- status 2
    ");
}

#[test]
fn an_article_that_does_not_exist_is_status_one() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["show", "zeppelin"]), @r"
    --- stderr
    note: there is no article `zeppelin`
    --- status 1
    ");
}

#[test]
fn one_section_is_enough() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["show", "harbour-clock", "--section", "opinion"]), @r"
    Harbour Cloud ends its exclusive licence with Clockwork Models
    2025-03-04 · 2025/harbour-clock

    My Take
    An exclusive licence is worth most to the side that can walk away, and neither
    side could. The financial terms stay undisclosed, so the price of freedom is
    unknown.
    --- status 0
    ");
    assert_snapshot!(desk.run(&["show", "grid-week", "--section", "number of the week"]), @r"
    A week on the grid
    2025-04-18 · ledger · ledger/grid-week

    Number of the week
    Peak demand reached 31 gigawatts on Tuesday, a record for April.

    How it was measured

    By adding the readings of every substation, half hour by half hour.
    --- status 0
    ");
    assert_snapshot!(desk.run(&["show", "grid-week", "--section", "summary"]), @r"
    --- stderr
    note: ledger/grid-week has no such section; it has Number of the week, The desk's view, Outlook
    --- status 1
    ");
}

#[test]
fn a_file_needs_no_library_and_says_where_its_parts_came_from() {
    let desk = Desk::empty();
    desk.write(
        "2025-03-04-note.txt",
        "Quick Summary\nA first sentence stands in for the title. A second does not.\nMy Take\n- One bullet.",
    );
    assert_snapshot!(desk.run(&["show", "2025-03-04-note.txt"]), @r"
    title     derived: first sentence of the summary
    date      2025-03-04, from the file's path
    sections  Quick Summary (summary), My Take (take)

    A first sentence stands in for the title.
    2025-03-04 · 2025-03-04-note

    Quick Summary
    A first sentence stands in for the title. A second does not.

    My Take
    - One bullet.
    --- status 0
    ");
}

#[test]
fn a_file_of_several_articles_shows_each() {
    let desk = Desk::with("wire");
    assert_snapshot!(desk.run(&["show", "brief.jsonl"]), @r"
    title     given
    date      2025-06-02, given
    source    Brief, given
    sections  Summary (summary), Analysis (take)

    Harbour Cloud was down for three hours
    2025-06-02 · Brief · brief-outage
    outage

    Summary
    A faulty certificate took Harbour Cloud down for three hours.

    Analysis
    Certificates expire on dates that everybody knows.

    * * *

    title     given
    date      2025-06-03, given
    source    Brief, given
    sections  text before any heading (lead)

    Clockwork opens an office in Cork
    2025-06-03 · Brief · brief@2

    Clockwork Models hires forty people in Cork.
    --- status 0
    ");
}

#[test]
fn a_file_inside_a_library_has_the_id_it_would_have_there() {
    let desk = Desk::with("wire");
    let outcome = desk.run_in("library/ledger", &["show", "grid-week.md", "--json"]);
    let article = outcome.json();
    assert_eq!(article["id"], "ledger/grid-week");
    assert_eq!(article["source"], "ledger");
    assert_eq!(article["source_from"], "path");
    assert_eq!(article["sections"][1]["kind"], "take", "the added heading counts");
}

#[test]
fn a_file_that_is_no_article_is_refused_with_the_reason() {
    let desk = Desk::empty();
    desk.write("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d");
    desk.write("empty.txt", "");
    assert_snapshot!(desk.run(&["show", "image.txt"]), @r"
    --- stderr
    note: refused: it is not text; save it as text, or leave it out with an ignore pattern
    precis: image.txt holds no article
    --- status 2
    ");
    assert_snapshot!(desk.run(&["show", "empty.txt"]), @r"
    --- stderr
    note: refused: there is no text in it; write something in it, or leave it out with an ignore pattern
    precis: empty.txt holds no article
    --- status 2
    ");
}

#[test]
fn markdown_reads_back_as_the_same_article() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    for id in ["harbour-clock", "grid-week", "pump-prices"] {
        let first = desk.run(&["show", id, "--format", "markdown"]);
        desk.write("copy.md", &first.stdout);
        let before = desk.run(&["show", id, "--json"]).json();
        let after = desk.run(&["show", "../copy.md", "--json"]).json();
        for field in ["id", "title", "date", "author", "url", "tags", "language"] {
            assert_eq!(before[field], after[field], "{id} {field}\n{first}");
        }
        let texts = |article: &serde_json::Value| {
            let sections = article["sections"].as_array().unwrap();
            let parts = |section: &serde_json::Value| {
                (section["kind"].clone(), section["heading"].clone(), section["text"].clone())
            };
            sections.iter().map(parts).collect::<Vec<_>>()
        };
        assert_eq!(texts(&before), texts(&after), "{id}\n{first}");
    }
}
