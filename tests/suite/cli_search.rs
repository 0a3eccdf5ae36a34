//! `search` and `latest`: words, flags, exit status, text.

use insta::assert_snapshot;

use crate::harness::Desk;

fn indexed() -> Desk {
    let desk = Desk::with("wire");
    let outcome = desk.run(&["index"]);
    assert_eq!(outcome.status, 0, "{outcome}");
    desk
}

#[test]
fn results_have_title_date_source_and_the_sections_that_match() {
    assert_snapshot!(indexed().run(&["search", "exclusive licence", "--match", "all"]), @r"
    Harbour Cloud ends its exclusive licence with Clockwork Models
    2025-03-04 · 2025/harbour-clock
      Quick Summary: Harbour Cloud and Clockwork Models have ended an exclusive
        licence that bound them for six years.
        Clockwork may now sell its language models on any cloud, while Harbour keeps
        a non-exclusive licence until 2031.
      Key Points: The exclusive licence turns into a non-exclusive licence that runs
        until 2031.
      My Take: An exclusive licence is worth most to the side that can walk away,
        and neither side could.

    A short note on licences that nobody dated
    undated · undated-note
      Lead: Licences come in two kinds, exclusive and non-exclusive, and most
        arguments are about the hyphen.

    2 articles
    --- status 0
    ");
}

#[test]
fn a_narrow_terminal_gets_shorter_lines() {
    let desk = indexed();
    let mut command = desk.command_in("library", &["search", "cork"]);
    let outcome = desk.finish(command.env("COLUMNS", "60"));
    assert!(outcome.lines().iter().all(|line| line.chars().count() <= 60), "{outcome}");
    assert_snapshot!(outcome, @r"
    Clockwork opens an office in Cork
    2025-06-03 · Brief · brief@2
      Lead: Clockwork Models hires forty people in Cork.

    Orchard Compute raised $2 billion to build three data
    centres.
    2025-02-11 · 2025-02-11-orchard-raises
      Key Points: The first data centre opens next year in Cork.

    2 articles
    --- status 0
    ");
}

#[test]
fn nothing_found_is_status_one() {
    assert_snapshot!(indexed().run(&["search", "zeppelin"]), @r"
    No article found.
    --- status 1
    ");
}

#[test]
fn a_word_starting_with_a_dash_is_kept_out_before_and_after_flags() {
    let desk = indexed();
    let with = |arguments: &[&str]| desk.run(arguments).lines().join(" ");
    let all = with(&["search", "cork", "--format", "ids", "--sort", "oldest"]);
    assert_eq!(all, "2025-02-11-orchard-raises brief@2");
    let without = with(&["search", "cork", "-pension", "--format", "ids", "-n", "5"]);
    assert_eq!(without, "brief@2");
    let before = with(&["search", "--format", "ids", "-pension", "-n", "5", "cork"]);
    assert_eq!(before, "brief@2");
}

#[test]
fn several_words_in_one_argument_beside_others_are_a_phrase_and_read_as_says_so() {
    let desk = indexed();
    let outcome = desk.run(&["search", "data centre", "cork", "--match", "all"]);
    assert_snapshot!(outcome, @r#"
    read as  "data centre" cork

    Orchard Compute raised $2 billion to build three data centres.
    2025-02-11 · 2025-02-11-orchard-raises
      Key Points: The first data centre opens next year in Cork.

    1 article
    --- status 0
    "#);
}

#[test]
fn n_0_prints_the_count_alone() {
    let desk = indexed();
    assert_snapshot!(desk.run(&["search", "cork", "-n", "0"]), @r"
    2
    --- status 0
    ");
    assert_snapshot!(desk.run(&["search", "zeppelin", "-n", "0"]), @r"
    0
    --- status 1
    ");
    assert_snapshot!(desk.run(&["search", "cork", "-n", "0", "--format", "ids"]), @r"
    2
    --- status 0
    ");
}

#[test]
fn pages_follow_one_another_by_cursor() {
    let desk = indexed();
    let whole = desk.run(&["search", "--sort", "oldest", "--format", "ids", "--all"]);
    assert_eq!(whole.lines().len(), 7, "{whole}");
    let mut ids = Vec::new();
    let mut cursor = None;
    loop {
        let mut arguments = vec!["search", "--sort", "oldest", "--json", "-n", "3"];
        arguments.extend(cursor.as_deref().map(|_| "--cursor"));
        arguments.extend(cursor.as_deref());
        let page = desk.run(&arguments).json();
        ids.extend(
            page["results"]
                .as_array()
                .unwrap()
                .iter()
                .map(|hit| hit["id"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(ids, whole.lines());
}

#[test]
fn flags_filter_as_operators_do() {
    let desk = indexed();
    for (flags, operators) in [
        (vec!["--in", "take", "licence"], "licence in:take"),
        (vec!["--source", "Brief"], "source:Brief"),
        (vec!["--tag", "cooling"], "tag:cooling"),
        (vec!["--tag", "cooling", "--tag", "outage"], "(tag:cooling OR tag:outage)"),
        (vec!["--author", "ledger staff"], "author:\"ledger staff\""),
        (vec!["--lang", "en"], "lang:en"),
        (vec!["--date", "2025-04"], "date:2025-04"),
        (vec!["--since", "30d"], "since:30d"),
        (vec!["--before", "2025-03"], "before:2025-03"),
    ] {
        let arguments = [&["search", "--format", "ids", "--sort", "oldest"], &flags[..]].concat();
        let by_flags = desk.run(&arguments);
        let by_operators = desk.run(&["search", "--format", "ids", "--sort", "oldest", operators]);
        assert_eq!(by_flags.stdout, by_operators.stdout, "{operators}");
        assert!(!by_flags.stdout.is_empty(), "{operators}");
    }
}

#[test]
fn facets_are_counted_when_asked_for() {
    assert_snapshot!(indexed().run(&["search", "centres", "--facets", "-n", "1"]), @r"
    Pump maker Brine doubles prices for data centre cooling
    2025-05-20 · The Evening Ledger · Ledger staff · ledger/2025-05-20-pump-prices
      In Brief: Operators of data centres have few other suppliers.

    in        summary 2, take 2, context 1, points 1
    source    The Evening Ledger 1, ledger 1
    author    Ledger staff 1
    tag       cooling 1, prices 1
    month     2025-05 1, 2025-04 1, 2025-03 1, 2025-02 1
    year      2025 4
    amount    1B..<10B 2, 10B..<100B 1

    4 articles, 1 of them shown; -n 2 shows more, --all every one
    next page: --cursor $CURSOR
    --- status 0
    ");
}

#[test]
fn latest_lists_the_newest_first_and_the_undated_last() {
    assert_snapshot!(indexed().run(&["latest"]), @r"
    Clockwork opens an office in Cork
    2025-06-03 · Brief · brief@2

    Harbour Cloud was down for three hours
    2025-06-02 · Brief · brief-outage

    Pump maker Brine doubles prices for data centre cooling
    2025-05-20 · The Evening Ledger · Ledger staff · ledger/2025-05-20-pump-prices

    A week on the grid
    2025-04-18 · ledger · ledger/grid-week

    Harbour Cloud ends its exclusive licence with Clockwork Models
    2025-03-04 · 2025/harbour-clock

    Orchard Compute raised $2 billion to build three data centres.
    2025-02-11 · 2025-02-11-orchard-raises

    A short note on licences that nobody dated
    undated · undated-note

    7 articles
    --- status 0
    ");
}

#[test]
fn update_sees_what_was_written_just_now() {
    let desk = indexed();
    desk.write("library/2025-06-14-fresh.txt", "Fresh ink\n\nSummary\nA quokka was seen.");
    assert_eq!(desk.run(&["search", "quokka"]).status, 1);
    let outcome = desk.run(&["search", "quokka", "--update", "--format", "ids"]);
    assert_eq!(outcome.lines(), ["2025-06-14-fresh"], "{outcome}");
}

#[test]
fn the_first_search_builds_the_index_and_says_so() {
    let desk = Desk::with("wire");
    assert_snapshot!(desk.run(&["search", "pension", "--format", "ids"]), @r"
    2025-02-11-orchard-raises
    --- stderr
    note: no index in $ROOT/library/.precis; building it from $ROOT/library
    7 articles: 7 added, 0 replaced, 0 removed, 0 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    --- status 0
    ");
    assert_snapshot!(desk.run(&["search", "pension", "--format", "ids"]), @r"
    2025-02-11-orchard-raises
    --- status 0
    ");
}

#[test]
fn colours_mark_matches_where_they_are_asked_for() {
    let desk = indexed();
    let arguments = ["search", "pension", "-n", "1"];
    let plain = desk.run(&arguments);
    assert!(!plain.stdout.contains('\u{1b}'));
    let mut command = desk.command_in("library", &arguments);
    let coloured = desk.finish(command.env("CLICOLOR_FORCE", "1"));
    assert!(coloured.stdout.to_lowercase().contains("\u{1b}[1m\u{1b}[31mpension"), "{coloured:?}");
    let mut command = desk.command_in("library", &arguments);
    let refused = desk.finish(command.env("CLICOLOR_FORCE", "0").env("NO_COLOR", "1"));
    assert_eq!(refused, plain);
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let desk = Desk::with("wire");
    desk.write(
        "library/hostile.txt",
        "Hostile \u{1b}]0;title\u{7} text\n\nSummary\nA \u{1b}[2J quagga.",
    );
    for arguments in [&["search", "quagga"][..], &["show", "hostile"], &["latest"]] {
        let outcome = desk.run(arguments);
        assert_eq!(outcome.status, 0, "{outcome}");
        assert!(!outcome.stdout.contains(['\u{1b}', '\u{7}']), "{outcome:?}");
    }
}
