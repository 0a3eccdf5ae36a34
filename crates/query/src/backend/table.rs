//! What articles are counted by, laid out for counting.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::{DocId, Searcher, SegmentReader};

use super::amounts;
use super::lift::ordinals;
use crate::resolve::{FacetGroup, days};

/// One segment's articles, by what they are counted by.
///
/// The engine's columns answer for one document at a time, and counting asks for every article of an answer. So they
/// are read once, and kept as long as the segment is searched: eight bytes a document, and for each article four a
/// group and four a value.
pub(super) struct Table {
    /// For each document, header or section, the number of its article.
    article_of: Vec<u32>,
    /// For each article, its header; one more for the end.
    headers: Vec<DocId>,
    /// For each document that is a section, what its article is counted by for it: kinds first, then headings.
    slot_of: Vec<u32>,
    /// Names of the kinds.
    pub(super) kinds: Vec<String>,
    /// Headings of the sections of kind `other`.
    pub(super) headings: Vec<String>,
    companies: Values,
    sources: Values,
    authors: Values,
    tags: Values,
    pub(super) months: Values,
    amounts: Values,
}

impl Table {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let ordinals = ordinals(reader)?;
        let documents = reader.max_doc();
        let mut headers = Vec::new();
        let mut article_of = Vec::with_capacity(documents as usize);
        for doc in 0..documents {
            if ordinals.get_val(doc) == 0 {
                headers.push(doc);
            }
            // A block begins with its header, so there is one by now.
            article_of.push((headers.len() as u32).saturating_sub(1));
        }
        let (kinds, headings, slot_of) = slots(reader)?;
        let names = |field| Values::of_names(reader, field, &headers);
        Ok(Self {
            companies: names("company")?,
            sources: names("source")?,
            authors: names("author")?,
            tags: names("tag")?,
            months: months(reader, &headers)?,
            amounts: amounts::values(reader, &headers)?,
            kinds,
            headings,
            slot_of,
            article_of,
            headers: { headers }.into_iter().chain([documents]).collect(),
        })
    }

    /// The number of the article that a document is of.
    pub(super) fn article_of(&self, doc: DocId) -> u32 {
        self.article_of.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// The header of an article.
    pub(super) fn header(&self, article: u32) -> DocId {
        self.headers.get(article as usize).copied().unwrap_or(DocId::MAX)
    }

    /// The sections of an article.
    pub(super) fn sections(&self, article: u32) -> Range<DocId> {
        self.header(article).saturating_add(1)..self.header(article.saturating_add(1))
    }

    /// What a section counts for: a place among the kinds, or, beyond them, among the headings.
    pub(super) fn slot_of(&self, section: DocId) -> Option<usize> {
        self.slot_of.get(section as usize).map(|slot| *slot as usize)
    }

    /// What articles are counted by in a group; nothing for kinds, which are counted by sections.
    pub(super) fn values(&self, group: FacetGroup) -> Option<&Values> {
        match group {
            FacetGroup::Kind => None,
            FacetGroup::Company => Some(&self.companies),
            FacetGroup::Source => Some(&self.sources),
            FacetGroup::Author => Some(&self.authors),
            FacetGroup::Tag => Some(&self.tags),
            FacetGroup::Month | FacetGroup::Year => Some(&self.months),
            FacetGroup::Amount => Some(&self.amounts),
        }
    }
}

/// The values of one segment's articles, each as a place in a list of names.
pub(super) struct Values {
    /// What is counted, as it is written.
    pub(super) names: Vec<String>,
    /// For each article, where its places begin in `places`; one more for the end.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Values {
    /// Lists what each article has; `list` adds the places of an article's values.
    pub(super) fn new(
        names: Vec<String>,
        headers: &[DocId],
        mut list: impl FnMut(DocId, &mut Vec<u32>),
    ) -> Self {
        let mut starts = Vec::with_capacity(headers.len() + 1);
        let mut places = Vec::new();
        starts.push(0);
        for header in headers {
            list(*header, &mut places);
            starts.push(places.len() as u32);
        }
        places.shrink_to_fit();
        Self { names, starts, places }
    }

