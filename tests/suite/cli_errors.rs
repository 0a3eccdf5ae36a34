//! Mistakes: what is said, what to do about it, status 2.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_flag_nobody_knows() {
    assert_snapshot!(Desk::with("wire").run(&["search", "cork", "--sinec", "30d"]), @r"
    --- stderr
    error: unexpected argument '--sinec' found

      tip: a similar argument exists: '--since'

    Usage: precis search --since <DATE> [QUERY]...

    For more information, try '--help'.
    --- status 2
    ");
}

#[test]
fn a_value_that_is_none_of_a_flags() {
    assert_snapshot!(Desk::with("wire").run(&["search", "cork", "--match", "most"]), @r"
    --- stderr
    error: invalid value 'most' for '--match <MODE>'
      [possible values: auto, all, any]

    For more information, try '--help'.
    --- status 2
    ");
}

#[test]
fn a_date_that_is_none() {
    assert_snapshot!(Desk::with("wire").run(&["search", "cork", "--since", "soonish"]), @r#"
    --- stderr
    note: no index in $ROOT/library/.precis; building it from $ROOT/library
    7 articles: 7 added, 0 replaced, 0 removed, 0 same; 4 skipped (1 with a dot in front, 1 README or the like, 1 for settings, 1 ignored); $READ
    precis: since: `soonish` is no date: type a year, month or day (2026-04-27), a time ago (30d, 2w, 6m, 1y), or a name ("last month", monday)
    --- status 2
    "#);
}

#[test]
fn a_cursor_of_another_search() {
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["search", "cork", "--cursor", "nonsense"]), @r"
    --- stderr
    precis: the cursor is not one of this search; ask again without it
    --- status 2
    ");
}

#[test]
fn a_server_that_does_not_answer() {
    // Port 9 is for discarding; nothing listens there.
    let outcome = Desk::empty().run(&["search", "cork", "--server", "http://127.0.0.1:9"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.starts_with("precis: http://127.0.0.1:9 does not answer"), "{outcome}");
    assert_snapshot!(Desk::empty().run(&["search", "cork", "--server", "localhost"]), @r"
    --- stderr
    precis: `localhost` is not the address of a server
      try: write it as http://127.0.0.1:7878
    --- status 2
    ");
}

#[test]
fn two_ways_to_say_the_same_may_not_disagree() {
    assert_snapshot!(Desk::empty().run(&["search", "--json", "--format", "csv"]), @r"
    --- stderr
    error: the argument '--json' cannot be used with '--format <FORMAT>'

    Usage: precis search --json [QUERY]...

    For more information, try '--help'.
    --- status 2
    ");
}

#[test]
fn a_broken_pattern_in_the_settings() {
    let desk = Desk::with("wire");
    desk.write("library/precis.toml", "ignore = [\"a[\"]\n");
    assert_snapshot!(desk.run(&["index"]), @r"
    --- stderr
    precis: the ignore pattern `a[` cannot be understood: unclosed character class; missing ']'
      try: mend `ignore` in precis.toml
    --- status 2
    ");
}
