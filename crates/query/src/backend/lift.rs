//! Between sections and articles: the block join.
//!
//! A block is contiguous, its header first, and each document knows its offset in the block, so a section's
//! article is its document less its offset.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Name of the column of offsets.
const ORDINAL: &str = "ordinal";

/// Offsets of documents in their blocks.
pub(crate) fn ordinals(reader: &SegmentReader) -> tantivy::Result<Arc<dyn ColumnValues<u64>>> {
    Ok(reader.fast_fields().u64(ORDINAL)?.first_or_default_col(0))
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
        let mut scorer = ToArticleScorer {
            sections: self.sections.scorer(reader, boost)?,
            ordinals: ordinals(reader)?,
            scores: self.scores,
            doc: 0,
            score: 0.0,
        };
        scorer.next_group(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("best section", 0.0))
    }
}

struct ToArticleScorer {
    sections: Box<dyn Scorer>,
    ordinals: Arc<dyn ColumnValues<u64>>,
    scores: bool,
    doc: DocId,
    score: Score,
}

impl ToArticleScorer {
    fn header_of(&self, section: DocId) -> DocId {
        section - u32::try_from(self.ordinals.get_val(section)).unwrap_or(0).min(section)
    }

    /// Takes in the next block whose header is at least `target`; the sections stand on its first match or before.
    fn next_group(&mut self, target: DocId) -> DocId {
        loop {
            let section = self.sections.doc();
            if section == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            let header = self.header_of(section);
            let wanted = header >= target;
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
                self.doc = header;
                self.score = best;
                return header;
            }
        }
    }
}

impl DocSet for ToArticleScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.next_group(0)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if self.sections.doc() < target {
            self.sections.seek(target);
        }
        self.next_group(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.sections.size_hint()
    }
}

impl Scorer for ToArticleScorer {
    fn score(&mut self) -> Score {
        self.score
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
        let mut scorer = ToSectionsScorer {
            articles: self.0.scorer(reader, boost)?,
            ordinals: ordinals(reader)?,
            end: reader.max_doc(),
            doc: 0,
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("section of a matching article", 0.0))
    }
}

struct ToSectionsScorer {
    articles: Box<dyn Scorer>,
    ordinals: Arc<dyn ColumnValues<u64>>,
    end: DocId,
    doc: DocId,
}

impl ToSectionsScorer {
    /// Stands on the first section of a matching article that is at least `from`.
    fn settle(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            if self.articles.doc() == TERMINATED || from >= self.end {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            let ordinal = u32::try_from(self.ordinals.get_val(from)).unwrap_or(0).min(from);
            let header = from - ordinal;
            if self.articles.doc() < header {
                self.articles.seek(header);
            }
            let article = self.articles.doc();
            if article == header && ordinal > 0 {
                self.doc = from;
                return from;
            }
            // On the header itself, or before the next match: its first section is next.
            from = if article == header { from + 1 } else { article.saturating_add(1) };
        }
    }
}

impl DocSet for ToSectionsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint().saturating_mul(4)
    }
}

impl Scorer for ToSectionsScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
