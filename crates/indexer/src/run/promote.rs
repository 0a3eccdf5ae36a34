//! Articles that were hidden and now are the ones to be searched: their files are read again.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::round::Round;
use super::tally::Was;
use crate::IndexError;
use crate::claims::{Claim, Claims};
use crate::ledger::Change;
use crate::pipeline::{self, Piece, Task, Want};
use crate::scan::look_at;

/// Articles to be brought out, by path and first byte.
#[derive(Default)]
pub(super) struct Promotions {
    files: BTreeMap<Box<str>, BTreeMap<u64, Promotion>>,
}

struct Promotion {
    claim: Claim,
    id: Box<str>,
    was: Option<Was>,
}

impl Promotions {
    pub(super) fn add(&mut self, claims: &Claims, claim: Claim, id: &str, was: Option<Was>) {
        let file = self.files.entry(claims.path(claim.file).into()).or_default();
        file.insert(claim.start, Promotion { claim, id: id.into(), was });
    }

    /// Reads the files again and writes the articles. What cannot be read is left over, in doubt.
    pub(super) fn carry_out(mut self, round: &mut Round<'_, '_>) -> Result<(), IndexError> {
        if self.files.is_empty() {
            return Ok(());
        }
        let at = round.at;
        // Read beside the round's own notes, which the writing below adds to.
        let changed: HashMap<Box<str>, _> = self
            .files
            .keys()
            .filter_map(|path| match round.outcome.changes.get(path) {
                Some(Change::Put(_, entry)) => Some((path.clone(), entry.clone())),
                _ => None,
            })
            .collect();
        let mut found = Vec::new();
        for path in self.files.keys() {
            match at.scan.find(path) {
                Some(file) => found.push(file.clone()),
                // Not looked at in this run, because nothing was heard of it.
                None => found.extend(look_at(at.settings, at.rules, [Path::new(&**path)])?.files),
            }
        }
        let mut tasks = Vec::new();
        for found in &found {
            let Some(starts) = self.files.get(&found.path) else { continue };
            let prior = changed.get(&found.path).or_else(|| at.ledger.files.get(&found.path));
            let want = Want::Only(starts.keys().copied().collect());
            tasks.push(Task { found, prior, want });
        }
        pipeline::run(at.settings, at.layout, &tasks, at.meter, &mut |task, piece| {
            let path = &task.found.path;
            let parsed = match piece {
                Piece::Article(parsed) => parsed,
                Piece::End(end) => {
                    round.promotion_ended(task, end);
                    return Ok(());
                }
            };
            let (member, Some(block)) = (parsed.member, parsed.block) else { return Ok(()) };
            let Some(starts) = self.files.get_mut(path) else { return Ok(()) };
            let Some(promotion) = starts.remove(&member.range.start) else { return Ok(()) };
            round.outcome.tally.wrote(&member.id, promotion.was, Was::new(path, &member));
            round.outcome.ids.insert(member.id);
            round.turned.push((promotion.claim, false));
            round.put(block, false)
        })?;
        let left = self.files.into_values().flat_map(BTreeMap::into_values);
        round.outcome.leftover.ids.extend(left.map(|promotion| promotion.id));
        Ok(())
    }
}
