//! Documents that hold enough of some words.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, TERMINATED};

use super::walk::{Matches, Walk};

/// Documents in which the weights of the matching parts add up to the threshold.
#[derive(Debug)]
pub(crate) struct AtLeast {
    /// Parts and their weights, which are not negative.
    pub(crate) parts: Vec<(Box<dyn Query>, f32)>,
    /// Least sum; more than zero.
    pub(crate) threshold: f32,
}

impl Clone for AtLeast {
    fn clone(&self) -> Self {
        let parts = self.parts.iter().map(|(query, weight)| (query.box_clone(), *weight)).collect();
        Self { parts, threshold: self.threshold }
    }
}

impl Query for AtLeast {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for (query, weight) in &self.parts {
            parts.push((query.weight(scoring)?, *weight));
        }
        // Lightest first: together they may be too light to matter by themselves.
        parts.sort_by(|a, b| a.1.total_cmp(&b.1));
        Ok(Box::new(AtLeastWeight { parts, threshold: self.threshold }))
    }
}

struct AtLeastWeight {
    parts: Vec<(Box<dyn Weight>, f32)>,
    threshold: f32,
}

impl Weight for AtLeastWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for (weight, amount) in &self.parts {
            parts.push((weight.scorer(reader, boost)?, *amount));
        }
        // Lists so light that even together they stay below the threshold cannot bring in a document.
        let mut sum = 0.0;
        let mut light = 0;
        for (_, amount) in &parts {
            sum += amount;
            if reaches(sum, self.threshold) {
                break;
            }
            light += 1;
        }
        if light == parts.len() {
            return Ok(Box::new(EmptyScorer));
        }
        let matches = AtLeastMatches { parts, light, threshold: self.threshold, doc: 0 };
        Ok(Box::new(Walk::new(matches)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("enough of the words", 0.0))
    }
}

/// Compares with a grain of salt: sums of the same weights in another order may differ in the last bits.
fn reaches(sum: f32, threshold: f32) -> bool {
    sum >= threshold * (1.0 - 1e-5)
}

struct AtLeastMatches {
    parts: Vec<(Box<dyn Scorer>, f32)>,
    /// Parts before this one are only looked at for documents that a later one brings in.
    light: usize,
    threshold: f32,
    doc: DocId,
}

impl Matches for AtLeastMatches {
    fn first_from(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            let mut doc = TERMINATED;
            for (scorer, _) in &mut self.parts[self.light..] {
                let at = if scorer.doc() < from { scorer.seek(from) } else { scorer.doc() };
                doc = doc.min(at);
            }
            self.doc = doc;
            if doc == TERMINATED {
                return TERMINATED;
            }
            let mut sum = 0.0;
            for (scorer, amount) in &mut self.parts {
                let at = if scorer.doc() < doc { scorer.seek(doc) } else { scorer.doc() };
                if at == doc {
                    sum += *amount;
                }
            }
            if reaches(sum, self.threshold) {
                return doc;
            }
            from = doc + 1;
        }
    }

    fn score(&mut self) -> Score {
        let doc = self.doc;
        self.parts.iter_mut().filter(|(s, _)| s.doc() == doc).map(|(s, _)| s.score()).sum()
    }

    fn size_hint(&self) -> u32 {
        self.parts[self.light..].iter().map(|(s, _)| s.size_hint()).fold(0, u32::saturating_add)
    }
}
