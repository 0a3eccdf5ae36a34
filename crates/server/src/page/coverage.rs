//! When the articles of an answer were published, as a chart whose bars narrow the search to their time.

use std::collections::BTreeMap;

use precis_query::response::FacetCount;

use super::Link;
use super::address::Address;
use super::wording::{counted, grouped, month, span};

/// Most bars of a chart: each has to be wide enough for a finger.
const MOST_BARS: i32 = 12;
/// Height of the tallest bar.
const HEIGHT: u64 = 48;
/// Room that a bar and the gap beside it take.
const STEP: i32 = 24;
/// How much of that is gap.
const GAP: i32 = 3;

/// A chart of articles by time.
#[derive(Debug)]
pub(super) struct Coverage {
    pub(super) width: i32,
    pub(super) height: u64,
    pub(super) bars: Vec<Bar>,
    /// What a bar stands for: `year`, `month`, …
    pub(super) unit: &'static str,
    pub(super) first: String,
    pub(super) last: String,
    /// Back to the whole time, where a part of it is shown.
    pub(super) whole: Option<Link>,
}

/// A bar with what it stands for.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) x: i32,
    pub(super) y: u64,
    pub(super) width: i32,
    pub(super) height: u64,
    pub(super) count: String,
    /// What it is, with its count.
    pub(super) said: String,
    /// The search narrowed to its time, or wide again where it is narrowed to it; none where there are no articles.
    pub(super) link: Option<Link>,
    pub(super) is_active: bool,
    pub(super) key: String,
}

/// Months counted from the year 0, from the first to the last.
type Months = (i32, i32);

/// Draws a chart of the counts of months (`YYYY-MM`); none where there is nothing to compare.
pub(super) fn coverage(counts: &[FacetCount], address: &Address) -> Option<Coverage> {
    let counts: BTreeMap<i32, u64> =
        counts.iter().filter_map(|each| Some((months(&each.value)?.0, each.count))).collect();
    let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
    let mut dates = address.pairs().iter().filter(|(name, _)| *name == "date");
    let chosen = match (dates.next(), dates.next()) {
        (Some((_, value)), None) => months(value),
        _ => None,
    };
    // One span of time that was chosen fills the chart; a single month stands in its year.
    let zoomed = chosen.map(|(from, to)| if from == to { year_of(from) } else { (from, to) });
    let (from, to) = zoomed.unwrap_or((first, last));
    let size = bar_size(to - from + 1);
    let (from, to) = (from.div_euclid(size) * size, to.div_euclid(size) * size + size - 1);
    let spans: Vec<Months> =
        (from..=to).step_by(usize::try_from(size).ok()?).map(|at| (at, at + size - 1)).collect();
    let totals: Vec<u64> =
        spans.iter().map(|&(from, to)| counts.range(from..=to).map(|(_, n)| n).sum()).collect();
    let tallest = totals.iter().copied().max().filter(|most| *most > 0)?;
    if spans.len() < 2 {
        return None;
    }
    let whole = zoomed.map(|_| Link::new("All dates", address.without_any("date").results()));
    let bars: Vec<Bar> = (0..)
        .zip(spans.iter().zip(&totals))
        .map(|(place, (&months, &count))| {
            let value = value_of(months);
            let name = span(&value);
            let is_active = address.has("date", &value);
            let target = match (is_active, zoomed) {
                (true, Some(year)) if address.has("date", &value_of(year)) => address.clone(),
                (true, Some(year)) => address.only("date", &value_of(year)),
                (true, None) => address.without("date", &value),
                (false, _) => address.only("date", &value),
            };
            let height = (count * HEIGHT).div_ceil(tallest);
            Bar {
                x: place * STEP,
                y: HEIGHT - height,
                width: STEP - GAP,
                height,
                count: grouped(count),
                said: format!("{name}: {}", counted(count, "article", "articles")),
                link: (count > 0).then(|| Link::new(&name, target.results())),
                is_active,
                key: format!("date={value}"),
            }
        })
        .collect();
    Some(Coverage {
        width: STEP * i32::try_from(bars.len()).ok()? - GAP,
        height: HEIGHT,
        unit: unit(size),
        first: edge(from, size),
        last: edge(to, size),
        whole,
        bars,
    })
}

/// How the ends of the chart are labelled: by year where bars are years.
fn edge(at: i32, size: i32) -> String {
    if size < 12 { month(&month_value(at)) } else { at.div_euclid(12).to_string() }
}

/// Months that a bar stands for, so that there are not too many.
fn bar_size(months: i32) -> i32 {
    let sizes = [1, 3].into_iter().chain([1, 2, 5, 10, 20, 50, 100].map(|years| years * 12));
    let fits = |size: &i32| months <= size * MOST_BARS;
    sizes.into_iter().find(fits).unwrap_or(1000 * 12)
}

fn unit(size: i32) -> &'static str {
    match size {
        1 => "month",
        3 => "quarter",
        12 => "year",
        _ => "years",
    }
}

