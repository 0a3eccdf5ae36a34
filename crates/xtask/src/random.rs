//! Seeded random numbers: the same seed gives the same numbers on every machine and with every version of every crate.

/// A SplitMix64 generator. Not for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// Starts from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Starts a generator of its own for one of many things made from one seed, independent of the others.
    pub(crate) fn for_item(seed: u64, item: u64) -> Self {
        let mut mixed = Self::new(seed ^ item.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        Self::new(mixed.next())
    }

    /// Returns any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// Returns a number from `start` to `end`, both included.
    pub(crate) fn between(&mut self, start: usize, end: usize) -> usize {
        start + self.below(end - start + 1)
    }

    /// Returns a number from 0 up to but without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Tells true with the given probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Picks one of several things, of which there is at least one.
    pub(crate) fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}

/// Numbers drawn by given weights, each in constant time (Walker's alias method).
#[derive(Debug, Clone)]
pub(crate) struct Weighted {
    /// For each number the share of its slot that is its own, and the number that has the rest.
    slots: Vec<(f64, usize)>,
}

impl Weighted {
    /// Prepares drawing from `0..weights.len()`. Weights are positive, and there is at least one.
    pub(crate) fn new(weights: &[f64]) -> Self {
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        let mut slots: Vec<(f64, usize)> =
            weights.iter().enumerate().map(|(number, weight)| (weight / mean, number)).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..slots.len()).partition(|&number| slots[number].0 < 1.0);
        while let (Some(under), Some(&over)) = (small.pop(), large.last()) {
            slots[under].1 = over;
            slots[over].0 -= 1.0 - slots[under].0;
            if slots[over].0 < 1.0 {
                large.pop();
                small.push(over);
            }
        }
        Self { slots }
    }

    /// Prepares drawing from `0..count` with the frequencies of words in natural text (Zipf and Mandelbrot).
    pub(crate) fn zipf(count: usize, shift: f64, exponent: f64) -> Self {
        let weights: Vec<f64> =
            (1..=count).map(|rank| (rank as f64 + shift).powf(-exponent)).collect();
        Self::new(&weights)
    }

    /// Draws a number.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let number = random.below(self.slots.len());
        let (share, other) = self.slots[number];
        if random.unit() < share { number } else { other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_algorithm() {
        let mut random = Random::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn bounds_are_kept() {
        let mut random = Random::new(7);
        for _ in 0..1000 {
            assert!(random.below(3) < 3);
            assert!((2..=4).contains(&random.between(2, 4)));
            assert!((0.0..1.0).contains(&random.unit()));
        }
    }

    #[test]
    fn draws_follow_the_weights() {
        let weighted = Weighted::new(&[6.0, 3.0, 1.0]);
        let mut random = Random::new(11);
        let mut counts = [0_u32; 3];
        for _ in 0..100_000 {
            counts[weighted.draw(&mut random)] += 1;
        }
        for (count, expected) in counts.into_iter().zip([60_000_u32, 30_000, 10_000]) {
            assert!(count.abs_diff(expected) < 1_000, "{counts:?}");
        }
    }
}
