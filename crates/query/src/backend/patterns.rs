//! Clauses into patterns of places, and those into queries.

use tantivy::{Result, Term};

use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering, union};
use super::spans::{Pattern, SpansQuery};
use super::statistics::{Bm25, idf};
use super::texts::Text;
use super::times::TimesQuery;
use crate::resolve::{Clause, Phrase, Word, factor};
use crate::weights;

/// A pattern, and what it weighs: how rare it is among the documents it is looked for in.
struct Weighed {
    pattern: Pattern,
    weight: f32,
}

impl Lowering<'_> {
    /// A clause that is looked for by its places: sections, titles, or articles with either that hold it, at least
    /// `least` times in one of them.
    pub(super) fn places(&self, clause: &Clause, least: u32, level: Level) -> Result<Lowered> {
        Ok(match level {
            Level::Section => self.spans(clause, least, Text::Sections)?,
            Level::Title => self.spans(clause, least, Text::Titles)?,
            Level::Article => union(vec![
                Box::new(ToArticle(self.spans(clause, least, Text::Sections)?)),
                self.spans(clause, least, Text::Titles)?,
            ]),
        })
    }

    /// Articles that say something at least so many times.
    pub(super) fn times(&self, clause: &Clause, least: u32) -> Result<Lowered> {
        let lengths = self.layout.body;
        let sections = self.weighed(clause, Text::Sections)?;
        let titles = self.weighed(clause, Text::Titles)?.pattern;
        let average = self.articles.average(lengths)?;
        let bm25 = Bm25::new(sections.weight, average, weights::K1, self.b);
        Ok(Box::new(TimesQuery { sections: sections.pattern, titles, least, lengths, bm25 }))
    }

    /// The pattern that a clause is in sections, or in titles.
    pub(super) fn pattern(&self, clause: &Clause, level: Level) -> Result<Pattern> {
        let text = match level {
            Level::Title => Text::Titles,
            _ => Text::Sections,
        };
        Ok(self.weighed(clause, text)?.pattern)
    }

    fn spans(&self, clause: &Clause, least: u32, text: Text) -> Result<Lowered> {
        let Weighed { pattern, weight } = self.weighed(clause, text)?;
        let lengths = self.fields(text).exact;
        let average = self.statistics(text).average(lengths)?;
        let bm25 = Bm25::new(weight, average, weights::K1, self.b);
        Ok(Box::new(SpansQuery { pattern, least, lengths, bm25 }))
    }

    fn weighed(&self, clause: &Clause, text: Text) -> Result<Weighed> {
        match clause {
            Clause::Word(word) => {
                let mut weighed = self.word_pattern(word, text)?;
                weighed.weight *= word.factor();
                Ok(weighed)
            }
            Clause::Phrase(phrase) => self.phrase_pattern(phrase, text),
            Clause::Spellings(spellings) => {
                let forms = self.forms_of(spellings)?;
                let words: Vec<&str> = forms.iter().map(|(word, _)| word.as_str()).collect();
                self.words(self.exactly(text, &words), text)
            }
            Clause::Near { distance, of } => {
                let mut patterns = Vec::with_capacity(of.len());
                let mut weight = 0.0;
                for clause in of {
                    let part = self.weighed(clause, text)?;
                    weight += part.weight;
                    patterns.push(part.pattern);
                }
                let pattern = Pattern::Near { of: patterns, distance: *distance };
                Ok(Weighed { pattern, weight })
            }
            Clause::Or(of) => {
                let mut any = Vec::with_capacity(of.len());
                for clause in of {
                    any.push(self.weighed(clause, text)?);
                }
                Ok(either(any))
            }
            Clause::Boost(of, thousandths) => {
                let mut weighed = self.weighed(of, text)?;
                weighed.weight *= factor(*thousandths);
                Ok(weighed)
            }
            // Resolving lets nothing else be looked for by its places.
            _ => Ok(either(Vec::new())),
        }
    }

    fn word_pattern(&self, word: &Word, text: Text) -> Result<Weighed> {
        let mut any = Vec::new();
        let whole = word.whole_stems();
        if !whole.is_empty() {
            any.push(self.words(self.stemmed(text, &whole), text)?);
        }
        if let Some(parts) = word.part_stems() {
            let mut words = Vec::with_capacity(parts.len());
            let mut weight = 0.0;
            for stems in parts {
                let terms = self.stemmed(text, stems);
                weight += self.rarity(&terms, text)?;
                words.push(terms);
            }
            let pattern = Pattern::InOrder { words, slop: 0 };
            any.push(Weighed { pattern, weight });
        }
        Ok(either(any))
    }

    fn phrase_pattern(&self, phrase: &Phrase, text: Text) -> Result<Weighed> {
        let mut any = Vec::with_capacity(phrase.sequences.len());
        for sequence in &phrase.sequences {
            if let [word] = sequence.as_slice() {
                any.push(self.words(self.exactly(text, &[word]), text)?);
                continue;
            }
            let mut words = Vec::with_capacity(sequence.len());
            let mut weight = 0.0;
            for word in sequence {
                let terms = self.exactly(text, &[word]);
                weight += self.rarity(&terms, text)?;
                words.push(terms);
            }
            let pattern = Pattern::InOrder { words, slop: phrase.slop };
            any.push(Weighed { pattern, weight });
        }
        Ok(either(any))
    }

    fn words(&self, terms: Vec<Term>, text: Text) -> Result<Weighed> {
        let weight = self.rarity(&terms, text)?;
        Ok(Weighed { pattern: Pattern::Words(terms), weight })
    }

    fn rarity(&self, terms: &[Term], text: Text) -> Result<f32> {
        let statistics = self.statistics(text);
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
