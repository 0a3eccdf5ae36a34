use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::stat::Stat;

const READING: [u8; 16] = [7; 16];

fn entry(text: &str) -> Entry {
    Entry {
        stat: Stat { size_bytes: text.len() as u64, modified_ns: 1, changed_ns: 2, inode: 3 },
        settled: true,
        hash: Some(Hash128::of(text.as_bytes())),
        members: vec![Member {
            id: text.into(),
            place: None,
            range: 0..text.len() as u64,
            hash: Hash128::of(text.as_bytes()),
            hidden: false,
        }],
        faults: Vec::new(),
    }
}

/// A file that is one article, named by its path.
fn plain(path: &str, text: &str) -> Change {
    let mut plain = entry(text);
    plain.members[0].id = path.trim_end_matches(".txt").into();
    Change::Put(path.into(), plain)
}

fn put(path: &str, text: &str) -> Change {
    Change::Put(path.into(), entry(text))
}

fn write(folder: &Path, commits: &[Vec<Change>]) -> Ledger {
    let mut log = Log::create(folder, READING).unwrap();
    let mut ledger = Ledger::new(READING);
    for (revision, changes) in (1..).zip(commits) {
        log.intend(revision, changes.iter().map(Change::path)).unwrap();
        log.record(revision, changes).unwrap();
        ledger.apply(changes.clone());
        ledger.revision = revision;
    }
    ledger
}

#[test]
fn a_ledger_comes_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load(folder.path()).unwrap(), None);
    let ledger = write(
        folder.path(),
        &[
            vec![put("a.txt", "one"), put("b.txt", "two"), plain("c/d.txt", "three")],
            vec![Change::Gone("a.txt".into())],
        ],
    );
    assert_eq!(ledger.files.len(), 2);
    assert_eq!(load(folder.path()).unwrap(), Some(ledger));
}

#[test]
fn what_an_unfinished_commit_touched_is_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[vec![put("a.txt", "one")]]);
    let (mut log, _) = Log::open(folder.path()).unwrap().unwrap();
    log.intend(2, ["one", "two"].into_iter()).unwrap();

    let ledger = load(folder.path()).unwrap().unwrap();
    assert_eq!(ledger.doubt.ids, ["one".into(), "two".into()].into());
    assert!(ledger.agrees_with(1) && ledger.agrees_with(2));
    assert!(!ledger.agrees_with(0) && !ledger.agrees_with(3));

    log.record(2, &[put("a.txt", "changed")]).unwrap();
    let ledger = load(folder.path()).unwrap().unwrap();
    assert_eq!(ledger.doubt, Doubt::default());
    assert!(ledger.agrees_with(2) && !ledger.agrees_with(1));
}

#[test]
fn a_torn_tail_is_left_out_and_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = write(folder.path(), &[vec![put("a.txt", "one")]]);
    let path = folder.path().join("ledger");
    let sound = std::fs::read(&path).unwrap();
    let mut longer = Log::open(folder.path()).unwrap().unwrap().0;
    longer.record(2, &[put("b.txt", "two")]).unwrap();
    let whole = std::fs::read(&path).unwrap();
    for end in sound.len()..whole.len() {
        std::fs::write(&path, &whole[..end]).unwrap();
        let read = load(folder.path()).unwrap().unwrap();
        assert_eq!(read.revision, 1, "cut at {end}");
        let (mut log, _) = Log::open(folder.path()).unwrap().unwrap();
        log.record(3, &[put("c.txt", "three")]).unwrap();
        let read = load(folder.path()).unwrap().unwrap();
        assert_eq!((read.revision, read.files.contains_key("c.txt")), (3, true), "cut at {end}");
        assert_eq!(read.files["a.txt"], ledger.files["a.txt"]);
    }
}

#[test]
fn a_log_that_is_mostly_past_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(folder.path(), READING).unwrap();
    let mut ledger = Ledger::new(READING);
    for revision in 1..200 {
        let changes: Vec<_> =
            (0..20).map(|n| put(&format!("{n}.txt"), &format!("{revision}"))).collect();
        log.record(revision, &changes).unwrap();
        ledger.apply(changes);
        ledger.revision = revision;
    }
    let path = folder.path().join("ledger");
    let before = path.metadata().unwrap().len();
    log.compact(&ledger).unwrap();
    assert!(path.metadata().unwrap().len() < before / 10);
    assert_eq!(load(folder.path()).unwrap().as_ref(), Some(&ledger));

    log.record(200, &[put("new.txt", "new")]).unwrap();
    let read = load(folder.path()).unwrap().unwrap();
    assert_eq!((read.revision, read.files.len()), (200, 21));
}

#[test]
fn another_format_is_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = Vec::new();
    frame::write(&mut bytes, &frame::Borrowed::Opened { format: 99, reading: READING }).unwrap();
    std::fs::write(folder.path().join("ledger"), bytes).unwrap();
    assert_eq!(load(folder.path()).unwrap(), None);
}

proptest! {
    #[test]
    fn damage_never_panics_nor_invents(at in 0_usize..400, byte: u8) {
        let folder = tempfile::tempdir().unwrap();
        let ledger = write(folder.path(), &[vec![put("a.txt", "one"), put("b.txt", "two")]]);
        let path = folder.path().join("ledger");
        let mut bytes = std::fs::read(&path).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        std::fs::write(&path, bytes).unwrap();
        if let Some(read) = load(folder.path()).unwrap() {
            for (path, entry) in &read.files {
                prop_assert_eq!(Some(entry), ledger.files.get(path));
            }
        }
    }
}
