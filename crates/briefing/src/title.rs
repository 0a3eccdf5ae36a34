//! Titles: the one form they have, and those made from the text.

use crate::sentences::sentences;
use crate::{Kind, Section, TitleFrom, UnitKind};

/// A title line is shorter than this, in characters.
const LINE_LIMIT_CHARS: usize = 150;
/// A derived title is shorter than this, in characters.
const DERIVED_LIMIT_CHARS: usize = 100;

/// Brings a title onto one line: white space and control characters become single spaces.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

/// Tells whether a line can be a title: under 150 characters, without a full stop.
pub(crate) fn can_be_title(line: &str) -> bool {
    if line.chars().nth(LINE_LIMIT_CHARS - 1).is_some() {
        return false;
    }
    let ends_open = match line.strip_suffix(['.', '。']) {
        None => true,
        Some(_) => crate::sentences::ends_with_abbreviation(line),
    };
    ends_open && sentences(line).iter().rev().skip(1).all(|span| !line[span.clone()].ends_with('.'))
}

/// Makes a title from the text: the first sentence of the summary, else of all.
pub(crate) fn derived(sections: &[Section]) -> Option<(String, TitleFrom)> {
    let summaries = sections.iter().filter(|section| section.kind == Kind::Summary);
    if let Some(title) = first_sentence(summaries) {
        return Some((title, TitleFrom::Summary));
    }
    first_sentence(sections.iter()).map(|title| (title, TitleFrom::Text))
}

fn first_sentence<'a>(mut sections: impl Iterator<Item = &'a Section>) -> Option<String> {
    sections.find_map(|section| {
        let unit = section.units.iter().find(|unit| unit.kind != UnitKind::Heading)?;
        let text = &section.text[unit.span.clone()];
        let first = sentences(text).into_iter().next()?;
        let title = cut(&on_one_line(&text[first]));
        (!title.is_empty()).then_some(title)
    })
}

/// Cuts a text at a word so that it is under 100 characters, ellipsis included.
fn cut(text: &str) -> String {
    if text.chars().nth(DERIVED_LIMIT_CHARS - 1).is_none() {
        return text.to_owned();
    }
    let room = text.char_indices().nth(DERIVED_LIMIT_CHARS - 2).map_or(text.len(), |(at, _)| at);
    // A space right behind the room still parts words there.
    let shown = text.char_indices().take(DERIVED_LIMIT_CHARS - 1);
    let head = match shown.filter(|(_, c)| c.is_whitespace()).last() {
        Some((at, _)) => &text[..at],
        None => &text[..room],
    };
    let head = head.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-')
    });
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_lines_have_no_full_stop() {
        for line in [
            "OpenAI and Microsoft rewrite their deal",
            "What is GPT-4.5?",
            "Apple sues Acme Inc.",
            "Chips and the U.S.",
            "Mr. Cook goes to Washington",
        ] {
            assert!(can_be_title(line), "{line}");
        }
        let long = "word ".repeat(30);
        for line in ["They signed on Monday.", "Signed. Sealed", long.as_str()] {
            assert!(!can_be_title(line), "{line}");
        }
        assert!(can_be_title(&"x".repeat(149)));
        assert!(!can_be_title(&"x".repeat(150)));
    }

    #[test]
    fn derived_titles_are_cut_at_a_word() {
        let text = "one two three four five six seven eight nine ten ".repeat(3);
        let title = cut(text.trim());
        assert!(title.chars().count() < 100, "{title}");
        assert!(title.ends_with('…') && text.starts_with(title.trim_end_matches('…')));
        assert!(text[title.trim_end_matches('…').len()..].starts_with(' '));
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"x".repeat(99)).chars().count(), 99);
        assert_eq!(cut(&"é".repeat(300)).chars().count(), 99);
    }
}
