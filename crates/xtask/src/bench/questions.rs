//! The queries that both sides answer: made from the library's own text, so that they find something.

use serde::{Deserialize, Serialize};

use crate::generate::Library;
use crate::random::Random;

/// A query, apart from how either side writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Question {
    /// One or two words, anywhere.
    Words(Vec<String>),
    /// Two words side by side.
    Phrase([String; 2]),
    /// One or two words in one section, by its number among the five.
    InSection(usize, Vec<String>),
    /// The beginning of a word.
    Prefix(String),
}

/// Names of the shapes, in the order in which they are told about.
pub(super) const SHAPES: [&str; 5] = ["two words", "one word", "phrase", "in:", "prefix"];

/// Names of the five sections in queries, in the order of their headings.
const KINDS: [&str; 5] = ["summary", "points", "context", "take", "watch"];

impl Question {
    /// Returns the query as a person types it.
    pub(super) fn typed(&self) -> String {
        match self {
            Self::Words(words) => words.join(" "),
            Self::Phrase([first, second]) => format!("\"{first} {second}\""),
            Self::InSection(section, words) => {
                format!("{} in:{}", words.join(" "), KINDS[*section])
            }
            Self::Prefix(start) => format!("{start}*"),
        }
    }

    /// Returns the name of the query's shape.
    pub(super) fn shape(&self) -> &'static str {
        match self {
            Self::Words(words) if words.len() > 1 => "two words",
            Self::Words(_) => "one word",
            Self::Phrase(_) => "phrase",
            Self::InSection(..) => "in:",
            Self::Prefix(_) => "prefix",
        }
    }
}

/// Makes so many queries about the first `articles` briefings: of each hundred 40 of two words, 20 of one, 15 phrases,
/// 15 in a section, 10 prefixes.
pub(super) fn mix(library: &Library, articles: usize, count: usize, seed: u64) -> Vec<Question> {
    let mut random = Random::for_item(seed, 0x0051_7565_7279);
    let mut questions = Vec::with_capacity(count);
    while questions.len() < count {
        let shape = questions.len() % 20;
        questions.extend(make(library, articles, shape, &mut random));
    }
    questions
}

/// Makes a query of the shape that has the given twentieth, unless the briefing drawn has no words for it.
fn make(library: &Library, articles: usize, shape: usize, random: &mut Random) -> Option<Question> {
    let briefing = library.briefing(random.below(articles));
    let section = random.below(5);
    let word = |random: &mut Random| briefing.word(section, random).map(str::to_owned);
    Some(match shape {
        0..8 => {
            let other = briefing.word(random.below(5), random)?.to_owned();
            Question::Words(vec![word(random)?, other])
        }
        8..12 => Question::Words(vec![word(random)?]),
        12..15 => Question::Phrase(briefing.neighbours(section, random)?.map(str::to_owned)),
        15..18 => {
            let mut words = vec![word(random)?];
            if random.chance(0.5) {
                words.push(word(random)?);
            }
            Question::InSection(section, words)
        }
        _ => {
            let length = random.between(3, 5);
            Question::Prefix(word(random)?.chars().take(length).collect())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_has_its_shares_and_is_the_same_for_a_seed() {
        let library = Library::new(1);
        let questions = mix(&library, 200, 200, 5);
        let of = |shape: &str| questions.iter().filter(|one| one.shape() == shape).count();
        assert_eq!(SHAPES.map(of), [80, 40, 30, 30, 20]);
        assert_eq!(questions, mix(&library, 200, 200, 5));
        assert_ne!(questions, mix(&library, 200, 200, 6));
    }

    #[test]
    fn queries_are_typed_in_the_query_language() {
        let word = |text: &str| text.to_owned();
        assert_eq!(Question::Phrase([word("cloud"), word("deal")]).typed(), "\"cloud deal\"");
        assert_eq!(Question::InSection(3, vec![word("cloud")]).typed(), "cloud in:take");
        assert_eq!(Question::Prefix(word("clo")).typed(), "clo*");
    }
}
