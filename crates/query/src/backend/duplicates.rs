//! Groups of near-duplicates, found as they are asked for and kept as long as the snapshot they are of.
//!
//! Two articles are near-duplicates if [`Sketch::is_near`] says so; a group is all that are linked by that, directly or
//! through others. The index finds the articles that share a band, so a look at one that has no duplicates costs
//! five look-ups, and nothing is kept that a later commit could make wrong.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use precis_schema::Sketch;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::pass::Candidate;
use super::snapshot::{EngineError, Snapshot};

/// An article, by the place of its header: segment and document.
pub(crate) type Place = (usize, DocId);

/// Articles of which each is a near-duplicate of another one, in their own order: the earliest first, undated ones
/// last, then by id.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) members: Vec<Member>,
}

/// An article of a group.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) place: Place,
    pub(crate) id: String,
}

/// The groups that are known by now; none for an article that is alone.
#[derive(Default)]
pub(super) struct Groups(Mutex<HashMap<Place, Option<Arc<Group>>>>);

impl Snapshot {
    /// The group that an article is in; none if it has no near-duplicates.
    pub(crate) fn group(&self, candidate: &Candidate) -> Result<Option<Arc<Group>>, EngineError> {
        let place = (candidate.segment, candidate.doc);
        let known = || self.groups().0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(group) = known().get(&place) {
            return Ok(group.clone());
        }
        let members = Search::new(self).linked_to(place)?;
        let mut known = known();
        if members.len() < 2 {
            known.insert(place, None);
            return Ok(None);
        }
        let group = Arc::new(self.in_order(members)?);
        for member in &group.members {
            known.insert(member.place, Some(Arc::clone(&group)));
        }
        Ok(Some(group))
    }

    fn in_order(&self, places: Vec<Place>) -> Result<Group, EngineError> {
        let mut members = Vec::with_capacity(places.len());
        for place in places {
            let reader = &self.searcher().segment_readers()[place.0];
            let fast = reader.fast_fields();
            let day = fast.column_opt::<i64>("day")?.and_then(|days| days.first(place.1));
            let mut id = String::new();
            if let Some(ids) = fast.str("id")?
                && let Some(ord) = ids.term_ords(place.1).next()
            {
                ids.ord_to_str(ord, &mut id).map_err(tantivy::TantivyError::from)?;
            }
            members.push((day.is_none(), day, Member { place, id }));
        }
        members.sort_by(|a, b| (a.0, a.1, &a.2.id).cmp(&(b.0, b.1, &b.2.id)));
        Ok(Group { members: members.into_iter().map(|(_, _, member)| member).collect() })
    }
}

/// A search for what is linked to one article.
struct Search<'a> {
    snapshot: &'a Snapshot,
    /// For each band that a member has: the articles with it that are near no member so far.
    apart: HashMap<u64, Vec<(Place, Sketch)>>,
}

impl<'a> Search<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, apart: HashMap::new() }
    }

    fn linked_to(mut self, first: Place) -> tantivy::Result<Vec<Place>> {
        let Some(sketch) = self.sketch(first)? else { return Ok(vec![first]) };
        let mut members = vec![(first, sketch)];
        let mut places = HashSet::from([first]);
        let mut at = 0;
        while let Some((_, sketch)) = members.get(at).copied() {
            for key in sketch.keys() {
                if !self.apart.contains_key(&key) {
                    let sharing = self.sharing(key)?;
                    self.apart.insert(key, sharing);
                }
                let Some(apart) = self.apart.get_mut(&key) else { continue };
                apart.retain(|(place, other)| {
                    if places.contains(place) {
                        return false;
                    }
                    let near = sketch.is_near(other);
                    if near {
                        places.insert(*place);
                        members.push((*place, *other));
                    }
                    !near
                });
            }
            at += 1;
        }
        Ok(members.into_iter().map(|(place, _)| place).collect())
    }

    /// The articles that have a band; none where there is one at most.
    fn sharing(&self, key: u64) -> tantivy::Result<Vec<(Place, Sketch)>> {
        let term = Term::from_field_u64(self.snapshot.layout().band, key);
        let mut lists = Vec::new();
        let mut freq = 0;
        for (segment, reader) in self.snapshot.searcher().segment_readers().iter().enumerate() {
            let index = reader.inverted_index(term.field())?;
            if let Some(info) = index.get_term_info(&term)? {
                freq += info.doc_freq;
                lists.push((segment, reader, index, info));
            }
        }
        let mut sharing = Vec::new();
        if freq < 2 {
            return Ok(sharing);
        }
        for (segment, reader, index, info) in lists {
            let mut postings =
                index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
                    && let Some(sketch) = sketch(reader, doc)?
                {
                    sharing.push(((segment, doc), sketch));
                }
                postings.advance();
            }
        }
        Ok(sharing)
    }

    fn sketch(&self, place: Place) -> tantivy::Result<Option<Sketch>> {
        match self.snapshot.searcher().segment_readers().get(place.0) {
            Some(reader) => sketch(reader, place.1),
            None => Ok(None),
        }
    }
}

/// What the text of an article is like; none of a short one.
fn sketch(reader: &SegmentReader, header: DocId) -> tantivy::Result<Option<Sketch>> {
    let Some(column) = reader.fast_fields().column_opt::<u64>("sketch")? else { return Ok(None) };
    let numbers: Vec<u64> = column.values_for_doc(header).collect();
    Ok(numbers.try_into().ok().map(Sketch))
}
