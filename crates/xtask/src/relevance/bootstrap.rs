//! How sure a difference is: the paired bootstrap.

use crate::random::Random;

const RESAMPLES: usize = 10_000;
const SEED: u64 = 20_161_101;

/// Returns the ends of the interval in which the mean difference lies with 95 % confidence, by drawing the queries anew
/// with replacement. The same differences give the same interval.
pub(super) fn interval_95(differences: &[f64]) -> (f64, f64) {
    if differences.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = Random::new(SEED);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let sum: f64 = differences.iter().map(|_| random.pick(differences)).sum();
            sum / differences.len() as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    (means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40])
}

#[cfg(test)]
mod tests {
    use super::interval_95;

    #[test]
    fn equal_differences_leave_no_doubt() {
        assert_eq!(interval_95(&[0.25; 30]), (0.25, 0.25));
    }

    #[test]
    fn the_interval_is_that_of_the_normal_law_for_many_queries() {
        // 400 differences of 0 and 1 in equal number: mean 0.5, standard error 0.5 / sqrt(400) = 0.025.
        let differences: Vec<f64> = (0..400).map(|place| f64::from(place % 2)).collect();
        let (low, high) = interval_95(&differences);
        assert!((low - (0.5 - 1.96 * 0.025)).abs() < 0.005, "{low}");
        assert!((high - (0.5 + 1.96 * 0.025)).abs() < 0.005, "{high}");
    }

    #[test]
    fn the_interval_is_the_same_every_time() {
        let differences = [0.1, -0.2, 0.3, 0.0, 0.05];
        assert_eq!(interval_95(&differences), interval_95(&differences));
    }

    #[test]
    fn no_queries_no_difference() {
        assert_eq!(interval_95(&[]), (0.0, 0.0));
    }
}
