//! What a strict answer leaves out: articles that have some of the words.

use crate::SearchError;
use crate::backend::Snapshot;
use crate::ranking::{Ranking, outermost_words};
use crate::request::{MatchMode, SearchRequest};
use crate::resolve::Resolved;
use crate::response::Note;

/// From so many articles on nobody asks for more.
const PLENTY: u64 = 100;
/// Words so frequent, all together, that counting the rest would cost more than the answer did.
const TOO_FREQUENT: u64 = 50_000;

/// Says how many more articles a search for any of the words would find, where the answer holds to all of them, is
/// short, and the count is cheap; `count` tells how much a search finds.
pub(crate) fn rest(
    snapshot: &Snapshot,
    request: &SearchRequest,
    resolved: &Resolved,
    ranking: &Ranking,
    count: &dyn Fn(&SearchRequest) -> Result<u64, SearchError>,
) -> Result<Option<Note>, SearchError> {
    let is_strict = resolved.match_mode != MatchMode::Any && ranking.total_all.is_none();
    if !is_strict || ranking.total == 0 || ranking.total >= PLENTY {
        return Ok(None);
    }
    // A forgiven query is another one than the typed query that a search for any words would take.
    if resolved
        .notes
        .iter()
        .any(|note| matches!(note.code.as_str(), "corrected" | "phrase_nowhere"))
    {
        return Ok(None);
    }
    let clause = resolved.clause(None);
    let words = outermost_words(&clause);
    let mut sum = 0;
    for word in &words {
        sum += snapshot.frequency(word)?;
    }
    if words.len() < 2 || sum > TOO_FREQUENT {
        return Ok(None);
    }
    let any = SearchRequest { match_mode: MatchMode::Any, limit: 0, ..request.clone() };
    let more = count(&any)?.saturating_sub(ranking.total);
    let (articles, have) = if more == 1 { ("article", "has") } else { ("articles", "have") };
    Ok((more > 0).then(|| Note {
        code: "rest".to_owned(),
        message: format!("{more} more {articles} {have} some of the words (match: any)"),
        count: Some(more),
        ..Note::default()
    }))
}
