//! One pass over what differs: files read, claims settled, blocks written. Nothing is committed here.

use std::collections::{HashMap, HashSet};

use precis_schema::{Arrival, Block, Encoder, Layout};

use super::plan::Plan;
use super::promote::Promotions;
use super::tally::{Before, Tally, Was};
use crate::arrivals::{Arrivals, Movement};
use crate::claims::{Claim, Claims, FileNumber, Verdict};
use crate::ledger::{Change, Doubt, Entry, Hash128, Ledger, Member};
use crate::pipeline::{self, End, Meter, Parsed, Piece, Task};
use crate::rules::Rules;
use crate::scan::Scan;
use crate::stat::Stat;
use crate::writer::Writer;
use crate::{IndexError, Settings, Unreadable};

/// What a round needs to know.
pub(crate) struct Setting<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) layout: &'a Layout,
    pub(crate) ledger: &'a Ledger,
    pub(crate) rules: &'a Rules,
    pub(crate) scan: &'a Scan,
    pub(crate) now: jiff::Timestamp,
    pub(crate) meter: &'a Meter<'a>,
    /// When the articles that are known arrived.
    pub(crate) arrivals: &'a Arrivals,
    /// The commit that the others arrive with.
    pub(crate) arriving: Arrival,
    /// What was searched before a rebuild.
    pub(crate) before: &'a Before,
}

/// What a round did, to be committed and noted.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) changes: HashMap<Box<str>, Change>,
    /// Ids that were written or deleted.
    pub(crate) ids: HashSet<Box<str>>,
    /// Articles that arrive, and such as are gone.
    pub(crate) movement: Movement,
    pub(crate) tally: Tally,
    pub(crate) unreadable: Vec<Unreadable>,
    /// What could not be settled and is tried again next time.
    pub(crate) leftover: Doubt,
}

/// A round under way.
pub(super) struct Round<'a, 'w> {
    pub(super) at: &'a Setting<'a>,
    pub(super) writer: &'w mut Writer,
    pub(super) claims: &'w mut Claims,
    /// Articles that were searched and whose claim was withdrawn, until another takes their place.
    lost: HashMap<Hash128, Lost>,
    /// The file whose articles are coming in.
    current: Option<Current>,
    /// Articles that others hide from now on, or no longer.
    pub(super) turned: Vec<(Claim, bool)>,
    promotions: Promotions,
    pub(super) outcome: Outcome,
}

struct Lost {
    id: Box<str>,
    was: Was,
}

struct Current {
    file: FileNumber,
    members: Vec<Member>,
}

/// Carries a plan out. `claims` are those of the ledger; afterwards they are those of the outcome. After an error
/// they are worth nothing.
pub(crate) fn run<'a>(
    at: &'a Setting<'a>,
    plan: &'a Plan<'a>,
    writer: &mut Writer,
    claims: &mut Claims,
) -> Result<Outcome, IndexError> {
    let mut round = Round::new(at, plan, writer, claims);
    pipeline::run(at.settings, at.layout, &plan.tasks, at.meter, &mut |task, piece| {
        round.take(task, piece)
    })?;
    for path in &plan.gone {
        round.outcome.changes.insert((*path).into(), Change::Gone((*path).into()));
    }
    round.settle()?;
    let promotions = std::mem::take(&mut round.promotions);
    promotions.carry_out(&mut round)?;
    Ok(round.finish())
}

impl<'a, 'w> Round<'a, 'w> {
    fn new(
        at: &'a Setting<'a>,
        plan: &Plan<'a>,
        writer: &'w mut Writer,
        claims: &'w mut Claims,
    ) -> Self {
        let tasks = plan.tasks.iter().map(|task| &*task.found.path);
        let changed: HashSet<&str> = tasks.chain(plan.gone.iter().copied()).collect();
        let mut lost = HashMap::new();
        for path in changed {
            let Some(entry) = at.ledger.files.get(path) else { continue };
            claims.withdraw(path, &entry.members);
            let shown = entry.members.iter().filter(|member| !member.hidden);
            lost.extend(shown.map(|member| {
                let was = Was::new(path, member);
                (Hash128::of(member.id.as_bytes()), Lost { id: member.id.clone(), was })
            }));
        }
        let outcome = Outcome::default();
        let promotions = Promotions::default();
        Self { at, writer, claims, lost, current: None, turned: Vec::new(), promotions, outcome }
    }

