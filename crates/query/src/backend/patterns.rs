//! Clauses into patterns of places, and those into queries.

use tantivy::schema::Field;
use tantivy::{Result, Term};

use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering, union};
use super::spans::{Pattern, SpansQuery};
use super::statistics::{Bm25, idf};
use super::times::TimesQuery;
use super::weights;
use crate::resolve::{Clause, Phrase, Word, factor};

/// A pattern, and what it weighs: how rare it is among the documents it is looked for in.
struct Weighed {
    pattern: Pattern,
    weight: f32,
}

/// The fields in which a pattern is looked for.
#[derive(Clone, Copy)]
struct Fields {
    exact: Field,
    stems: Field,
    level: Level,
}

impl Lowering<'_> {
    /// A clause that is looked for by its places: sections, titles, or articles with either that hold it, at least
    /// `least` times in one of them.
    pub(super) fn places(&self, clause: &Clause, least: u32, level: Level) -> Result<Lowered> {
        Ok(match level {
            Level::Section => self.spans(clause, least, self.section_fields())?,
            Level::Title => self.spans(clause, least, self.title_fields())?,
            Level::Article => union(vec![
                Box::new(ToArticle(self.spans(clause, least, self.section_fields())?)),
                self.spans(clause, least, self.title_fields())?,
            ]),
        })
    }

    /// Articles that say something at least so many times.
    pub(super) fn times(&self, clause: &Clause, least: u32) -> Result<Lowered> {
        let field = self.layout.body;
        let sections = self.weighed(clause, self.section_fields())?;
        let titles = self.weighed(clause, self.title_fields())?.pattern;
        let average = self.articles.average(field)?;
        let bm25 = Bm25::new(sections.weight, average, weights::K1, self.b);
        Ok(Box::new(TimesQuery { sections: sections.pattern, titles, least, field, bm25 }))
    }

    /// The pattern that a clause is in sections, or in titles.
    pub(super) fn pattern(&self, clause: &Clause, level: Level) -> Result<Pattern> {
        let fields = match level {
            Level::Title => self.title_fields(),
            _ => self.section_fields(),
        };
        Ok(self.weighed(clause, fields)?.pattern)
    }

    fn section_fields(&self) -> Fields {
        Fields { exact: self.layout.exact, stems: self.layout.stems, level: Level::Section }
    }

    fn title_fields(&self) -> Fields {
        let l = self.layout;
        Fields { exact: l.title_exact, stems: l.title_stems, level: Level::Title }
    }

    fn spans(&self, clause: &Clause, least: u32, fields: Fields) -> Result<Lowered> {
        let Weighed { pattern, weight } = self.weighed(clause, fields)?;
        let average = self.statistics(fields.level).average(fields.exact)?;
        let bm25 = Bm25::new(weight, average, weights::K1, self.b);
        Ok(Box::new(SpansQuery { pattern, least, field: fields.exact, bm25 }))
    }

    fn weighed(&self, clause: &Clause, fields: Fields) -> Result<Weighed> {
        match clause {
            Clause::Word(word) => {
                let mut weighed = self.word_pattern(word, fields)?;
                weighed.weight *= word.factor();
                Ok(weighed)
            }
            Clause::Phrase(phrase) => self.phrase_pattern(phrase, fields),
            Clause::Spellings(spellings) => {
                let forms = self.forms_of(spellings)?;
                let words: Vec<&str> = forms.iter().map(|(word, _)| word.as_str()).collect();
                self.words(fields.exact, &words, fields)
            }
            Clause::Near { distance, of } => {
                let mut patterns = Vec::with_capacity(of.len());
                let mut weight = 0.0;
                for clause in of {
                    let part = self.weighed(clause, fields)?;
                    weight += part.weight;
                    patterns.push(part.pattern);
                }
                let pattern = Pattern::Near { of: patterns, distance: *distance };
                Ok(Weighed { pattern, weight })
            }
            Clause::Or(of) => {
                let mut any = Vec::with_capacity(of.len());
                for clause in of {
                    any.push(self.weighed(clause, fields)?);
                }
                Ok(either(any))
            }
            Clause::Boost(of, thousandths) => {
                let mut weighed = self.weighed(of, fields)?;
                weighed.weight *= factor(*thousandths);
                Ok(weighed)
            }
            // Resolving lets nothing else be looked for by its places.
            _ => Ok(either(Vec::new())),
        }
    }

    fn word_pattern(&self, word: &Word, fields: Fields) -> Result<Weighed> {
        let mut any = Vec::new();
        let whole = word.whole_stems();
        if !whole.is_empty() {
            any.push(self.words(fields.stems, &whole, fields)?);
        }
        if let Some(parts) = word.part_stems() {
            let mut words = Vec::with_capacity(parts.len());
            let mut weight = 0.0;
            for stems in parts {
                let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
                let terms = self.terms(fields.stems, &stems);
                weight += self.rarity(&terms, fields)?;
                words.push(terms);
            }
            let pattern = Pattern::InOrder { field: fields.stems, words, slop: 0 };
            any.push(Weighed { pattern, weight });
        }
        Ok(either(any))
    }

    fn phrase_pattern(&self, phrase: &Phrase, fields: Fields) -> Result<Weighed> {
        let mut any = Vec::with_capacity(phrase.sequences.len());
        for sequence in &phrase.sequences {
            if let [word] = sequence.as_slice() {
                any.push(self.words(fields.exact, &[word], fields)?);
                continue;
            }
            let mut words = Vec::with_capacity(sequence.len());
            let mut weight = 0.0;
            for word in sequence {
                let terms = self.terms(fields.exact, &[word]);
                weight += self.rarity(&terms, fields)?;
                words.push(terms);
            }
            let pattern = Pattern::InOrder { field: fields.exact, words, slop: phrase.slop };
            any.push(Weighed { pattern, weight });
        }
        Ok(either(any))
    }

    fn words(&self, field: Field, words: &[&str], fields: Fields) -> Result<Weighed> {
        let terms = self.terms(field, words);
        let weight = self.rarity(&terms, fields)?;
        Ok(Weighed { pattern: Pattern::Words(field, terms), weight })
    }

    fn rarity(&self, terms: &[Term], fields: Fields) -> Result<f32> {
        let statistics = self.statistics(fields.level);
        Ok(idf(statistics.any_freq(terms)?, statistics.documents()))
    }
}

/// Any of some patterns: no rarer than the least rare of them.
fn either(mut any: Vec<Weighed>) -> Weighed {
    if any.len() == 1 {
        return any.remove(0);
    }
    let weight = any.iter().map(|part| part.weight).reduce(f32::min).unwrap_or(0.0);
    Weighed { pattern: Pattern::Any(any.into_iter().map(|part| part.pattern).collect()), weight }
}
