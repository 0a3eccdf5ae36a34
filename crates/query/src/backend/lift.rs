//! Between sections and articles: the block join.
//!
//! A block is contiguous, its header first, and each document knows its offset in the block, so a section's
//! article is its document less its offset.

use std::sync::Arc;

use tantivy::columnar::{Cardinality, ColumnValues};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, TERMINATED};

use super::stoppable::stoppable;
use super::walk::{Matches, Walk};

/// Name of the column of offsets.
const ORDINAL: &str = "ordinal";

/// Offsets of documents in their blocks.
pub(crate) fn ordinals(reader: &SegmentReader) -> tantivy::Result<Arc<dyn ColumnValues<u64>>> {
    let column = reader.fast_fields().u64(ORDINAL)?;
    // Where every document has one, nothing needs to be asked for its place first.
    Ok(match column.get_cardinality() {
        Cardinality::Full => column.values,
        _ => column.first_or_default_col(0),
    })
}

/// Articles of which a section matches; the best section's score is the article's.
#[derive(Debug)]
pub(crate) struct ToArticle(pub(crate) Box<dyn Query>);

impl Clone for ToArticle {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for ToArticle {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scores = scoring.is_scoring_enabled();
        Ok(Box::new(ToArticleWeight { sections: self.0.weight(scoring)?, scores }))
    }
}

struct ToArticleWeight {
    sections: Box<dyn Weight>,
    scores: bool,
}

impl Weight for ToArticleWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Walk::new(MatchingArticles {
            sections: stoppable(self.sections.scorer(reader, boost)?),
            ordinals: ordinals(reader)?,
            scores: self.scores,
            score: 0.0,
        })))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("best section", 0.0))
    }
}

struct MatchingArticles {
    sections: Box<dyn Scorer>,
    ordinals: Arc<dyn ColumnValues<u64>>,
    scores: bool,
    /// Score of the best section of the article at hand.
    score: Score,
}

impl MatchingArticles {
    fn header_of(&self, section: DocId) -> DocId {
        section - u32::try_from(self.ordinals.get_val(section)).unwrap_or(0).min(section)
    }
}

impl Matches for MatchingArticles {
    fn first_from(&mut self, from: DocId) -> DocId {
        if self.sections.doc() < from {
            self.sections.seek(from);
        }
        loop {
            let section = self.sections.doc();
            if section == TERMINATED {
                return TERMINATED;
            }
            let header = self.header_of(section);
            let wanted = header >= from;
            let mut best = if self.scores && wanted { self.sections.score() } else { 0.0 };
            loop {
                let next = self.sections.advance();
                if next == TERMINATED || self.header_of(next) != header {
                    break;
                }
                if self.scores && wanted {
                    best = best.max(self.sections.score());
                }
            }
            if wanted {
                self.score = best;
                return header;
            }
        }
    }

    fn score(&mut self) -> Score {
        self.score
    }

    fn size_hint(&self) -> u32 {
        self.sections.size_hint()
    }
}

/// Sections of the articles that match; they score nothing.
#[derive(Debug)]
pub(crate) struct ToSections(pub(crate) Box<dyn Query>);

impl Clone for ToSections {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for ToSections {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ToSectionsWeight(self.0.weight(scoring)?)))
    }
}

struct ToSectionsWeight(Box<dyn Weight>);

impl Weight for ToSectionsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Walk::new(MatchingSections {
            articles: self.0.scorer(reader, boost)?,
            ordinals: ordinals(reader)?,
            end: reader.max_doc(),
        })))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("section of a matching article", 0.0))
    }
}

struct MatchingSections {
    articles: Box<dyn Scorer>,
    ordinals: Arc<dyn ColumnValues<u64>>,
    end: DocId,
}

impl Matches for MatchingSections {
    fn first_from(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            if self.articles.doc() == TERMINATED || from >= self.end {
                return TERMINATED;
            }
            let ordinal = u32::try_from(self.ordinals.get_val(from)).unwrap_or(0).min(from);
            let header = from - ordinal;
            if self.articles.doc() < header {
                self.articles.seek(header);
            }
            let article = self.articles.doc();
            if article == header && ordinal > 0 {
                return from;
            }
            // On the header itself, or before the next match: its first section is next.
            from = if article == header { from + 1 } else { article.saturating_add(1) };
        }
    }

    fn score(&mut self) -> Score {
        0.0
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint().saturating_mul(4)
    }
}
