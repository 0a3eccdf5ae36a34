//! Counts what was found against what was marked.

use std::collections::BTreeMap;
use std::fmt;

use precis_briefing::facts::{FactValue, find_in};

use crate::marked::Marked;

/// Counts by type, and every difference in words.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    by_type: BTreeMap<&'static str, Counts>,
    differences: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    marked: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    fn recall(self) -> f64 {
        if self.marked == 0 { 1.0 } else { self.right as f64 / self.marked as f64 }
    }
}

impl Figures {
    pub(crate) fn of(texts: &[Marked]) -> Self {
        let mut figures = Self::default();
        for text in texts {
            let found: Vec<_> =
                find_in(&text.text, text.date).into_iter().map(|f| (f.span, f.value)).collect();
            for fact in &text.facts {
                let counts = figures.counts(&fact.1);
                counts.marked += 1;
                if found.contains(fact) {
                    counts.right += 1;
                } else {
                    let words = &text.text[fact.0.clone()];
                    figures.differences.push(format!("missed {words:?} in: {}", text.text));
                }
            }
            for fact in &found {
                figures.counts(&fact.1).found += 1;
                if !text.facts.contains(fact) {
                    let words = &text.text[fact.0.clone()];
                    let difference = format!("wrong {words:?} as {:?} in: {}", fact.1, text.text);
                    figures.differences.push(difference);
                }
            }
        }
        figures
    }

    fn counts(&mut self, value: &FactValue) -> &mut Counts {
        self.by_type.entry(type_of(value)).or_default()
    }

    pub(crate) fn marked(&self) -> usize {
        self.by_type.values().map(|counts| counts.marked).sum()
    }

    /// Asserts that precision and recall of a type are at least this.
    pub(crate) fn hold(&self, of: &str, floor: f64) {
        let counts = self.by_type.get(of).copied().unwrap_or_default();
        assert!(counts.precision() >= floor && counts.recall() >= floor, "{of}\n{self}");
    }
}

fn type_of(value: &FactValue) -> &'static str {
    match value {
        FactValue::Amount(_) => "amount",
        FactValue::Percent(_) => "percent",
        FactValue::Period(_) => "date",
        _ => "other",
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            writeln!(f, "  {difference}")?;
        }
        for (of, counts) in &self.by_type {
            let Counts { marked, found, right } = counts;
            let (precision, recall) = (counts.precision(), counts.recall());
            writeln!(
                f,
                "{of:8} marked {marked:3}  found {found:3}  right {right:3}  precision {precision:.3}  recall {recall:.3}"
            )?;
        }
        Ok(())
    }
}
