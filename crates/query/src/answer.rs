//! A ranking into the answer that people see.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Time;
use precis_briefing::Aliases;
use precis_schema::{StoredHeader, StoredSection};

use crate::backend::{Candidate, EngineError, Everyone, FacetValues, Keep, Order, Sides, Snapshot};
use crate::cursor::Cursor;
use crate::marks::{Mark, Marker, Within, merged, scalar_ranges};
use crate::ranking::{Ranking, outermost_words, positive};
use crate::resolve::days::utc_day;
use crate::resolve::{Clause, FacetGroup, Resolved};
use crate::response::{
    Arrived, ArticleResponse, ArticleSection, ArticleUnit, FacetCount, Facets, Hit, Note,
    SectionHit, VERSION,
};
use crate::snippet::MarkedSection;

/// Sections shown of one result.
const MOST_SECTIONS: usize = 3;
/// Passages shown of the best of them.
const MOST_PASSAGES: usize = 2;
/// Companies listed with a result.
const MOST_COMPANIES: usize = 8;

/// Makes one result of a candidate, found with words side by side meaning `sides`.
pub(crate) fn hit(
    snapshot: &Snapshot,
    candidate: &Candidate,
    clause: &Clause,
    sides: Sides,
    marker: &mut Marker,
) -> Result<Hit, EngineError> {
    let header = snapshot.header(candidate)?;
    let sections = snapshot.sections(candidate, &header)?;
    begin(marker, &header, &sections);
    let title_marks = marker.mark(&header.title, 0, Within::Title);
    let marked: Vec<(u32, MarkedSection<'_>)> = sections
        .iter()
        .map(|stored| (stored.ordinal, MarkedSection::new(&stored.section, marker)))
        .collect();
    let matches = marked.iter().map(|(_, section)| section.shown().len() as u64).sum();

    let mut best: Vec<(f32, &(u32, MarkedSection<'_>))> =
        marked.iter().map(|section| (section.1.worth(marker), section)).collect();
    best.retain(|(worth, _)| *worth > 0.0);
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    best.truncate(MOST_SECTIONS);
    if best.is_empty() {
        // Nothing to show a match of: the first words of the article, if there are any.
        best.extend(marked.iter().find(|(_, s)| !s.section.units.is_empty()).map(|s| (0.0, s)));
    }
    let shown = best
        .iter()
        .enumerate()
        .map(|(rank, (_, (ordinal, section)))| SectionHit {
            kind: section.section.kind.as_str().to_owned(),
            heading: section.section.heading.clone(),
            anchor: section.section.anchor.clone(),
            ordinal: *ordinal,
            snippets: section.snippets(marker, if rank == 0 { MOST_PASSAGES } else { 1 }),
        })
        .collect();
    let arrival = snapshot.arrival((candidate.segment, candidate.doc))?;
    let missing = missing(snapshot, clause, sides, candidate)?;
    Ok(Hit {
        id: header.id,
        title_highlights: title_ranges(&header.title, &title_marks),
        title: header.title,
        title_from: name_of(&header.title_from),
        date: header.date.map(|date| date.to_string()),
        path: header.path,
        source: header.source,
        author: header.author,
        url: header.url,
        tags: header.tags,
        companies: header.companies.into_iter().take(MOST_COMPANIES).collect(),
        amounts: header.amounts,
        score: candidate.score,
        matches,
        missing,
        duplicates: Vec::new(),
        arrived: Arrived { revision: arrival.revision, at: arrival.at.to_string() },
        near_duplicate_of: None,
        explanation: None,
        shared: None,
        sections: shown,
    })
}

/// The words of a search that an article lacks.
pub(crate) fn missing(
    snapshot: &Snapshot,
    clause: &Clause,
    sides: Sides,
    candidate: &Candidate,
) -> Result<Vec<String>, EngineError> {
    let mut missing = Vec::new();
    if matches!(sides, Sides::Any | Sides::Enough) {
        for word in outermost_words(clause) {
            if !snapshot.holds(candidate, word)? {
                missing.push(word.text.clone());
            }
        }
    }
    Ok(missing)
}

fn begin(marker: &mut Marker, header: &StoredHeader, sections: &[StoredSection]) {
    let title = (!header.title_from.is_derived()).then_some(header.title.as_str());
    let sections: Vec<_> = sections.iter().map(|stored| &stored.section).collect();
    marker.begin(title, &sections);
}

fn title_ranges(title: &str, marks: &[Mark]) -> Vec<[usize; 2]> {
    scalar_ranges(title, &merged(marks))
}

/// Makes the marker of a clause, each word weighed by how rare it is.
pub(crate) fn marker(snapshot: &Snapshot, clause: &Clause, aliases: Arc<Aliases>) -> Marker {
    // A weight that cannot be read makes passages no worse than equal.
    Marker::new(clause, aliases, &|word| snapshot.weight(word).unwrap_or(1.0).max(0.1))
}

/// Makes the whole article of a candidate.
pub(crate) fn article(
    snapshot: &Snapshot,
    candidate: &Candidate,
    marker: &mut Marker,
) -> Result<ArticleResponse, EngineError> {
    let header = snapshot.header(candidate)?;
    let sections = snapshot.sections(candidate, &header)?;
    begin(marker, &header, &sections);
    let title_marks = marker.mark(&header.title, 0, Within::Title);
    let sections = sections
        .into_iter()
        .map(|stored| {
            let marked = MarkedSection::new(&stored.section, marker).shown();
            let section = stored.section;
            let spans: Vec<_> = section.units.iter().map(|unit| unit.span.clone()).collect();
            let ranges = scalar_ranges(&section.text, &spans);
            let units = section.units.iter().zip(ranges);
            ArticleSection {
                kind: section.kind.as_str().to_owned(),
                anchor: section.anchor,
                ordinal: stored.ordinal,
                highlights: scalar_ranges(&section.text, &marked),
                units: units
                    .map(|(unit, range)| ArticleUnit { kind: name_of(&unit.kind), range })
                    .collect(),
                heading: section.heading,
                text: section.text,
            }
        })
        .collect();
    let stamp = snapshot.stamp();
    Ok(ArticleResponse {
        version: VERSION,
        title_highlights: title_ranges(&header.title, &title_marks),
        id: header.id,
        title: header.title,
        title_from: name_of(&header.title_from),
        date: header.date.map(|date| date.to_string()),
        date_from: header.date_from.as_ref().map(name_of),
        path: header.path,
        place: header.place,
        source: header.source,
        source_from: header.source_from.as_ref().map(name_of),
        author: header.author,
        url: header.url,
        companies: header.companies,
        amounts: header.amounts,
        tags: header.tags,
        language: header.language,
        extra: header.extra,
        sections,
        epoch: stamp.epoch.clone(),
        revision: stamp.revision,
    })
}

/// The name under which a plain value stands in JSON.
fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Counts the facets of an answer, each group without the parameter that filters by it.
pub(crate) fn facets(
    snapshot: &Snapshot,
    resolved: &Resolved,
    ranking: &Ranking,
) -> Result<Facets, EngineError> {
    let lifted = |group: FacetGroup| match group {
        FacetGroup::Kind => !resolved.sections.is_empty(),
        _ => resolved.filters.iter().any(|filter| filter.is_of(group)),
    };
    let groups = [
        FacetGroup::Kind,
        FacetGroup::Company,
        FacetGroup::Source,
        FacetGroup::Author,
        FacetGroup::Tag,
        FacetGroup::Month,
        FacetGroup::Year,
        FacetGroup::Amount,
    ];
    let (alone, together): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| lifted(*group));
    let mut facets = Facets::default();
    let mut add = |clause: &Clause, everyone: &Everyone, groups: &[FacetGroup]| {
        let values = snapshot.facets(everyone, positive(clause).as_ref(), groups)?;
        take_in(&mut facets, &values, groups);
        Ok::<_, EngineError>(())
    };
    add(&resolved.clause(None), &ranking.everyone, &together)?;
    for group in alone {
        let clause = resolved.clause(Some(group));
        let found = snapshot.find(&clause, ranking.sides, Order::Newest, Keep::EVERYONE)?;
        add(&clause, &found.everyone, &[group])?;
    }
    Ok(facets)
}

fn take_in(facets: &mut Facets, values: &FacetValues, groups: &[FacetGroup]) {
    for group in groups {
        match group {
            FacetGroup::Kind => {
                let mut kinds = values.kind.clone();
                kinds.extend(values.heading.iter().cloned());
                kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                facets.kind = counts(kinds);
            }
            FacetGroup::Company => facets.company = counts(values.company.clone()),
            FacetGroup::Source => facets.source = counts(values.source.clone()),
            FacetGroup::Tag => facets.tag = counts(values.tag.clone()),
            FacetGroup::Author => facets.author = counts(values.author.clone()),
            FacetGroup::Month => facets.month = counts(values.month.clone()),
            FacetGroup::Year => facets.year = counts(values.year.clone()),
            FacetGroup::Amount => facets.amount = counts(values.amount.clone()),
        }
    }
}

pub(crate) fn counts(values: Vec<(String, u64)>) -> Vec<FacetCount> {
    values.into_iter().map(|(value, count)| FacetCount { value, count }).collect()
}

/// Adds what is worth saying about the answer as a whole.
pub(crate) fn notes(
    snapshot: &Snapshot,
    resolved: &Resolved,
    ranking: &Ranking,
    notes: &mut Vec<Note>,
) -> Result<(), EngineError> {
    if let Some(total_all) = ranking.total_all {
        let message = match total_all {
            0 => "no article has all the words; these have the most telling of them".to_owned(),
            1 => "1 article has all the words; the others have the most telling of them".to_owned(),
            n => {
                format!("{n} articles have all the words; the others have the most telling of them")
            }
        };
        // Where everything found has all words, nothing partial is in the answer.
        if total_all < ranking.total {
            notes.push(note("partial", message, Some(total_all), None));
        }
    }
    if let Some(without_days) = resolved.without_days() {
        let undated = Clause::Not(Box::new(Clause::Days { from: None, to: None }));
        let clause = Clause::And(vec![without_days, undated]);
        let count = snapshot.count(&clause, ranking.sides)?;
        if count > 0 {
            let articles = if count == 1 { "article" } else { "articles" };
            let message = format!("{count} undated {articles} left out by the date");
            notes.push(note("undated_left_out", message, None, Some(count)));
        }
    }
    Ok(())
}

pub(crate) fn note(
    code: &str,
    message: String,
    total_all: Option<u64>,
    count: Option<u64>,
) -> Note {
    Note { code: code.to_owned(), message, total_all, count, ..Note::default() }
}

/// A moment on the day of a page before, here and in UTC.
pub(crate) fn at_day(now: &Zoned, cursor: &Cursor) -> Zoned {
    let midnight = Time::midnight();
    let moments = [now.time(), midnight, Time::constant(23, 59, 59, 0)]
        .into_iter()
        .filter_map(|time| now.with().date(cursor.day).time(time).build().ok());
    let moments: Vec<Zoned> = moments.collect();
    let same = moments.iter().find(|moment| utc_day(moment) == cursor.utc_day);
    same.or(moments.first()).unwrap_or(now).clone()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn a_page_stays_on_its_day_here_and_in_utc() {
        let zone = TimeZone::fixed(jiff::tz::offset(9));
        let first = jiff::civil::date(2026, 4, 27).at(23, 0, 0, 0).to_zoned(zone.clone()).unwrap();
        let cursor = Cursor {
            epoch: String::new(),
            revision: 1,
            day: first.date(),
            utc_day: utc_day(&first),
            offset: 10,
            last: String::new(),
            search: 0,
        };
        for (day, hour) in [(27, 23), (28, 0), (28, 8), (28, 12)] {
            let later = jiff::civil::date(2026, 4, day).at(hour, 5, 0, 0);
            let moment = at_day(&later.to_zoned(zone.clone()).unwrap(), &cursor);
            assert_eq!(moment.date(), first.date(), "{later}");
            assert_eq!(utc_day(&moment), utc_day(&first), "{later}");
        }
    }
}
