//! What a text is like, in 64 bytes: texts that have most of their words in the same order have most of these in common.
//!
//! MinHash (Broder 1997) over runs of three tokens, by one permutation: a run's hash chooses one of 64 places and
//! competes there, the least stays (Li, Owen and Zhang 2012). Places that no run chose take what another place has,
//! by a fixed order of tries (Shrivastava 2017). The share of equal places tells the share of runs that
//! two texts have in common, of all that either has.

/// Places of a sketch.
const PLACES: usize = 64;
/// Numbers that hold the places, eight in each.
const NUMBERS: usize = PLACES / 8;
/// Bands that texts are looked up by. Each costs an entry in the index and a look-up for every article that is shown.
const BANDS: usize = 5;
/// Places of a band. With fewer, too many texts that have a half in common share one.
const BAND_PLACES: usize = 6;
/// Least equal places of near-duplicates.
const NEAR: u32 = 51;
/// Runs that a text has at least; shorter ones are too easily alike.
const LEAST_RUNS: u32 = 24;

/// What a text is like: 64 places of one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sketch(pub [u64; NUMBERS]);

impl Sketch {
    /// Tells whether two texts are near-duplicates: four fifths of the places are equal, and one band is.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| equal_bytes(*a, *b)).sum::<u32>() >= NEAR
            && self.bands().zip(other.bands()).any(|(a, b)| a == b)
    }

    /// The first places, by bands.
    fn bands(&self) -> impl Iterator<Item = u64> {
        let mut places = self.0.into_iter().flat_map(u64::to_le_bytes);
        std::iter::repeat_with(move || {
            places.by_ref().take(BAND_PLACES).fold(0, |band, place| band << 8 | u64::from(place))
        })
        .take(BANDS)
    }

    /// The numbers by which the index finds texts that share a band.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        // Half as long as the bands themselves: what meets by chance is no near-duplicate.
        (1..).zip(self.bands()).map(|(place, band)| mix(band ^ mix(place)) >> 40)
    }
}

fn equal_bytes(a: u64, b: u64) -> u32 {
    (a ^ b).to_le_bytes().iter().map(|byte| u32::from(*byte == 0)).sum()
}

/// Makes a sketch of a text, token by token.
#[derive(Debug)]
pub(crate) struct Sketcher {
    least: [u64; PLACES],
    /// Hashes of the two tokens before.
    before: [u64; 2],
    tokens: u32,
}

/// A place that no run has chosen.
const EMPTY: u64 = u64::MAX;

impl Default for Sketcher {
    fn default() -> Self {
        Self { least: [EMPTY; PLACES], before: [0; 2], tokens: 0 }
    }
}

impl Sketcher {
    /// Adds the next token.
    pub(crate) fn push(&mut self, token: &str) {
        let hash = hash(token);
        self.tokens = self.tokens.saturating_add(1);
        let [first, second] = self.before;
        self.before = [second, hash];
        if self.tokens > 2 {
            let run = first.rotate_left(42) ^ second.rotate_left(21) ^ hash;
            let hash = mix(run);
            // The high bits choose the place, the others compete.
            let least = &mut self.least[(hash >> 58) as usize];
            *least = (*least).min(hash & (EMPTY >> 6));
        }
    }

    /// The sketch; none of a text too short for one.
    pub(crate) fn finish(self) -> Option<Sketch> {
        if self.tokens < LEAST_RUNS + 2 {
            return None;
        }
        let mut numbers = [0; NUMBERS];
        for place in 0..PLACES {
            let mut from = place;
            let mut tries = 0;
            while self.least[from] == EMPTY {
                tries += 1;
                from = (mix((place as u64) << 32 | tries) >> 58) as usize;
            }
            let byte = self.least[from] & 0xFF;
            numbers[place / 8] |= byte << (8 * (place % 8));
        }
        Some(Sketch(numbers))
    }
}

/// Hash of a token, eight bytes at a time. Indexes keep what comes of it, so it is one that is always the same.
fn hash(token: &str) -> u64 {
    token.as_bytes().chunks(8).fold(token.len() as u64, |hash, chunk| {
        let eight = chunk.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
        (hash.rotate_left(29) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Spreads the bits of a number (the finisher of MurmurHash3).
fn mix(mut bits: u64) -> u64 {
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(words: &[String]) -> Option<Sketch> {
        let mut sketcher = Sketcher::default();
        words.iter().for_each(|word| sketcher.push(word));
        sketcher.finish()
    }

    fn text(from: usize, words: usize) -> Vec<String> {
        (from..from + words).map(|n| format!("word{}", mix(n as u64) % 5_000)).collect()
    }

    fn equal(a: &Sketch, b: &Sketch) -> u32 {
        a.0.iter().zip(&b.0).map(|(a, b)| equal_bytes(*a, *b)).sum()
    }

    #[test]
    fn a_text_is_near_itself_with_small_changes_and_near_nothing_else() {
        for words in [60, 400, 3_000] {
            let whole = text(0, words);
            let original = sketch(&whole).unwrap();
            assert!(original.is_near(&original));
            let mut changed = whole.clone();
            changed[words / 2] = "another".to_owned();
            assert!(original.is_near(&sketch(&changed).unwrap()), "{words}: one word changed");
            let mut longer = whole.clone();
            longer.extend(text(90_000, words / 20));
            assert!(original.is_near(&sketch(&longer).unwrap()), "{words}: a twentieth added");
            let half = [&whole[..words / 2], &text(50_000, words / 2)[..]].concat();
            assert!(!original.is_near(&sketch(&half).unwrap()), "{words}: half of it is another");
            let other = sketch(&text(10_000, words)).unwrap();
            assert!(!original.is_near(&other) && equal(&original, &other) < 12, "{words}: another");
        }
    }

    #[test]
    fn equal_places_tell_the_share_in_common() {
        // Runs in common of all: two thirds of the words shared by both halves make a half.
        let (mut sum, texts) = (0, 60);
        for n in 0..texts {
            let shared = text(n * 10_000, 400);
            let a = [&shared[..], &text(n * 10_000 + 2_000, 200)[..]].concat();
            let b = [&shared[..], &text(n * 10_000 + 4_000, 200)[..]].concat();
            sum += equal(&sketch(&a).unwrap(), &sketch(&b).unwrap());
        }
        let share = f64::from(sum) / (texts * PLACES) as f64;
        assert!((0.45..0.55).contains(&share), "{share}");
    }

    #[test]
    fn a_short_text_has_no_sketch() {
        assert_eq!(sketch(&text(0, 25)), None);
        assert!(sketch(&text(0, 26)).is_some());
        let same = vec!["word".to_owned(); 100];
        assert!(sketch(&same).is_some(), "one run fills all places");
    }
}