    fn of_names(reader: &SegmentReader, field: &str, headers: &[DocId]) -> tantivy::Result<Self> {
        let Some(column) = reader.fast_fields().str(field)? else {
            return Ok(Self::new(Vec::new(), headers, |_, _| ()));
        };
        Ok(Self::new(words_of(&column)?, headers, |header, places| {
            places.extend(column.term_ords(header).map(|ord| ord as u32));
        }))
    }

    /// Counts, of some articles, how many have each value.
    pub(super) fn tally(&self, articles: &[u32]) -> Vec<u64> {
        let mut counts = vec![0; self.names.len()];
        if self.places.is_empty() {
            return counts;
        }
        for article in articles {
            let article = *article as usize;
            let (Some(from), Some(to)) = (self.starts.get(article), self.starts.get(article + 1))
            else {
                continue;
            };
            for place in &self.places[*from as usize..*to as usize] {
                if let Some(count) = counts.get_mut(*place as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// The names of a column, in its order.
fn words_of(column: &tantivy::columnar::StrColumn) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        names.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(names)
}

/// Kinds, headings, and what each section counts for: `other` by heading, else by kind.
fn slots(reader: &SegmentReader) -> tantivy::Result<(Vec<String>, Vec<String>, Vec<u32>)> {
    let fast = reader.fast_fields();
    let Some(kinds) = fast.str("kind")? else { return Ok(<_>::default()) };
    let headings = fast.str("heading")?;
    let kind_names = words_of(&kinds)?;
    let heading_names = headings.as_ref().map(words_of).transpose()?.unwrap_or_default();
    let beyond = kind_names.len() as u64;
    let slot_of = (0..reader.max_doc()).map(|doc| {
        let heading = headings.as_ref().and_then(|headings| headings.term_ords(doc).next());
        let slot = heading.map(|ord| beyond + ord).or_else(|| kinds.term_ords(doc).next());
        slot.map_or(u32::MAX, |slot| slot as u32)
    });
    let slot_of = slot_of.collect();
    Ok((kind_names, heading_names, slot_of))
}

/// Months of publication, as `2026-04`.
fn months(reader: &SegmentReader, headers: &[DocId]) -> tantivy::Result<Values> {
    let mut names: Vec<String> = Vec::new();
    let mut known: HashMap<(i16, i8), u32> = HashMap::new();
    let column = reader.fast_fields().column_opt::<i64>("day")?;
    let mut values = Values::new(Vec::new(), headers, |header, places| {
        let day = column.as_ref().and_then(|column| column.first(header));
        let Some(date) = day.and_then(days::date_of) else { return };
        let (year, month) = (date.year(), date.month());
        places.push(*known.entry((year, month)).or_insert_with(|| {
            names.push(format!("{year:04}-{month:02}"));
            names.len() as u32 - 1
        }));
    });
    values.names = names;
    Ok(values)
}

/// The tables of a snapshot's segments, in their order, each made when it is first asked for.
pub(super) struct Tables(Vec<Arc<Mutex<Option<Arc<Table>>>>>);

impl Tables {
    /// Makes room for the tables of all segments; those that an earlier snapshot had too keep theirs.
    pub(super) fn new(searcher: &Searcher, earlier: Option<(&Searcher, &Self)>) -> Self {
        let mut known = HashMap::new();
        if let Some((searcher, tables)) = earlier {
            let segments = searcher.segment_readers().iter();
            known.extend(segments.map(SegmentReader::segment_id).zip(&tables.0));
        }
        let slot = |reader: &SegmentReader| {
            known.get(&reader.segment_id()).map_or_else(Arc::default, |slot| Arc::clone(slot))
        };
        Self(searcher.segment_readers().iter().map(slot).collect())
    }

    /// Returns a segment's table. Who asks for one that is being made waits for it.
    pub(super) fn of(&self, segment: usize, reader: &SegmentReader) -> tantivy::Result<Arc<Table>> {
        let Some(slot) = self.0.get(segment) else {
            return Ok(Arc::new(Table::read(reader)?));
        };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = &*slot {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(Table::read(reader)?);
        *slot = Some(Arc::clone(&table));
        Ok(table)
    }
}
