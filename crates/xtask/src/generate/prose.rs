//! Sentences with the shapes that briefings have: names, amounts, percentages and quarters among the words.

use super::names::COMPANIES;
use super::words::{Words, is_function_word, make_up};
use crate::random::{Random, Weighted};

/// Writes about one topic, for one article.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    words: &'a Words,
    companies: &'a Weighted,
    topic: usize,
    /// Companies that this article is about.
    cast: [&'static str; 3],
    year: i16,
    random: Random,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        words: &'a Words,
        companies: &'a Weighted,
        year: i16,
        mut random: Random,
    ) -> Self {
        let topic = words.topic(&mut random);
        let cast = [(); 3].map(|()| COMPANIES[companies.draw(&mut random)]);
        Self { words, companies, topic, cast, year, random }
    }

    /// Writes a title without a full stop.
    pub(super) fn title(&mut self) -> String {
        let mut title = self.cast[0].to_owned();
        for _ in 0..self.random.between(3, 7) {
            title.push(' ');
            title.push_str(self.words.draw_topical(self.topic, &mut self.random));
        }
        title
    }

    /// Writes a paragraph of so many sentences.
    pub(super) fn paragraph(&mut self, sentences: usize) -> String {
        let mut text = String::with_capacity(sentences * 140);
        for place in 0..sentences {
            if place > 0 {
                text.push(' ');
            }
            self.sentence(&mut text);
        }
        text
    }

    /// Writes a list of so many bullets, a line each.
    pub(super) fn bullets(&mut self, count: usize) -> String {
        let mut text = String::with_capacity(count * 140);
        for place in 0..count {
            if place > 0 {
                text.push('\n');
            }
            text.push_str("- ");
            self.sentence(&mut text);
        }
        text
    }

    fn sentence(&mut self, text: &mut String) {
        let start = text.len();
        let length = self.random.between(9, 27);
        let mut last = None;
        for place in 0..length {
            if place > 0 {
                let comma = place > 3 && place + 3 < length && self.random.chance(0.05);
                text.push_str(if comma { ", " } else { " " });
            }
            match self.random.below(1000) {
                0..38 => text.push_str(self.cast[self.random.below(3)]),
                38..44 => text.push_str(COMPANIES[self.companies.draw(&mut self.random)]),
                44..54 => self.amount(text),
                54..60 => {
                    text.push_str(&self.random.between(1, 99).to_string());
                    text.push('%');
                }
                60..63 => {
                    let quarter = self.random.between(1, 4);
                    text.push_str(&format!("Q{quarter} {}", self.year));
                }
                63..67 => self.product(text),
                67..72 => self.compound(text),
                _ => {
                    let rank = self.words.draw(self.topic, last, &mut self.random);
                    text.push_str(self.words.word(rank));
                    last = Some(rank);
                    continue;
                }
            }
            last = None;
        }
        capitalize(text, start);
        text.push('.');
    }

    fn amount(&mut self, text: &mut String) {
        let whole = self.random.between(1, 90);
        let tenth = self.random.between(1, 9);
        text.push_str(&match self.random.below(6) {
            0 | 1 => format!("${whole} billion"),
            2 => format!("${whole}.{tenth} billion"),
            3 => format!("${whole}0 million"),
            4 => format!("€{whole}.{tenth}bn"),
            _ => format!("{whole},{tenth}00,000"),
        });
    }

    /// A product's name, likely to stand in no other article.
    fn product(&mut self, text: &mut String) {
        let start = text.len();
        text.push_str(&make_up(&mut self.random, 2));
        capitalize(text, start);
        if self.random.chance(0.5) {
            text.push_str(&format!("-{}", self.random.between(2, 40)));
        }
    }

    fn compound(&mut self, text: &mut String) {
        let first = self.random.pick(&["non", "multi", "cross", "pre", "on", "low"]);
        text.push_str(first);
        text.push('-');
        text.push_str(self.words.draw_topical(self.topic, &mut self.random));
    }
}

fn capitalize(text: &mut str, place: usize) {
    if let Some(first) = text.get_mut(place..place + 1) {
        first.make_ascii_uppercase();
    }
}

/// Tells whether a word of a text is worth searching for: no grammar, no number, no sign.
pub(super) fn is_content_word(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase()) && !is_function_word(word)
}
