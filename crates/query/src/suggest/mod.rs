//! What may be meant by what has been typed so far: companies, titles, words and phrases of the library, each with
//! what choosing it finds.
//!
//! Candidates come from the word lists and from the newest matching titles; no text is read. Totals are those of the
//! searches that are suggested, asked one by one, so few candidates are counted.

mod companies;
mod phrases;
mod titles;
mod typing;
mod words;

use precis_briefing::Companies;

use crate::SearchError;
use crate::backend::Snapshot;
use crate::response::Suggestion;
use typing::Typing;

/// Titles suggested before anything is typed.
const NEWEST: usize = 5;

/// Counts what a query finds in the default match.
pub(crate) type Count<'a> = &'a dyn Fn(&str) -> Result<u64, SearchError>;

/// Lists what may be meant, the likeliest of each kind first: companies, titles, words, phrases. Without a word typed,
/// the newest titles.
pub(crate) fn suggest(
    snapshot: &Snapshot,
    known: &Companies,
    text: &str,
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    if text.trim().is_empty() {
        return titles::newest(snapshot, NEWEST, count);
    }
    let Some(typing) = Typing::read(text) else { return Ok(Vec::new()) };
    let completions = words::completions(snapshot, &typing)?;
    let titles = titles::found(snapshot, &typing, &completions)?;
    let mut known = known.iter().map(|(_, company)| company);
    let mut suggestions = companies::suggestions(snapshot, &mut known, &typing, text, count)?;
    suggestions.extend(titles::suggestions(&titles, text, count)?);
    suggestions.extend(words::suggestions(&typing, &completions, count)?);
    let costs = phrases::Costs::of(snapshot, &typing)?;
    suggestions.extend(phrases::suggestions(&typing, &completions, &titles, &costs, count)?);
    Ok(suggestions)
}

/// Says what is suggested, unless choosing it would find nothing.
fn counted(
    kind: &str,
    text: String,
    query: String,
    id: Option<String>,
    count: Count<'_>,
) -> Result<Option<Suggestion>, SearchError> {
    let total = count(&query)?;
    Ok((total > 0).then(|| Suggestion { kind: kind.to_owned(), text, query, total, id }))
}
