//! Two words side by side: the word before with completions of the one being typed, and pairs from matching titles.

use precis_analysis::{Typed, is_function_word, typed};

use super::titles::Title;
use super::typing::Typing;
use super::{Count, counted};
use crate::SearchError;
use crate::response::Suggestion;

/// Pairs whose totals are looked up.
const MOST_COUNTED: usize = 16;
/// Phrases suggested.
const MOST: usize = 3;

/// Suggests phrases of two words (longer ones inside quotes), those that find most first.
pub(super) fn suggestions(
    typing: &Typing,
    completions: &[String],
    titles: &[Title],
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
        for word in completions {
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
        if let Some(last) = last {
            for word in completions {
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
