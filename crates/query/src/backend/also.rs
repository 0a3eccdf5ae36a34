//! What does for a word besides itself: other names and synonyms.

use tantivy::Result;
use tantivy::query::ConstScoreQuery;

use super::lower::{Level, Lowered, Lowering};
use super::statistics::idf;
use crate::resolve::{What, Word};
use crate::weights;

impl Lowering<'_> {
    /// Adds a query for each thing that does for a word as well. Their score is a part of the word's own weight, so
    /// that the form that was typed ranks before them.
    pub(super) fn also(&self, word: &Word, level: Level, any: &mut Vec<Lowered>) -> Result<()> {
        if word.also.is_empty() {
            return Ok(());
        }
        let body = self.layout.body;
        let freq = self.articles.any_freq(&self.terms(body, &word.whole_stems()))?;
        let weight = weights::EXPANDED * idf(freq, self.articles.documents());
        for also in &word.also {
            let score = weight / also.share.max(1) as f32;
            let mut add = |query: Lowered| any.push(Box::new(ConstScoreQuery::new(query, score)));
            match &also.what {
                What::Company(name) => add(self.company(name, level)),
                What::Exact(sequences) => {
                    for sequence in sequences {
                        let words = |text| {
                            sequence.iter().map(|word| self.exactly(text, &[word])).collect()
                        };
                        self.sequence(&words, level)?.into_iter().for_each(&mut add);
                    }
                }
                What::Stems(stems) => {
                    let words =
                        |text| stems.iter().map(|stem| self.stemmed(text, &[stem])).collect();
                    self.sequence(&words, level)?.into_iter().for_each(&mut add);
                }
            }
        }
        Ok(())
    }
}
