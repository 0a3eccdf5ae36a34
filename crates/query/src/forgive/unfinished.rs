//! A last word that no article has, but that begins words which articles do have: as yet typed in part.

use precis_analysis::Typed;
use precis_briefing::Companies;

use super::spelling::{correction, may_be_wrong};
use crate::backend::{EngineError, Sides, Snapshot};
use crate::language::MIN_PATTERN_LETTERS;
use crate::resolve::Clause;

/// Returns the letters of a word that was likely meant to go on: no article has it, some have words that begin with it,
/// and those are at least as frequent as the word that it may be a slip of.
pub(super) fn beginning<'a>(
    snapshot: &Snapshot,
    companies: &Companies,
    typed: &'a Typed,
) -> Result<Option<&'a str>, EngineError> {
    let Some(letters) = may_be_wrong(typed, companies, MIN_PATTERN_LETTERS) else {
        return Ok(None);
    };
    let goes_on = Clause::Prefix(letters.to_owned());
    if snapshot.has_word(typed)? || !snapshot.any(&goes_on, Sides::All)? {
        return Ok(None);
    }
    if let Some(other) = correction(snapshot, companies, typed)? {
        let frequencies = snapshot.words_starting(letters, usize::MAX)?;
        let frequency: u64 = frequencies.iter().map(|(_, frequency)| frequency).sum();
        let other_frequency = snapshot.words_near(&other, 0)?.iter().map(|(_, each)| each).sum();
        if frequency < other_frequency {
            return Ok(None);
        }
    }
    Ok(Some(letters))
}