    fn take(&mut self, task: &Task<'_>, piece: Piece) -> Result<(), IndexError> {
        match piece {
            Piece::Article(parsed) => self.member(&task.found.path, parsed),
            Piece::End(end) => self.end(task, end),
        }
    }

    /// Enters an article's claim, and writes the article if it is the one to be searched.
    fn member(&mut self, path: &str, parsed: Parsed) -> Result<(), IndexError> {
        let Parsed { mut member, block } = parsed;
        let file = match &self.current {
            Some(current) => current.file,
            None => self.claims.file(path),
        };
        let claim = Claim { file, start: member.range.start };
        match self.claims.add(&member.id, claim) {
            Verdict::Lost => member.hidden = true,
            Verdict::Won(over) => {
                let key = Hash128::of(member.id.as_bytes());
                let mut was = self.lost.remove(&key).map(|lost| lost.was);
                if let Some(over) = over
                    && let Some(beaten) = self.member_at(over).filter(|beaten| !beaten.hidden)
                {
                    was = was.or_else(|| Some(Was::new(self.claims.path(over.file), beaten)));
                    self.turned.push((over, true));
                }
                let doubt = &self.at.ledger.doubt.ids;
                let may_be_there = was.is_some() || doubt.contains(&member.id);
                let was = was.or_else(|| self.at.before.get(&key).copied());
                match block {
                    Some(block) => {
                        self.outcome.tally.wrote(&member.id, was, Was::new(path, &member));
                        let is_first = self.outcome.ids.insert(member.id.clone());
                        self.put(block, is_first && !may_be_there)?;
                        member.hidden = false;
                    }
                    // Searched already, as it is.
                    None if !member.hidden => {}
                    None => self.promotions.add(self.claims, claim, &member.id, was),
                }
            }
        }
        let current = self.current.get_or_insert_with(|| Current { file, members: Vec::new() });
        current.members.push(member);
        Ok(())
    }

    /// Writes an article, together with when it arrived: now, if nobody knows it yet. With `is_new` the index has none
    /// with its id, neither a committed one nor one of this round.
    pub(super) fn put(&mut self, mut block: Block, is_new: bool) -> Result<(), IndexError> {
        let key = Hash128::of(block.id.as_bytes());
        let arrival = self.at.arrivals.of(&key).unwrap_or_else(|| {
            self.outcome.movement.came.insert(key);
            self.at.arriving
        });
        block.set_arrival(self.at.layout, arrival);
        self.writer.put(block, is_new)
    }

    fn end(&mut self, task: &Task<'_>, end: End) -> Result<(), IndexError> {
        let path = &task.found.path;
        let entry = match end {
            End::Same(stat) => {
                let Some(prior) = task.prior else { return Ok(()) };
                for member in prior.members.iter().cloned() {
                    self.member(path, Parsed { member, block: None })?;
                }
                let (hash, faults) = (prior.hash, prior.faults.clone());
                Some(Entry { hash, faults, ..self.entry(stat) })
            }
            End::Read { stat, hash, faults } => {
                Some(Entry { hash: Some(hash), faults, ..self.entry(stat) })
            }
            End::Unreadable { stat, reason, faults } => {
                self.outcome.unreadable.push(Unreadable { path: path.to_string(), reason });
                let began = self.current.is_some();
                self.keep_prior(task)?;
                let stat = stat.filter(|_| began);
                let entry = stat.map(|stat| Entry { settled: false, faults, ..self.entry(stat) });
                entry.or_else(|| task.prior.cloned())
            }
            End::Gone | End::Different => None,
        };
        self.current = None;
        match entry {
            Some(entry) if task.prior == Some(&entry) => {}
            Some(entry) => {
                self.outcome.changes.insert(path.clone(), Change::Put(path.clone(), entry));
            }
            None if task.prior.is_some() => {
                self.outcome.changes.insert(path.clone(), Change::Gone(path.clone()));
            }
            None => {}
        }
        Ok(())
    }

    /// What the ledger is to know of the current file; hash and faults are left to be filled in.
    fn entry(&mut self, stat: Stat) -> Entry {
        let members = self.current.take().map_or_else(Vec::new, |current| current.members);
        let settled = stat.is_settled(self.at.now);
        Entry { stat, settled, hash: None, members, faults: Vec::new() }
    }

