//! Indexes made anew, and what outlives them.

use precis_briefing::Kind;
use precis_indexer::{IndexError, Mode};
use precis_schema::{Home, Stamp};

use crate::library::{Library, counts};

fn epoch(library: &Library) -> String {
    precis_indexer::check(&library.settings).unwrap().epoch
}

fn folders(library: &Library) -> usize {
    Home::new(&library.settings.data).folders().unwrap().len()
}

#[test]
fn a_rebuild_continues_the_revision_and_adds_nothing() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.article("b.txt", "words");
    library.update();
    library.article("b.txt", "edited");
    assert_eq!(library.update().revision, 2);
    let (epoch_before, folder) = (epoch(&library), library.folder());

    let report = library.run(Mode::Rebuild).unwrap();
    assert_eq!((counts(&report), report.revision, report.rebuilt), ((0, 0, 0, 2), 3, true));
    assert_eq!(epoch(&library), epoch_before);
    assert_ne!(library.folder(), folder);
    assert_eq!(folders(&library), 1, "the old folder is gone");
    library.assert_is_as_if_fresh();

    library.article("c.txt", "new");
    library.remove("a.txt");
    library.article("b.txt", "edited again");
    assert_eq!(counts(&library.run(Mode::Rebuild).unwrap()), (1, 1, 1, 0));
    library.assert_is_as_if_fresh();
}

#[test]
fn an_index_that_was_deleted_is_made_anew() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let epoch_before = epoch(&library);
    std::fs::remove_dir_all(library.folder()).unwrap();
    let report = library.update();
    assert_eq!((report.revision, report.rebuilt), (2, true));
    assert_eq!(epoch(&library), epoch_before);
    library.assert_is_as_if_fresh();
}

#[test]
fn lost_state_starts_another_epoch() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let epoch_before = epoch(&library);
    std::fs::remove_dir_all(library.settings.data.join("state")).unwrap();
    let report = library.update();
    assert_eq!((counts(&report), report.rebuilt), ((0, 0, 0, 1), false));
    assert_ne!(epoch(&library), epoch_before);
    let epoch_after = epoch(&library);
    assert_eq!(library.update().revision, report.revision);
    assert_eq!(epoch(&library), epoch_after);
    library.assert_is_as_if_fresh();
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let layout = precis_schema::Layout::new();
    let (index, stamp) = precis_schema::open(&library.folder(), &layout).unwrap();
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload(&Stamp { schema: stamp.schema + 1, ..stamp }.to_payload());
    commit.commit().unwrap();
    drop(writer);
    assert!(precis_indexer::pending(&library.settings).unwrap().rebuild);

    let report = library.update();
    assert_eq!((report.rebuilt, report.revision), (true, 2));
    library.assert_is_as_if_fresh();
}

#[test]
fn another_vocabulary_reads_everything_anew() {
    let mut library = Library::new();
    library.write("a.txt", "A title\n\nNumbers\nTen of them.\n");
    library.update();
    library.settings.vocabulary.add("Numbers", Kind::Points);
    let report = library.update();
    assert!(report.rebuilt);
    let held = library.held();
    assert!(held["a"].sections.iter().any(|section| section.section.kind == Kind::Points));
    assert!(!library.update().rebuilt);
}

#[test]
fn an_empty_library_has_an_index_too() {
    let library = Library::new();
    let report = library.update();
    assert_eq!((counts(&report), report.revision), ((0, 0, 0, 0), 1));
    assert_eq!(library.update().revision, 1);
    library.assert_is_as_if_fresh();
}

#[test]
fn one_run_at_a_time() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let lock = std::fs::File::options().write(true).open(library.settings.data.join("lock"));
    let lock = lock.unwrap();
    lock.try_lock().unwrap();
    assert!(matches!(library.run(Mode::Update), Err(IndexError::Busy { .. })));
    assert!(precis_indexer::pending(&library.settings).unwrap().is_empty());
    assert_eq!(precis_indexer::check(&library.settings).unwrap().problems, []);
    drop(lock);
    library.update();
}

#[test]
fn leftovers_of_runs_that_were_killed_are_swept() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.update();
    let home = Home::new(&library.settings.data);
    let leftover = home.begin().unwrap();
    std::fs::write(leftover.join("half.idx"), "half").unwrap();
    for folder in [library.folder(), library.settings.data.join("state")] {
        std::fs::write(folder.join(".tmpAbCdEf"), "half").unwrap();
    }
    library.update();
    assert_eq!(home.folders().unwrap(), [library.folder()]);
    assert!(!library.folder().join(".tmpAbCdEf").exists());
    assert!(!library.settings.data.join("state/.tmpAbCdEf").exists());
}
