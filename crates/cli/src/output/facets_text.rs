//! Counts by value, as text.

use precis_query::response::{FacetCount, Facets};

use super::number::grouped;
use super::paragraph::Paragraph;
use super::{Look, style};

/// Returns the counts of an answer: a paragraph for each facet that has any.
pub(crate) fn facets(facets: &Facets, look: Look) -> String {
    let named = [
        ("in", &facets.kind),
        ("company", &facets.company),
        ("source", &facets.source),
        ("author", &facets.author),
        ("tag", &facets.tag),
        ("month", &facets.month),
        ("year", &facets.year),
        ("amount", &facets.amount),
    ];
    let mut text = String::new();
    for (name, counts) in named {
        if !counts.is_empty() {
            push_counts(&mut text, name, counts, look);
        }
    }
    text
}

/// Adds a name and its counts, set over the width with the name standing out to the left.
pub(crate) fn push_counts(text: &mut String, name: &str, counts: &[FacetCount], look: Look) {
    const INDENT: usize = 10;
    let mut values = Paragraph::default();
    for (place, count) in counts.iter().enumerate() {
        if place > 0 {
            values.push(", ", style::SMALL);
        }
        // A value and its count stay on one line.
        let value = count.value.replace(' ', "\u{a0}");
        values.push(&value, style::PLAIN);
        values.push(&format!("\u{a0}{}", grouped(count.count)), style::SMALL);
    }
    let mut lines = values.lines(look, look.list_width() - INDENT, 0).into_iter();
    text.push_str(&look.paint(style::SECTION, &format!("{name:<INDENT$}")));
    text.push_str(&lines.next().unwrap_or_default().replace('\u{a0}', " "));
    text.push('\n');
    for line in lines {
        text.push_str(&" ".repeat(INDENT));
        text.push_str(&line.replace('\u{a0}', " "));
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::output::samples::{NARROW, facets};

    #[test]
    fn only_facets_with_values_are_shown() {
        insta::assert_snapshot!(super::facets(&facets(), NARROW), @r"
        in        take 1,204, points 30, What nobody asked about 2
        source    Morning Wire 700, The Evening Ledger 504
        month     2025-03 4, 2025-02 1,200
        year      2025 1,204
        amount    1M..<10M 12, 100B.. 3
        ");
    }
}
