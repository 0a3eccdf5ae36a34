//! Articles that arrive at a library that is held open.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use precis_briefing::{Article, Kind};
use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode, Settings, Settled, StoreError};

use crate::library::{Library, later, native};

/// Keeps what it hears.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Arc<Landed>>>>);

impl Heard for Told {
    fn committed(&mut self, landed: &Arc<Landed>) {
        self.0.lock().unwrap().push(landed.clone());
    }
    fn failed(&mut self, error: &IndexError) {
        panic!("{error}");
    }
}

fn keep(library: &Library) -> (Keeper, Told) {
    let told = Told::default();
    let keeper = Keeper::start(&library.settings, later, told.clone()).unwrap();
    keeper.everything(Mode::Update).unwrap();
    (keeper, told)
}

fn note(id: &str, text: &str) -> Article {
    native(&serde_json::json!({"id": id, "date": "2026-04-27", "text": text}).to_string())
}

fn put(keeper: &Keeper, article: &Article) -> (String, Arc<Landed>) {
    let (stored, ticket) = keeper.put::<StoreError>(std::slice::from_ref(article), None).unwrap();
    (stored[0].path.clone(), ticket.wait().unwrap().landed)
}

fn look(keeper: &Keeper, paths: &[&str]) -> Arc<Landed> {
    keeper.look(paths.iter().map(PathBuf::from).collect()).wait().unwrap().landed
}

#[test]
fn what_is_answered_is_stored_and_searched_and_arrives_once() {
    let library = Library::new();
    library.article("a.txt", "words");
    let (keeper, told) = keep(&library);
    let (path, landed) = put(&keeper, &note("deal", "The deal closed."));
    assert!(path.starts_with("incoming/2026/04/deal-"), "{path}");
    assert_eq!((landed.revision, &*landed.changes.added[0]), (2, "deal"));
    assert_eq!(library.text("deal").unwrap().1, "The deal closed.");

    // Its own file event, and the same article once more.
    assert_eq!(look(&keeper, &[&path]).revision, 2);
    let (again, landed) = put(&keeper, &note("deal", "The deal closed."));
    assert_eq!((again.as_str(), landed.revision), (path.as_str(), 2));
    assert!(landed.changes.is_empty());

    // Another date: the file stays where it lies, and is the only one.
    let moved = native(r#"{"id": "deal", "date": "2027-01-01", "text": "It reopened."}"#);
    let (again, landed) = put(&keeper, &moved);
    assert_eq!(again, path);
    assert_eq!(&*landed.changes.replaced[0], "deal");
    let revisions: Vec<u64> = told.0.lock().unwrap().iter().map(|it| it.revision).collect();
    assert_eq!(revisions, [1, 2, 3]);
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[test]
fn a_commit_takes_in_what_waits() {
    let library = Library::new();
    let (keeper, told) = keep(&library);
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let keeper = &keeper;
            scope.spawn(move || {
                for n in 0..12 {
                    put(keeper, &note(&format!("w{writer}/{n}"), &format!("words {n}")));
                }
            });
        }
    });
    let told = std::mem::take(&mut *told.0.lock().unwrap());
    let arrived: usize = told.iter().map(|landed| landed.changes.added.len()).sum();
    assert_eq!(arrived, 96);
    assert!(told.len() < 96, "{} commits", told.len());
    drop(keeper);
    assert_eq!(library.ids().len(), 96);
    library.assert_is_as_if_fresh();
}

#[test]
fn two_writers_of_one_article_leave_one_of_their_versions() {
    let library = Library::new();
    let (keeper, _) = keep(&library);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let keeper = &keeper;
            scope.spawn(move || {
                for n in 0..8 {
                    put(keeper, &note("one", &format!("from {writer} {n}")));
                }
            });
        }
    });
    drop(keeper);
    assert_eq!(library.ids(), ["one"]);
    library.assert_is_as_if_fresh();
}

