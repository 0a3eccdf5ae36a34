//! The second phase: the best results of the first, looked at again.

use precis_schema::WordFields;
use tantivy::Term;

use super::look::OpenSegment;
use super::pass::Candidate;
use super::snapshot::Snapshot;
use super::statistics::{Bm25, idf};
use super::stoppable::stopped;
use crate::resolve::Word;
use crate::stop::Lookout;
use crate::weights;

/// Results between two looks whether the question is to end.
const EVERY: u32 = 32;

/// A word of the query, for the whole index.
pub(super) struct Ranked {
    /// In sections, stemmed.
    pub(super) stems: Vec<Term>,
    /// In sections, as typed.
    pub(super) typed: Vec<Term>,
    /// In titles, stemmed.
    pub(super) title_stems: Vec<Term>,
    /// In titles, as typed.
    pub(super) title_typed: Vec<Term>,
    /// Among sections, by their length.
    pub(super) in_section: Bm25,
    /// As typed, by the length of the article.
    pub(super) as_typed: Bm25,
    /// How rare it is among articles.
    pub(super) idf: f32,
}

/// What the second phase adds to a score, part by part. No part is below zero, so what it has looked at never falls behind
/// what it has not.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Parts {
    /// The words of the best section by themselves.
    pub(crate) section: f32,
    /// Words close together in one section.
    pub(crate) closeness: f32,
    /// Words as they were typed, not in another form.
    pub(crate) typed: f32,
    /// A title that consists of words of the query.
    pub(crate) named: f32,
    /// Words at the beginning.
    pub(crate) opening: f32,
    /// How lately it was published.
    pub(crate) recency: f32,
}

impl Parts {
    /// All of them together.
    pub(crate) fn sum(&self) -> f32 {
        self.section + self.closeness + self.typed + self.named + self.opening + self.recency
    }
}

/// Adds to each score what the first phase cannot see, and sorts; ties by what came first. `today` is what recency
/// counts from, in days since 1970-01-01.
pub(super) fn rerank(
    snapshot: &Snapshot,
    words: &[&Word],
    today: i64,
    best: &mut [Candidate],
) -> tantivy::Result<()> {
    let ranked = ranked(snapshot, words)?;
    let lately = Lately::new(&ranked, today, snapshot.weights().recency);
    // Postings only go forward, so results are visited in the order of the index.
    let mut order: Vec<usize> = (0..best.len()).collect();
    order.sort_unstable_by_key(|at| (best[*at].segment, best[*at].doc));
    let mut open: Option<(usize, OpenSegment)> = None;
    let mut lookout = Lookout::every(EVERY);
    for at in order {
        if lookout.is_over() {
            return Err(stopped());
        }
        let candidate = &mut best[at];
        if open.as_ref().is_none_or(|(segment, _)| *segment != candidate.segment) {
            let reader = &snapshot.searcher().segment_readers()[candidate.segment];
            let segment = OpenSegment::new(snapshot.layout(), reader, &ranked)?;
            open = Some((candidate.segment, segment));
        }
        if let Some((_, segment)) = &mut open {
            candidate.parts = segment.look(candidate.doc, &ranked, snapshot.weights(), &lately);
            candidate.score += candidate.parts.sum();
        }
    }
    best.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(())
}

/// What it is worth to have been published lately.
pub(super) struct Lately {
    today: i64,
    /// What a new article gets.
    most: f32,
}

impl Lately {
    fn new(ranked: &[Ranked], today: i64, share: f32) -> Self {
        let weight = if ranked.is_empty() {
            // No words, but phrases or prefixes.
            weights::PREFIX
        } else {
            ranked.iter().map(|word| word.idf).sum()
        };
        Self { today, most: share * weight }
    }

    /// What an article of some day gets. One of a day to come is as new as one of today.
    pub(super) fn of_day(&self, day: i64) -> f32 {
        let age = self.today.saturating_sub(day).max(0) as f32;
        self.most * (-age / weights::RECENCY_HALF_DAYS).exp2()
    }
}

fn ranked(snapshot: &Snapshot, words: &[&Word]) -> tantivy::Result<Vec<Ranked>> {
    let l = snapshot.layout();
    let (articles, sections) = (snapshot.article_statistics(), snapshot.section_statistics());
    let b = snapshot.weights().b(words.len());
    let mut ranked = Vec::with_capacity(words.len());
    for word in words {
        let whole = word.whole_stems();
        if whole.is_empty() {
            continue;
        }
        let exact = word.whole_exact();
        let of_stems = |fields: WordFields| -> Vec<Term> {
            whole.iter().flat_map(|stem| fields.of_stem(stem)).collect()
        };
        let as_typed = |fields: WordFields| -> Vec<Term> {
            exact.iter().map(|word| fields.exactly(word)).collect()
        };
        let body: Vec<Term> =
            whole.iter().map(|stem| Term::from_field_text(l.body, stem)).collect();
        let (stems, typed) = (of_stems(l.words), as_typed(l.words));
        let rarity = idf(sections.any_freq(&typed)?, sections.documents());
        ranked.push(Ranked {
            in_section: sections.bm25(l.words.exact, &stems, word.factor(), weights::SECTION_B)?,
            as_typed: articles.bm25_as_rare_as(l.body, rarity * word.factor(), b)?,
            idf: idf(articles.any_freq(&body)?, articles.documents()) * word.factor(),
            title_stems: of_stems(l.title),
            title_typed: as_typed(l.title),
            stems,
            typed,
        });
    }
    Ok(ranked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recency_falls_by_half_and_never_below_nothing() {
        let lately = Lately { today: 20_000, most: 0.4 };
        let half = weights::RECENCY_HALF_DAYS as i64;
        assert_eq!(lately.of_day(20_000), 0.4);
        assert_eq!(lately.of_day(20_100), 0.4, "of a day to come");
        assert!((lately.of_day(20_000 - half) - 0.2).abs() < 1e-6);
        assert!((lately.of_day(20_000 - 2 * half) - 0.1).abs() < 1e-6);
        for day in [i64::MIN, -1_000_000, 0] {
            assert!((0.0..0.01).contains(&lately.of_day(day)), "{day}");
        }
    }
}
