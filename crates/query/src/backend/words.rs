//! Words and sequences of words as queries.

use tantivy::query::{BoostQuery, DisjunctionMaxQuery};
use tantivy::schema::Field;
use tantivy::{Result, Term};

use super::forms::{Forms, FormsQuery};
use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering, union};
use super::spans::{Pattern, SpansQuery};
use super::terms::{Terms, TermsQuery};
use super::texts::Text;
use crate::resolve::{Phrase, Spellings, Word};
use crate::weights;

impl Lowering<'_> {
    pub(super) fn word(&self, word: &Word, level: Level) -> Result<Lowered> {
        let mut readings: Vec<Lowered> = Vec::new();
        let mut any: Vec<Lowered> = Vec::new();
        let whole = word.whole_stems();
        let parts = word.part_stems();
        if !whole.is_empty() {
            readings.push(match level {
                Level::Article => {
                    let lengths = self.layout.body;
                    let terms = self.terms(lengths, &whole);
                    let bm25 = self.articles.bm25(lengths, &terms, 1.0, self.b)?;
                    let title = self.in_title(&whole)?;
                    let bonus = if parts.is_none() {
                        Some(title)
                    } else {
                        // Whatever reading of a compound is the best one, the title adds to it. The body has what the
                        // title has, so this finds nothing by itself.
                        any.push(Box::new(TermsQuery { main: title, bonus: None }));
                        None
                    };
                    Box::new(TermsQuery { main: Terms { terms, lengths, bm25 }, bonus })
                }
                Level::Section => {
                    self.any_of(Text::Sections, self.stemmed(Text::Sections, &whole))?
                }
                Level::Title => self.any_of(Text::Titles, self.stemmed(Text::Titles, &whole))?,
            });
        }
        if let Some(parts) = parts {
            let stems = |text: Text| parts.iter().map(|stems| self.stemmed(text, stems)).collect();
            readings.extend(self.sequence(&stems, level)?);
        }
        any.extend(best_of(readings));
        self.also(word, level, &mut any)?;
        let any = union(any);
        if word.boost == 1000 {
            return Ok(any);
        }
        Ok(Box::new(BoostQuery::new(any, word.factor())))
    }

    pub(super) fn phrase(&self, phrase: &Phrase, level: Level) -> Result<Lowered> {
        let mut any = Vec::new();
        for sequence in &phrase.sequences {
            let words =
                |text| sequence.iter().map(|word| self.exactly(text, &[word.as_str()])).collect();
            any.extend(self.sequence(&words, level)?);
        }
        Ok(union(any))
    }

    /// Words one after the other, each any of some terms: a query for each text that the level speaks of.
    pub(super) fn sequence(
        &self,
        words: &dyn Fn(Text) -> Vec<Vec<Term>>,
        level: Level,
    ) -> Result<Vec<Lowered>> {
        let mut queries: Vec<Lowered> = Vec::new();
        for text in Text::of(level) {
            let mut words = words(*text);
            let query: Lowered = if words.len() == 1 {
                self.any_of(*text, words.remove(0))?
            } else {
                let lengths = self.fields(*text).exact;
                let bm25 = self.statistics(*text).bm25_of_sequence(lengths, &words, self.b)?;
                let pattern = Pattern::InOrder { words, slop: 0 };
                Box::new(SpansQuery { pattern, least: 1, lengths, bm25 })
            };
            queries.push(match (text, level) {
                (Text::Sections, Level::Article) => Box::new(ToArticle(query)),
                _ => query,
            });
        }
        Ok(queries)
    }

    /// What the title adds to the score of a word; none where it cannot add anything.
    pub(super) fn title_bonus(&self, word: &Word) -> Result<Option<Lowered>> {
        let whole = word.whole_stems();
        if whole.is_empty() {
            return Ok(None);
        }
        let bonus: Lowered = Box::new(TermsQuery { main: self.in_title(&whole)?, bonus: None });
        Ok(Some(if word.boost == 1000 {
            bonus
        } else {
            Box::new(BoostQuery::new(bonus, word.factor()))
        }))
    }

    fn in_title(&self, stems: &[&str]) -> Result<Terms> {
        let lengths = self.layout.title.exact;
        let terms = self.stemmed(Text::Titles, stems);
        let bm25 = self.articles.bm25(lengths, &terms, self.weights.title, weights::TITLE_B)?;
        Ok(Terms { terms, lengths, bm25 })
    }

    /// Texts with any of some terms.
    fn any_of(&self, text: Text, terms: Vec<Term>) -> Result<Lowered> {
        let lengths = self.fields(text).exact;
        let b = if text == Text::Titles { weights::TITLE_B } else { self.b };
        let bm25 = self.statistics(text).bm25(lengths, &terms, 1.0, b)?;
        Ok(Box::new(TermsQuery { main: Terms { terms, lengths, bm25 }, bonus: None }))
    }

    /// Exact words, wherever the level looks for them.
    pub(super) fn forms(
        &self,
        forms: &dyn Fn(Field) -> Forms,
        score: f32,
        level: Level,
    ) -> Lowered {
        let l = self.layout;
        let query = |field, lifted| -> Lowered {
            let starts = self.starts.clone();
            Box::new(FormsQuery { field, forms: forms(field), score, lifted, starts })
        };
        match level {
            Level::Section => query(l.words.exact, false),
            Level::Title => query(l.title.exact, false),
            Level::Article => union(vec![query(l.words.exact, true), query(l.title.exact, false)]),
        }
    }

    pub(super) fn spellings(&self, spellings: &Spellings, level: Level) -> Result<Lowered> {
        let forms = self.forms_of(spellings)?;
        let mut any = Vec::new();
        for (edits, share) in (0u8..).zip(weights::BY_EDITS) {
            let words: Vec<&str> =
                forms.iter().filter(|(_, e)| *e == edits).map(|(word, _)| word.as_str()).collect();
            if !words.is_empty() {
                let these = |field| Forms::These(self.terms(field, &words));
                any.push(self.forms(&these, weights::PREFIX * share, level));
            }
        }
        Ok(union(any))
    }
}

/// The ways in which one word may be written, as one query that counts the best of them: a word that is written in
/// one way is in the text once, though it is found in each. None of none.
fn best_of(mut readings: Vec<Lowered>) -> Option<Lowered> {
    match readings.len() {
        0 | 1 => readings.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::new(readings))),
    }
}
