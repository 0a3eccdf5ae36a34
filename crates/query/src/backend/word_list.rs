//! The words that articles have: the index's own lists, one a segment, for sections and for titles.
//!
//! Frequencies are those of sections and titles together, deleted ones included until they are merged away: good for
//! comparing words, not for counting articles.

use std::collections::{BTreeMap, HashMap};

use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::{Result, Term};

use super::forms::after;
use super::snapshot::{EngineError, Snapshot};
use crate::resolve::Word;

/// Letters fewer than this begin so many words that those of titles have to do, where there are enough.
const SHORT: usize = 3;
/// So many words of titles are enough.
const ENOUGH: usize = 8;

impl Snapshot {
    /// Lists the words that are at most so many edits (0 to 2) away from a folded word, two letters that changed
    /// places being one edit; each with its frequency. In the order of the alphabet.
    pub(crate) fn words_near(
        &self,
        word: &str,
        distance: u8,
    ) -> std::result::Result<Vec<(String, u64)>, EngineError> {
        let term = self.layout().words.exactly(word);
        let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
        let found: BTreeMap<String, u64> = self.words_of(&automaton)?.into_iter().collect();
        Ok(found.into_iter().collect())
    }

    /// Lists the most frequent words that start with some folded letters, one edit forgiven in them.
    pub(crate) fn words_starting_near(
        &self,
        letters: &str,
        most: usize,
    ) -> std::result::Result<Vec<(String, u64)>, EngineError> {
        let term = self.layout().words.exactly(letters);
        let automaton = FuzzyTermQuery::new_prefix(term, 1, true).automaton()?;
        Ok(most_frequent(self.words_of(&automaton)?, most))
    }

    /// Lists the most frequent words that start with some folded letters; of one or two letters those in titles, where
    /// there are enough.
    pub(crate) fn words_starting(
        &self,
        letters: &str,
        most: usize,
    ) -> std::result::Result<Vec<(String, u64)>, EngineError> {
        let end = after(letters.as_bytes());
        let is_short = letters.chars().count() < SHORT;
        let mut found: HashMap<String, u64> = HashMap::new();
        for field in [self.layout().title.exact, self.layout().words.exact] {
            if is_short && found.len() >= ENOUGH {
                break;
            }
            for reader in self.searcher().segment_readers() {
                let index = reader.inverted_index(field)?;
                let mut range = index.terms().range().ge(letters.as_bytes());
                if let Some(end) = &end {
                    range = range.lt(end);
                }
                let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
                while stream.advance() {
                    add(&mut found, stream.key(), stream.value().doc_freq);
                }
            }
        }
        Ok(most_frequent(found, most))
    }

    /// Counts the articles that have a word, a compound by its joined form; one that is gone or has two forms of the word
    /// may count twice.
    pub(crate) fn frequency(&self, word: &Word) -> std::result::Result<u64, EngineError> {
        let body = self.layout().body;
        let stems = word.whole_stems();
        let terms: Vec<Term> = stems.iter().map(|stem| Term::from_field_text(body, stem)).collect();
        Ok(self.article_statistics().any_freq(&terms)?)
    }

    /// Counts the documents, headers and sections, that mention a company; those that are gone count as well.
    pub(crate) fn company_frequency(&self, name: &str) -> std::result::Result<u64, EngineError> {
        let term = Term::from_field_text(self.layout().company, &precis_analysis::fold(name));
        Ok(self.searcher().doc_freq(&term)?)
    }

    fn words_of(&self, automaton: &DfaWrapper) -> Result<HashMap<String, u64>> {
        let mut found = HashMap::new();
        for field in [self.layout().words.exact, self.layout().title.exact] {
            for reader in self.searcher().segment_readers() {
                let index = reader.inverted_index(field)?;
                let mut stream = index.terms().search(automaton).into_stream()?;
                while stream.advance() {
                    add(&mut found, stream.key(), stream.value().doc_freq);
                }
            }
        }
        Ok(found)
    }
}

fn add(found: &mut HashMap<String, u64>, word: &[u8], freq: u32) {
    let Ok(word) = std::str::from_utf8(word) else { return };
    match found.get_mut(word) {
        Some(sum) => *sum += u64::from(freq),
        None => {
            found.insert(word.to_owned(), u64::from(freq));
        }
    }
}

/// The most frequent, then in the order of the alphabet.
fn most_frequent(found: HashMap<String, u64>, most: usize) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(most);
    found
}
