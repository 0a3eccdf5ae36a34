//! Words that start with some letters.

use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Documents with a word of a field that starts with some letters; complete, and all of one score.
#[derive(Debug, Clone)]
pub(crate) struct PrefixQuery {
    pub(crate) field: Field,
    pub(crate) letters: String,
    pub(crate) score: Score,
}

impl Query for PrefixQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PrefixQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut range = index.terms().range().ge(self.letters.as_bytes());
        let end = after(self.letters.as_bytes());
        if let Some(end) = &end {
            range = range.lt(end);
        }
        let mut stream = range.into_stream()?;
        let mut docs = tantivy::BitSet::with_max_value(reader.max_doc());
        let mut any = false;
        while stream.advance() {
            let mut postings =
                index.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                any = true;
                docs.insert(doc);
                doc = postings.advance();
            }
        }
        if !any {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), self.score * boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a word that starts so", self.score))
    }
}

/// The least bytes after everything that starts with these; none if there are none.
pub(super) fn after(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut end = bytes.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
