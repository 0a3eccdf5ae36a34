//! Runs that were cut off: the next one ends where a run from nothing would.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use precis_indexer::{Mode, Progress};

use crate::library::{Library, later};

const CHILD: &str = "interrupted::child_process_that_is_to_be_killed";

/// Names the library that a child process is to index.
const LIBRARY: &str = "PRECIS_TEST_LIBRARY";

/// Edits a library that has been indexed: some articles of each kind of change.
fn edit(library: &Library) {
    library.article("kept/3.txt", "edited");
    library.remove("kept/4.txt");
    library.article("new.txt", "new");
    library.write("claim-a.json", r#"{"id": "claimed", "text": "a"}"#);
    library.remove("claim-0.json");
    library.write("ahead.json", r#"{"id": "taken over", "text": "from ahead"}"#);
}

fn made(articles: usize) -> Library {
    let library = Library::new();
    for n in 0..articles {
        library.article(&format!("kept/{n}.txt"), &format!("words of article {n}"));
    }
    library.write("claim-0.json", r#"{"id": "claimed", "text": "0"}"#);
    library.write("claim-b.json", r#"{"id": "claimed", "text": "b"}"#);
    library.write("overtaken.json", r#"{"id": "taken over", "text": "from overtaken"}"#);
    library
}

#[test]
fn a_ledger_cut_off_anywhere_is_settled_by_the_next_run() {
    let library = made(8);
    library.update();
    let before = std::fs::read(library.folder().join("ledger")).unwrap();
    edit(&library);
    library.update();
    let after = std::fs::read(library.folder().join("ledger")).unwrap();
    assert_eq!(after[..before.len()], before);
    let whole = library.save_data();

    for end in (before.len()..after.len()).step_by(11).chain([after.len() - 1]) {
        library.restore_data(&whole);
        std::fs::write(library.folder().join("ledger"), &after[..end]).unwrap();
        // What the commit brought goes away again before anyone has taken it down.
        let new = std::fs::read(library.path("new.txt")).unwrap();
        library.remove("new.txt");
        library.update();
        library.assert_is_as_if_fresh();
        library.write("new.txt", new);
    }
}

struct Told;

#[allow(clippy::print_stdout, reason = "how the child tells its parent where it is")]
impl Progress for Told {
    fn scanned(&self, _: u64, _: u64, done: bool) {
        println!("scanned {done}");
    }
    fn read(&self, files: u64, _: u64, _: u64) {
        println!("read {files}");
    }
    fn committing(&self) {
        println!("committing");
    }
}

/// Not a test of its own: the process that [`a_run_killed_at_any_moment_leaves_nothing_behind`] kills.
#[test]
fn child_process_that_is_to_be_killed() {
    #[allow(clippy::disallowed_methods, reason = "tells the child process apart from a test run")]
    let Some(library) = std::env::var_os(LIBRARY) else { return };
    let library = Path::new(&library);
    let settings = precis_indexer::Settings {
        library: library.to_owned(),
        data: library.join(".precis"),
        vocabulary: precis_briefing::Vocabulary::default(),
        ignore: Vec::new(),
        aliases: None,
        threads: 2,
    };
    let report = precis_indexer::index(&settings, Mode::Update, later(), &Told).unwrap();
    println!("done {}", report.revision);
}

fn spawn(library: &Library) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture"])
        .env(LIBRARY, &library.settings.library)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A process that may write no file longer than 60 KB: what a full disk does to the engine, anyone can do with this.
#[cfg(target_os = "linux")]
#[test]
fn an_engine_that_cannot_write_loses_nothing() {
    let library = made(8);
    library.update();
    let held = library.held();
    edit(&library);
    // Too long to be stored within the limit, and too varied to be made small.
    let words: String =
        (0..60_000_u32).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    library.article("kept/0.txt", &words);
    let limited = "trap '' XFSZ; ulimit -f 120; exec \"$0\" \"$@\"";
    let output = Command::new("/bin/sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture"])
        .env(LIBRARY, &library.settings.library)
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("Engine"), "{said}");
    assert_eq!(library.held(), held, "what was searched is searched still");

    library.remove("new.txt");
    library.update();
    library.assert_is_as_if_fresh();
}

/// When to kill.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// At a line that the child prints.
    Line(&'static str),
    /// As soon as a file of the data folder is not what it was.
    Change(&'static str),
}

/// Runs an update in a process of its own and kills it. Returns whether it was still running.
fn run_and_kill(library: &Library, moment: Moment) -> bool {
    let file = |name: &str| {
        let data = &library.settings.data;
        let current = precis_schema::Home::new(data).current().unwrap();
        let folder = current.unwrap_or_else(|| data.join("index-1"));
        std::fs::read(data.join(name)).or_else(|_| std::fs::read(folder.join(name))).ok()
    };
    let before = if let Moment::Change(name) = moment { file(name) } else { None };
    let mut child = spawn(library);
    let deadline = Instant::now() + Duration::from_secs(120);
    match moment {
        Moment::Line(wanted) => {
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let found = lines.map_while(Result::ok).any(|line| line == wanted);
            assert!(found, "the child never said {wanted:?}");
        }
        Moment::Change(name) => {
            while file(name) == before && child.try_wait().unwrap().is_none() {
                assert!(Instant::now() < deadline, "{name} never changed");
                std::thread::yield_now();
            }
        }
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

#[cfg(unix)]
#[test]
fn a_run_killed_at_any_moment_leaves_nothing_behind() {
    let moments = [
        Moment::Line("scanned true"),
        Moment::Line("read 1"),
        Moment::Line("read 40"),
        Moment::Line("committing"),
        Moment::Change("state/revision.json"),
        Moment::Change("state/arrivals"),
        Moment::Change("ledger"),
        Moment::Change("meta.json"),
        Moment::Change("current"),
    ];
    let mut killed = 0;
    for moment in moments {
        // The first run, into a new folder; then one that carries on.
        let library = made(60);
        killed += usize::from(run_and_kill(&library, moment));
        let revision = library.update().revision;
        library.assert_is_as_if_fresh();
        if matches!(moment, Moment::Line("read 40") | Moment::Change("current")) {
            continue;
        }
        edit(&library);
        killed += usize::from(run_and_kill(&library, moment));
        library.remove("new.txt");
        assert!(library.update().revision > revision, "{moment:?}");
        library.assert_is_as_if_fresh();
    }
    assert!(killed >= moments.len(), "only {killed} runs were killed in time");
}

#[test]
fn progress_ends_with_the_commit() {
    struct Heard(std::sync::Mutex<Vec<&'static str>>);
    impl Progress for Heard {
        fn scanned(&self, files: u64, to_read: u64, done: bool) {
            if done {
                assert_eq!((files, to_read), (6, 6));
                self.0.lock().unwrap().push("scanned");
            }
        }
        fn read(&self, files: u64, _: u64, bytes: u64) {
            assert!(bytes > 0);
            if files == 6 {
                self.0.lock().unwrap().push("read");
            }
        }
        fn committing(&self) {
            self.0.lock().unwrap().push("committing");
        }
    }
    let library = made(3);
    let heard = Heard(std::sync::Mutex::default());
    precis_indexer::index(&library.settings, Mode::Update, Timestamp::now(), &heard).unwrap();
    assert_eq!(*heard.0.lock().unwrap(), ["scanned", "read", "committing"]);
}
