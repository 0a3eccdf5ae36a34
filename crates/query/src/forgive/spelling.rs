//! Words that no article has, corrected by the words that articles do have.

use precis_analysis::Typed;
use precis_briefing::Companies;

use super::outermost::outermost;
use crate::backend::{EngineError, Sides, Snapshot};
use crate::language::{Expr, Node};
use crate::resolve::{self, Clause, Word};
use crate::response::Note;

/// Fewest letters of a word that is corrected: nearly every shorter one is one edit away from several others.
const FEWEST_LETTERS: usize = 4;
/// From so many letters on, the first one may be wrong.
const ANY_LETTER: usize = 6;
/// From so many letters on, two may be wrong.
const TWO_EDITS: usize = 8;
/// Words of one distance that are tried, the likeliest first; a word of the list may be of deleted articles alone.
const MOST_TRIED: usize = 16;

/// Corrects outermost words that no article has in any form, where the word list has a likely one.
pub(super) fn correct(
    snapshot: &Snapshot,
    companies: &Companies,
    query: &str,
    tree: &mut Node,
    notes: &mut Vec<Note>,
) -> Result<(), EngineError> {
    for node in outermost(tree) {
        let Expr::Word(text) = &node.expr else { continue };
        let mut corrected = text.clone();
        let mut here = Vec::new();
        // From the back, so that places before stay where they are.
        for typed in precis_analysis::typed(text).into_iter().rev() {
            let Some(to) = correction(snapshot, companies, &typed)? else { continue };
            let place = node.span.start + typed.span.start..node.span.start + typed.span.end;
            let range = if query.get(place.clone()) == Some(&typed.text) {
                place
            } else {
                node.span.clone()
            };
            here.push(note(query, &range, &typed.text, &to));
            corrected.replace_range(typed.span, &to);
        }
        node.expr = Expr::Word(corrected);
        notes.extend(here.into_iter().rev());
    }
    Ok(())
}

/// Returns what a typed word was likely meant to be: none if an article has it, or nothing is near enough.
pub(super) fn correction(
    snapshot: &Snapshot,
    companies: &Companies,
    typed: &Typed,
) -> Result<Option<String>, EngineError> {
    let Some(folded) = may_be_wrong(typed, companies) else { return Ok(None) };
    if snapshot.any(&Clause::Word(Word::from(typed.clone())), Sides::All)? {
        return Ok(None);
    }
    let letters = folded.chars().count();
    let first = folded.chars().next();
    for distance in 1..=if letters < TWO_EDITS { 1 } else { 2 } {
        let mut near: Vec<(bool, u64, String)> = snapshot
            .words_near(folded, distance)?
            .into_iter()
            .filter(|(word, _)| word.chars().all(char::is_alphabetic))
            .map(|(word, freq)| (word.chars().next() == first, freq, word))
            .filter(|(keeps_first, ..)| *keeps_first || letters >= ANY_LETTER)
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        for (_, _, word) in near.into_iter().take(MOST_TRIED) {
            if is_found(snapshot, &word)? {
                return Ok(Some(word));
            }
        }
    }
    Ok(None)
}

/// Returns the letters of a word that may be a slip: none for compounds, for words with digits or signs, for capitals
/// alone, for names and tickers of companies, and for short and function words.
fn may_be_wrong<'a>(typed: &'a Typed, companies: &Companies) -> Option<&'a str> {
    let ([part], None) = (typed.parts.as_slice(), &typed.joined) else { return None };
    let folded = part.exact.first()?;
    let letters = folded.chars().count();
    (letters >= FEWEST_LETTERS
        && folded.chars().all(char::is_alphabetic)
        && typed.text.chars().any(char::is_lowercase)
        && !precis_analysis::is_function_word(&typed.text)
        && companies.named(&typed.text).is_none())
    .then_some(folded)
}

fn is_found(snapshot: &Snapshot, word: &str) -> Result<bool, EngineError> {
    let [typed] = &precis_analysis::typed(word)[..] else { return Ok(false) };
    snapshot.any(&Clause::Word(Word::from(typed.clone())), Sides::All)
}

fn note(query: &str, range: &std::ops::Range<usize>, from: &str, to: &str) -> Note {
    Note {
        code: "corrected".to_owned(),
        message: format!(
            "no article has “{from}”; showing results for “{to}” (+{from} searches for it as typed)"
        ),
        range: Some(resolve::scalar_range(query, range)),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        ..Note::default()
    }
}
