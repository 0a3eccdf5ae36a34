//! One made-up briefing, and how it is written down.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::names::{COMPANIES, SOURCES, TAGS};
use super::prose::{Writer, is_content_word};
use super::words::Words;
use crate::random::{Random, Weighted};

/// Headings of the five sections, in order.
pub(crate) const HEADINGS: [&str; 5] =
    ["Quick Summary", "Key Points", "Context", "My Take", "What to Watch Next"];

/// First day of the ten years that briefings are dated in.
const FIRST_DAY: Date = date(2016, 1, 1);
const DAYS: usize = 3_653;

/// Everything that can be made from one seed.
#[derive(Debug)]
pub(crate) struct Library {
    seed: u64,
    words: Words,
    companies: Weighted,
}

/// One briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Briefing {
    /// Path inside the library.
    pub(crate) path: String,
    /// Title; none where the text comes without one.
    pub(crate) title: Option<String>,
    /// Text of the five sections, in the order of [`HEADINGS`].
    pub(crate) sections: [String; 5],
    date: Date,
    markdown_tags: Option<Vec<&'static str>>,
}

impl Library {
    /// Prepares a library: its words, and how often each comes.
    pub(crate) fn new(seed: u64) -> Self {
        let companies = Weighted::zipf(COMPANIES.len(), 1.0, 1.0);
        Self { seed, words: Words::new(seed), companies }
    }

    /// Makes the briefing of that number. It is the same however many others are made.
    pub(crate) fn briefing(&self, number: usize) -> Briefing {
        let mut random = Random::for_item(self.seed, number as u64);
        let date = FIRST_DAY.saturating_add(i64::try_from(random.below(DAYS)).unwrap_or(0).days());
        let source = SOURCES[random.below(SOURCES.len())];
        let markdown = random.chance(0.15);
        let titled = markdown || random.chance(0.7);
        let tags = [random.pick(TAGS), random.pick(TAGS)];
        let mut lengths = [(2, 4), (5, 7), (4, 6), (3, 6), (3, 5)]
            .map(|(least, most)| random.between(least, most))
            .into_iter();
        let mut next = || lengths.next().unwrap_or(3);
        let mut writer = Writer::new(&self.words, &self.companies, date.year(), random);
        let title = writer.title();
        let sections = [
            writer.paragraph(next()),
            writer.bullets(next()),
            writer.paragraph(next()),
            writer.paragraph(next()),
            writer.bullets(next()),
        ];
        let slug = title.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let slug: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).take(3).collect();
        let ending = if markdown { "md" } else { "txt" };
        Briefing {
            path: format!("{source}/{}/{date}-{}-{number}.{ending}", date.year(), slug.join("-")),
            title: titled.then_some(title),
            sections,
            date,
            markdown_tags: markdown.then(|| tags.to_vec()),
        }
    }
}

impl Briefing {
    /// Returns the bytes of its file.
    pub(crate) fn render(&self) -> String {
        let mut text = String::with_capacity(4_500);
        let mark = match &self.markdown_tags {
            Some(tags) => {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "---\ntitle: \"{}\"", self.title.as_deref().unwrap_or(""));
                let _ = writeln!(text, "date: {}\ntags: [{}]\n---\n", self.date, tags.join(", "));
                "## "
            }
            None => {
                if let Some(title) = &self.title {
                    let _ = writeln!(text, "{title}\n");
                }
                ""
            }
        };
        for (heading, section) in HEADINGS.iter().zip(&self.sections) {
            let gap = if mark.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{mark}{heading}\n{gap}{section}{gap}");
        }
        text
    }

    /// Returns two words worth searching for that stand side by side in one sentence of a section, if a few tries
    /// find such.
    pub(crate) fn neighbours(&self, section: usize, random: &mut Random) -> Option<[&str; 2]> {
        let words: Vec<&str> = self.sections[section].split([' ', '\n']).collect();
        (0..20).find_map(|_| {
            let place = random.below(words.len().saturating_sub(1).max(1));
            match words.get(place..place + 2)? {
                [first, second] if is_content_word(first) && is_content_word(second) => {
                    Some([*first, *second])
                }
                _ => None,
            }
        })
    }

    /// Returns a word worth searching for from a section, frequent words oftener, if a few tries find one.
    pub(crate) fn word(&self, section: usize, random: &mut Random) -> Option<&str> {
        let words: Vec<&str> = self.sections[section].split([' ', '\n']).collect();
        (0..20).map(|_| random.pick(&words)).find(|word| is_content_word(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_briefing_has_the_size_and_the_sections_of_real_ones() {
        let library = Library::new(1);
        let texts: Vec<String> = (0..300).map(|number| library.briefing(number).render()).collect();
        let mean = texts.iter().map(String::len).sum::<usize>() / texts.len();
        assert!((3_000..4_000).contains(&mean), "{mean} bytes");
        for text in &texts {
            for heading in HEADINGS {
                let headed = text.lines().any(|line| line.trim_start_matches("## ") == heading);
                assert!(headed, "{heading} in {text}");
            }
        }
    }

    #[test]
    fn most_are_plain_some_are_markdown() {
        let library = Library::new(1);
        let markdown = (0..1000).filter(|&number| library.briefing(number).path.ends_with(".md"));
        assert!((100..200).contains(&markdown.count()));
    }

    #[test]
    fn dates_spread_over_ten_years() {
        let library = Library::new(1);
        let mut years: Vec<i16> =
            (0..500).map(|number| library.briefing(number).date.year()).collect();
        years.sort_unstable();
        years.dedup();
        assert_eq!(years, (2016..=2025).collect::<Vec<i16>>());
    }
}
