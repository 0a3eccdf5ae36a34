//! Words of which the spelling is known in part: which words of the index they are, and where those stand.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, FuzzyTermQuery, Query,
    Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::{TermDictionary, TermStreamer};
use tantivy::{BitSet, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use super::lift::ordinals;
use super::starts::{Starts, Which};
use super::stoppable::go_on;
use crate::language::MAX_FORMS;
use crate::resolve::Like;

/// Documents with some exact words of a field, or their articles; all of one score.
#[derive(Clone)]
pub(crate) struct FormsQuery {
    pub(crate) field: Field,
    pub(crate) forms: Forms,
    pub(crate) score: Score,
    /// Whether the articles of the documents are meant, by their headers.
    pub(crate) lifted: bool,
    pub(crate) starts: Arc<Starts>,
}

impl fmt::Debug for FormsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FormsQuery").field(&self.field).field(&self.forms).finish()
    }
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

impl FormsQuery {
    /// The documents of a segment, looked up.
    fn look_up(&self, reader: &SegmentReader) -> tantivy::Result<BitSet> {
        let index = reader.inverted_index(self.field)?;
        let mut docs = BitSet::with_max_value(reader.max_doc());
        // Read once as the field has them, and used again for each word: what begins empty reads others as if they had no
        // frequencies.
        let mut reused: Option<BlockSegmentPostings> = None;
        let mut add = |info: &TermInfo| {
            let postings = match &mut reused {
                Some(postings) => {
                    index.reset_block_postings_from_terminfo(info, postings)?;
                    postings
                }
                None => {
                    let option = IndexRecordOption::Basic;
                    reused.insert(index.read_block_postings_from_terminfo(info, option)?)
                }
            };
            while postings.block_len() > 0 {
                for doc in postings.docs() {
                    docs.insert(*doc);
                }
                postings.advance();
            }
            std::io::Result::Ok(())
        };
        match &self.forms {
            Forms::Start(letters) => {
                let mut stream = starting(index.terms(), letters)?;
                while stream.advance() {
                    go_on()?;
                    add(stream.value())?;
                }
            }
            Forms::These(terms) => {
                for term in terms {
                    if let Some(info) = index.get_term_info(term)? {
                        add(&info)?;
                    }
                }
            }
        }
        Ok(docs)
    }

    /// The documents of a segment, or their articles; those that start with some letters are kept.
    fn docs(&self, reader: &SegmentReader) -> tantivy::Result<Arc<BitSet>> {
        let Forms::Start(letters) = &self.forms else {
            let docs = self.look_up(reader)?;
            return Ok(Arc::new(if self.lifted { lifted(reader, &docs)? } else { docs }));
        };
        let which = |lifted| Which {
            segment: reader.segment_id(),
            field: self.field,
            lifted,
            letters: letters.clone(),
        };
        let docs = || self.starts.of(which(false), || self.look_up(reader));
        if self.lifted { self.starts.of(which(true), || lifted(reader, &*docs()?)) } else { docs() }
    }
}

/// The headers of the articles that some documents are of.
fn lifted(reader: &SegmentReader, docs: &BitSet) -> tantivy::Result<BitSet> {
    let ordinals = ordinals(reader)?;
    let mut headers = BitSet::with_max_value(reader.max_doc());
    let mut docs = BitSetDocSet::from(docs.clone());
    let mut doc = docs.doc();
    while doc != TERMINATED {
        headers.insert(doc - u32::try_from(ordinals.get_val(doc)).unwrap_or(0).min(doc));
        doc = docs.advance();
    }
    Ok(headers)
}

impl Weight for FormsQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let docs = self.docs(reader)?;
        if docs.len() == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        let docs = BitSetDocSet::from(BitSet::clone(&docs));
        Ok(Box::new(ConstScorer::new(docs, self.score * boost)))
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

#[cfg(test)]
mod tests {
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, IndexWriter, doc};

    use super::*;

    #[test]
    fn words_of_any_frequency_are_looked_up() {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        // Rarer and more frequent than the 128 documents that the engine packs together.
        for number in 0..1000 {
            let mut text = String::from("other");
            for (word, every) in [("alpha", 2), ("alps", 3), ("alto", 500)] {
                if number % every == 0 {
                    text += &format!(" {word} {word}");
                }
            }
            writer.add_document(doc!(field => text)).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let reader = searcher.segment_reader(0);
        let found = |forms: Forms| {
            let starts = Arc::default();
            let query = FormsQuery { field, forms, score: 1.0, lifted: false, starts };
            query.look_up(reader).unwrap()
        };
        let expected = |is_in: &dyn Fn(u32) -> bool| (0..1000).filter(|n| is_in(*n)).count();
        let al = found(Forms::Start("al".to_owned()));
        assert_eq!(al.len(), expected(&|n| n % 2 == 0 || n % 3 == 0));
        assert!((0..1000).all(|n| al.contains(n) == (n % 2 == 0 || n % 3 == 0)));
        let terms = ["alto", "alps", "nothing"].map(|word| Term::from_field_text(field, word));
        let these = found(Forms::These(terms.to_vec()));
        assert_eq!(these.len(), expected(&|n| n % 500 == 0 || n % 3 == 0));
        assert_eq!(found(Forms::Start("x".to_owned())).len(), 0);
    }
}
