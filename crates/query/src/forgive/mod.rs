//! What the default match forgives: slips of spelling, a last word typed in part, and quotes around what stands nowhere so.
//!
//! Forgiving changes the tree that was typed, before it is settled: whatever comes after (ranking, marks, facets,
//! how the query was read) sees the forgiven query and needs no rule of its own.

mod edits;
mod instead;
mod outermost;
mod parameters;
mod phrases;
mod rest;
mod spelling;
mod unfinished;

pub(crate) use instead::instead;
pub(crate) use rest::rest;

use precis_briefing::Companies;

use crate::backend::{EngineError, Snapshot};
use crate::language::Node;
use crate::request::{MatchMode, SearchRequest};
use crate::response::Note;

/// Forgives what a typed tree has to be forgiven, and says what that was. Only [`MatchMode::Auto`] forgives.
pub(crate) fn forgive(
    snapshot: &Snapshot,
    companies: &Companies,
    request: &SearchRequest,
    tree: &mut Node,
) -> Result<Vec<Note>, EngineError> {
    let mut notes = Vec::new();
    if request.match_mode == MatchMode::Auto {
        // Spelling first: what was quoted is taken letter by letter, even where its quotes are forgiven.
        spelling::correct(snapshot, companies, &request.query, tree, &mut notes)?;
        phrases::unquote(snapshot, &request.query, tree, &mut notes)?;
    }
    Ok(notes)
}
