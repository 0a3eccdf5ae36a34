//! When articles arrived, and what they were near-duplicates of when they did.

use jiff::Timestamp;
use precis_schema::{Arrival, SchemaError};

use super::duplicates::Place;
use super::pass::Candidate;
use super::snapshot::{EngineError, Snapshot};

impl Snapshot {
    /// The commit that an article came with.
    pub(crate) fn arrival(&self, place: Place) -> Result<Arrival, EngineError> {
        let damaged = || SchemaError::Damaged { what: "when an article arrived" };
        let reader = self.searcher().segment_readers().get(place.0).ok_or_else(damaged)?;
        let fast = reader.fast_fields();
        let revision = fast.column_opt::<u64>("arrived")?.and_then(|column| column.first(place.1));
        let at = fast.column_opt::<i64>("arrived_at")?.and_then(|column| column.first(place.1));
        let (revision, at) = revision.zip(at).ok_or_else(damaged)?;
        Ok(Arrival { revision, at: Timestamp::from_millisecond(at).map_err(|_| damaged())? })
    }

    /// The article that an article is a near-duplicate of: the first of its group to arrive, unless it is that itself.
    /// Of several that came with one commit, the group's own order says which was first.
    pub(crate) fn first_like(&self, candidate: &Candidate) -> Result<Option<String>, EngineError> {
        let Some(group) = self.group(candidate)? else { return Ok(None) };
        let mut first: Option<(u64, usize)> = None;
        for (at, member) in group.members.iter().enumerate() {
            let revision = self.arrival(member.place)?.revision;
            if first.is_none_or(|(least, _)| revision < least) {
                first = Some((revision, at));
            }
        }
        let first = first.and_then(|(_, at)| group.members.get(at));
        let own = (candidate.segment, candidate.doc);
        Ok(first.filter(|first| first.place != own).map(|first| first.id.clone()))
    }
}
