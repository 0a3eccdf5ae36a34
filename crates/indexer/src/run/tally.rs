//! What became of the ids that a run touched.

use std::collections::HashMap;

use crate::Changes;
use crate::ledger::{Hash128, Ledger, Member};

/// An article as it was searched before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Was {
    path: Hash128,
    hash: Hash128,
}

impl Was {
    pub(crate) fn new(path: &str, member: &Member) -> Self {
        Self { path: Hash128::of(path.as_bytes()), hash: member.hash }
    }
}

/// The articles that were searched before a rebuild, by the hash of their ids.
pub(crate) type Before = HashMap<Hash128, Was>;

/// Returns the articles that a ledger says are searched.
pub(crate) fn before(ledger: &Ledger) -> Before {
    let shown = ledger.files.iter().flat_map(|(path, entry)| {
        let shown = entry.members.iter().filter(|member| !member.hidden);
        shown.map(|member| (Hash128::of(member.id.as_bytes()), Was::new(path, member)))
    });
    shown.collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Replaced,
    Removed,
}

/// What became of the ids that a run touched, over all its rounds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    fates: HashMap<Hash128, Known>,
}

#[derive(Debug, Clone)]
struct Known {
    fate: Fate,
    /// None where only its hash is known.
    id: Option<Box<str>>,
}

impl Tally {
    /// An article was written.
    pub(crate) fn wrote(&mut self, id: &str, was: Option<Was>, is: Was) {
        let fate = match was {
            Some(was) if was == is => return,
            Some(_) => Fate::Replaced,
            None => Fate::Added,
        };
        self.wrote_as(Hash128::of(id.as_bytes()), Known { fate, id: Some(id.into()) });
    }

    /// An article that was searched is no more.
    pub(crate) fn removed(&mut self, key: Hash128, id: Option<&str>) {
        if self.fates.get(&key).is_some_and(|known| known.fate == Fate::Added) {
            self.fates.remove(&key);
        } else {
            self.fates.insert(key, Known { fate: Fate::Removed, id: id.map(Box::from) });
        }
    }

    /// Adds what became of ids in a later round.
    pub(crate) fn add(&mut self, later: Self) {
        for (key, known) in later.fates {
            match known.fate {
                Fate::Removed => self.removed(key, known.id.as_deref()),
                Fate::Added | Fate::Replaced => self.wrote_as(key, known),
            }
        }
    }

    fn wrote_as(&mut self, key: Hash128, mut known: Known) {
        known.fate = match self.fates.get(&key).map(|known| known.fate) {
            Some(Fate::Added) => Fate::Added,
            Some(Fate::Replaced | Fate::Removed) => Fate::Replaced,
            None => known.fate,
        };
        self.fates.insert(key, known);
    }

    /// Returns how many were added, replaced and removed.
    pub(crate) fn counts(&self) -> (u64, u64, u64) {
        let count = |fate| self.fates.values().filter(|it| it.fate == fate).count() as u64;
        (count(Fate::Added), count(Fate::Replaced), count(Fate::Removed))
    }

    /// Returns the ids by what became of them, sorted.
    pub(crate) fn into_changes(self) -> Changes {
        let mut changes = Changes::default();
        for known in self.fates.into_values() {
            let list = match known.fate {
                Fate::Added => &mut changes.added,
                Fate::Replaced => &mut changes.replaced,
                Fate::Removed => &mut changes.removed,
            };
            list.extend(known.id);
        }
        for list in [&mut changes.added, &mut changes.replaced, &mut changes.removed] {
            list.sort_unstable();
        }
        changes
    }
}
