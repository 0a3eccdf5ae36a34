//! What `check` finds, and that a run after it mends it.

use precis_indexer::{Mode, Problem, check, pending};

use crate::library::Library;

#[test]
fn a_library_without_index_says_so() {
    let library = Library::new();
    library.article("a.txt", "words");
    assert_eq!(check(&library.settings).unwrap().problems, [Problem::NoIndex]);
    let pending = pending(&library.settings).unwrap();
    assert_eq!((pending.rebuild, pending.new_files), (true, 1));
    assert!(!library.settings.data.exists(), "looking makes nothing");
}

#[test]
fn pending_says_what_a_run_would_do() {
    let library = Library::new();
    for path in ["a.txt", "b.txt", "c.txt"] {
        library.article(path, "words");
    }
    library.update();
    assert!(pending(&library.settings).unwrap().is_empty());
    library.article("a.txt", "edited");
    library.article("c.txt", "words");
    library.remove("b.txt");
    library.article("d.txt", "words");
    let pending = pending(&library.settings).unwrap();
    assert_eq!(
        (pending.new_files, pending.changed_files, pending.removed_files, pending.rebuild),
        (1, 1, 1, false),
        "a file written again with the same words is not changed"
    );
}

#[cfg(unix)]
#[test]
fn whoever_may_read_a_new_file_may_read_the_index() {
    use std::os::unix::fs::PermissionsExt as _;
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    library.article("a.txt", "edited");
    library.update();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode();
    let plain = mode(&library.path("a.txt"));
    for folder in
        [library.folder(), library.settings.data.join("state"), library.settings.data.clone()]
    {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(path.is_dir() || mode(&path) == plain, "{}", path.display());
        }
    }
}

#[test]
fn every_damaged_file_is_found_and_mended_by_a_rebuild() {
    let library = Library::new();
    for n in 0..20 {
        library.article(&format!("{n}.txt"), "words of some length, to fill a file");
    }
    library.update();
    let sound = library.save_data();
    let files: Vec<_> = std::fs::read_dir(library.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "json" && ending != "lock"))
        .collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 3;
        bytes[middle] ^= 0x55;
        std::fs::write(&file, bytes).unwrap();
        let problems = check(&library.settings).unwrap().problems;
        assert!(!problems.is_empty(), "{}", file.display());
        library.run(Mode::Rebuild).unwrap();
        library.assert_is_as_if_fresh();
        library.restore_data(&sound);
    }
}

#[test]
fn articles_missing_or_unknown_are_found() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.article("b.txt", "words");
    library.update();
    let layout = precis_schema::Layout::new();
    let (index, stamp) = precis_schema::open(&library.folder(), &layout).unwrap();
    let encoder = precis_schema::Encoder::new(layout);
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.run(encoder.removal("a")).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload(&stamp.to_payload());
    commit.commit().unwrap();
    drop(writer);
    let report = check(&library.settings).unwrap();
    assert_eq!(report.problems, [Problem::Missing { id: "a".to_owned() }]);
    assert_eq!((report.articles, report.sections), (1, 1));
}

#[test]
fn a_missing_ledger_is_found_and_mended() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    std::fs::remove_file(library.folder().join("ledger")).unwrap();
    assert_eq!(check(&library.settings).unwrap().problems, [Problem::NoLedger]);
    assert!(library.update().rebuilt);
    library.assert_is_as_if_fresh();
}
