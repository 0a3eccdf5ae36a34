//! A last word that no article has, but that begins words which articles do have: as yet typed in part.

use precis_analysis::Typed;
use precis_briefing::Companies;

use super::spelling::correction;
use crate::backend::{EngineError, Sides, Snapshot};
use crate::resolve::Clause;

/// Tells whether a word that no article has was likely meant to go on: words of articles begin with its folded letters,
/// and are at least as frequent as the word that it may be a slip of.
pub(super) fn goes_on(
    snapshot: &Snapshot,
    companies: &Companies,
    typed: &Typed,
    letters: &str,
) -> Result<bool, EngineError> {
    if !snapshot.any(&Clause::Prefix(letters.to_owned()), Sides::All)? {
        return Ok(false);
    }
    let Some(other) = correction(snapshot, companies, typed)? else { return Ok(true) };
    let sum = |words: Vec<(String, u64)>| words.into_iter().map(|(_, frequency)| frequency).sum();
    let frequency: u64 = sum(snapshot.words_starting(letters, usize::MAX)?);
    Ok(frequency >= sum(snapshot.words_near(&other, 0)?))
}
