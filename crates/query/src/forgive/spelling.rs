//! Words that no article has, in whose place those are searched that articles do have.

use std::ops::Range;

use precis_analysis::Typed;
use precis_briefing::Companies;

use super::outermost::outermost;
use super::unfinished::goes_on;
use crate::backend::{EngineError, Snapshot};
use crate::language::{Expr, Node};
use crate::resolve;
use crate::response::Note;

/// Fewest letters of a word that is corrected: nearly every shorter one is one edit away from several others.
const FEWEST_LETTERS: usize = 4;
/// From so many letters on, the first one may be wrong.
const ANY_LETTER: usize = 6;
/// From so many letters on, two may be wrong.
const TWO_EDITS: usize = 8;
/// Words of one distance that are tried, the likeliest first; a word of the list may be of deleted articles alone.
const MOST_TRIED: usize = 16;

/// Corrects outermost words that no article has in any form, where the word list has a likely one. The last word of a
/// query may be one that is still being typed.
pub(super) fn correct(
    snapshot: &Snapshot,
    companies: &Companies,
    query: &str,
    tree: &mut Node,
    notes: &mut Vec<Note>,
) -> Result<(), EngineError> {
    let end = query.trim_end().len();
    for node in outermost(tree) {
        let Expr::Word(text) = &node.expr else { continue };
        let words = precis_analysis::typed(text);
        if let [word] = &words[..]
            && node.span.end == end
            && word.text == *text
            && let Some(letters) = may_go_on(word, companies)
        {
            if snapshot.has_word(word)? {
                continue;
            }
            if goes_on(snapshot, companies, word, letters)? {
                notes.push(unfinished(query, &node.span, text, letters));
                node.expr = Expr::Prefix(letters.to_owned());
                continue;
            }
        }
        let mut mended = text.clone();
        let mut here = Vec::new();
        // From the back, so that places before stay where they are.
        for typed in words.into_iter().rev() {
            let Some(to) = correction(snapshot, companies, &typed)? else { continue };
            let place = node.span.start + typed.span.start..node.span.start + typed.span.end;
            let range = if query.get(place.clone()) == Some(&typed.text) {
                place
            } else {
                node.span.clone()
            };
            here.push(corrected(query, &range, &typed.text, &to));
            mended.replace_range(typed.span, &to);
        }
        node.expr = Expr::Word(mended);
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
    if snapshot.has_word(typed)? {
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

/// The folded letters of a word that may be a slip: no ticker, no name of a company, no abbreviation.
fn may_be_wrong<'a>(typed: &'a Typed, companies: &Companies) -> Option<&'a str> {
    let folded = plain_letters(typed)?;
    let is_long = folded.chars().count() >= FEWEST_LETTERS;
    (is_long && companies.named(&typed.text).is_none()).then_some(folded)
}

/// The folded letters of a word that may be typed in part. Letters that are a ticker, as most single ones are, may well begin
/// a word; a name of a company that no article has is one all the same.
fn may_go_on<'a>(typed: &'a Typed, companies: &Companies) -> Option<&'a str> {
    let folded = plain_letters(typed)?;
    let is_name = |name: &str| name.chars().count() > 1 && name.eq_ignore_ascii_case(&typed.text);
    let company = companies.named(&typed.text).map(|id| &companies[id]);
    let is_named = company.is_some_and(|company| company.names().any(is_name));
    (!is_named).then_some(folded)
}

/// The folded letters of a word that is of letters alone, not all of them capitals, and carries meaning.
fn plain_letters(typed: &Typed) -> Option<&str> {
    let ([part], None) = (typed.parts.as_slice(), &typed.joined) else { return None };
    let folded = part.exact.first()?;
    (folded.chars().all(char::is_alphabetic)
        && typed.text.chars().any(char::is_lowercase)
        && !precis_analysis::is_function_word(&typed.text))
    .then_some(folded.as_str())
}

fn is_found(snapshot: &Snapshot, word: &str) -> Result<bool, EngineError> {
    let [typed] = &precis_analysis::typed(word)[..] else { return Ok(false) };
    snapshot.has_word(typed)
}

fn corrected(query: &str, range: &Range<usize>, from: &str, to: &str) -> Note {
    let shown = format!("results for “{to}”");
    note("corrected", query, range, from, &shown, to.to_owned())
}

fn unfinished(query: &str, range: &Range<usize>, from: &str, letters: &str) -> Note {
    let shown = "results with words that begin so";
    note("unfinished", query, range, from, shown, format!("{letters}*"))
}

fn note(
    code: &str,
    query: &str,
    range: &Range<usize>,
    from: &str,
    shown: &str,
    to: String,
) -> Note {
    Note {
        code: code.to_owned(),
        message: format!(
            "no article has “{from}”; showing {shown} (+{from} searches for it as typed)"
        ),
        range: Some(resolve::scalar_range(query, range)),
        from: Some(from.to_owned()),
        to: Some(to),
        ..Note::default()
    }
}
