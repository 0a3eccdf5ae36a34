//! What became of the ids that a run touched.

use std::collections::HashMap;

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
    fates: HashMap<Hash128, Fate>,
}

impl Tally {
    /// An article was written.
    pub(crate) fn wrote(&mut self, key: Hash128, was: Option<Was>, is: Was) {
        match was {
            Some(was) if was == is => {}
            Some(_) => self.wrote_as(key, Fate::Replaced),
            None => self.wrote_as(key, Fate::Added),
        }
    }

    /// An article that was searched is no more.
    pub(crate) fn removed(&mut self, key: Hash128) {
        if self.fates.get(&key) == Some(&Fate::Added) {
            self.fates.remove(&key);
        } else {
            self.fates.insert(key, Fate::Removed);
        }
    }

    /// Adds what became of ids in a later round.
    pub(crate) fn add(&mut self, later: &Self) {
        for (&key, &fate) in &later.fates {
            match fate {
                Fate::Removed => self.removed(key),
                Fate::Added => self.wrote_as(key, Fate::Added),
                Fate::Replaced => self.wrote_as(key, Fate::Replaced),
            }
        }
    }

    fn wrote_as(&mut self, key: Hash128, fate: Fate) {
        let fate = match self.fates.get(&key) {
            Some(Fate::Added) => Fate::Added,
            Some(Fate::Replaced | Fate::Removed) => Fate::Replaced,
            None => fate,
        };
        self.fates.insert(key, fate);
    }

    /// Returns how many were added, replaced and removed.
    pub(crate) fn counts(&self) -> (u64, u64, u64) {
        let count = |fate| self.fates.values().filter(|&&is| is == fate).count() as u64;
        (count(Fate::Added), count(Fate::Replaced), count(Fate::Removed))
    }
}
