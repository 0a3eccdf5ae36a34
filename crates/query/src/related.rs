//! Articles related to one: `related`.

use std::collections::HashSet;
use std::sync::Arc;

use precis_briefing::Aliases;
use precis_schema::StoredHeader;

use crate::answer;
use crate::backend::{Candidate, EngineError, Keep, Order, Place, Sides, Snapshot};
use crate::fold::fold_by;
use crate::resolve::{Clause, Word};
use crate::response::{Hit, Shared};

/// Articles related to one.
#[derive(Debug)]
pub(crate) struct Related {
    /// How many there are, near-duplicates of each other included.
    pub(crate) total: u64,
    /// The nearest of them.
    pub(crate) results: Vec<Hit>,
}

/// Finds what is related to an article, at most `limit` of it; none if there is no such article.
pub(crate) fn related(
    snapshot: &Snapshot,
    aliases: &Arc<Aliases>,
    id: &str,
    limit: usize,
) -> Result<Option<Related>, EngineError> {
    let found =
        snapshot.find(&Clause::Id(id.to_owned()), Sides::All, Order::Newest, Keep::best(1))?;
    let Some(article) = found.best.first() else { return Ok(None) };
    let header = snapshot.header(article)?;
    let sections = snapshot.sections(article, &header)?;
    let traits = snapshot.traits(&header, &sections)?;
    let mut candidates = snapshot.sharing(&traits, article.day(Order::Newest))?;
    let place = |candidate: &Candidate| (candidate.segment, candidate.doc);
    let mut own = HashSet::from([place(article)]);
    if let Some(group) = snapshot.group(article)? {
        own.extend(group.members.iter().map(|member| member.place));
    }
    candidates.retain(|candidate| !own.contains(&place(candidate)));
    let total = candidates.len() as u64;

    let all: HashSet<Place> = candidates.iter().map(place).collect();
    let is_found = |places: &[Place]| Ok(places.iter().map(|p| all.contains(p)).collect());
    let shown = fold_by(snapshot, &candidates, limit, &is_found)?;
    let words = traits.words.iter().flat_map(|word| precis_analysis::typed(&word.text));
    let clause = Clause::Or(words.map(|typed| Clause::Word(Word::from(typed))).collect());
    let mut marker = answer::marker(snapshot, &clause, aliases.clone());
    let mut results = Vec::with_capacity(shown.len());
    for one in &shown {
        let candidate = &one.candidate;
        let mut hit = answer::hit(snapshot, candidate, &clause, Sides::All, &mut marker)?;
        let has = snapshot.has_words(candidate, &traits.words)?;
        let words = traits.words.iter().zip(has).filter(|(_, has)| *has);
        hit.shared = Some(Shared {
            words: words.map(|(word, _)| word.text.clone()).collect(),
            companies: shared_companies(&header, &snapshot.header(candidate)?),
        });
        hit.duplicates.clone_from(&one.duplicates);
        results.push(hit);
    }
    Ok(Some(Related { total, results }))
}

fn shared_companies(one: &StoredHeader, other: &StoredHeader) -> Vec<String> {
    let shared = one.companies.iter().filter(|name| other.companies.contains(name));
    shared.cloned().collect()
}
