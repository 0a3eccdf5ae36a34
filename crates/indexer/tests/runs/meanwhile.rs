//! What happens to library and index while a run is under way.

use std::sync::atomic::{AtomicU64, Ordering};

use precis_indexer::{Mode, Progress, Report};

use crate::library::{Library, counts, later};

/// Does something each time that files have been read, or at the commit.
struct Meanwhile<F> {
    at_commit: bool,
    times: AtomicU64,
    act: F,
}

impl<F: Fn(u64) + Sync> Meanwhile<F> {
    fn act(&self) {
        (self.act)(self.times.fetch_add(1, Ordering::Relaxed));
    }
}

impl<F: Fn(u64) + Sync> Progress for Meanwhile<F> {
    fn scanned(&self, _: u64, _: u64, _: bool) {}
    fn read(&self, _: u64, _: u64, _: u64) {
        if !self.at_commit {
            self.act();
        }
    }
    fn committing(&self) {
        if self.at_commit {
            self.act();
        }
    }
}

fn run(library: &Library, mode: Mode, at_commit: bool, act: impl Fn(u64) + Sync) -> Report {
    let meanwhile = Meanwhile { at_commit, times: AtomicU64::new(0), act };
    precis_indexer::index(&library.settings, mode, later(), &meanwhile).unwrap()
}

#[test]
fn a_file_that_changes_after_it_was_read_is_read_again() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    library.article("b.txt", "written first");
    let report = run(&library, Mode::Update, true, |time| match time {
        0 => library.article("b.txt", "written while it was indexed"),
        1 => library.remove("b.txt"),
        _ => {}
    });
    assert_eq!((counts(&report), report.revision), ((0, 0, 0, 1), 4));
    assert_eq!(library.ids(), ["a"]);
    library.assert_is_as_if_fresh();
}

#[test]
fn a_file_that_keeps_changing_is_listed_and_left_to_the_next_run() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    library.article("log.txt", "0");
    let report = run(&library, Mode::Update, false, |time| {
        library.article("log.txt", &format!("{time}{}", "!".repeat(time as usize)));
    });
    let unreadable: Vec<_> = report.unreadable.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(unreadable, ["log.txt"]);
    assert_eq!(library.ids(), ["a", "log"], "it is searched as it was last read");
    assert_eq!(library.update().unreadable, []);
    library.assert_is_as_if_fresh();
}

#[test]
fn a_new_index_has_what_arrived_while_it_was_made() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.article("b.txt", "words");
    library.update();
    let report = run(&library, Mode::Rebuild, true, |time| {
        if time == 0 {
            library.article("arrived.txt", "words");
            library.article("a.txt", "edited");
            library.remove("b.txt");
        }
    });
    assert_eq!((counts(&report), report.revision), ((1, 1, 1, 0), 2));
    library.assert_is_as_if_fresh();
}

#[test]
fn an_index_that_goes_away_under_a_run_is_made_anew_by_it() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    library.article("b.txt", "words");
    let folder = library.folder();
    let report = run(&library, Mode::Update, true, |time| {
        if time == 0 {
            std::fs::rename(&folder, folder.with_extension("aside")).unwrap();
        }
    });
    assert!(report.rebuilt);
    assert_eq!(library.ids(), ["a", "b"]);
    library.assert_is_as_if_fresh();
}
