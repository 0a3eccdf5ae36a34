//! The second phase: the best results of the first, looked at again.

use tantivy::Term;
use tantivy::schema::Field;

use super::look::OpenSegment;
use super::pass::Candidate;
use super::snapshot::Snapshot;
use super::statistics::{Bm25, idf};
use super::weights;
use crate::resolve::Word;

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

/// What the second phase adds to a score, part by part.
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
}

impl Parts {
    /// All of them together.
    pub(crate) fn sum(&self) -> f32 {
        self.section + self.closeness + self.typed + self.named + self.opening
    }
}

/// Adds to each score what the first phase cannot see, and sorts; ties by what came first.
pub(super) fn rerank(
    snapshot: &Snapshot,
    words: &[&Word],
    best: &mut [Candidate],
) -> tantivy::Result<()> {
    let ranked = ranked(snapshot, words)?;
    if ranked.is_empty() {
        return Ok(());
    }
    // Postings only go forward, so results are visited in the order of the index.
    let mut order: Vec<usize> = (0..best.len()).collect();
    order.sort_unstable_by_key(|at| (best[*at].segment, best[*at].doc));
    let mut open: Option<(usize, OpenSegment)> = None;
    for at in order {
        let candidate = &mut best[at];
        if open.as_ref().is_none_or(|(segment, _)| *segment != candidate.segment) {
            let reader = &snapshot.searcher().segment_readers()[candidate.segment];
            let segment = OpenSegment::new(snapshot.layout(), reader, &ranked)?;
            open = Some((candidate.segment, segment));
        }
        if let Some((_, segment)) = &mut open {
            candidate.score += segment.look(candidate.doc, &ranked).sum();
        }
    }
    best.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(())
}

fn ranked(snapshot: &Snapshot, words: &[&Word]) -> tantivy::Result<Vec<Ranked>> {
    let l = snapshot.layout();
    let (articles, sections) = (snapshot.article_statistics(), snapshot.section_statistics());
    let terms = |field: Field, texts: &[&str]| -> Vec<Term> {
        texts.iter().map(|text| Term::from_field_text(field, text)).collect()
    };
    let b = weights::b(words.len());
    let mut ranked = Vec::with_capacity(words.len());
    for word in words {
        let whole = word.whole_stems();
        if whole.is_empty() {
            continue;
        }
        let exact = word.whole_exact();
        let stems = terms(l.stems, &whole);
        let typed = terms(l.exact, &exact);
        let rarity = idf(sections.any_freq(&typed)?, sections.documents());
        ranked.push(Ranked {
            in_section: sections.bm25(l.stems, &stems, word.factor(), weights::SECTION_B)?,
            as_typed: articles.bm25_as_rare_as(l.body, rarity * word.factor(), b)?,
            idf: idf(articles.any_freq(&terms(l.body, &whole))?, articles.documents())
                * word.factor(),
            title_stems: terms(l.title_stems, &whole),
            title_typed: terms(l.title_exact, &exact),
            stems,
            typed,
        });
    }
    Ok(ranked)
}
