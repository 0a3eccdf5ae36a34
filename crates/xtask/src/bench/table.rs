//! What came out, side by side.

/// What a ratio of ours to the twin's should be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

/// One measured thing, run by run.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ours: Vec<f64>,
    /// The twin's; empty for what it does not do.
    pub(super) bare: Vec<f64>,
    /// What the ratio should be, or, without a twin, the value itself.
    pub(super) aim: Option<Aim>,
}

/// Prints the rows as a table: least, median and most of the runs.
pub(super) fn print(rows: &[Row]) {
    println!(
        "{:<30} {:>22}  {:>22}  {:>20}  aim",
        "least / median / most", "ours", "bare", "ratio"
    );
    for row in rows {
        let ratios = row.ratios();
        println!(
            "{:<30} {:>22}  {:>22}  {:>20}  {}",
            row.name,
            spread(&row.ours),
            spread(&row.bare),
            spread(&ratios),
            row.verdict()
        );
    }
}

impl Row {
    /// Makes a row of something that has no twin, without values yet.
    pub(super) fn alone(name: &str) -> Self {
        Self { name: name.to_owned(), ours: Vec::new(), bare: Vec::new(), aim: None }
    }

    /// Returns ours over the twin's for each pair of runs that followed each other.
    fn ratios(&self) -> Vec<f64> {
        self.ours.iter().zip(&self.bare).map(|(ours, bare)| ours / bare).collect()
    }

    /// Says what was aimed at and whether the median reaches it.
    fn verdict(&self) -> String {
        let ratios = self.ratios();
        let value = median(if ratios.is_empty() { &self.ours } else { &ratios });
        match self.aim {
            None => String::new(),
            Some(Aim::AtLeast(aim)) => format!("≥ {aim:.1}{}", reached(value >= aim)),
            Some(Aim::AtMost(aim)) => format!("≤ {aim:.1}{}", reached(value <= aim)),
        }
    }
}

fn reached(is: bool) -> &'static str {
    if is { "" } else { "  MISSED" }
}

fn spread(values: &[f64]) -> String {
    if values.is_empty() {
        return "–".to_owned();
    }
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [least, median(values), most].map(shown).join(" / ")
}

fn shown(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn median(values: &[f64]) -> f64 {
    percentile(values, 0.5)
}

/// Returns the value below which the given share of the values lies; 0 for none.
pub(super) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_by_hand() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert!((percentile(&values, 0.5) - 51.0).abs() < f64::EPSILON);
        assert!((percentile(&values, 0.99) - 100.0).abs() < f64::EPSILON);
        assert!((percentile(&[3.0], 0.99) - 3.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn a_missed_aim_is_said() {
        let row = |aim| Row {
            name: "x".to_owned(),
            ours: vec![1.0, 2.0, 3.0],
            bare: vec![2.0, 2.0, 2.0],
            aim: Some(aim),
        };
        assert_eq!(row(Aim::AtLeast(0.4)).verdict(), "≥ 0.4");
        assert_eq!(row(Aim::AtMost(0.9)).verdict(), "≤ 0.9  MISSED");
    }

    #[test]
    fn without_a_twin_the_value_itself_is_judged() {
        let row = Row {
            name: "x".to_owned(),
            ours: vec![1.7],
            bare: Vec::new(),
            aim: Some(Aim::AtMost(1.6)),
        };
        assert_eq!(row.verdict(), "≤ 1.6  MISSED");
    }
}
