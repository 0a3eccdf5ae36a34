//! Near-duplicates folded into one result: the same for every front end.
//!
//! Of a group of near-duplicates that a search finds, the first by date, then by id, is a result, and the others are listed
//! with it. Which one that is depends on the library and on what the search finds, never on the order or the page.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::backend::{Candidate, EngineError, Place, Sides, Snapshot};
use crate::resolve::Clause;

/// A result.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// The article.
    pub(crate) candidate: Candidate,
    /// Ids of the near-duplicates of it that the search finds as well.
    pub(crate) duplicates: Vec<String>,
}

/// Makes results of candidates, in their order, until there are as many as wanted.
pub(crate) fn fold(
    snapshot: &Snapshot,
    clause: &Clause,
    sides: Sides,
    candidates: &[Candidate],
    wanted: usize,
) -> Result<Vec<Shown>, EngineError> {
    let found = |places: &[Place]| snapshot.matching(clause, sides, places);
    fold_by(snapshot, candidates, wanted, &found)
}

/// Tells which of some articles are found.
pub(crate) type IsFound<'a> = &'a dyn Fn(&[Place]) -> Result<Vec<bool>, EngineError>;

/// Makes results of candidates, where `found` tells which articles are found at all.
pub(crate) fn fold_by(
    snapshot: &Snapshot,
    candidates: &[Candidate],
    wanted: usize,
    found: IsFound<'_>,
) -> Result<Vec<Shown>, EngineError> {
    let mut shown = Vec::new();
    // What of each group is found, in its order, by the place of its first member.
    let mut groups: HashMap<Place, Vec<(Place, String)>> = HashMap::new();
    for candidate in candidates {
        if shown.len() >= wanted {
            break;
        }
        let Some(group) = snapshot.group(candidate)? else {
            shown.push(Shown { candidate: *candidate, duplicates: Vec::new() });
            continue;
        };
        let first = group.members[0].place;
        let members = match groups.entry(first) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let places: Vec<Place> = group.members.iter().map(|member| member.place).collect();
                let members = group.members.iter().zip(found(&places)?);
                let members = members.filter(|(_, is_found)| *is_found);
                new.insert(members.map(|(m, _)| (m.place, m.id.clone())).collect())
            }
        };
        if let Some(((leader, _), others)) = members.split_first()
            && *leader == (candidate.segment, candidate.doc)
        {
            let duplicates = others.iter().map(|(_, id)| id.clone()).collect();
            shown.push(Shown { candidate: *candidate, duplicates });
        }
    }
    Ok(shown)
}

/// Makes a result of each candidate.
pub(crate) fn unfolded(candidates: &[Candidate]) -> Vec<Shown> {
    candidates.iter().map(|c| Shown { candidate: *c, duplicates: Vec::new() }).collect()
}
