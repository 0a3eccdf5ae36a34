//! Words of which the spelling is known in part: which words of the index they are, and where those stand.

use std::collections::HashMap;

use tantivy::postings::SegmentPostings;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, FuzzyTermQuery, Query,
    Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::{TermDictionary, TermStreamer};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use crate::language::MAX_FORMS;
use crate::resolve::Like;

/// Documents with some exact words of a field; all of one score.
#[derive(Debug, Clone)]
pub(crate) struct FormsQuery {
    pub(crate) field: Field,
    pub(crate) forms: Forms,
    pub(crate) score: Score,
}

/// Exact words.
#[derive(Debug, Clone)]
pub(crate) enum Forms {
    /// All that start with these letters, however many.
    Start(String),
    /// These, of that field.
    These(Vec<Term>),
}

impl Query for FormsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for FormsQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut docs = tantivy::BitSet::with_max_value(reader.max_doc());
        let mut any = false;
        let mut add = |mut postings: SegmentPostings| {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                any = true;
                docs.insert(doc);
                doc = postings.advance();
            }
        };
        match &self.forms {
            Forms::Start(letters) => {
                let mut stream = starting(index.terms(), letters)?;
                while stream.advance() {
                    let option = IndexRecordOption::Basic;
                    add(index.read_postings_from_terminfo(stream.value(), option)?);
                }
            }
            Forms::These(terms) => {
                for term in terms {
                    if let Some(postings) = index.read_postings(term, IndexRecordOption::Basic)? {
                        add(postings);
                    }
                }
            }
        }
        if !any {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), self.score * boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a word of which the spelling is known in part", self.score))
    }
}

/// The exact words of an index that are like a spelling.
pub(super) struct Found {
    /// Ascending, each with the edits it is away; at most [`MAX_FORMS`], the closest and then the most frequent.
    pub(super) forms: Vec<(String, u8)>,
    /// How many there are in all.
    pub(super) total: usize,
}

/// Looks the words of some fields up. Words of deleted articles count until their segments are merged.
pub(super) fn find(searcher: &Searcher, fields: &[Field], like: &Like) -> tantivy::Result<Found> {
    let mut found: HashMap<String, (u8, u64)> = HashMap::new();
    for reader in searcher.segment_readers() {
        for field in fields {
            let index = reader.inverted_index(*field)?;
            let mut add = |word: &[u8], freq: u32, edits: u8| {
                let Ok(word) = std::str::from_utf8(word) else { return };
                if !like.fits(word) {
                    return;
                }
                // The fewest edits come first, and stay.
                match found.get_mut(word) {
                    Some((least, sum)) if *least == edits => *sum += u64::from(freq),
                    Some(_) => {}
                    None => {
                        found.insert(word.to_owned(), (edits, u64::from(freq)));
                    }
                }
            };
            let Like::Close { letters, edits } = like else {
                let mut stream = starting(index.terms(), like.start())?;
                while stream.advance() {
                    add(stream.key(), stream.value().doc_freq, 0);
                }
                continue;
            };
            for edits in 0..=*edits {
                let term = Term::from_field_text(*field, letters);
                let automaton = FuzzyTermQuery::new(term, edits, true).automaton()?;
                let mut range = index.terms().search(automaton).ge(like.start());
                if let Some(end) = after(like.start().as_bytes()) {
                    range = range.lt(end);
                }
                let mut stream = range.into_stream()?;
                while stream.advance() {
                    add(stream.key(), stream.value().doc_freq, edits);
                }
            }
        }
    }
    let total = found.len();
    let mut forms: Vec<(String, u8, u64)> =
        found.into_iter().map(|(word, (edits, freq))| (word, edits, freq)).collect();
    if total > MAX_FORMS {
        forms.sort_unstable_by(|a, b| a.1.cmp(&b.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0)));
        forms.truncate(MAX_FORMS);
    }
    forms.sort_unstable();
    Ok(Found { forms: forms.into_iter().map(|(word, edits, _)| (word, edits)).collect(), total })
}

/// The words of a dictionary that start with some letters.
fn starting<'a>(words: &'a TermDictionary, letters: &str) -> std::io::Result<TermStreamer<'a>> {
    let range = words.range().ge(letters.as_bytes());
    match after(letters.as_bytes()) {
        Some(end) => range.lt(end).into_stream(),
        None => range.into_stream(),
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
