//! Titles that begin with what was typed, or have a word that does.

use precis_analysis::fold;

use super::typing::Typing;
use super::words::Completion;
use super::{Count, counted};
use crate::SearchError;
use crate::backend::{EngineError, Keep, Order, Sides, Snapshot};
use crate::language::{Expr, Field, Node, print};
use crate::resolve::{Clause, Word};
use crate::response::Suggestion;

/// Titles looked at, the newest first.
const MOST_READ: usize = 24;
/// Titles suggested.
const MOST: usize = 4;
/// Completions of a mistyped word that are looked for in titles.
const MOST_WORDS: usize = 8;

/// A title, and the article that has it.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) text: String,
    id: String,
}

/// Finds the newest articles with all the words in their title, the last by its first letters.
pub(super) fn found(
    snapshot: &Snapshot,
    typing: &Typing,
    completions: &[Completion],
) -> Result<Vec<Title>, EngineError> {
    let words = typing.words.iter().map(|word| Clause::Word(Word::from(word.clone())));
    let mut all: Vec<Clause> = words.collect();
    if !typing.letters.is_empty() {
        // Nothing begins with mistyped letters, so the words that were likely meant stand for them.
        let word_of = |completion: &Completion| {
            let typed = precis_analysis::typed(&completion.word).into_iter().next()?;
            Some(Clause::Word(Word::from(typed)))
        };
        let is_mistyped = !completions.iter().any(|one| one.word.starts_with(&typing.letters));
        let meant: Vec<Clause> = completions.iter().take(MOST_WORDS).filter_map(word_of).collect();
        all.push(if is_mistyped && !meant.is_empty() {
            Clause::Or(meant)
        } else {
            Clause::Prefix(typing.letters.clone())
        });
    }
    if !typing.is_plain || all.is_empty() {
        return Ok(Vec::new());
    }
    read(snapshot, &Clause::Title(Box::new(Clause::And(all))), MOST_READ)
}

/// Suggests the newest titles.
pub(super) fn newest(
    snapshot: &Snapshot,
    most: usize,
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    let titles = read(snapshot, &Clause::All, most)?;
    let titles = distinct(&titles).into_iter();
    titles.filter_map(|title| suggestion(title, count).transpose()).collect()
}

/// Suggests titles: those that begin as typed first, then the newest; of equal ones the newest.
pub(super) fn suggestions(
    titles: &[Title],
    text: &str,
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    let start = fold(text.trim());
    let mut found = distinct(titles);
    found.sort_by_key(|title| !fold(&title.text).starts_with(&start));
    found.truncate(MOST);
    found.into_iter().filter_map(|title| suggestion(title, count).transpose()).collect()
}

/// Of equal titles the first.
fn distinct(titles: &[Title]) -> Vec<&Title> {
    let mut found: Vec<&Title> = Vec::new();
    for title in titles {
        if !found.iter().any(|other| other.text == title.text) {
            found.push(title);
        }
    }
    found
}

fn read(snapshot: &Snapshot, clause: &Clause, most: usize) -> Result<Vec<Title>, EngineError> {
    let found = snapshot.find(clause, Sides::All, Order::Newest, Keep::best(most))?;
    let header = |candidate| snapshot.header(candidate);
    found
        .best
        .iter()
        .take(most)
        .map(|candidate| header(candidate).map(|h| Title { text: h.title, id: h.id }))
        .collect()
}

/// A title as the search for it; where that finds nothing, as when the title was made up from the text, by its id.
fn suggestion(title: &Title, count: Count<'_>) -> Result<Option<Suggestion>, SearchError> {
    let node = |expr| Node { span: 0..0, expr };
    let phrase = Expr::Phrase { text: title.text.replace(['"', '“', '”'], " "), slop: None };
    let by_title = print(&node(Expr::Title(Box::new(node(phrase)))));
    let id = Some(title.id.clone());
    let found = counted("title", title.text.clone(), by_title, id.clone(), count)?;
    if found.is_some() {
        return Ok(found);
    }
    let field = Expr::Field { field: Field::Id, value: title.id.clone(), value_span: 0..0 };
    counted("title", title.text.clone(), print(&node(field)), id, count)
}
