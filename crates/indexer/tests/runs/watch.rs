//! Files that come, change and go while a library is followed.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode, Watched};

use crate::library::{Library, later};

const PATIENCE: Duration = Duration::from_secs(60);

struct Told(Sender<Arc<Landed>>);

impl Heard for Told {
    fn committed(&mut self, landed: &Arc<Landed>) {
        let _ = self.0.send(landed.clone());
    }
    // A library that went away is no end of it.
    fn failed(&mut self, _: &IndexError) {}
}

fn follow(library: &Library, poll: bool) -> (Keeper, Receiver<Arc<Landed>>) {
    let (tell, told) = channel();
    let keeper = Keeper::start(&library.settings, later, Told(tell)).unwrap();
    let watched = keeper.watch(poll);
    assert_eq!(watched == Watched::Events, !poll, "{watched:?}");
    keeper.everything(Mode::Update).unwrap();
    told.recv_timeout(PATIENCE).unwrap();
    (keeper, told)
}

/// Waits until these have arrived and no others, and the index holds what one made from nothing would.
#[track_caller]
fn settle(library: &Library, told: &Receiver<Arc<Landed>>, expected: &[&str]) {
    let deadline = Instant::now() + PATIENCE;
    let mut arrived = Vec::new();
    loop {
        arrived.extend(told.try_iter().flat_map(|landed| landed.changes.added.clone()));
        arrived.sort();
        let is_settled = arrived.iter().map(|id| &**id).eq(expected.iter().copied());
        if is_settled && library.held() == library.held_afresh() {
            return;
        }
        assert!(Instant::now() < deadline, "{arrived:?} {:?}", library.ids());
        if let Ok(landed) = told.recv_timeout(Duration::from_millis(500)) {
            arrived.extend(landed.changes.added.clone());
        }
    }
}

#[test]
fn whatever_is_done_to_files_and_folders_is_followed() {
    let library = Library::new();
    library.article("a.txt", "words");
    let (keeper, told) = follow(&library, false);

    library.article("b.txt", "words");
    settle(&library, &told, &["b"]);
    library.article("a.txt", "edited");
    library.article("deep/er/c.txt", "words");
    settle(&library, &told, &["deep/er/c"]);
    library.rename("deep", "moved");
    settle(&library, &told, &["moved/er/c"]);
    library.remove("b.txt");
    settle(&library, &told, &[]);

    // A folder full of files that comes from elsewhere in one step.
    let elsewhere = tempfile::tempdir_in(library.settings.library.parent().unwrap()).unwrap();
    for n in 0..300 {
        std::fs::write(elsewhere.path().join(format!("{n}.txt")), format!("words {n}")).unwrap();
    }
    std::fs::rename(elsewhere.path(), library.path("full")).unwrap();
    let mut ids: Vec<String> = (0..300).map(|n| format!("full/{n}")).collect();
    ids.sort();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    settle(&library, &told, &ids);
    std::fs::remove_dir_all(library.path("full")).unwrap();
    settle(&library, &told, &[]);
    drop(keeper);
    library.assert_is_as_if_fresh();
}

#[test]
fn an_editor_that_writes_a_file_anew_makes_no_arrival() {
    let library = Library::new();
    library.article("a.txt", "words");
    let (keeper, told) = follow(&library, false);
    // Aside, written, closed, the old one removed; a file of its own beside it.
    library.write("4913", "");
    library.remove("4913");
    library.rename("a.txt", "a.txt~");
    library.article("a.txt", "edited");
    library.remove("a.txt~");
    library.write(".a.txt.swp", "words");
    settle(&library, &told, &[]);
    assert_eq!(library.text("a").unwrap().1, "edited");
    drop(keeper);
    assert!(told.try_iter().all(|landed| landed.changes.added.is_empty()));
}

#[test]
fn a_file_written_bit_by_bit_ends_whole() {
    let library = Library::new();
    let (keeper, told) = follow(&library, false);
    let mut file = std::fs::File::create(library.path("slow.txt")).unwrap();
    let mut seen = 0;
    for n in 0..5 {
        writeln!(file, "Part {n} of the article.").unwrap();
        file.sync_all().unwrap();
        // As long as it takes until something was seen of it, so that the rest comes later for certain.
        while seen <= n {
            told.recv_timeout(PATIENCE).unwrap();
            seen += 1;
        }
    }
    drop(file);
    settle(&library, &told, &[]);
    assert!(library.text("slow").unwrap().1.contains("Part 4"));
    drop(keeper);
}

#[test]
fn where_nothing_is_heard_it_is_looked_for() {
    let library = Library::new();
    let (keeper, told) = follow(&library, true);
    library.article("a.txt", "words");
    settle(&library, &told, &["a"]);
    library.remove("a.txt");
    settle(&library, &told, &[]);
    drop(keeper);
}

#[test]
fn a_library_that_goes_away_and_comes_back_is_followed_on() {
    let library = Library::new();
    library.article("a.txt", "words");
    // Outside, so that only the articles go.
    let data = tempfile::tempdir().unwrap();
    let mut settings = library.settings.clone();
    settings.data = data.path().to_owned();
    let (tell, told) = channel();
    let keeper = Keeper::start(&settings, later, Told(tell)).unwrap();
    keeper.watch(false);
    keeper.everything(Mode::Update).unwrap();
    assert_eq!(told.recv_timeout(PATIENCE).unwrap().changes.added.len(), 1);
    let aside = library.settings.library.with_extension("aside");
    std::fs::rename(&library.settings.library, &aside).unwrap();
    std::fs::write(aside.join("b.txt"), "words").unwrap();
    std::fs::rename(&aside, &library.settings.library).unwrap();
    let landed = told.recv_timeout(PATIENCE).unwrap();
    assert_eq!((&*landed.changes.added[0], landed.changes.removed.len()), ("b", 0));
    library.article("c.txt", "words");
    assert_eq!(&*told.recv_timeout(PATIENCE).unwrap().changes.added[0], "c");
    drop(keeper);
}
