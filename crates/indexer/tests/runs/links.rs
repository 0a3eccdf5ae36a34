//! Symbolic links in a library.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use precis_indexer::SkipRule;

use crate::library::{Library, counts};

#[test]
fn links_to_files_inside_are_followed_and_all_others_are_counted() {
    let library = Library::new();
    let outside = tempfile::NamedTempFile::new().unwrap();
    library.article("store/a.txt", "words");
    symlink("store/a.txt", library.path("inside.txt")).unwrap();
    symlink(outside.path(), library.path("outside.txt")).unwrap();
    symlink("nowhere", library.path("broken.txt")).unwrap();
    symlink("circle.txt", library.path("circle.txt")).unwrap();
    symlink(".", library.path("folder.txt")).unwrap();
    symlink("store", library.path("folder")).unwrap();
    let report = library.update();
    assert_eq!(counts(&report), (2, 0, 0, 0));
    assert_eq!(library.ids(), ["inside", "store/a"]);
    assert_eq!(report.skipped[&SkipRule::Link], 5);
    assert_eq!(library.update().bytes_read, 0);

    library.article("store/a.txt", "other words");
    assert_eq!(counts(&library.update()), (0, 2, 0, 0));
}
