//! Folders and files that cannot be listed, opened or named.

use precis_indexer::{IndexError, Mode};

use crate::library::{Library, counts};

#[test]
fn a_library_that_went_away_deletes_nothing() {
    let mut library = Library::new();
    let data = tempfile::tempdir().unwrap();
    library.settings.data = data.path().to_owned();
    library.article("a.txt", "words");
    library.update();
    let aside = library.settings.library.with_extension("aside");
    std::fs::rename(&library.settings.library, &aside).unwrap();
    assert!(matches!(library.run(Mode::Update), Err(IndexError::Library { .. })));
    std::fs::write(&library.settings.library, "a file").unwrap();
    assert!(matches!(library.run(Mode::Rebuild), Err(IndexError::Library { .. })));
    assert_eq!(library.ids(), ["a"]);
}

/// A path that is too long cannot be listed by anyone, whatever rights they have.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_listed_keeps_its_articles() {
    let mut library = Library::new();
    let data = tempfile::tempdir().unwrap();
    library.settings.data = data.path().to_owned();
    let mut deep = String::from("deep");
    while library.settings.library.as_os_str().len() + deep.len() < 4096 - 250 {
        deep.push('/');
        deep.push_str(&"d".repeat(100));
    }
    library.write(&format!("{deep}/a.json"), r#"{"id": "deep", "text": "out of reach soon"}"#);
    library.article("b.txt", "gone soon");
    library.article("c.txt", "stays");
    assert_eq!(counts(&library.update()), (3, 0, 0, 0));

    library.remove("b.txt");
    let longer = library.settings.library.with_file_name("l".repeat(255));
    std::fs::rename(&library.settings.library, &longer).unwrap();
    library.settings.library = longer;
    let report = library.update();
    assert_eq!(counts(&report), (0, 0, 1, 2));
    assert_eq!(report.unreadable.len(), 1, "{:?}", report.unreadable);
    assert!(report.unreadable[0].path.starts_with("deep/"));
    assert_eq!(library.ids(), ["c", "deep"]);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_and_things_that_are_no_files_are_listed() {
    use std::os::unix::ffi::OsStrExt as _;
    let library = Library::new();
    library.article("a.txt", "words");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(library.settings.library.join(name), "words").unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(library.path("socket.txt")).unwrap();
    let report = library.update();
    let unreadable: Vec<_> = report.unreadable.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(unreadable, ["caf\u{fffd}.txt", "socket.txt"]);
    assert_eq!(library.ids(), ["a"]);
}

#[test]
fn names_are_compared_in_one_unicode_form() {
    let library = Library::new();
    let (composed, decomposed) = ("caf\u{e9}.txt", "cafe\u{301}.txt");
    library.article(decomposed, "decomposed");
    library.update();
    assert_eq!(library.ids(), ["caf\u{e9}"]);
    library.assert_is_as_if_fresh();

    library.article(composed, "composed");
    let report = library.update();
    assert_eq!(report.unreadable.len(), 1);
    assert_eq!(library.text("caf\u{e9}").unwrap().1, "composed");
}
