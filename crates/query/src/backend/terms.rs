//! A word as a query: documents that hold any of its terms, scored as one word.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::statistics::Bm25;

/// Any of some terms, scored as one word; terms of another text may add to the score.
#[derive(Clone)]
pub(crate) struct TermsQuery {
    pub(crate) main: Terms,
    /// Adds to the score where it matches as well; never matches by itself.
    pub(crate) bonus: Option<Terms>,
}

/// Terms of one text, and how they score.
#[derive(Clone)]
pub(crate) struct Terms {
    pub(crate) terms: Vec<Term>,
    /// The field whose lengths count.
    pub(crate) lengths: Field,
    pub(crate) bm25: Bm25,
}

impl fmt::Debug for TermsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.main.terms).finish()
    }
}

impl Query for TermsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for TermsQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(main) = self.main.open(reader)? else { return Ok(Box::new(EmptyScorer)) };
        let bonus = match &self.bonus {
            Some(bonus) => bonus.open(reader)?,
            None => None,
        };
        Ok(Box::new(TermsScorer { main, bonus, boost }))
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        if let Some(alive) = reader.alive_bitset() {
            return Ok(self.scorer(reader, 1.0)?.count(alive));
        }
        // Where nothing is gone, lengths of lists are counts.
        let mut lists = postings(reader, &self.main.terms, IndexRecordOption::Basic)?;
        lists.sort_by_key(SegmentPostings::doc_freq);
        let freqs = lists.iter().map(SegmentPostings::doc_freq).sum::<u32>();
        match lists.len() {
            0 | 1 => Ok(freqs),
            2 => Ok(freqs - shared(&mut lists)),
            _ => Ok(self.scorer(reader, 1.0)?.count_including_deleted()),
        }
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("any of the terms", 0.0))
    }
}

impl Terms {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Option<Opened>> {
        let mut others = postings(reader, &self.terms, IndexRecordOption::WithFreqs)?;
        let Some(first) = others.pop() else { return Ok(None) };
        let doc = others.iter().fold(first.doc(), |doc, postings| doc.min(postings.doc()));
        Ok(Some(Opened {
            first,
            others,
            doc,
            norms: reader.get_fieldnorms_reader(self.lengths)?,
            bm25: self.bm25.clone(),
        }))
    }
}

/// Opens the postings of those of some terms that a segment has; each term knows its field.
pub(super) fn postings(
    reader: &SegmentReader,
    terms: &[Term],
    option: IndexRecordOption,
) -> tantivy::Result<Vec<SegmentPostings>> {
    let mut open = Vec::with_capacity(terms.len());
    for term in terms {
        open.extend(reader.inverted_index(term.field())?.read_postings(term, option)?);
    }
    Ok(open)
}

/// Counts the documents that two lists share, by going through the first, the short one.
fn shared(lists: &mut [SegmentPostings]) -> u32 {
    let [short, long] = lists else { return 0 };
    let mut count = 0;
    while short.doc() != TERMINATED {
        let doc = short.doc();
        if long.doc() < doc {
            long.seek(doc);
        }
        count += u32::from(long.doc() == doc);
        short.advance();
    }
    count
}

/// Postings of a word's terms in one segment, walked together.
struct Opened {
    first: SegmentPostings,
    others: Vec<SegmentPostings>,
    doc: DocId,
    norms: FieldNormReader,
    bm25: Bm25,
}

impl Opened {
    fn advance(&mut self) -> DocId {
        if self.others.is_empty() {
            self.doc = self.first.advance();
            return self.doc;
        }
        let doc = self.doc;
        let mut next = TERMINATED;
        for postings in std::iter::once(&mut self.first).chain(&mut self.others) {
            let at = if postings.doc() == doc { postings.advance() } else { postings.doc() };
            next = next.min(at);
        }
        self.doc = next;
        next
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        let mut next = TERMINATED;
        for postings in std::iter::once(&mut self.first).chain(&mut self.others) {
            let at = if postings.doc() < target { postings.seek(target) } else { postings.doc() };
            next = next.min(at);
        }
        self.doc = next;
        next
    }

    fn score(&self) -> Score {
        let freq = if self.others.is_empty() {
            self.first.term_freq()
        } else {
            std::iter::once(&self.first)
                .chain(&self.others)
                .filter(|postings| postings.doc() == self.doc)
                .map(Postings::term_freq)
                .sum()
        };
        self.bm25.score(self.norms.fieldnorm_id(self.doc), freq)
    }
}

struct TermsScorer {
    main: Opened,
    bonus: Option<Opened>,
    boost: Score,
}

impl DocSet for TermsScorer {
    fn advance(&mut self) -> DocId {
        self.main.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.main.seek(target)
    }

    fn doc(&self) -> DocId {
        self.main.doc
    }

    fn size_hint(&self) -> u32 {
        std::iter::once(&self.main.first)
            .chain(&self.main.others)
            .map(DocSet::size_hint)
            .fold(0, u32::saturating_add)
    }
}

impl Scorer for TermsScorer {
    fn score(&mut self) -> Score {
        let mut score = self.main.score();
        if let Some(bonus) = &mut self.bonus {
            let doc = self.main.doc;
            if bonus.seek(doc) == doc {
                score += bonus.score();
            }
        }
        score * self.boost
    }
}