    /// Keeps the articles of a file that could not be read (to its end) as they were.
    fn keep_prior(&mut self, task: &Task<'_>) -> Result<(), IndexError> {
        let Some(prior) = task.prior else { return Ok(()) };
        let came = self.current.as_ref().map_or(&[][..], |current| &current.members[..]);
        let came: HashSet<Box<str>> = came.iter().map(|member| member.id.clone()).collect();
        for member in prior.members.iter().filter(|member| !came.contains(&member.id)) {
            self.member(&task.found.path, Parsed { member: member.clone(), block: None })?;
        }
        if let Some(current) = &mut self.current {
            current.members.sort_by_key(|member| member.range.start);
        }
        Ok(())
    }

    /// Sees to the ids whose article was withdrawn, and to those in doubt: another takes their place, or none.
    fn settle(&mut self) -> Result<(), IndexError> {
        let encoder = Encoder::new(self.at.layout.clone());
        for id in &self.at.ledger.doubt.ids {
            // A ledger that was cut off may still call several of them the one that is searched.
            let hidden = self.claims.hidden(&Hash128::of(id.as_bytes()));
            self.turned.extend(hidden.iter().map(|claim| (*claim, true)));
        }
        let mut ids: Vec<_> =
            self.lost.drain().map(|(_, lost)| (lost.id, Some(lost.was))).collect();
        let doubtful = self.at.ledger.doubt.ids.iter();
        let known: HashSet<Box<str>> = ids.iter().map(|(id, _)| id.clone()).collect();
        ids.extend(doubtful.filter(|id| !known.contains(*id)).map(|id| (id.clone(), None)));
        ids.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (id, was) in ids {
            if self.outcome.ids.contains(&id) {
                continue;
            }
            let key = Hash128::of(id.as_bytes());
            match self.claims.best(&key) {
                None => {
                    self.writer.remove(encoder.removal(&id))?;
                    if self.at.arrivals.of(&key).is_some() {
                        self.outcome.movement.went.insert(key);
                    }
                    if was.is_some() {
                        self.outcome.tally.removed(key, Some(&id));
                    }
                    self.outcome.ids.insert(id);
                }
                Some(claim) => self.promotions.add(self.claims, claim, &id, was),
            }
        }
        Ok(())
    }

    /// Takes down how reading a file for hidden articles ended.
    pub(super) fn promotion_ended(&mut self, task: &Task<'_>, end: End) {
        let path = &task.found.path;
        match (end, task.prior) {
            // It changed without a trace; without a hash, it is read whole next time.
            (End::Different, Some(prior)) => {
                let entry = Entry { hash: None, ..prior.clone() };
                self.outcome.changes.insert(path.clone(), Change::Put(path.clone(), entry));
            }
            (End::Unreadable { reason, .. }, _) => {
                self.outcome.unreadable.push(Unreadable { path: path.to_string(), reason });
            }
            _ => {}
        }
    }

    /// What is known of an article by its claim, as of this round.
    fn member_at(&self, claim: Claim) -> Option<&Member> {
        let path = self.claims.path(claim.file);
        let current = self.current.as_ref().filter(|current| current.file == claim.file);
        let members = match (current, self.outcome.changes.get(path)) {
            (Some(current), _) => &current.members,
            (None, Some(Change::Put(_, entry))) => &entry.members,
            (None, _) => &self.at.ledger.files.get(path)?.members,
        };
        let index = members.binary_search_by_key(&claim.start, |member| member.range.start);
        members.get(index.ok()?)
    }

    fn finish(self) -> Outcome {
        let mut outcome = self.outcome;
        for (claim, hidden) in self.turned {
            let path = self.claims.path(claim.file);
            let change = match outcome.changes.get_mut(path) {
                Some(change) => change,
                None => {
                    let Some(entry) = self.at.ledger.files.get(path) else { continue };
                    let change = Change::Put(path.into(), entry.clone());
                    outcome.changes.entry(path.into()).or_insert(change)
                }
            };
            let Change::Put(_, entry) = change else { continue };
            let turned =
                entry.members.iter_mut().filter(|member| member.range.start == claim.start);
            turned.for_each(|member| member.hidden = hidden);
        }
        outcome
    }
}
