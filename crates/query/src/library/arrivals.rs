//! What arrived after a revision and is found by a search, commit by commit.

use jiff::Zoned;

use super::{Arrivals, Library, guarded};
use crate::answer;
use crate::backend::{Candidate, EngineError, Keep, Order, Sides, Snapshot};
use crate::error::SearchError;
use crate::ranking;
use crate::request::SearchRequest;
use crate::resolve::Clause;
use crate::response::{ArrivalsResponse, VERSION};

/// Articles that are told of at once.
const MOST: usize = 100;

impl Library {
    /// Lists what arrived after a revision and is found by a search, at most a hundred articles at once. Order, pages,
    /// facets and folding of the request mean nothing here; what counts as found is what the search itself finds.
    /// Fails as [`Library::search`] does.
    pub fn arrivals(
        &self,
        request: &SearchRequest,
        after: u64,
        now: &Zoned,
    ) -> Result<Arrivals, SearchError> {
        guarded(|| {
            let snapshot = self.current.load_full();
            let stamp = snapshot.stamp();
            let mut arrivals = Arrivals {
                epoch: stamp.epoch.clone(),
                revision: stamp.revision,
                is_more: false,
                commits: Vec::new(),
            };
            if !snapshot.any(&Clause::ArrivedAfter(after), Sides::All)? {
                return Ok(arrivals);
            }
            let (resolved, _) = self.resolve(&snapshot, request, now)?;
            let sides = ranking::rank(&snapshot, &resolved, Keep::best(0))?.sides;
            let query = resolved.clause(None);
            let later = |revision| Clause::And(vec![query.clone(), Clause::ArrivedAfter(revision)]);
            let found =
                snapshot.find(&later(after), sides, Order::FirstArrived, Keep::best(MOST))?;
            let mut groups = by_revision(&snapshot, &found.best)?;
            arrivals.is_more = (found.best.len() as u64) < found.total;
            if arrivals.is_more && groups.len() > 1 {
                // Some of the last one may be missing; it is told of next time.
                groups.pop();
            }
            let mut marker = answer::marker(&snapshot, &query, self.aliases.clone());
            for (revision, candidates) in groups {
                let mut total = candidates.len() as u64;
                if arrivals.is_more {
                    arrivals.revision = revision;
                    let rest = snapshot.count(&later(revision), sides)?;
                    total = snapshot.count(&later(revision.saturating_sub(1)), sides)? - rest;
                }
                let results = candidates.iter().map(|candidate| {
                    let mut hit = answer::hit(&snapshot, candidate, &query, sides, &mut marker)?;
                    hit.near_duplicate_of = snapshot.first_like(candidate)?;
                    Ok(hit)
                });
                let results = results.collect::<Result<_, EngineError>>()?;
                let epoch = arrivals.epoch.clone();
                let commit = ArrivalsResponse { version: VERSION, epoch, revision, total, results };
                arrivals.commits.push(commit);
            }
            Ok(arrivals)
        })
    }
}

/// Articles in the order of their arrival, commit by commit.
fn by_revision(
    snapshot: &Snapshot,
    candidates: &[Candidate],
) -> Result<Vec<(u64, Vec<Candidate>)>, EngineError> {
    let mut groups: Vec<(u64, Vec<Candidate>)> = Vec::new();
    for candidate in candidates {
        let revision = snapshot.arrival((candidate.segment, candidate.doc))?.revision;
        match groups.last_mut() {
            Some((last, group)) if *last == revision => group.push(*candidate),
            _ => groups.push((revision, vec![*candidate])),
        }
    }
    Ok(groups)
}
