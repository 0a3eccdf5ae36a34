//! When each article arrived, which outlives every index: an edit and a rebuild are no arrival, and an article that was
//! gone arrives again when it comes back.
//!
//! The log in `state/arrivals` gets what a commit brings and takes away before the commit is made. So it may be ahead
//! of the index after a crash, but says by how much: records of revisions that the index never got to are left out
//! when it is read again, and what they speak of arrives with the commit that really brings it. The index keeps a copy
//! beside each article, from which a lost log is made anew.

mod log;
mod recover;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::Path;

use jiff::Timestamp;
use precis_schema::Arrival;
use tantivy::Index;

use crate::ledger::Hash128;
use log::{Log, Record};

/// When each article that is searched arrived, by the hash of its id.
#[derive(Debug)]
pub(crate) struct Arrivals {
    log: Log,
    table: Table,
}

/// Articles share their commits, and commits have their times.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Table {
    revisions: HashMap<Hash128, u64>,
    /// In milliseconds since 1970-01-01 UTC, by revision; times of revisions whose articles are gone may stay.
    times: BTreeMap<u64, i64>,
}

/// What a commit brings and takes away.
#[derive(Debug, Default)]
pub(crate) struct Movement {
    pub(crate) came: HashSet<Hash128>,
    pub(crate) went: HashSet<Hash128>,
}

impl Arrivals {
    /// Starts anew: nothing has arrived yet.
    pub(crate) fn new(data: &Path, epoch: &str) -> Self {
        Self { log: Log::unwritten(data, epoch), table: Table::default() }
    }

    /// Reads what a data folder has for an epoch, up to the revision that the index is at where one is; none if there
    /// is nothing, or nothing that can be understood.
    pub(crate) fn load(data: &Path, epoch: &str, upto: Option<u64>) -> io::Result<Option<Self>> {
        let mut table = Table::default();
        let log = Log::open(data, epoch, &mut |record| {
            let is_made = upto.is_none_or(|upto| record.revision <= upto);
            if is_made {
                table.apply(record);
            }
            is_made
        })?;
        Ok(log.map(|log| Self { log, table }))
    }

    /// Makes them of what an index says; written with the next commit.
    pub(crate) fn recover(data: &Path, epoch: &str, index: &Index) -> tantivy::Result<Self> {
        Ok(Self { log: Log::unwritten(data, epoch), table: recover::table(index)? })
    }

    /// How many articles are known.
    pub(crate) fn len(&self) -> usize {
        self.table.revisions.len()
    }

    /// When an article arrived; none if it has not yet.
    pub(crate) fn of(&self, key: &Hash128) -> Option<Arrival> {
        let revision = *self.table.revisions.get(key)?;
        let at = self.table.times.get(&revision).copied().unwrap_or_default();
        Some(Arrival { revision, at: Timestamp::from_millisecond(at).unwrap_or_default() })
    }

    /// The articles known that are not among some.
    pub(crate) fn except(&self, here: &dyn Fn(&Hash128) -> bool) -> HashSet<Hash128> {
        self.table.revisions.keys().filter(|key| !here(key)).copied().collect()
    }

    /// Takes down, durably, what a commit that is about to be made brings and takes away.
    pub(crate) fn note(&mut self, with: Arrival, movement: Movement) -> io::Result<()> {
        if self.log.is_written() && movement.came.is_empty() && movement.went.is_empty() {
            return Ok(());
        }
        let sorted = |keys: HashSet<Hash128>| {
            let mut keys: Vec<Hash128> = keys.into_iter().collect();
            keys.sort_unstable();
            keys
        };
        let record = Record {
            revision: with.revision,
            at_ms: with.at.as_millisecond(),
            came: sorted(movement.came),
            went: sorted(movement.went),
        };
        if self.log.is_written() {
            self.log.append(&record)?;
            self.table.apply(record);
            return Ok(());
        }
        self.table.apply(record);
        self.log.rewrite(|| self.table.records())
    }

    /// Writes the log anew if more than half of it is past.
    pub(crate) fn compact(&mut self) -> io::Result<()> {
        self.log.compact(|| self.table.records())
    }
}

impl Table {
    fn apply(&mut self, record: Record) {
        for key in &record.went {
            self.revisions.remove(key);
        }
        if !record.came.is_empty() {
            self.times.insert(record.revision, record.at_ms);
        }
        for key in record.came {
            self.revisions.insert(key, record.revision);
        }
    }

