//! Counts by value over the articles of an answer. Exact: every article is looked at.

use std::collections::{BTreeMap, HashMap};

use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED};

use super::amounts;
use super::pass::Everyone;
use super::stoppable::go_on;
use super::table::{Table, Tables};
use crate::resolve::FacetGroup;

/// How many articles have each value; most first, months newest first.
#[derive(Debug, Default)]
pub(crate) struct FacetValues {
    /// Kinds but `other`.
    pub(crate) kind: Vec<(String, u64)>,
    /// Sections of kind `other`, by heading as written.
    pub(crate) heading: Vec<(String, u64)>,
    pub(crate) company: Vec<(String, u64)>,
    pub(crate) source: Vec<(String, u64)>,
    pub(crate) author: Vec<(String, u64)>,
    pub(crate) tag: Vec<(String, u64)>,
    pub(crate) month: Vec<(String, u64)>,
    pub(crate) year: Vec<(String, u64)>,
    /// Ranges of amounts, from the least on.
    pub(crate) amount: Vec<(String, u64)>,
}

/// Counts over articles; `sections` says which sections count for kinds, all where there is none.
pub(super) fn count(
    searcher: &Searcher,
    tables: &Tables,
    everyone: &Everyone,
    sections: Option<&dyn Query>,
    groups: &[FacetGroup],
) -> tantivy::Result<FacetValues> {
    let scoring = EnableScoring::disabled_from_searcher(searcher);
    let sections = sections.map(|sections| sections.weight(scoring)).transpose()?;
    let mut opened = Vec::with_capacity(everyone.len());
    for (segment, (reader, headers)) in searcher.segment_readers().iter().zip(everyone).enumerate()
    {
        if !headers.is_empty() {
            opened.push((reader, tables.of(segment, reader)?, headers));
        }
    }
    let mut kind = Counts::default();
    let mut heading = Counts::default();
    let mut months = Counts::default();
    let by_month = [FacetGroup::Month, FacetGroup::Year].iter().any(|group| groups.contains(group));
    let mut values = FacetValues::default();
    let mut counts: Vec<Counts<'_>> = groups.iter().map(|_| Counts::default()).collect();
    for (reader, table, headers) in &opened {
        go_on()?;
        let articles: Vec<u32> = headers.iter().map(|header| table.article_of(*header)).collect();
        for (group, counts) in groups.iter().zip(&mut counts) {
            match (group, table.values(*group)) {
                // Years are those of months.
                (FacetGroup::Month | FacetGroup::Year, _) => {}
                (_, Some(values)) => counts.add(&values.names, &values.tally(&articles)),
                (_, None) => {
                    let tally = kinds(reader, table, &articles, sections.as_deref())?;
                    let (of_kinds, of_headings) =
                        tally.split_at(table.kinds.len().min(tally.len()));
                    kind.add(&table.kinds, of_kinds);
                    heading.add(&table.headings, of_headings);
                }
            }
        }
        if by_month {
            months.add(&table.months.names, &table.months.tally(&articles));
        }
    }
    for (group, counts) in groups.iter().zip(counts) {
        match group {
            FacetGroup::Kind | FacetGroup::Month | FacetGroup::Year => {}
            FacetGroup::Company => values.company = counts.most_first(),
            FacetGroup::Source => values.source = counts.most_first(),
            FacetGroup::Author => values.author = counts.most_first(),
            FacetGroup::Tag => values.tag = counts.most_first(),
            FacetGroup::Amount => values.amount = amounts::in_order(&counts.0),
        }
    }
    values.kind = kind.most_first();
    values.heading = heading.most_first();
    values.year = months.of_years().last_first();
    values.month = months.last_first();
    Ok(values)
}

/// How many articles have each value, over segments.
#[derive(Default)]
struct Counts<'a>(HashMap<&'a str, u64>);

impl<'a> Counts<'a> {
    fn add(&mut self, names: &'a [String], counts: &[u64]) {
        for (name, count) in names.iter().zip(counts).filter(|(_, count)| **count > 0) {
            *self.0.entry(name).or_default() += count;
        }
    }

    fn of_years(&self) -> Self {
        let mut years = Self::default();
        for (&month, count) in &self.0 {
            let year = month.rsplit_once('-').map_or(month, |(year, _)| year);
            *years.0.entry(year).or_default() += count;
        }
        years
    }

    fn most_first(self) -> Vec<(String, u64)> {
        let mut counts: Vec<_> = self.0.into_iter().collect();
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
    }

    fn last_first(self) -> Vec<(String, u64)> {
        let counts: BTreeMap<_, _> = self.0.into_iter().collect();
        counts.into_iter().rev().map(|(name, count)| (name.to_owned(), count)).collect()
    }
}

/// Counts, by kind and then by heading, the articles in which a section of that kind matches.
fn kinds(
    reader: &SegmentReader,
    table: &Table,
    articles: &[u32],
    sections: Option<&dyn Weight>,
) -> tantivy::Result<Vec<u64>> {
    let mut tally = Tally::new(table);
    let Some(sections) = sections else {
        for article in articles {
            for section in table.sections(*article) {
                tally.add(section, *article);
            }
        }
        return Ok(tally.counts);
    };
    let mut sections = sections.scorer(reader, 1.0)?;
    let mut articles = articles.iter().copied().peekable();
    let mut section = sections.doc();
    while section != TERMINATED {
        let of = table.article_of(section);
        while articles.next_if(|article| *article < of).is_some() {}
        let Some(article) = articles.peek() else { break };
        if *article == of {
            tally.add(section, of);
            section = sections.advance();
        } else {
            // What lies between belongs to articles that are not in the answer.
            section = sections.seek(table.header(*article));
        }
    }
    Ok(tally.counts)
}

/// Articles by what their sections are.
struct Tally<'a> {
    table: &'a Table,
    counts: Vec<u64>,
    /// For each count, the article that was counted last.
    last: Vec<u32>,
}

impl<'a> Tally<'a> {
    fn new(table: &'a Table) -> Self {
        let slots = table.kinds.len() + table.headings.len();
        Self { table, counts: vec![0; slots], last: vec![u32::MAX; slots] }
    }

    /// Counts an article for a section of it, unless another section of that sort has done so.
    fn add(&mut self, section: DocId, article: u32) {
        let Some(slot) = self.table.slot_of(section) else { return };
        if let (Some(count), Some(last)) = (self.counts.get_mut(slot), self.last.get_mut(slot))
            && *last != article
        {
            *count += 1;
            *last = article;
        }
    }
}