#[test]
fn files_folders_and_claims_are_followed_by_their_paths_alone() {
    let library = Library::new();
    library.article("unseen.txt", "words");
    library.article("a/1.txt", "one");
    library.article("a/2.txt", "two");
    library.write("claim-b.json", r#"{"id": "claimed", "text": "b"}"#);
    let (keeper, _) = keep(&library);
    library.article("a/3.txt", "three");
    library.article("a/1.txt", "one, edited");
    let landed = look(&keeper, &["a/3.txt", "a/1.txt"]);
    assert_eq!((&*landed.changes.added[0], &*landed.changes.replaced[0]), ("a/3", "a/1"));

    library.rename("a", "b/a");
    let landed = look(&keeper, &["a", "b"]);
    assert_eq!(landed.changes.added.len(), 3);
    assert_eq!(landed.changes.removed.len(), 3);

    library.write("claim-a.json", r#"{"id": "claimed", "text": "a"}"#);
    look(&keeper, &["claim-a.json"]);
    assert_eq!(library.text("claimed").unwrap().1, "a");
    library.remove("claim-a.json");
    let landed = look(&keeper, &["claim-a.json"]);
    assert_eq!(library.text("claimed").unwrap().1, "b", "{landed:?}");

    library.article("b/a/.hidden.txt", "no");
    library.write("b/a/picture.png", "no");
    assert_eq!(look(&keeper, &["b/a/.hidden.txt", "b/a/picture.png"]).revision, landed.revision);
    library.article(".dot/x.txt", "no");
    assert_eq!(look(&keeper, &[".dot/x.txt", "../x", "/etc/passwd"]).revision, landed.revision);
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[cfg(unix)]
#[test]
fn nothing_comes_in_through_a_link_to_a_folder() {
    let library = Library::new();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("x.txt"), "words").unwrap();
    let (keeper, _) = keep(&library);
    std::os::unix::fs::symlink(elsewhere.path(), library.path("linked")).unwrap();
    look(&keeper, &["linked", "linked/x.txt"]);
    assert_eq!(library.ids(), Vec::<String>::new());
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[test]
fn an_article_that_was_sent_is_removed_and_a_persons_file_is_not() {
    let library = Library::new();
    library.article("own.txt", "words");
    library.write("many.jsonl", "{\"id\":\"m1\",\"text\":\"a\"}\n{\"id\":\"m2\",\"text\":\"b\"}\n");
    let (keeper, _) = keep(&library);
    let remove = |id: &str| keeper.remove::<StoreError>(id, None);
    let (path, _) = put(&keeper, &note("sent", "words"));
    let landed = remove("sent").unwrap().unwrap().wait().unwrap().landed;
    assert_eq!(&*landed.changes.removed[0], "sent");
    assert!(!library.path(&path).exists());
    assert!(remove("sent").unwrap().is_none());

    let held = |id: &str| match remove(id) {
        Err(StoreError::Held { path, .. }) => path,
        other => panic!("{other:?}"),
    };
    assert_eq!(held("own"), "own.txt");
    assert_eq!(held("m2"), "many.jsonl@2");
    // Hidden behind one that was sent, a person's own file still keeps both.
    put(&keeper, &note("own", "sent"));
    assert_eq!(held("own"), "own.txt");
    assert_eq!(library.text("own").unwrap().1, "sent");
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[test]
fn a_file_of_many_below_incoming_is_not_written_over() {
    let library = Library::new();
    let lines = "{\"id\":\"m1\",\"text\":\"a\"}\n{\"id\":\"m2\",\"text\":\"b\"}\n";
    library.write("incoming/many.jsonl", lines);
    let (keeper, _) = keep(&library);
    let refused = keeper.put::<StoreError>(&[note("m2", "c")], None);
    assert!(matches!(refused, Err(StoreError::Held { path, .. }) if path == "incoming/many.jsonl"));
    assert_eq!(std::fs::read_to_string(library.path("incoming/many.jsonl")).unwrap(), lines);
}

#[test]
fn a_condition_sees_what_was_sent_before_and_keeps_the_rest_out() {
    let library = Library::new();
    let (keeper, _) = keep(&library);
    let (_, ticket) = keeper.put::<StoreError>(&[note("a", "first")], None).unwrap();
    // Not waited for: the condition sees it all the same.
    let mut check = || {
        assert_eq!(library.text("a").unwrap().1, "first");
        Err(StoreError::Held { id: "a".to_owned(), path: "condition".to_owned() })
    };
    assert!(keeper.put(&[note("a", "second")], Some(&mut check)).is_err());
    ticket.wait().unwrap();
    assert_eq!(library.text("a").unwrap().1, "first");
}

#[test]
fn the_lock_is_held_until_the_door_is_closed() {
    let library = Library::new();
    library.article("a.txt", "words");
    let (keeper, _) = keep(&library);
    assert!(matches!(library.run(Mode::Update), Err(IndexError::Busy { .. })));
    let revision = keeper.everything(Mode::Rebuild).unwrap().revision;
    assert_eq!(put(&keeper, &note("b", "words")).1.revision, revision + 1);
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[test]
fn an_index_that_goes_away_is_made_anew_with_the_next_arrival() {
    let library = Library::new();
    library.article("a.txt", "words");
    let (keeper, _) = keep(&library);
    std::fs::rename(library.folder(), library.path("aside")).unwrap();
    put(&keeper, &note("b", "words"));
    assert_eq!(library.ids(), ["a", "b"]);
}

#[test]
fn leftovers_of_a_killed_process_are_swept() {
    let library = Library::new();
    library.write("incoming/2026/04/.precis-new-abc", "half");
    drop(keep(&library));
    assert!(!library.path("incoming/2026/04/.precis-new-abc").exists());
}

#[test]
fn changed_settings_hold_at_once_unless_articles_are_read_otherwise_by_them() {
    let library = Library::new();
    library.article("a.txt", "words");
    library.article("draft.txt", "other words");
    let (keeper, _) = keep(&library);
    let mut settings = library.settings.clone();
    settings.ignore = vec!["draft*".to_owned()];
    assert_eq!(keeper.settle(&settings).unwrap(), Settled::AtOnce);
    let report = &keeper.everything(Mode::Update).unwrap().report;
    assert_eq!((report.removed, report.rebuilt), (1, false));

    settings.vocabulary.add("Numbers", Kind::Points);
    assert_eq!(keeper.settle(&settings).unwrap(), Settled::WithNewIndex);
    assert!(!look(&keeper, &[""]).report.rebuilt, "nobody asked for it");
    assert!(keeper.everything(Mode::Update).unwrap().report.rebuilt);
    assert!(!keeper.everything(Mode::Update).unwrap().report.rebuilt);

    // Who takes a change back has nothing to wait for.
    let before = Settings { vocabulary: library.settings.vocabulary.clone(), ..settings.clone() };
    assert_eq!(keeper.settle(&before).unwrap(), Settled::WithNewIndex);
    assert_eq!(keeper.settle(&settings).unwrap(), Settled::AtOnce);
    assert!(!keeper.everything(Mode::Update).unwrap().report.rebuilt);
    settings.ignore = vec!["[a".to_owned()];
    assert!(keeper.settle(&settings).is_err());
}
