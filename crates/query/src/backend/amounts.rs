//! Articles by the amounts that they mention, in fixed ranges.

use std::ops::Bound::{Excluded, Included, Unbounded};

use precis_briefing::facts::{AmountRange, Decimal};
use precis_schema::AmountKeys;
use tantivy::{DocId, SegmentReader};

/// Powers of ten between the ranges, with the way each is written.
const EDGES: [(i32, &str); 6] =
    [(6, "1M"), (7, "10M"), (8, "100M"), (9, "1B"), (10, "10B"), (11, "100B")];

/// Counts articles by range: an article counts once in each range that an amount of it, of any currency, is in.
pub(super) struct AmountCounts {
    ranges: Vec<(String, AmountKeys, u64)>,
}

impl AmountCounts {
    pub(super) fn new() -> Self {
        let edge = |at: usize| EDGES.get(at).and_then(|(power, _)| Decimal::new(1, *power));
        let name = |at: usize| EDGES.get(at).map_or("", |(_, name)| name);
        let ranges = (0..=EDGES.len()).map(|at| {
            let below = at.checked_sub(1);
            let from = below.and_then(edge).map_or(Unbounded, Included);
            let to = edge(at).map_or(Unbounded, Excluded);
            // The upper end belongs to the next range; what is written says so, since it can be searched for.
            let upper = if to == Unbounded { String::new() } else { format!("<{}", name(at)) };
            let written = format!("{}..{upper}", below.map_or("", name));
            (written, AmountKeys::new(&AmountRange { currency: None, from, to }), 0)
        });
        Self { ranges: ranges.collect() }
    }

    /// Adds the articles of one segment, by their headers.
    pub(super) fn add(
        &mut self,
        reader: &SegmentReader,
        articles: &[DocId],
    ) -> tantivy::Result<()> {
        let Some(column) = reader.fast_fields().column_opt::<u64>("amount")? else { return Ok(()) };
        let mut amounts: Vec<u64> = Vec::new();
        for article in articles {
            amounts.clear();
            amounts.extend(column.values_for_doc(*article));
            if amounts.is_empty() {
                continue;
            }
            for (_, keys, count) in &mut self.ranges {
                *count += u64::from(amounts.iter().any(|key| keys.contains(*key)));
            }
        }
        Ok(())
    }

    /// The ranges that hold anything, from the least on.
    pub(super) fn finish(self) -> Vec<(String, u64)> {
        let counted = self.ranges.into_iter().filter(|(.., count)| *count > 0);
        counted.map(|(written, _, count)| (written, count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_as_they_are_searched_for() {
        let counts = AmountCounts::new();
        let written: Vec<&str> = counts.ranges.iter().map(|range| range.0.as_str()).collect();
        assert_eq!(
            written,
            ["..<1M", "1M..<10M", "10M..<100M", "100M..<1B", "1B..<10B", "10B..<100B", "100B.."]
        );
        for (written, keys, _) in &counts.ranges {
            let range = AmountRange::parse(written).unwrap();
            assert_eq!(AmountKeys::new(&range), *keys, "{written}");
        }
    }
}
