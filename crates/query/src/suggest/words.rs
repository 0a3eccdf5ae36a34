//! The word that is being typed, completed from the word list.

use super::typing::Typing;
use super::{Count, counted};
use crate::SearchError;
use crate::backend::{EngineError, Snapshot};
use crate::response::Suggestion;

/// Words taken from the word list, the most frequent first.
const MOST_LISTED: usize = 48;
/// Words whose totals are looked up; of several words side by side, which cost more, only as many as are suggested.
const MOST_COUNTED: usize = 8;
/// Words suggested.
const MOST: usize = 5;
/// Fewest letters in which one may be wrong.
const FEWEST_FOR_A_TYPO: usize = 4;

/// A word that may be meant, and how frequent it is among sections and titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Completion {
    pub(super) word: String,
    pub(super) frequency: u64,
}

/// Lists words that begin with the letters typed, or, where there are none, that would with one letter changed; of
/// several forms of a word the most frequent.
pub(super) fn completions(
    snapshot: &Snapshot,
    typing: &Typing,
) -> Result<Vec<Completion>, EngineError> {
    let letters = &typing.letters;
    if letters.is_empty() {
        return Ok(Vec::new());
    }
    let mut listed = snapshot.words_starting(letters, MOST_LISTED)?;
    if listed.is_empty() && letters.chars().count() >= FEWEST_FOR_A_TYPO {
        listed = snapshot.words_starting_near(letters, MOST_LISTED)?;
        listed.retain(|(word, _)| word.chars().next() == letters.chars().next());
    }
    let mut stems: Vec<String> = Vec::new();
    let mut completions = Vec::new();
    for (word, frequency) in listed {
        // Operators and words that fall apart are no completions of a word.
        let [typed] = &precis_analysis::typed(&word)[..] else { continue };
        let Some(stem) = typed.parts.first().and_then(|form| form.stems.first()) else { continue };
        if matches!(word.as_str(), "AND" | "OR" | "NOT") || stems.contains(stem) {
            continue;
        }
        stems.push(stem.clone());
        completions.push(Completion { word, frequency });
    }
    Ok(completions)
}

/// Suggests completions, those that find most first.
pub(super) fn suggestions(
    typing: &Typing,
    completions: &[Completion],
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    if typing.quote.is_some() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let counted_at_most = if typing.words.is_empty() { MOST_COUNTED } else { MOST };
    for completion in completions.iter().take(counted_at_most) {
        let query = format!("{}{}", typing.before, completion.word);
        found.extend(counted("word", query.clone(), query, None, count)?);
    }
    found.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.text.cmp(&b.text)));
    found.truncate(MOST);
    Ok(found)
}