    /// The shortest log that says the same: a record a commit, those of which nothing is left out.
    fn records(&self) -> Vec<Record> {
        let mut came: BTreeMap<u64, Vec<Hash128>> = BTreeMap::new();
        for (key, revision) in &self.revisions {
            came.entry(*revision).or_default().push(*key);
        }
        let record = |(revision, mut came): (u64, Vec<Hash128>)| {
            came.sort_unstable();
            let at_ms = self.times.get(&revision).copied().unwrap_or_default();
            Record { revision, at_ms, came, went: Vec::new() }
        };
        came.into_iter().map(record).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str) -> Hash128 {
        Hash128::of(id.as_bytes())
    }

    fn at(revision: u64) -> Arrival {
        let at = Timestamp::from_millisecond(1_000 * revision as i64).unwrap();
        Arrival { revision, at }
    }

    fn movement(came: &[&str], went: &[&str]) -> Movement {
        let keys = |ids: &[&str]| ids.iter().map(|id| key(id)).collect();
        Movement { came: keys(came), went: keys(went) }
    }

    fn load(data: &Path, upto: Option<u64>) -> Arrivals {
        Arrivals::load(data, "k3", upto).unwrap().unwrap()
    }

    #[test]
    fn arrivals_come_back_as_they_were_noted() {
        let data = tempfile::tempdir().unwrap();
        assert!(Arrivals::load(data.path(), "k3", None).unwrap().is_none());
        let mut arrivals = Arrivals::new(data.path(), "k3");
        arrivals.note(at(1), movement(&["a", "b"], &[])).unwrap();
        arrivals.note(at(2), movement(&["c"], &["a"])).unwrap();
        arrivals.note(at(3), Movement::default()).unwrap();
        arrivals.note(at(4), movement(&["a"], &[])).unwrap();
        let again = load(data.path(), None);
        assert_eq!(again.table, arrivals.table);
        let of = |id: &str| again.of(&key(id));
        assert_eq!((of("a"), of("b"), of("c")), (Some(at(4)), Some(at(1)), Some(at(2))));
        assert!(Arrivals::load(data.path(), "k4", None).unwrap().is_none(), "another count");
    }

    #[test]
    fn what_the_index_never_got_to_is_left_out_for_good() {
        let data = tempfile::tempdir().unwrap();
        let mut arrivals = Arrivals::new(data.path(), "k3");
        arrivals.note(at(1), movement(&["a"], &[])).unwrap();
        arrivals.note(at(2), movement(&["b"], &["a"])).unwrap();
        let mut behind = load(data.path(), Some(1));
        assert_eq!((behind.of(&key("a")), behind.of(&key("b"))), (Some(at(1)), None));
        // The next commit brings it under its own number, over what was left out.
        behind.note(at(3), movement(&["b"], &[])).unwrap();
        let again = load(data.path(), Some(3));
        assert_eq!((again.of(&key("a")), again.of(&key("b"))), (Some(at(1)), Some(at(3))));
    }

    #[test]
    fn a_torn_end_is_written_over_and_a_damaged_head_is_none() {
        let data = tempfile::tempdir().unwrap();
        let mut arrivals = Arrivals::new(data.path(), "k3");
        arrivals.note(at(1), movement(&["a"], &[])).unwrap();
        arrivals.note(at(2), movement(&["b"], &[])).unwrap();
        let file = data.path().join("state/arrivals");
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() - 3]).unwrap();
        let mut torn = load(data.path(), Some(2));
        assert_eq!((torn.of(&key("a")), torn.of(&key("b"))), (Some(at(1)), None));
        torn.note(at(3), movement(&["b"], &[])).unwrap();
        assert_eq!(load(data.path(), Some(3)).of(&key("b")), Some(at(3)));
        std::fs::write(&file, b"else").unwrap();
        assert!(Arrivals::load(data.path(), "k3", None).unwrap().is_none());
    }

    #[test]
    fn a_log_that_is_mostly_past_is_written_anew() {
        let data = tempfile::tempdir().unwrap();
        let mut arrivals = Arrivals::new(data.path(), "k3");
        let many: Vec<String> = (0..4_000).map(|n| format!("article {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        arrivals.note(at(1), movement(&many, &["kept"])).unwrap();
        arrivals.note(at(2), movement(&["kept"], &[])).unwrap();
        for revision in 3..9 {
            let (came, went) =
                if revision % 2 == 1 { (&[][..], &many[..]) } else { (&many[..], &[][..]) };
            arrivals.note(at(revision), movement(came, went)).unwrap();
        }
        let size = || std::fs::metadata(data.path().join("state/arrivals")).unwrap().len();
        let before = size();
        arrivals.compact().unwrap();
        assert!(size() < before / 3, "{} of {before}", size());
        arrivals.note(at(9), movement(&["late"], &[])).unwrap();
        let again = load(data.path(), Some(9));
        assert_eq!(again.table.revisions, arrivals.table.revisions);
        assert_eq!((again.of(&key("kept")), again.of(&key("late"))), (Some(at(2)), Some(at(9))));
    }
}
