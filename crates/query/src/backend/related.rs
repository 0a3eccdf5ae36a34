//! Articles about the same: by the rarest words of one, and the companies that it names.

use std::collections::HashMap;

use precis_analysis::{Analyzer, Role, Token, is_function_word};
use precis_schema::{StoredHeader, StoredSection};
use tantivy::query::{ConstScoreQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Term};

use super::at_least::AtLeast;
use super::lower::{Level, Lowered, Sides};
use super::pass::{self, Candidate, Keep, Order};
use super::snapshot::{EngineError, Snapshot};
use super::statistics::idf;
use crate::resolve::Clause;
use crate::weights;

/// What an article may share with others, weighed.
#[derive(Debug, Default)]
pub(crate) struct Traits {
    /// Its rarest words, the weightiest first.
    pub(crate) words: Vec<RareWord>,
    /// The companies it names, by name, with what each weighs.
    pub(crate) companies: Vec<(String, f32)>,
}

/// A word that few other articles have.
#[derive(Debug)]
pub(crate) struct RareWord {
    /// As it stands in the article the first time.
    pub(crate) text: String,
    stem: String,
    weight: f32,
}

impl Snapshot {
    /// What an article may share with others.
    pub(crate) fn traits(
        &self,
        header: &StoredHeader,
        sections: &[StoredSection],
    ) -> Result<Traits, EngineError> {
        let articles = self.article_statistics().documents();
        let mut words = Vec::new();
        for (stem, (text, times)) in counted(header, sections) {
            let term = Term::from_field_text(self.layout().body, &stem);
            let freq = self.searcher().doc_freq(&term)?;
            // Words that no other article has relate it to none, and those that many have to too many.
            if freq > 1 && freq.saturating_mul(weights::COMMON) <= articles.max(weights::COMMON * 3)
            {
                let times = times as f32;
                let weight = idf(freq, articles) * times / (times + weights::K1);
                words.push(RareWord { text, stem, weight });
            }
        }
        words.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        words.truncate(weights::TRAITS);
        let mut companies = Vec::new();
        for name in header.companies.iter().take(weights::TRAITS) {
            let freq = self.count(&Clause::Company(name.clone()), Sides::All)?;
            if freq > 1 {
                companies.push((name.clone(), weights::COMPANY * idf(freq, articles)));
            }
        }
        Ok(Traits { words, companies })
    }

    /// Every article that shares enough of some traits, by what they weigh, those nearest to a day first among
    /// equals; the article that the traits are of among them.
    pub(crate) fn sharing(
        &self,
        traits: &Traits,
        day: Option<i64>,
    ) -> Result<Vec<Candidate>, EngineError> {
        let lowering = self.lowering(Sides::All);
        let mut parts: Vec<(Lowered, f32)> = Vec::new();
        let mut sum = 0.0;
        for word in &traits.words {
            let term = Term::from_field_text(self.layout().body, &word.stem);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            parts.push((Box::new(ConstScoreQuery::new(Box::new(query), word.weight)), word.weight));
            sum += word.weight;
        }
        for (name, weight) in &traits.companies {
            let query = lowering.company(name, Level::Article);
            parts.push((Box::new(ConstScoreQuery::new(query, *weight)), *weight));
            sum += weight;
        }
        if parts.is_empty() || sum <= 0.0 {
            return Ok(Vec::new());
        }
        let query = AtLeast { parts, threshold: sum * weights::RELATED };
        let order = Order::ScoreThenNear(day);
        Ok(pass::run(self.searcher(), &query, order, Keep::best(usize::MAX))?.best)
    }

    /// Which of some words an article has.
    pub(crate) fn has_words(
        &self,
        candidate: &Candidate,
        words: &[RareWord],
    ) -> Result<Vec<bool>, EngineError> {
        let Some(reader) = self.searcher().segment_readers().get(candidate.segment) else {
            return Ok(vec![false; words.len()]);
        };
        let index = reader.inverted_index(self.layout().body)?;
        let mut has = Vec::with_capacity(words.len());
        for word in words {
            let term = Term::from_field_text(self.layout().body, &word.stem);
            let postings = index
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(tantivy::TantivyError::from)?;
            has.push(postings.is_some_and(|mut postings| {
                let at = postings.doc();
                at == candidate.doc
                    || (at < candidate.doc && postings.seek(candidate.doc) == candidate.doc)
            }));
        }
        Ok(has)
    }
}

/// The words of an article that carry meaning: by stem, as written the first time, and how often.
fn counted(header: &StoredHeader, sections: &[StoredSection]) -> HashMap<String, (String, u32)> {
    let mut counted: HashMap<String, (String, u32)> = HashMap::new();
    let mut analyzer = Analyzer::new();
    let mut count = |text: &str| {
        analyzer.for_each_token(text, &mut |token: Token<'_>| {
            let tells = matches!(token.role, Role::Word | Role::Joined)
                && token.exact.chars().nth(1).is_some()
                && token.exact.chars().any(char::is_alphabetic)
                && !is_function_word(token.exact);
            if !tells {
                return;
            }
            match counted.get_mut(token.stem) {
                Some((_, times)) => *times += 1,
                None => {
                    let written = text.get(token.span).unwrap_or(token.exact).to_owned();
                    counted.insert(token.stem.to_owned(), (written, 1));
                }
            }
        });
    };
    if !header.title_from.is_derived() {
        count(&header.title);
    }
    for stored in sections {
        for unit in &stored.section.units {
            count(stored.section.text.get(unit.span.clone()).unwrap_or_default());
        }
    }
    counted
}
