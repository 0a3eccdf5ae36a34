//! When articles arrived: what counts as an arrival, and what outlives the index.

use jiff::Timestamp;
use precis_indexer::{Mode, Silent};

use crate::library::Library;

fn seconds(revision: u64) -> i64 {
    4_000_000_000 + 60 * i64::try_from(revision).unwrap()
}

/// Runs at a time that tells the revision that is due.
fn run(library: &Library, mode: Mode, revision: u64) {
    let now = Timestamp::from_second(seconds(revision)).unwrap();
    let report = precis_indexer::index(&library.settings, mode, now, &Silent).unwrap();
    assert_eq!(report.revision, revision);
}

#[track_caller]
fn assert_arrived(library: &Library, expected: &[(&str, u64)]) {
    let expected =
        expected.iter().map(|(id, revision)| ((*id).to_owned(), (*revision, seconds(*revision))));
    assert_eq!(library.arrivals(), expected.collect());
}

#[test]
fn an_edit_a_move_and_a_rebuild_are_no_arrival_and_a_return_is_one() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.write("b.json", r#"{"id": "b", "text": "words"}"#);
    run(&library, Mode::Update, 1);
    library.article("c.txt", "words");
    run(&library, Mode::Update, 2);
    assert_arrived(&library, &[("a", 1), ("b", 1), ("c", 2)]);

    library.article("a.txt", "edited");
    library.rename("b.json", "2026/moved.json");
    run(&library, Mode::Update, 3);
    run(&library, Mode::Rebuild, 4);
    assert_arrived(&library, &[("a", 1), ("b", 1), ("c", 2)]);

    // Another file takes over an id: the article was there all the time.
    library.write("2025/better.json", r#"{"id": "b", "text": "other"}"#);
    run(&library, Mode::Update, 5);
    library.remove("2025/better.json");
    run(&library, Mode::Update, 6);
    assert_arrived(&library, &[("a", 1), ("b", 1), ("c", 2)]);

    library.remove("a.txt");
    run(&library, Mode::Update, 7);
    library.article("a.txt", "back");
    run(&library, Mode::Update, 8);
    assert_arrived(&library, &[("a", 8), ("b", 1), ("c", 2)]);

    // Gone and back with rebuilds, and gone while there was no index.
    library.remove("c.txt");
    run(&library, Mode::Rebuild, 9);
    library.article("c.txt", "back");
    run(&library, Mode::Rebuild, 10);
    assert_arrived(&library, &[("a", 8), ("b", 1), ("c", 10)]);
    std::fs::remove_dir_all(library.folder()).unwrap();
    library.article("d.txt", "new");
    run(&library, Mode::Update, 11);
    assert_arrived(&library, &[("a", 8), ("b", 1), ("c", 10), ("d", 11)]);
}

#[test]
fn what_a_commit_that_never_came_would_have_brought_arrives_with_the_next() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.article("b.txt", "words");
    run(&library, Mode::Update, 1);
    let (folder, before) = (library.folder(), library.save_data());
    library.article("c.txt", "new");
    library.remove("b.txt");
    run(&library, Mode::Update, 2);

    // The state is written before the commit; the index is the one from before it.
    let name = folder.file_name().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    copy(&before.path().join(name), &folder);
    library.article("b.txt", "words");
    run(&library, Mode::Update, 3);
    assert_arrived(&library, &[("a", 1), ("b", 1), ("c", 3)]);
    library.article("c.txt", "edited");
    run(&library, Mode::Update, 4);
    assert_arrived(&library, &[("a", 1), ("b", 1), ("c", 3)]);
}

#[test]
fn a_lost_log_is_read_back_from_the_index() {
    let library = Library::new();
    library.article("a.txt", "words");
    run(&library, Mode::Update, 1);
    library.article("b.txt", "words");
    run(&library, Mode::Update, 2);
    let log = library.settings.data.join("state/arrivals");
    let (whole, short) = (std::fs::read(&log).unwrap(), std::fs::read(&log).unwrap());
    for (revision, damaged) in [(3, None), (5, Some(&b"else"[..])), (7, Some(&short[..40]))] {
        match damaged {
            None => std::fs::remove_file(&log).unwrap(),
            Some(bytes) => std::fs::write(&log, bytes).unwrap(),
        }
        library.article("a.txt", &format!("edited for {revision}"));
        run(&library, Mode::Update, revision);
        library.article("b.txt", &format!("edited for {revision}"));
        run(&library, Mode::Rebuild, revision + 1);
        assert_arrived(&library, &[("a", 1), ("b", 2)]);
        std::fs::write(&log, &whole).unwrap();
    }
}

#[test]
fn with_log_and_index_lost_the_count_starts_anew() {
    let library = Library::new();
    library.article("a.txt", "words");
    run(&library, Mode::Update, 1);
    let epoch = || precis_indexer::check(&library.settings).unwrap().epoch;
    let before = epoch();
    std::fs::remove_file(library.settings.data.join("state/arrivals")).unwrap();
    std::fs::remove_dir_all(library.folder()).unwrap();
    run(&library, Mode::Update, 2);
    assert_ne!(epoch(), before);
    assert_arrived(&library, &[("a", 2)]);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
