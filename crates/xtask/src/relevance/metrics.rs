//! How good a ranked list is, given what people judged.

use std::collections::HashMap;

/// Grades by document; what is not in it was not judged, and counts as 0.
pub(super) type Grades = HashMap<String, u32>;

/// Results looked at for nDCG and for the reciprocal rank.
const TOP: usize = 10;

/// The three measures, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Measures {
    /// Normalised discounted cumulative gain of the first ten, with the grade as gain.
    pub(super) ndcg_10: f64,
    /// Share of the relevant documents among the first hundred.
    pub(super) recall_100: f64,
    /// One over the rank of the first relevant document among the first ten, or 0.
    pub(super) mrr_10: f64,
}

/// Measures one ranked list. None if no document is judged relevant, since then nothing can be said.
pub(super) fn measure(ranked: &[String], grades: &Grades) -> Option<Measures> {
    let mut ideal: Vec<u32> = grades.values().copied().filter(|&grade| grade > 0).collect();
    if ideal.is_empty() {
        return None;
    }
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let grade = |id: &String| grades.get(id).copied().unwrap_or(0);
    let found = ranked.iter().take(100).filter(|id| grade(id) > 0).count();
    let first = ranked.iter().take(TOP).position(|id| grade(id) > 0);
    Some(Measures {
        ndcg_10: gain(ranked.iter().map(grade)) / gain(ideal.iter().copied()),
        recall_100: found as f64 / ideal.len() as f64,
        mrr_10: first.map_or(0.0, |place| 1.0 / (place + 1) as f64),
    })
}

fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    grades
        .take(TOP)
        .enumerate()
        .map(|(place, grade)| f64::from(grade) / ((place + 2) as f64).log2())
        .sum()
}

/// Returns the mean of each measure; all 0 for no lists.
pub(super) fn mean(all: &[Measures]) -> Measures {
    let count = all.len().max(1) as f64;
    let mean_of = |pick: fn(&Measures) -> f64| all.iter().map(pick).sum::<f64>() / count;
    Measures {
        ndcg_10: mean_of(|one| one.ndcg_10),
        recall_100: mean_of(|one| one.recall_100),
        mrr_10: mean_of(|one| one.mrr_10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    fn grades(pairs: &[(&str, u32)]) -> Grades {
        pairs.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect()
    }

    fn assert_near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-4, "{value} is not {expected}");
    }

    #[test]
    fn the_ideal_order_measures_one() {
        let measures = measure(&ids("a b x"), &grades(&[("a", 2), ("b", 1)])).expect("judged");
        assert_eq!(measures, Measures { ndcg_10: 1.0, recall_100: 1.0, mrr_10: 1.0 });
    }

    #[test]
    fn by_hand() {
        // Gains 0, 1, 2 at ranks 1 to 3: 1/log2(3) + 2/log2(4) = 0.63093 + 1 = 1.63093.
        // Ideal 2, 1, 1: 2/log2(2) + 1/log2(3) + 1/log2(4) = 2 + 0.63093 + 0.5 = 3.13093.
        let judged = grades(&[("a", 2), ("b", 1), ("c", 1), ("n", 0)]);
        let measures = measure(&ids("x b a n"), &judged).expect("judged");
        assert_near(measures.ndcg_10, 1.630_93 / 3.130_93);
        assert_near(measures.recall_100, 2.0 / 3.0);
        assert_near(measures.mrr_10, 0.5);
    }

    #[test]
    fn ranks_after_ten_count_for_recall_alone() {
        let judged = grades(&[("z", 1)]);
        let measures = measure(&ids("a b c d e f g h i j z"), &judged).expect("judged");
        assert_eq!(measures, Measures { ndcg_10: 0.0, recall_100: 1.0, mrr_10: 0.0 });
    }

    #[test]
    fn a_query_without_relevant_documents_is_not_scored() {
        assert_eq!(measure(&ids("a"), &grades(&[("a", 0)])), None);
        assert_eq!(measure(&ids("a"), &Grades::new()), None);
    }

    #[test]
    fn finding_nothing_measures_zero() {
        assert_eq!(measure(&[], &grades(&[("a", 1)])), Some(Measures::default()));
    }

    #[test]
    fn means_are_taken_measure_by_measure() {
        let one = Measures { ndcg_10: 1.0, recall_100: 0.5, mrr_10: 0.0 };
        let other = Measures { ndcg_10: 0.0, recall_100: 0.0, mrr_10: 0.5 };
        assert_eq!(mean(&[one, other]), Measures { ndcg_10: 0.5, recall_100: 0.25, mrr_10: 0.25 });
        assert_eq!(mean(&[]), Measures::default());
    }
}