fn year_of(month: i32) -> Months {
    let first = month.div_euclid(12) * 12;
    (first, first + 11)
}

fn month_value(at: i32) -> String {
    format!("{:04}-{:02}", at.div_euclid(12), at.rem_euclid(12) + 1)
}

/// A span as a value of `date`, as short as it can be.
fn value_of((from, to): Months) -> String {
    let whole_years = from.rem_euclid(12) == 0 && to.rem_euclid(12) == 11;
    let name = |at: i32| {
        if whole_years { format!("{:04}", at.div_euclid(12)) } else { month_value(at) }
    };
    let (first, last) = (name(from), name(to));
    if first == last { first } else { format!("{first}..{last}") }
}

/// Reads `YYYY`, `YYYY-MM` and ranges of them; none for everything else that a date can be.
fn months(value: &str) -> Option<Months> {
    if let Some((from, to)) = value.split_once("..") {
        let (from, to) = (months(from)?, months(to)?);
        return (from.0 <= to.1).then_some((from.0, to.1));
    }
    let number = |text: &str, digits: usize| {
        let is_number = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<i32>().ok()).flatten()
    };
    match value.split_once('-') {
        None => number(value, 4).map(|year| (year * 12, year * 12 + 11)),
        Some((year, month)) => {
            let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
            let at = number(year, 4)? * 12 + month - 1;
            Some((at, at))
        }
    }
}

#[cfg(test)]
mod tests {
    use precis_query::SearchRequest;
    use precis_query::language::Field;

    use super::*;

    fn chart(counts: &[(&str, u64)], dates: &[&str]) -> Option<Coverage> {
        let counts: Vec<FacetCount> = counts
            .iter()
            .map(|&(value, count)| FacetCount { value: value.to_owned(), count })
            .collect();
        let fields = dates.iter().map(|&date| (Field::Date, date.to_owned())).collect();
        let request = SearchRequest { query: "x".into(), fields, ..SearchRequest::default() };
        coverage(&counts, &Address::of(&request))
    }

    fn said(chart: &Coverage) -> Vec<&str> {
        chart.bars.iter().map(|bar| bar.said.as_str()).collect()
    }

    #[test]
    fn bars_are_months_quarters_or_years_by_how_long_the_time_is() {
        let short = chart(&[("2026-04", 2), ("2026-02", 1)], &[]).unwrap();
        assert_eq!(
            said(&short),
            ["February 2026: 1 article", "March 2026: 0 articles", "April 2026: 2 articles"]
        );
        assert_eq!(short.bars[0].height * 2, short.bars[2].height);
        assert!(short.bars[1].link.is_none());
        let quarters = chart(&[("2026-04", 2), ("2025-02", 1)], &[]).unwrap();
        assert_eq!(quarters.bars[0].said, "January 2025 to March 2025: 1 article");
        assert_eq!((quarters.unit, quarters.bars.len()), ("quarter", 6));
        let years = chart(&[("2026-04", 2), ("2016-07", 1)], &[]).unwrap();
        assert_eq!((years.bars.len(), &*years.first, &*years.last), (11, "2016", "2026"));
        let decades = chart(&[("2026-04", 2), ("1971-07", 1)], &[]).unwrap();
        assert_eq!(decades.bars[0].said, "1970 to 1974: 1 article");
        assert!(chart(&[("2026-04", 2)], &[]).is_none());
        assert!(chart(&[], &[]).is_none());
    }

    #[test]
    fn a_bar_narrows_to_its_time_and_the_chart_with_it() {
        let counts = [("2026-04", 2), ("2025-12", 1), ("2016-07", 1)];
        let all = chart(&counts, &[]).unwrap();
        assert_eq!(all.bars[10].link.as_ref().unwrap().href, "/?q=x&date=2026");
        let year = chart(&counts, &["2026"]).unwrap();
        assert_eq!((year.unit, year.bars.len()), ("month", 12));
        assert_eq!(year.bars[3].link.as_ref().unwrap().href, "/?q=x&date=2026-04");
        assert_eq!(year.whole.unwrap().href, "/?q=x");
        let month = chart(&counts, &["2026-04"]).unwrap();
        assert!(month.bars[3].is_active);
        assert_eq!(month.bars[3].link.as_ref().unwrap().href, "/?q=x&date=2026");
    }

    #[test]
    fn other_ways_to_say_a_date_leave_the_chart_whole() {
        let counts = [("2026-04", 2), ("2025-12", 1)];
        for dates in [&["last quarter"][..], &["2026", "2025"], &["2026-13"], &["2026-04-27"]] {
            assert!(chart(&counts, dates).unwrap().whole.is_none(), "{dates:?}");
        }
    }

    #[test]
    fn spans_of_months_are_written_as_short_as_can_be() {
        for value in ["2026", "2026-04", "2018..2019", "2026-01..2026-03"] {
            assert_eq!(value_of(months(value).unwrap()), value);
        }
    }
}
