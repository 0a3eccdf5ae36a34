//! Articles added, edited, removed, moved and left alone.

use precis_indexer::{Mode, Silent, SkipRule};

use crate::library::{Library, counts, later};

#[test]
fn a_run_says_what_it_did_and_a_second_one_does_nothing() {
    let library = Library::new();
    library.article("2026/one.txt", "first");
    library.article("2026/two.txt", "second");
    let first = library.update();
    assert_eq!(counts(&first), (2, 0, 0, 0));
    assert_eq!((first.revision, first.rebuilt), (1, false));
    assert_eq!(library.ids(), ["2026/one", "2026/two"]);

    let before = library.save_data();
    let second = library.update();
    assert_eq!(counts(&second), (0, 0, 0, 2));
    assert_eq!((second.revision, second.bytes_read), (1, 0));
    let folder = library.folder();
    let copy = before.path().join(folder.file_name().unwrap());
    for file in ["meta.json", "ledger"] {
        let bytes = |path: &std::path::Path| std::fs::read(path.join(file)).unwrap();
        assert_eq!(bytes(&folder), bytes(&copy), "{file} was written");
    }

    library.article("2026/two.txt", "second, edited");
    library.article("2026/three.txt", "third");
    library.remove("2026/one.txt");
    let third = library.update();
    assert_eq!(counts(&third), (1, 1, 1, 0));
    assert_eq!(third.revision, 2);
    assert_eq!(library.text("2026/two").unwrap().1, "second, edited");
    library.assert_is_as_if_fresh();
}

#[test]
fn an_article_that_moves_is_another_unless_it_has_an_id_of_its_own() {
    let library = Library::new();
    library.article("a.txt", "by path");
    library.write("b.json", r#"{"id": "own", "title": "By id", "text": "words"}"#);
    library.update();
    library.rename("a.txt", "moved/a.txt");
    library.rename("b.json", "moved/b.json");
    assert_eq!(counts(&library.update()), (1, 1, 1, 0));
    assert_eq!(library.ids(), ["moved/a", "own"]);
    assert_eq!(library.text("own").unwrap().0, "moved/b.json");
    library.assert_is_as_if_fresh();
}

#[test]
fn a_file_touched_but_not_changed_makes_no_revision() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let file = std::fs::File::options().write(true).open(library.path("a.txt")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    let touched = library.update();
    assert_eq!((counts(&touched), touched.revision), ((0, 0, 0, 1), 1));
    assert!(touched.bytes_read > 0);
    assert_eq!(library.update().bytes_read, 0);
}

#[test]
fn a_file_that_had_not_settled_is_hashed_once_more() {
    let library = Library::new();
    library.article("a.txt", "words");
    let now = jiff::Timestamp::now();
    let run = |now| precis_indexer::index(&library.settings, Mode::Update, now, &Silent).unwrap();
    run(now);
    let second = run(now);
    assert_eq!((second.bytes_read > 0, second.revision), (true, 1));
    let third = run(later());
    assert_eq!((third.bytes_read > 0, third.revision), (true, 1));
    assert_eq!(run(later()).bytes_read, 0);
}

#[test]
fn an_edited_line_replaces_its_article_alone() {
    let library = Library::new();
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    library.write("all.jsonl", line("a", "one") + &line("b", "two") + &line("c", "three"));
    assert_eq!(counts(&library.update()), (3, 0, 0, 0));
    library.write("all.jsonl", line("a", "one") + &line("b", "two, edited") + &line("c", "three"));
    assert_eq!(counts(&library.update()), (0, 1, 0, 2));
    // Lines move up: the same articles stand at other places, which the index must know.
    library.write("all.jsonl", line("b", "two, edited") + &line("c", "three") + &line("d", "four"));
    assert_eq!(counts(&library.update()), (1, 0, 1, 2));
    library.assert_is_as_if_fresh();
}

#[test]
fn refusals_and_notes_are_listed_by_every_run() {
    let library = Library::new();
    library.article("good.txt", "words");
    library.write("empty.txt", "");
    library.write("zeros.txt", [0_u8, 1, 2, 0]);
    library.write("some.jsonl", "{\"text\": \"fine\"}\n{\"text\": \n");
    library.write("accents.txt", b"Caf\xe9 opens\n\nQuick Summary\nA caf\xe9.\n");
    let first = library.update();
    assert_eq!(counts(&first), (3, 0, 0, 0));
    let refused: Vec<_> =
        first.refused.iter().map(|it| (it.path.as_str(), it.fault.place)).collect();
    assert_eq!(refused, [("empty.txt", None), ("some.jsonl", Some(2)), ("zeros.txt", None)]);
    assert_eq!(first.noted.len(), 1);

    let second = library.update();
    assert_eq!(second.bytes_read, 0);
    assert_eq!((second.refused, second.noted), (first.refused, first.noted));
    let check = precis_indexer::check(&library.settings).unwrap();
    let standing = precis_indexer::standing(&library.settings).unwrap().unwrap();
    assert_eq!((check.refused.len(), standing.refused.len(), standing.same), (3, 3, 3));

    library.article("empty.txt", "no longer");
    let third = library.update();
    assert_eq!(counts(&third), (1, 0, 0, 3));
    assert_eq!(third.refused.len(), 2);
}

#[test]
fn what_is_no_article_is_counted_by_rule() {
    let mut library = Library::new();
    library.settings.ignore = vec!["drafts/".to_owned(), "*.tmp.txt".to_owned()];
    library.settings.aliases = Some(precis_indexer::AliasesFile {
        name: "aliases.json".to_owned(),
        aliases: precis_briefing::Aliases::built_in(),
    });
    for path in ["README.md", "LICENSE", "precis.toml", "aliases.json", ".git/x.txt", "chart.png"] {
        library.write(path, "words");
    }
    library.article("drafts/a.txt", "no");
    library.article("b.tmp.txt", "no");
    library.article("2026/README.md", "yes");
    let report = library.update();
    assert_eq!(library.ids(), ["2026/README"]);
    let skipped: Vec<_> = report.skipped.into_iter().collect();
    let expected = [
        (SkipRule::DotEntry, 2),
        (SkipRule::ProjectFile, 2),
        (SkipRule::Settings, 2),
        (SkipRule::Ignored, 2),
        (SkipRule::UnknownEnding, 1),
    ];
    assert_eq!(skipped, expected);
}

#[test]
fn an_article_ignored_from_now_on_is_removed() {
    let mut library = Library::new();
    library.article("a.txt", "stays");
    library.article("b.txt", "goes");
    library.update();
    library.settings.ignore = vec!["b.*".to_owned()];
    assert_eq!(counts(&library.update()), (0, 0, 1, 1));
    assert_eq!(library.ids(), ["a"]);
}
