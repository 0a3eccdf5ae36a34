//! Quotes around words that stand in no article so: habit more often than a demand.

use super::outermost::outermost;
use crate::backend::{EngineError, Sides, Snapshot};
use crate::language::{Expr, Node};
use crate::resolve::{self, Clause, Word};
use crate::response::Note;

/// Takes the quotes off phrases that stand in no article, where plain words that carry meaning stand beside them.
pub(super) fn unquote(
    snapshot: &Snapshot,
    query: &str,
    tree: &mut Node,
    notes: &mut Vec<Note>,
) -> Result<(), EngineError> {
    let mut found = outermost(tree);
    if !found.iter().any(|node| has_meaning(node)) {
        return Ok(());
    }
    for node in &mut found {
        let Expr::Phrase { text, .. } = &node.expr else { continue };
        let Some(phrase) = resolve::phrase(text) else { continue };
        if snapshot.any(&Clause::Phrase(phrase), Sides::All)? {
            continue;
        }
        let words = as_words(text);
        notes.push(Note {
            code: "phrase_nowhere".to_owned(),
            message: format!(
                "no article has “{}” word for word; its words were searched",
                text.trim()
            ),
            range: Some(resolve::scalar_range(query, &node.span)),
            ..Note::default()
        });
        node.expr = Expr::Word(words);
    }
    Ok(())
}

/// Tells whether a node is a word, in the tree's sense, with a word that carries meaning in it.
fn has_meaning(node: &Node) -> bool {
    let Expr::Word(text) = &node.expr else { return false };
    precis_analysis::typed(text).into_iter().any(|typed| !Word::from(typed).function)
}

/// The words of a quoted text, with nothing between them that could be an operator.
pub(super) fn as_words(text: &str) -> String {
    let words = precis_analysis::typed(text).into_iter().map(|typed| match typed.text.as_str() {
        "AND" | "OR" | "NOT" => typed.text.to_lowercase(),
        _ => typed.text,
    });
    words.collect::<Vec<_>>().join(" ")
}
