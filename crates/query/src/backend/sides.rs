//! Words side by side: which of them have to be there, and what each weighs where some may be missing.

use tantivy::Result;
use tantivy::query::{EmptyQuery, Occur};

use super::at_least::AtLeast;
use super::lower::{Level, Lowered, Lowering, Sides, union};
use super::statistics::idf;
use crate::resolve::{Clause, Word};
use crate::weights;

impl Lowering<'_> {
    pub(super) fn side(&self, of: &[Clause], level: Level, outermost: bool) -> Result<Lowered> {
        let mut required = Vec::new();
        let mut any = Vec::new();
        let mut weighed = Vec::new();
        let mut may_miss = false;
        for clause in of {
            let word = match clause {
                Clause::Word(word) => Some(word),
                _ => None,
            };
            match self.sides {
                Sides::Any if is_alternative(clause) => any.push(self.lower(clause, level, false)?),
                Sides::Meaning | Sides::Enough if !self.is_looked_for(clause, of) => {}
                Sides::Enough if outermost && word.is_some() => {
                    if let Some(word) = word {
                        may_miss = true;
                        let weight = self.weight(word)?;
                        if weight > 0.0 {
                            weighed.push((self.word(word, level)?, weight));
                        }
                    }
                }
                _ => required.push(self.required(clause, level, false)?),
            }
        }
        if !any.is_empty() {
            required.push((Occur::Must, union(any)));
        }
        let speaks = |clause: &Clause| {
            !matches!(clause, Clause::Word(_) | Clause::Not(_)) && !clause.is_filter()
        };
        if may_miss && weighed.is_empty() && !of.iter().any(speaks) {
            // Words that no article has: filters beside them must not answer in their place.
            return Ok(Box::new(EmptyQuery));
        }
        if !weighed.is_empty() {
            let threshold = weighed.iter().map(|(_, weight)| weight).sum::<f32>()
                * weights::share(weighed.len());
            required.push((Occur::Must, Box::new(AtLeast { parts: weighed, threshold })));
        }
        if required.is_empty() {
            // Words that no article has, and nothing beside them.
            return Ok(Box::new(EmptyQuery));
        }
        Ok(self.conjunction(required, level))
    }

    /// What a word weighs when some may be missing: its idf over articles, 0 if no article has it.
    pub(crate) fn weight(&self, word: &Word) -> Result<f32> {
        let whole = self.terms(self.layout.body, &word.whole_stems());
        let mut freq = self.articles.any_freq(&whole)?;
        // A compound's parts are as frequent as the rarest of them, at most.
        let mut parts = u64::MAX;
        for stems in word.part_stems().unwrap_or_default() {
            let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
            parts = parts.min(self.articles.any_freq(&self.terms(self.layout.body, &stems))?);
        }
        if word.parts.len() > 1 {
            freq = freq.max(parts);
        }
        if freq == 0 && !word.also.is_empty() {
            freq = 1;
        }
        Ok(if freq == 0 { 0.0 } else { idf(freq, self.articles.documents()) })
    }

    /// Tells whether a word side by side with others is looked for at all: what carries no meaning is left out beside
    /// what does.
    pub(super) fn is_looked_for(&self, clause: &Clause, beside: &[Clause]) -> bool {
        let optional = matches!(self.sides, Sides::Meaning | Sides::Enough);
        let is_function = matches!(clause, Clause::Word(word) if word.function);
        !(optional && is_function && have_meaning(beside))
    }
}

/// Tells whether any of some clauses side by side carries meaning.
fn have_meaning(of: &[Clause]) -> bool {
    of.iter().any(|clause| match clause {
        Clause::Word(word) => !word.function,
        other => !other.is_filter() && !matches!(other, Clause::Not(_)),
    })
}

/// Tells whether a clause is one of the words of which any will do; all else holds whatever the words do.
pub(crate) fn is_alternative(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. }
        | Clause::Same(_)
        | Clause::AtLeast { .. } => true,
        Clause::Boost(of, _) => is_alternative(of),
        Clause::Side(_) | Clause::And(_) | Clause::Or(_) => !clause.is_filter(),
        _ => false,
    }
}
