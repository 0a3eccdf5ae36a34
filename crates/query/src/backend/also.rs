//! What does for a word besides itself: other names and synonyms.

use tantivy::Result;
use tantivy::query::ConstScoreQuery;

use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering};
use super::statistics::idf;
use super::weights;
use crate::resolve::{What, Word};

impl Lowering<'_> {
    /// Adds a query for each thing that does for a word as well. Their score is a part of the word's own weight, so
    /// that the form that was typed ranks before them.
    pub(super) fn also(&self, word: &Word, level: Level, any: &mut Vec<Lowered>) -> Result<()> {
        if word.also.is_empty() {
            return Ok(());
        }
        let l = self.layout;
        let freq = self.articles.any_freq(&self.terms(l.body, &word.whole_stems()))?;
        let weight = weights::EXPANDED * idf(freq, self.articles.documents());
        for also in &word.also {
            let score = weight / also.share.max(1) as f32;
            let mut add = |query: Lowered| any.push(Box::new(ConstScoreQuery::new(query, score)));
            let (section, title, sequences) = match &also.what {
                What::Company(name) => {
                    add(self.company(name, level));
                    continue;
                }
                What::Exact(sequences) => (l.exact, l.title_exact, sequences.as_slice()),
                What::Stems(stems) => (l.stems, l.title_stems, std::slice::from_ref(stems)),
            };
            for sequence in sequences {
                if level != Level::Title {
                    let sections = self.sequence(section, sequence, Level::Section)?;
                    add(match level {
                        Level::Article => Box::new(ToArticle(sections)),
                        _ => sections,
                    });
                }
                if level != Level::Section {
                    add(self.sequence(title, sequence, Level::Title)?);
                }
            }
        }
        Ok(())
    }
}
