//! Articles by the amounts that they mention, in fixed ranges.

use std::collections::HashMap;
use std::ops::Bound::{Excluded, Included, Unbounded};

use precis_briefing::facts::{AmountRange, Decimal};
use precis_schema::AmountKeys;
use tantivy::{DocId, SegmentReader};

use super::table::Values;

/// Powers of ten between the ranges, with the way each is written.
const EDGES: [(i32, &str); 6] =
    [(6, "1M"), (7, "10M"), (8, "100M"), (9, "1B"), (10, "10B"), (11, "100B")];

/// The ranges, from the least on, each as it is searched for.
fn ranges() -> impl Iterator<Item = (String, AmountKeys)> {
    let edge = |at: usize| EDGES.get(at).and_then(|(power, _)| Decimal::new(1, *power));
    let name = |at: usize| EDGES.get(at).map_or("", |(_, name)| name);
    (0..=EDGES.len()).map(move |at| {
        let below = at.checked_sub(1);
        let from = below.and_then(edge).map_or(Unbounded, Included);
        let to = edge(at).map_or(Unbounded, Excluded);
        // The upper end belongs to the next range; what is written says so, since it can be searched for.
        let upper = if to == Unbounded { String::new() } else { format!("<{}", name(at)) };
        let written = format!("{}..{upper}", below.map_or("", name));
        (written, AmountKeys::new(&AmountRange { currency: None, from, to }))
    })
}

/// The ranges of a segment's articles: each that an amount of it, of any currency, is in, once.
pub(super) fn values(reader: &SegmentReader, headers: &[DocId]) -> tantivy::Result<Values> {
    let (names, ranges): (Vec<_>, Vec<_>) = ranges().unzip();
    let column = reader.fast_fields().column_opt::<u64>("amount")?;
    Ok(Values::new(names, headers, |header, places| {
        let Some(column) = &column else { return };
        let from = places.len();
        for key in column.values_for_doc(header) {
            let range = (0..).zip(&ranges).find(|(_, keys)| keys.contains(key));
            if let Some((place, _)) = range.filter(|(place, _)| !places[from..].contains(place)) {
                places.push(place);
            }
        }
    }))
}

/// Puts counts of ranges in their order, from the least on.
pub(super) fn in_order(counts: &HashMap<&str, u64>) -> Vec<(String, u64)> {
    let count = |(written, _): (String, AmountKeys)| {
        let count = *counts.get(written.as_str())?;
        Some((written, count))
    };
    ranges().filter_map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_as_they_are_searched_for() {
        let (written, keys): (Vec<_>, Vec<_>) = ranges().unzip();
        assert_eq!(
            written,
            ["..<1M", "1M..<10M", "10M..<100M", "100M..<1B", "1B..<10B", "10B..<100B", "100B.."]
        );
        for (written, keys) in written.iter().zip(keys) {
            let range = AmountRange::parse(written).unwrap();
            assert_eq!(AmountKeys::new(&range), keys, "{written}");
        }
    }
}
