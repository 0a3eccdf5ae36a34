//! The words of a query that speak for an article.

use super::{Clause, Word};

impl Clause {
    /// Returns the words that carry meaning and speak for an article, in the order of the query; repeated ones once.
    pub(crate) fn positive_words(&self) -> Vec<&Word> {
        let mut words = Vec::new();
        collect(self, &mut words);
        words
    }
}

fn collect<'a>(clause: &'a Clause, words: &mut Vec<&'a Word>) {
    match clause {
        Clause::Word(word) if !word.function && !words.iter().any(|w| w.is_same(word)) => {
            words.push(word);
        }
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) | Clause::Near { of, .. } => {
            for clause in of {
                collect(clause, words);
            }
        }
        Clause::Must(of)
        | Clause::Section(_, of)
        | Clause::Same(of)
        | Clause::AtLeast { of, .. } => collect(of, words),
        _ => {}
    }
}
