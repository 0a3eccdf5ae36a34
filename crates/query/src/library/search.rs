//! A search from its request to the answer: one page of results, notes, facets, and where the next page starts.

use std::time::Instant;

use jiff::Zoned;

use super::Library;
use crate::answer;
use crate::backend::{EngineError, Keep, Snapshot};
use crate::cursor::{Cursor, search_name};
use crate::error::SearchError;
use crate::explain::explain;
use crate::fold::{Shown, fold, unfolded};
use crate::forgive::{instead, rest};
use crate::ranking::{self, Ranking};
use crate::request::{SearchRequest, Sort};
use crate::resolve::{self, Clause, Resolved};
use crate::response::{Note, SearchResponse, VERSION};

impl Library {
    pub(super) fn answer(
        &self,
        request: &SearchRequest,
        asked: &Zoned,
    ) -> Result<SearchResponse, SearchError> {
        let start = Instant::now();
        let cursor = request.cursor.as_deref().map(|c| Cursor::decode(c, request)).transpose()?;
        let now = cursor.as_ref().map_or_else(|| asked.clone(), |c| answer::at_day(asked, c));
        let snapshot = self.snapshot_for(cursor.as_ref(), asked);
        let (resolved, tree) = self.resolve(&snapshot, request, &now)?;
        let clause = resolved.clause(None);

        let offset = cursor.as_ref().map_or(0, |cursor| cursor.offset);
        let wanted = if request.limit == 0 {
            0
        } else {
            // One more than the page tells whether there is a next one.
            offset.saturating_add(request.limit).saturating_add(1)
        };
        let (ranking, shown) = results(&snapshot, &resolved, &clause, request, wanted)?;
        let mut notes = resolved.notes.clone();
        answer::notes(&snapshot, &resolved, &ranking, &mut notes)?;
        let from = page_start(&snapshot, &shown, cursor.as_ref(), &mut notes)?;

        let tells_of_arrivals = resolved.sort == Sort::Arrived || clause.asks_for_arrival();
        let mut marker = answer::marker(&snapshot, &clause, self.aliases.clone());
        let ahead = shown.get(from..).unwrap_or_default();
        let page = &ahead[..ahead.len().min(request.limit)];
        let mut results = page
            .iter()
            .map(|one| {
                let sides = ranking.sides;
                let mut hit = answer::hit(&snapshot, &one.candidate, &clause, sides, &mut marker)?;
                hit.duplicates.clone_from(&one.duplicates);
                if tells_of_arrivals {
                    hit.near_duplicate_of = snapshot.first_like(&one.candidate)?;
                }
                Ok(hit)
            })
            .collect::<Result<Vec<_>, EngineError>>()?;
        if request.explain {
            let before = from.checked_sub(1).and_then(|at| shown.get(at));
            let before = before.map(|before| &before.candidate);
            explain(&snapshot, &resolved, ranking.sides, before, page, &mut results)?;
        }
        // What was not looked at any more may hold results, unless the page before was of another revision.
        let is_more = ahead.len() > page.len() || (ranking.best.len() as u64) < ranking.total;
        let next = results.last().filter(|_| is_more).map(|last| {
            let stamp = snapshot.stamp();
            let cursor = Cursor {
                epoch: stamp.epoch.clone(),
                revision: stamp.revision,
                day: now.date(),
                utc_day: resolved.today,
                offset: from + page.len(),
                last: last.id.clone(),
                search: search_name(request),
            };
            cursor.encode()
        });
        let count = |other: &SearchRequest| self.total(&snapshot, other, &now);
        if cursor.is_none() && request.limit > 0 {
            notes.extend(rest(&snapshot, request, &resolved, &ranking, &count)?);
        }
        let instead = if ranking.total == 0 && cursor.is_none() {
            instead(&snapshot, self.aliases.companies(), request, &tree, &count)?
        } else {
            Vec::new()
        };
        let facets = if request.facets {
            Some(answer::facets(&snapshot, &resolved, &ranking)?)
        } else {
            None
        };
        Ok(SearchResponse {
            version: VERSION,
            query: request.query.clone(),
            read_as: resolve::read_as(&resolved),
            notes,
            total: ranking.total,
            took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
            epoch: snapshot.stamp().epoch.clone(),
            revision: snapshot.stamp().revision,
            sort: resolved.sort.as_str().to_owned(),
            complete: true,
            results,
            instead,
            facets,
            next,
        })
    }
}

/// Ranks until there are as many results as wanted, or no more: near-duplicates are folded, so some of the best may be
/// parts of others.
fn results(
    snapshot: &Snapshot,
    resolved: &Resolved,
    clause: &Clause,
    request: &SearchRequest,
    wanted: usize,
) -> Result<(Ranking, Vec<Shown>), EngineError> {
    let mut keep = wanted;
    loop {
        let everyone = request.facets;
        let ranking = ranking::rank(snapshot, resolved, Keep { best: keep, everyone })?;
        let best = &ranking.best;
        if request.unfold {
            let shown = unfolded(best);
            return Ok((ranking, shown));
        }
        let shown = fold(snapshot, clause, ranking.sides, best, wanted)?;
        if shown.len() >= wanted || best.len() as u64 >= ranking.total {
            return Ok((ranking, shown));
        }
        keep = best.len().max(keep).saturating_mul(2);
    }
}

/// Where a page starts. On the revision its cursor was made for, exactly after the page before; on another one,
/// after the last result of the page before, wherever that is now.
fn page_start(
    snapshot: &Snapshot,
    shown: &[Shown],
    cursor: Option<&Cursor>,
    notes: &mut Vec<Note>,
) -> Result<usize, EngineError> {
    let Some(cursor) = cursor else { return Ok(0) };
    let stamp = snapshot.stamp();
    if (&stamp.epoch, stamp.revision) == (&cursor.epoch, cursor.revision) {
        return Ok(cursor.offset);
    }
    let message =
        "the library changed since the page before; this one goes on after its last result";
    notes.push(answer::note("revision_changed", message.to_owned(), None, None));
    let is_last = |at: usize| -> Result<bool, EngineError> {
        Ok(snapshot.header(&shown[at].candidate)?.id == cursor.last)
    };
    // Results move little between two revisions, so the search starts where it was.
    let around = cursor.offset.saturating_sub(1).min(shown.len());
    for at in (around..shown.len()).chain((0..around).rev()) {
        if is_last(at)? {
            return Ok(at + 1);
        }
    }
    Ok(cursor.offset.min(shown.len()))
}
