//! Counts by value over the articles of an answer. Exact: every article is looked at.

use std::collections::{BTreeMap, HashMap};

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED};

use super::amounts::AmountCounts;
use super::lift::ordinals;
use super::stoppable::go_on;
use crate::resolve::{FacetGroup, days};

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

/// Counts over articles, given by segment in ascending order; `sections` says which sections count for kinds.
pub(super) fn count(
    searcher: &Searcher,
    articles: &[Vec<DocId>],
    sections: &dyn Query,
    groups: &[FacetGroup],
) -> tantivy::Result<FacetValues> {
    let mut kind = HashMap::new();
    let mut heading = HashMap::new();
    let mut company = HashMap::new();
    let mut source = HashMap::new();
    let mut author = HashMap::new();
    let mut tag = HashMap::new();
    let mut month: BTreeMap<(i16, i8), u64> = BTreeMap::new();
    let mut amount = AmountCounts::new();
    let scoring = EnableScoring::disabled_from_searcher(searcher);
    let by_kind = groups.contains(&FacetGroup::Kind);
    let weight = if by_kind { Some(sections.weight(scoring)?) } else { None };
    for (reader, articles) in searcher.segment_readers().iter().zip(articles) {
        go_on()?;
        if let Some(weight) = &weight {
            let mut scorer = weight.scorer(reader, 1.0)?;
            add_kinds(reader, articles, &mut *scorer, &mut kind, &mut heading)?;
        }
        for (group, field, counts) in [
            (FacetGroup::Company, "company", &mut company),
            (FacetGroup::Source, "source", &mut source),
            (FacetGroup::Author, "author", &mut author),
            (FacetGroup::Tag, "tag", &mut tag),
        ] {
            if groups.contains(&group) {
                add_names(reader, field, articles, counts)?;
            }
        }
        if groups.contains(&FacetGroup::Amount) {
            amount.add(reader, articles)?;
        }
        if groups.contains(&FacetGroup::Month) || groups.contains(&FacetGroup::Year) {
            add_months(reader, articles, &mut month)?;
        }
    }
    let mut year: BTreeMap<i16, u64> = BTreeMap::new();
    for ((of, _), count) in &month {
        *year.entry(*of).or_default() += count;
    }
    let year = year.into_iter().rev().map(|(y, count)| (format!("{y:04}"), count)).collect();
    let month =
        month.into_iter().rev().map(|((y, m), count)| (format!("{y:04}-{m:02}"), count)).collect();
    Ok(FacetValues {
        kind: most_first(kind),
        heading: most_first(heading),
        company: most_first(company),
        source: most_first(source),
        author: most_first(author),
        tag: most_first(tag),
        month,
        year,
        amount: amount.finish(),
    })
}

fn most_first(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// Counts the articles that have each name.
fn add_names(
    reader: &SegmentReader,
    field: &str,
    articles: &[DocId],
    counts: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    let Some(column) = reader.fast_fields().str(field)? else { return Ok(()) };
    let mut by_ord = vec![0u64; column.num_terms()];
    for article in articles {
        for ord in column.term_ords(*article) {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| by_ord.get_mut(ord)) {
                *count += 1;
            }
        }
    }
    let mut name = String::new();
    for (ord, count) in (0u64..).zip(by_ord).filter(|(_, count)| *count > 0) {
        if column.ord_to_str(ord, &mut name)? {
            *counts.entry(name.clone()).or_default() += count;
        }
    }
    Ok(())
}

fn add_months(
    reader: &SegmentReader,
    articles: &[DocId],
    months: &mut BTreeMap<(i16, i8), u64>,
) -> tantivy::Result<()> {
    let Some(column) = reader.fast_fields().column_opt::<i64>("day")? else { return Ok(()) };
    let mut by_day: HashMap<i64, u64> = HashMap::new();
    for day in articles.iter().filter_map(|article| column.first(*article)) {
        *by_day.entry(day).or_default() += 1;
    }
    for (day, count) in by_day {
        if let Some(date) = days::date_of(day) {
            *months.entry((date.year(), date.month())).or_default() += count;
        }
    }
    Ok(())
}

/// Counts, by kind (`other` by heading), the articles in which a section of that kind matches.
fn add_kinds(
    reader: &SegmentReader,
    articles: &[DocId],
    sections: &mut dyn DocSet,
    by_kind: &mut HashMap<String, u64>,
    by_heading: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    let ordinals = ordinals(reader)?;
    let fast = reader.fast_fields();
    let (Some(kinds), headings) = (fast.str("kind")?, fast.str("heading")?) else {
        return Ok(());
    };
    // One slot a kind and one a heading; `last` remembers the article that was counted in it.
    let headings_at = kinds.num_terms();
    let slots = headings_at + headings.as_ref().map_or(0, |headings| headings.num_terms());
    let mut tally = vec![(0u64, DocId::MAX); slots];
    let mut articles = articles.iter().copied().peekable();
    let mut doc = sections.doc();
    while doc != TERMINATED {
        let header = doc - u32::try_from(ordinals.get_val(doc)).unwrap_or(0).min(doc);
        while articles.peek().is_some_and(|article| *article < header) {
            articles.next();
        }
        let Some(article) = articles.peek() else { break };
        if *article == header {
            let heading = headings.as_ref().and_then(|h| h.term_ords(doc).next());
            let slot = match heading {
                Some(ord) => usize::try_from(ord).ok().map(|ord| headings_at + ord),
                None => kinds.term_ords(doc).next().and_then(|ord| usize::try_from(ord).ok()),
            };
            if let Some((count, last)) = slot.and_then(|slot| tally.get_mut(slot))
                && *last != header
            {
                *count += 1;
                *last = header;
            }
            doc = sections.advance();
        } else if *article > doc {
            doc = sections.seek(*article);
        } else {
            doc = sections.advance();
        }
    }
    let mut name = String::new();
    for (slot, (count, _)) in tally.into_iter().enumerate().filter(|(_, (count, _))| *count > 0) {
        let (known, counts) = match (&headings, slot.checked_sub(headings_at)) {
            (Some(headings), Some(ord)) => {
                (headings.ord_to_str(ord as u64, &mut name)?, &mut *by_heading)
            }
            _ => (kinds.ord_to_str(slot as u64, &mut name)?, &mut *by_kind),
        };
        if known {
            *counts.entry(name.clone()).or_default() += count;
        }
    }
    Ok(())
}
