//! A vocabulary whose words look like words, and come as often as words do.

use std::collections::HashSet;

use super::names::{CODAS, ENDINGS, FUNCTION_WORDS, ONSETS, TRADE_WORDS, VOWELS};
use crate::random::{Random, Weighted};

/// Words of the vocabulary. Names and numbers, which articles make up as they go, come on top.
const SIZE: usize = 60_000;

/// Subjects that an article can be about, and the words that each brings along.
const TOPICS: usize = 240;
const TOPIC_WORDS: usize = 300;

/// All words, most frequent first, and the subjects.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<String>,
    by_frequency: Weighted,
    topics: Vec<Vec<usize>>,
    within_topic: Weighted,
    /// For each word the one that likes to follow it, so that phrases come again.
    followers: Vec<usize>,
}

/// How often a word is followed by the one that likes to.
const FOLLOWED: f64 = 0.15;

impl Words {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::for_item(seed, u64::MAX);
        let words = vocabulary(&mut random);
        let function = FUNCTION_WORDS.len();
        let ranks = Weighted::zipf(words.len() / 3, 40.0, 0.6);
        let topics = (0..TOPICS)
            .map(|_| (0..TOPIC_WORDS).map(|_| function + ranks.draw(&mut random)).collect())
            .collect();
        let followers = words.iter().map(|_| function + ranks.draw(&mut random)).collect();
        Self {
            by_frequency: Weighted::zipf(words.len(), 0.6, 1.05),
            words,
            topics,
            within_topic: Weighted::zipf(TOPIC_WORDS, 5.0, 0.9),
            followers,
        }
    }

    /// Draws the rank of a word as running text has it after another one, with a leaning towards the topic's words.
    pub(super) fn draw(&self, topic: usize, after: Option<usize>, random: &mut Random) -> usize {
        match after {
            Some(rank) if rank >= FUNCTION_WORDS.len() && random.chance(FOLLOWED) => {
                self.followers[rank]
            }
            _ if random.chance(0.22) => self.topics[topic][self.within_topic.draw(random)],
            _ => self.by_frequency.draw(random),
        }
    }

    /// Returns the word of a rank.
    pub(super) fn word(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// Draws one of a topic's own words.
    pub(super) fn draw_topical(&self, topic: usize, random: &mut Random) -> &str {
        &self.words[self.topics[topic][self.within_topic.draw(random)]]
    }

    /// Draws a topic.
    pub(super) fn topic(&self, random: &mut Random) -> usize {
        random.below(self.topics.len())
    }
}

/// Tells whether a word carries grammar only.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// Makes up a word of the given number of syllables.
pub(super) fn make_up(random: &mut Random, syllables: usize) -> String {
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.pick(ONSETS));
        word.push_str(random.pick(VOWELS));
        word.push_str(random.pick(CODAS));
    }
    word
}

fn vocabulary(random: &mut Random) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::with_capacity(SIZE);
    let mut words: Vec<String> = Vec::with_capacity(SIZE);
    for word in FUNCTION_WORDS {
        seen.insert((*word).to_owned());
        words.push((*word).to_owned());
    }
    let mut trade = TRADE_WORDS.iter();
    while words.len() < SIZE {
        // Words of the trade stand among the more frequent ones; rarer words are longer and oftener inflected.
        let place = words.len() - FUNCTION_WORDS.len();
        let word = match trade.as_slice().first() {
            Some(word) if place.is_multiple_of(4) => {
                trade.next();
                (*word).to_owned()
            }
            _ => {
                let syllables = random.between(1, if place < 2_000 { 2 } else { 3 });
                let mut word = make_up(random, syllables);
                word.push_str(random.pick(ENDINGS));
                word
            }
        };
        if word.len() > 2 && word.len() < 14 && seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn few_words_make_up_most_of_the_text_and_many_come_once() {
        let words = Words::new(3);
        let mut random = Random::new(5);
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for _ in 0..200_000 {
            *counts.entry(words.word(words.draw(7, None, &mut random))).or_default() += 1;
        }
        assert!((6_000..14_000).contains(&counts["the"]), "{}", counts["the"]);
        let once = counts.values().filter(|&&count| count == 1).count();
        assert!(once > counts.len() / 4, "{once} of {}", counts.len());
        assert!(counts.len() > 15_000, "{}", counts.len());
    }

    #[test]
    fn the_vocabulary_has_no_word_twice() {
        let words = Words::new(3).words;
        let different: HashSet<&String> = words.iter().collect();
        assert_eq!(different.len(), SIZE);
    }
}
