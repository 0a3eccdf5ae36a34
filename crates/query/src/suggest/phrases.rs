//! Two words side by side: the word before with completions of the one being typed, and pairs from matching titles.

use precis_analysis::{Typed, is_function_word, typed};

use super::titles::Title;
use super::typing::Typing;
use super::words::Completion;
use super::{Count, counted};
use crate::SearchError;
use crate::backend::{EngineError, Snapshot};
use crate::resolve::Word;
use crate::response::Suggestion;

/// Pairs whose totals are looked up.
const MOST_COUNTED: usize = 12;
/// Places that are looked at, all pairs together: a pair costs what the rarer of its words does.
const MOST_PLACES: u64 = 40_000;
/// Phrases suggested.
const MOST: usize = 3;

/// What counting pairs may cost.
#[derive(Debug)]
pub(super) struct Costs {
    /// Articles that have the last whole word.
    last: u64,
}

impl Costs {
    /// Looks up what pairs with the last whole word may cost.
    pub(super) fn of(snapshot: &Snapshot, typing: &Typing) -> Result<Self, EngineError> {
        let last = typing.words.last().map(|word| snapshot.frequency(&Word::from(word.clone())));
        Ok(Self { last: last.transpose()?.unwrap_or_default() })
    }

    /// The completions that make pairs within what may be spent, and that carry meaning.
    fn within<'a>(&self, completions: &'a [Completion]) -> impl Iterator<Item = &'a str> {
        let (mut left, last) = (MOST_PLACES, self.last);
        let carries_meaning = |one: &&Completion| !is_function_word(&one.word);
        completions.iter().filter(carries_meaning).filter_map(move |one| {
            // Where one is too dear, a rarer one may still do.
            let rest = left.checked_sub(one.frequency.min(last))?;
            left = rest;
            Some(one.word.as_str())
        })
    }
}

/// Suggests phrases of two words (longer ones inside quotes), those that find most first.
pub(super) fn suggestions(
    typing: &Typing,
    completions: &[Completion],
    titles: &[Title],
    costs: &Costs,
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut add = |before: &str, phrase: String| {
        let text = format!("{before}{phrase}");
        if !texts.iter().any(|(known, _)| *known == text) {
            texts.push((text, format!("{before}\"{phrase}\"")));
        }
    };
    if let Some(quote) = typing.quote {
        let inside = typing.before.get(quote..).unwrap_or_default();
        let inside = inside.trim_start_matches(|c: char| !c.is_alphanumeric());
        for word in costs.within(completions) {
            add(typing.before.get(..quote).unwrap_or_default(), format!("{inside}{word}"));
        }
    } else if typing.is_plain {
        let last = typing.words.last();
        // What stands before the pair, when the last whole word is its first.
        let before = last.and_then(|word| typing.before.get(..word.span.start)).unwrap_or_default();
        for title in titles {
            for pair in typed(&title.text).windows(2) {
                let [first, second] = pair else { continue };
                if let Some(pair) = completed(typing, first, second) {
                    add(before, pair);
                }
            }
        }
        if let Some(last) = last.filter(|last| !is_function_word(&last.text)) {
            for word in costs.within(completions) {
                add(before, format!("{} {word}", exact(last)));
            }
        }
    }
    let mut found = Vec::new();
    for (text, query) in texts.into_iter().take(MOST_COUNTED) {
        found.extend(counted("phrase", text, query, None, count)?);
    }
    found.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.text.cmp(&b.text)));
    found.truncate(MOST);
    Ok(found)
}

/// Two neighbouring words of a title, where they go on from what was typed.
fn completed(typing: &Typing, first: &Typed, second: &Typed) -> Option<String> {
    let goes_on = match (typing.words.last(), typing.letters.as_str()) {
        (None, letters) => exact(first).starts_with(letters),
        (Some(last), "") => exact(first) == exact(last),
        (Some(last), letters) => exact(first) == exact(last) && exact(second).starts_with(letters),
    };
    let speaks = !is_function_word(&first.text) && !is_function_word(&second.text);
    (goes_on && speaks).then(|| format!("{} {}", exact(first), exact(second)))
}

/// A word as it stands in the word list: a compound as it was written.
fn exact(word: &Typed) -> String {
    match (&word.parts[..], &word.joined) {
        ([part], None) => part.exact.first().cloned().unwrap_or_default(),
        _ => precis_analysis::fold(&word.text),
    }
}
