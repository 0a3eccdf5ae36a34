//! Which library a command works on.

use insta::assert_snapshot;

use crate::harness::{Desk, Outcome};

/// Runs `show` for an id that no library has: cheap, and fails without a library.
fn titles(desk: &Desk, folder: &str, flags: &[&str]) -> Outcome {
    let arguments: Vec<&str> = ["search", "--format", "ids"].iter().chain(flags).copied().collect();
    desk.run_in(folder, &arguments)
}

fn article(desk: &Desk, library: &str, name: &str) {
    desk.write(&format!("{library}/{name}.txt"), format!("Title of {name}\n\nSummary\nText."));
}

#[test]
fn without_a_library_the_ways_to_name_one_are_told() {
    let desk = Desk::empty();
    assert_snapshot!(titles(&desk, "", &[]), @r"
    --- stderr
    precis: no library of articles is named or found
      try: name one: `--library DIR`, or PRECIS_LIBRARY in the environment
      try: go to one: a folder with precis.toml or .precis in it, or below
      try: set one for good: `precis use DIR`
      try: or start where a folder `corpus` is
    --- status 2
    ");
}

#[test]
fn the_flag_comes_first() {
    let desk = Desk::empty();
    article(&desk, "flag", "by-flag");
    article(&desk, "variable", "by-variable");
    let mut command = desk.command_in("", &["search", "--format", "ids", "--library", "flag"]);
    let outcome = desk.finish(command.env("PRECIS_LIBRARY", desk.path("variable")));
    assert_eq!(outcome.lines(), ["by-flag"], "{outcome}");
}

#[test]
fn the_variable_comes_before_the_folder_around() {
    let desk = Desk::empty();
    article(&desk, "variable", "by-variable");
    article(&desk, "around", "by-parent");
    desk.write("around/precis.toml", "");
    let mut command = desk.command_in("around", &["search", "--format", "ids"]);
    let outcome = desk.finish(command.env("PRECIS_LIBRARY", desk.path("variable")));
    assert_eq!(outcome.lines(), ["by-variable"], "{outcome}");
}

#[test]
fn the_nearest_folder_with_a_mark_is_the_library() {
    let desk = Desk::empty();
    article(&desk, "outer", "outer");
    desk.write("outer/precis.toml", "");
    article(&desk, "outer/inner", "inner");
    desk.write("outer/inner/.precis/kept", "");
    desk.write("outer/inner/deep/er/file.bin", "");
    assert_eq!(titles(&desk, "outer/inner/deep/er", &[]).lines(), ["inner"]);
    desk.write("outer/beside/file.bin", "");
    assert_eq!(titles(&desk, "outer/beside", &["--match", "all", "outer"]).lines(), ["outer"]);
}

#[test]
fn the_library_set_by_use_is_found_from_anywhere() {
    let desk = Desk::empty();
    article(&desk, "chosen", "by-use");
    article(&desk, "elsewhere/corpus", "by-corpus");
    assert_snapshot!(desk.run_in("", &["use", "chosen"]), @r"
    --- stderr
    $ROOT/chosen is the library from now on, wherever no other is named or nearer
    --- status 0
    ");
    assert_eq!(titles(&desk, "elsewhere", &[]).lines(), ["by-use"]);
}

#[test]
fn a_folder_named_corpus_is_the_last_resort() {
    let desk = Desk::empty();
    article(&desk, "elsewhere/corpus", "by-corpus");
    assert_eq!(titles(&desk, "elsewhere", &[]).lines(), ["by-corpus"]);
}

#[test]
fn a_library_that_is_named_but_missing_is_never_replaced_by_another() {
    let desk = Desk::empty();
    article(&desk, "corpus", "by-corpus");
    assert_snapshot!(titles(&desk, "", &["--library", "gone"]), @r"
    --- stderr
    precis: the library cannot be opened: gone: it does not exist
    --- status 2
    ");
    let mut command = desk.command_in("", &["latest"]);
    assert_snapshot!(desk.finish(command.env("PRECIS_LIBRARY", "corpus/by-corpus.txt")), @r"
    --- stderr
    precis: the library that PRECIS_LIBRARY names is a file, not a folder: corpus/by-corpus.txt
    --- status 2
    ");
    assert_snapshot!(desk.run_in("", &["use", "gone"]), @r"
    --- stderr
    precis: the library cannot be opened: gone: it does not exist
    --- status 2
    ");
}

#[test]
fn the_library_set_by_use_may_have_gone() {
    let desk = Desk::empty();
    article(&desk, "chosen", "by-use");
    desk.run_in("", &["use", "chosen"]);
    std::fs::rename(desk.path("chosen"), desk.path("moved")).unwrap();
    assert_snapshot!(titles(&desk, "", &[]), @r"
    --- stderr
    precis: the library set by `precis use` cannot be opened: $ROOT/chosen: it does not exist
    --- status 2
    ");
}

#[test]
fn index_and_flag_may_not_name_two_folders() {
    let desk = Desk::empty();
    article(&desk, "a", "a");
    article(&desk, "b", "b");
    assert_snapshot!(desk.run_in("", &["index", "a", "--library", "b"]), @r"
    --- stderr
    precis: two libraries are named: b and a
      try: name the folder once
    --- status 2
    ");
}

#[test]
fn data_keeps_the_index_out_of_the_library() {
    let desk = Desk::empty();
    article(&desk, "library", "only");
    let outcome = desk.run(&["latest", "--format", "ids", "--library", ".", "--data", "../data"]);
    assert_eq!(outcome.lines(), ["only"], "{outcome}");
    assert!(!desk.path("library/.precis").exists());
    assert!(desk.path("data").is_dir());
}

#[test]
fn settings_that_are_none_are_named() {
    let desk = Desk::empty();
    article(&desk, "library", "only");
    desk.write("library/precis.toml", "ignroe = []\n[server]\nport = 1\n");
    desk.run(&["index"]);
    assert_snapshot!(desk.run(&["latest", "--format", "ids"]), @r"
    only
    --- stderr
    note: precis.toml: there is no setting `ignroe`; it is left out of account
    note: precis.toml: there is no setting `server.port`; it is left out of account
    --- status 0
    ");
    desk.write("library/precis.toml", "ignore = 3\n");
    assert_snapshot!(desk.run(&["latest", "--format", "ids"]), @r"
    --- stderr
    precis: $ROOT/library/precis.toml cannot be understood: invalid type: integer `3`, expected a sequence (line 1)
    --- status 2
    ");
}
