//! What a library holds, as text.

use std::path::Path;

use precis_briefing::Kind;
use precis_query::response::{FacetCount, StatsResponse};

use super::facets_text::push_counts;
use super::number::{counted, grouped, size};
use super::{Look, style};

/// Returns what a library holds. `place` is its folder or the address of its server.
pub(crate) fn stats(stats: &StatsResponse, place: &Path, look: Look) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: String| {
        text.push_str(&look.paint(style::SECTION, &format!("{name:<10}")));
        text.push_str(&value);
        text.push('\n');
    };
    line("library", place.display().to_string());
    let undated = match stats.undated {
        0 => String::new(),
        count => format!(", {} undated", grouped(count)),
    };
    line("articles", format!("{}{undated}", grouped(stats.articles)));
    if let Some([first, last]) = &stats.dates {
        line("dates", format!("{first} to {last}"));
    }
    line("sections", grouped(stats.sections));
    line(
        "index",
        format!(
            "{} in {}, revision {} of {}",
            size(stats.index_bytes),
            counted(stats.segments, "segment"),
            grouped(stats.revision),
            stats.epoch
        ),
    );
    let kinds: Vec<FacetCount> = stats
        .kinds
        .iter()
        .filter(|kind| kind.count > 0)
        .map(|kind| FacetCount {
            value: Kind::from_name(&kind.value)
                .map_or_else(|| kind.value.clone(), |kind| kind.label().to_owned()),
            count: kind.count,
        })
        .collect();
    if !kinds.is_empty() {
        push_counts(&mut text, "kinds", &kinds, look);
    }
    if !stats.sources.is_empty() {
        push_counts(&mut text, "sources", &stats.sources, look);
    }
    text
}

/// Returns the headings outside the vocabulary, a line each, the most used first.
pub(crate) fn headings(stats: &StatsResponse) -> String {
    let widest = stats.headings.iter().map(|heading| grouped(heading.count).len()).max();
    let width = widest.unwrap_or(0);
    stats
        .headings
        .iter()
        .map(|heading| format!("{:>width$}  {}\n", grouped(heading.count), heading.value))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use precis_query::response::{FacetCount, StatsResponse};

    use super::{headings, stats};
    use crate::output::samples::NARROW;

    fn sample() -> StatsResponse {
        let count = |value: &str, count| FacetCount { value: value.into(), count };
        StatsResponse {
            version: 1,
            articles: 1_204,
            undated: 3,
            sections: 5_100,
            kinds: vec![count("summary", 1_204), count("take", 900), count("other", 0)],
            headings: vec![count("Numbers of the week", 1_000), count("Corrections", 2)],
            sources: vec![count("Morning Wire", 1_204)],
            dates: Some(["2016-01-04".into(), "2026-04-27".into()]),
            index_bytes: 12_345_678,
            segments: 4,
            epoch: "k3".into(),
            revision: 57,
        }
    }

    #[test]
    fn a_library_in_a_few_lines() {
        insta::assert_snapshot!(stats(&sample(), Path::new("/briefings"), NARROW), @r"
        library   /briefings
        articles  1,204, 3 undated
        dates     2016-01-04 to 2026-04-27
        sections  5,100
        index     12.3 MB in 4 segments, revision 57 of k3
        kinds     Quick Summary 1,204, My Take 900
        sources   Morning Wire 1,204
        ");
    }

    #[test]
    fn headings_are_set_in_two_columns() {
        insta::assert_snapshot!(headings(&sample()), @r"
        1,000  Numbers of the week
            2  Corrections
        ");
    }
}
