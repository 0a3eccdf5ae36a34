//! Words and sequences of words as queries.

use tantivy::Result;
use tantivy::query::BoostQuery;
use tantivy::schema::Field;

use super::forms::{Forms, FormsQuery};
use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering, union};
use super::spans::{Pattern, SpansQuery};
use super::terms::{Terms, TermsQuery};
use super::weights;
use crate::resolve::{Phrase, Spellings, Word};

/// Most spellings of a compound's parts that are looked for.
const MOST_SPELLINGS: usize = 16;

impl Lowering<'_> {
    pub(super) fn word(&self, word: &Word, level: Level) -> Result<Lowered> {
        let l = self.layout;
        let mut any: Vec<Lowered> = Vec::new();
        let whole = word.whole_stems();
        if !whole.is_empty() {
            let (field, bonus) = match level {
                Level::Article => (l.body, Some(l.title_stems)),
                Level::Section => (l.stems, None),
                Level::Title => (l.title_stems, None),
            };
            any.push(self.any_term(field, &whole, bonus, level)?);
        }
        if let Some(parts) = word.part_stems() {
            let spellings = spellings(&parts);
            self.sequences(l.stems, l.title_stems, &spellings, level, &mut any)?;
        }
        self.also(word, level, &mut any)?;
        let any = union(any);
        if word.boost == 1000 {
            return Ok(any);
        }
        Ok(Box::new(BoostQuery::new(any, word.factor())))
    }

    pub(super) fn phrase(&self, phrase: &Phrase, level: Level) -> Result<Lowered> {
        let mut any = Vec::new();
        let l = self.layout;
        self.sequences(l.exact, l.title_exact, &phrase.sequences, level, &mut any)?;
        Ok(union(any))
    }

    /// Adds a query for each sequence of words: in a section, in the title, or in either for an article.
    fn sequences(
        &self,
        section: Field,
        title: Field,
        sequences: &[Vec<String>],
        level: Level,
        any: &mut Vec<Lowered>,
    ) -> Result<()> {
        for sequence in sequences {
            if level != Level::Title {
                let sections = self.sequence(section, sequence, Level::Section)?;
                any.push(match level {
                    Level::Article => Box::new(ToArticle(sections)),
                    _ => sections,
                });
            }
            if level != Level::Section {
                any.push(self.sequence(title, sequence, Level::Title)?);
            }
        }
        Ok(())
    }

    pub(super) fn sequence(
        &self,
        field: Field,
        sequence: &[String],
        level: Level,
    ) -> Result<Lowered> {
        if let [word] = sequence {
            return self.any_term(field, &[word], None, level);
        }
        let words: Vec<&str> = sequence.iter().map(String::as_str).collect();
        let terms = self.terms(field, &words);
        let bm25 = self.statistics(level).bm25_of_sequence(field, &terms, self.b)?;
        let words = terms.into_iter().map(|term| vec![term]).collect();
        let pattern = Pattern::InOrder { field, words, slop: 0 };
        Ok(Box::new(SpansQuery { pattern, least: 1, field, bm25 }))
    }

    /// What the title adds to the score of a word; none where it cannot add anything.
    pub(super) fn title_bonus(&self, word: &Word) -> Result<Option<Lowered>> {
        let whole = word.whole_stems();
        if whole.is_empty() {
            return Ok(None);
        }
        let (field, b) = (self.layout.title_stems, weights::TITLE_B);
        let main = self.any_of(field, &whole, Level::Article, weights::TITLE, b)?;
        let bonus: Lowered = Box::new(TermsQuery { main, bonus: None });
        Ok(Some(if word.boost == 1000 {
            bonus
        } else {
            Box::new(BoostQuery::new(bonus, word.factor()))
        }))
    }

    fn any_term(
        &self,
        field: Field,
        words: &[&str],
        bonus: Option<Field>,
        level: Level,
    ) -> Result<Lowered> {
        let bonus = bonus
            .map(|field| self.any_of(field, words, level, weights::TITLE, weights::TITLE_B))
            .transpose()?;
        let b = if level == Level::Title { weights::TITLE_B } else { self.b };
        Ok(Box::new(TermsQuery { main: self.any_of(field, words, level, 1.0, b)?, bonus }))
    }

    fn any_of(
        &self,
        field: Field,
        words: &[&str],
        level: Level,
        boost: f32,
        b: f32,
    ) -> Result<Terms> {
        let terms = self.terms(field, words);
        let bm25 = self.statistics(level).bm25(field, &terms, boost, b)?;
        Ok(Terms { field, terms, bm25 })
    }

    /// Exact words, wherever the level looks for them.
    pub(super) fn forms(
        &self,
        forms: &dyn Fn(Field) -> Forms,
        score: f32,
        level: Level,
    ) -> Lowered {
        let l = self.layout;
        let query =
            |field| -> Lowered { Box::new(FormsQuery { field, forms: forms(field), score }) };
        match level {
            Level::Section => query(l.exact),
            Level::Title => query(l.title_exact),
            Level::Article => {
                union(vec![Box::new(ToArticle(query(l.exact))), query(l.title_exact)])
            }
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

/// Every choice of one stem a part.
fn spellings(parts: &[&[String]]) -> Vec<Vec<String>> {
    let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
    for part in parts {
        let mut longer = Vec::new();
        for spelling in &spellings {
            for stem in *part {
                if longer.len() < MOST_SPELLINGS {
                    let mut spelling = spelling.clone();
                    spelling.push(stem.clone());
                    longer.push(spelling);
                }
            }
        }
        spellings = longer;
    }
    spellings
}
