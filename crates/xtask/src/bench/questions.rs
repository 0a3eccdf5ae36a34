//! The queries that both sides answer: made from the library's own text, so that they find something.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::generate::{Library, common_word, company};
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
    /// A word with a letter that is wrong.
    Fuzzy(String),
    /// A company, an amount of a billion and more, and a date.
    Facts(String),
    /// Words, with every facet counted.
    Faceted(Vec<String>),
    /// The beginning of a word, to be completed.
    Typing(String),
}

/// Which queries are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Mix {
    /// What people type most.
    #[default]
    Everyday,
    /// One shape after the other, the rarer ones as often as the others.
    Shapes,
}

impl Mix {
    /// Returns the mix's name in arguments.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Everyday => "everyday",
            Self::Shapes => "shapes",
        }
    }

    /// Returns the names of its shapes, in the order in which they are told about.
    pub(super) fn shapes(self) -> &'static [&'static str] {
        match self {
            Self::Everyday => &["two words", "one word", "phrase", "in:", "prefix"],
            Self::Shapes => {
                &["two words", "phrase", "in:", "prefix", "fuzzy", "facts", "facets", "suggestion"]
            }
        }
    }
}

/// Names of the five sections in queries, in the order of their headings.
const KINDS: [&str; 5] = ["summary", "points", "context", "take", "watch"];
/// Place of My Take among them.
const TAKE: usize = 3;

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
            Self::Fuzzy(word) => format!("{word}~"),
            Self::Facts(company) => format!("company:\"{company}\" amount:1B.. since:2018"),
            Self::Faceted(words) => words.join(" "),
            Self::Typing(start) => start.clone(),
        }
    }

    /// Returns path and query of its search over HTTP.
    pub(super) fn target(&self) -> String {
        let typed = self.typed();
        let typed = utf8_percent_encode(&typed, NON_ALPHANUMERIC);
        match self {
            Self::Typing(_) => format!("/api/v1/suggest?q={typed}"),
            Self::Faceted(_) => format!("/api/v1/search?facets=true&q={typed}"),
            _ => format!("/api/v1/search?q={typed}"),
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
            Self::Fuzzy(_) => "fuzzy",
            Self::Facts(_) => "facts",
            Self::Faceted(_) => "facets",
            Self::Typing(_) => "suggestion",
        }
    }
}

/// Makes so many queries about the first `articles` briefings. Of each hundred everyday ones 40 are of two words, 20 of
/// one, 15 phrases, 15 in a section, 10 prefixes.
pub(super) fn questions(
    mix: Mix,
    library: &Library,
    articles: usize,
    count: usize,
    seed: u64,
) -> Vec<Question> {
    let mut random = Random::for_item(seed, 0x0051_7565_7279);
    let mut questions = Vec::with_capacity(count);
    while questions.len() < count {
        questions.extend(match mix {
            Mix::Everyday => make(library, articles, questions.len() % 20, &mut random),
            Mix::Shapes => make_shape(library, articles, questions.len() % 8, &mut random),
        });
    }
    questions
}

/// Makes a query of the shape at a place among those of [`Mix::Shapes`], unless the briefing drawn has no words for it.
fn make_shape(
    library: &Library,
    articles: usize,
    place: usize,
    random: &mut Random,
) -> Option<Question> {
    let briefing = library.briefing(random.below(articles));
    let section = random.below(5);
    let word = |random: &mut Random| briefing.word(section, random).map(str::to_owned);
    let start = |random: &mut Random| {
        let length = random.between(3, 5);
        Some(word(random)?.chars().take(length).collect())
    };
    let two_common = |random: &mut Random| {
        [common_word(random), common_word(random)].map(str::to_owned).to_vec()
    };
    Some(match place {
        0 => Question::Words(two_common(random)),
        1 => Question::Phrase(briefing.neighbours(section, random)?.map(str::to_owned)),
        2 => Question::InSection(TAKE, vec![word(random)?]),
        3 => Question::Prefix(start(random)?),
        4 => Question::Fuzzy(misspelt(&word(random)?, random)?),
        5 => Question::Facts(company(random).to_owned()),
        6 => Question::Faceted(two_common(random)),
        _ => Question::Typing(start(random)?),
    })
}

/// Puts another letter in the place of one of a word's.
fn misspelt(word: &str, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let place = random.between(1, letters.len().max(2) - 1);
    *letters.get_mut(place)? = 'x';
    Some(letters.into_iter().collect())
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
        for (mix, shares) in [
            (Mix::Everyday, &[80, 40, 30, 30, 20][..]),
            (Mix::Shapes, &[25, 25, 25, 25, 25, 25, 25, 25][..]),
        ] {
            let made = questions(mix, &library, 200, 200, 5);
            let of = |shape: &&str| made.iter().filter(|one| one.shape() == *shape).count();
            assert_eq!(mix.shapes().iter().map(of).collect::<Vec<_>>(), shares);
            assert_eq!(made, questions(mix, &library, 200, 200, 5));
            assert_ne!(made, questions(mix, &library, 200, 200, 6));
        }
    }

    #[test]
    fn queries_are_typed_in_the_query_language() {
        let word = |text: &str| text.to_owned();
        assert_eq!(Question::Phrase([word("cloud"), word("deal")]).typed(), "\"cloud deal\"");
        assert_eq!(Question::InSection(3, vec![word("cloud")]).typed(), "cloud in:take");
        assert_eq!(Question::Prefix(word("clo")).typed(), "clo*");
        assert_eq!(Question::Fuzzy(word("clxud")).typed(), "clxud~");
        let facts = Question::Facts(word("Arm"));
        assert_eq!(facts.typed(), "company:\"Arm\" amount:1B.. since:2018");
        let target = "/api/v1/search?q=cloud%20in%3Atake";
        assert_eq!(Question::InSection(3, vec![word("cloud")]).target(), target);
    }
}
