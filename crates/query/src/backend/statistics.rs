//! Counts that scores are made of, by what a field stands on.
//!
//! The engine counts every document; headers and sections each need their own number of documents
//! and their own average length, or scores depend on how articles happen to be cut.

use std::sync::Arc;

use tantivy::query::Bm25StatisticsProvider as _;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::weights;

/// Number of documents of one sort, deleted ones that are still in the segments included, as in all counts below.
#[derive(Clone)]
pub(crate) struct Statistics {
    searcher: Searcher,
    documents: u64,
}

impl Statistics {
    pub(crate) fn new(searcher: Searcher, documents: u64) -> Self {
        Self { searcher, documents }
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn documents(&self) -> u64 {
        self.documents
    }

    /// Documents that hold any of the terms; a sum, so at most: terms can share documents.
    pub(crate) fn any_freq(&self, terms: &[Term]) -> tantivy::Result<u64> {
        let mut sum = 0;
        for term in terms {
            sum += self.searcher.doc_freq(term)?;
        }
        Ok(sum.min(self.documents))
    }

    /// How many tokens of a field a document holds on average.
    pub(crate) fn average(&self, field: Field) -> tantivy::Result<f32> {
        Ok(self.searcher.total_num_tokens(field)? as f32 / self.documents.max(1) as f32)
    }

    /// BM25 of a word that is any of the terms, by the lengths of a field.
    /// `b` is how much longer texts are marked down.
    pub(crate) fn bm25(
        &self,
        field: Field,
        terms: &[Term],
        boost: f32,
        b: f32,
    ) -> tantivy::Result<Bm25> {
        let average = self.average(field)?;
        let idf = idf(self.any_freq(terms)?, self.documents);
        Ok(Bm25::new(idf * boost, average, weights::K1, b))
    }

    /// BM25 in a field of a word whose rarity is known from elsewhere.
    pub(crate) fn bm25_as_rare_as(&self, field: Field, idf: f32, b: f32) -> tantivy::Result<Bm25> {
        let average = self.average(field)?;
        Ok(Bm25::new(idf, average, weights::K1, b))
    }

    /// BM25 of words one after the other, each any of some terms: as rare as all of them together.
    pub(crate) fn bm25_of_sequence(
        &self,
        field: Field,
        words: &[Vec<Term>],
        b: f32,
    ) -> tantivy::Result<Bm25> {
        let average = self.average(field)?;
        let mut sum = 0.0;
        for terms in words {
            sum += idf(self.any_freq(terms)?, self.documents);
        }
        Ok(Bm25::new(sum, average, weights::K1, b))
    }
}

/// Inverse document frequency, as Robertson and Spärck Jones weigh it, kept above zero:
/// ln(1 + (N − n + 0.5) / (n + 0.5)).
pub(crate) fn idf(freq: u64, documents: u64) -> f32 {
    let n = freq.min(documents) as f32;
    (1.0 + (documents as f32 - n + 0.5) / (n + 0.5)).ln()
}

/// Okapi BM25 of one word: idf · (k1 + 1) · tf / (tf + k1 · (1 − b + b · length / average length)).
#[derive(Clone)]
pub(crate) struct Bm25 {
    weight: f32,
    /// Denominator's second part, by the engine's one-byte length.
    norms: Arc<[f32; 256]>,
}

impl Bm25 {
    pub(crate) fn new(idf: f32, average: f32, k1: f32, b: f32) -> Self {
        let mut norms = [0.0; 256];
        for (id, norm) in (0..=u8::MAX).zip(norms.iter_mut()) {
            let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(id) as f32;
            *norm = k1 * (1.0 - b + b * length / average.max(1.0));
        }
        Self { weight: idf * (k1 + 1.0), norms: Arc::new(norms) }
    }

    #[inline]
    pub(crate) fn score(&self, norm_id: u8, freq: u32) -> f32 {
        let freq = freq as f32;
        self.weight * freq / (freq + self.norms[usize::from(norm_id)])
    }
}
