//! One article of an answer, as text.

use std::path::Path;

use precis_briefing::Kind;
use precis_query::response::{Explanation, Hit, SectionHit};

use super::paragraph::{Paragraph, columns};
use super::{Look, style};

/// Columns from which names of sections stand in a column of their own.
const WIDE: usize = 90;
/// Columns for names of sections: those of the longest usual one, so that texts stand below one another.
const NAMES: usize = 18;

/// Near-duplicates, or words shared, that are named.
const MOST_NAMES: usize = 6;

/// Returns an article of an answer: title, small print, sections with their passages.
/// `file` is where it lies, for a link, if that is on this machine.
pub(crate) fn hit(hit: &Hit, file: Option<&Path>, look: Look) -> String {
    set(hit, &hit.sections, file, None, look)
}

/// Returns an article on one or two lines, for lists without a query; `arrived` says when it arrived.
pub(crate) fn brief(hit: &Hit, file: Option<&Path>, arrived: Option<&str>, look: Look) -> String {
    set(hit, &[], file, arrived, look)
}

fn set(
    hit: &Hit,
    sections: &[SectionHit],
    file: Option<&Path>,
    arrived: Option<&str>,
    look: Look,
) -> String {
    let width = look.list_width();
    let mut text = String::new();
    let title =
        Paragraph::marked(&hit.title, &hit.title_highlights, style::TITLE, style::TITLE_MATCH);
    for line in title.lines(look, width, 0) {
        let line = match file {
            Some(file) => look.link(file, &line),
            None => line,
        };
        push_line(&mut text, "", &line);
    }
    for line in small_print(hit, arrived).lines(look, width, 0) {
        push_line(&mut text, "", &line);
    }
    for section in sections {
        push_section(&mut text, section, look, width);
    }
    if let Some(explanation) = &hit.explanation {
        push_explanation(&mut text, explanation, look, width);
    }
    text
}

fn small_print(hit: &Hit, arrived: Option<&str>) -> Paragraph {
    let mut small = Paragraph::default();
    let mut parts = vec![hit.date.clone().unwrap_or_else(|| "undated".to_owned())];
    parts.extend(hit.source.clone());
    parts.extend(hit.author.clone());
    parts.push(hit.id.clone());
    small.push(&parts.join(" · "), style::SMALL);
    if let Some(arrived) = arrived {
        small.push(&format!(" · arrived {arrived}"), style::SMALL);
    }
    if let Some(first) = &hit.near_duplicate_of {
        small.push(&format!(" · near-duplicate of {first}"), style::SMALL);
    }
    if !hit.missing.is_empty() {
        small.push(&format!(" · without {}", hit.missing.join(", ")), style::SMALL);
    }
    if !hit.duplicates.is_empty() {
        small.push(&format!(" · also {}", first_of(&hit.duplicates)), style::SMALL);
    }
    if let Some(shared) = &hit.shared {
        let names = [&shared.companies[..], &shared.words[..]].concat();
        if !names.is_empty() {
            small.push(&format!(" · shares {}", first_of(&names)), style::SMALL);
        }
    }
    small
}

/// The first few of some names, each once whatever its case, and how many more there are.
fn first_of(names: &[String]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            once.push(name);
        }
    }
    let more = once.len().saturating_sub(MOST_NAMES);
    once.truncate(MOST_NAMES);
    let mut text = once.join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn push_explanation(text: &mut String, explanation: &Explanation, look: Look, width: usize) {
    let below = explanation.below.as_ref().map(|below| &below.message);
    for line in std::iter::once(&explanation.message).chain(below) {
        for (place, line) in
            Paragraph::of(line, style::SMALL).lines(look, width - 4, 0).iter().enumerate()
        {
            push_line(text, if place == 0 { "  " } else { "    " }, line);
        }
    }
}

fn push_section(text: &mut String, section: &SectionHit, look: Look, width: usize) {
    let name = name_of(section);
    let wide = width >= WIDE;
    let (taken, indent) =
        if wide { (2 + NAMES + 2, 2 + NAMES + 2) } else { (2 + columns(name) + 2, 4) };
    let label = Paragraph::of(name, style::SECTION);
    // A name too long to stand beside its text stands above it.
    let beside = if wide { columns(name) <= NAMES } else { taken <= width / 2 };
    let mut first = true;
    if !beside {
        for line in label.lines(look, width, 2) {
            push_line(text, "  ", &line);
        }
        first = false;
    }
    for snippet in &section.snippets {
        let passage =
            Paragraph::marked(&snippet.text, &snippet.highlights, style::PLAIN, style::MATCH);
        // The first line may begin further to the right than the others, which are set over `width - indent`.
        let spent = if first { taken.saturating_sub(indent) } else { 0 };
        for line in passage.lines(look, width - indent, spent) {
            if first {
                let label = look.paint(style::SECTION, &plain(name));
                let colon = if wide { "" } else { ":" };
                let padding = " ".repeat(taken - 2 - columns(name) - colon.len());
                push_line(text, "  ", &format!("{label}{colon}{padding}{line}"));
                first = false;
            } else {
                push_line(text, &" ".repeat(indent), &line);
            }
        }
    }
    if first {
        push_line(text, "  ", &look.paint(style::SECTION, &plain(name)));
    }
}

/// Returns what a section is called: its heading, or what its kind is called where it has none.
fn name_of(section: &SectionHit) -> &str {
    match &section.heading {
        Some(heading) => heading,
        None => Kind::from_name(&section.kind).map_or("Text", Kind::label),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

fn push_line(text: &mut String, indent: &str, line: &str) {
    let line = line.trim_end();
    if !line.is_empty() {
        text.push_str(indent);
        text.push_str(line);
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Hit, brief, hit};
    use crate::output::samples::{self, COLOUR, NARROW, WIDE};

    #[test]
    fn sixty_columns() {
        insta::assert_snapshot!(hit(&samples::hit(), None, NARROW), @r"
        Harbour Cloud ends its exclusive licence with Clockwork
        Models after six years
        2025-03-04 · Morning Wire · 2025/harbour-clock · without
        bedrock
          My Take: An exclusive licence is worth most to the side
            that can walk away, and neither side could.
            …the licence runs on without exclusivity until 2031.
          What to Watch Next: Who else gets a licence.
          Numbers of the week, and what they leave out
            Six years of exclusivity.
        ");
    }

    #[test]
    fn a_hundred_and_twenty_columns() {
        insta::assert_snapshot!(hit(&samples::hit(), None, WIDE), @r"
        Harbour Cloud ends its exclusive licence with Clockwork Models after six years
        2025-03-04 · Morning Wire · 2025/harbour-clock · without bedrock
          My Take             An exclusive licence is worth most to the side that can walk away, and neither side could.
                              …the licence runs on without exclusivity until 2031.
          What to Watch Next  Who else gets a licence.
          Numbers of the week, and what they leave out
                              Six years of exclusivity.
        ");
    }

    #[test]
    fn matches_are_coloured() {
        let text = hit(&samples::hit(), None, COLOUR).replace('\u{1b}', "^");
        insta::assert_snapshot!(text, @r"
        ^[1mHarbour Cloud ends its^[0m ^[1m^[31mexclusive^[0m ^[1mlicence with Clockwork^[0m
        ^[1mModels after six years^[0m
        ^[2m2025-03-04 · Morning Wire · 2025/harbour-clock · without^[0m
        ^[2mbedrock^[0m
          ^[36mMy Take^[0m: An ^[1m^[31mexclusive licence^[0m is worth most to the side
            that can walk away, and neither side could.
            …the ^[1m^[31mlicence^[0m runs on without ^[1m^[31mexclusivity^[0m until 2031.
          ^[36mWhat to Watch Next^[0m: Who else gets a ^[1m^[31mlicence^[0m.
          ^[36mNumbers of the week, and what they leave out^[0m
            Six years of ^[1m^[31mexclusivity^[0m.
        ");
    }

    #[test]
    fn each_line_of_a_title_is_a_link_to_the_file() {
        let look = crate::output::Look { links: true, ..NARROW };
        let text = brief(&samples::hit(), Some(Path::new("/l/a b.txt")), None, look);
        insta::assert_snapshot!(text.replace('\u{1b}', "^"), @r"
        ^]8;;file:///l/a%20b.txt^\Harbour Cloud ends its exclusive licence with Clockwork^]8;;^\
        ^]8;;file:///l/a%20b.txt^\Models after six years^]8;;^\
        2025-03-04 · Morning Wire · 2025/harbour-clock · without
        bedrock
        ");
    }

    #[test]
    fn a_list_without_a_query_is_brief() {
        insta::assert_snapshot!(brief(&samples::hit(), None, None, NARROW), @r"
        Harbour Cloud ends its exclusive licence with Clockwork
        Models after six years
        2025-03-04 · Morning Wire · 2025/harbour-clock · without
        bedrock
        ");
    }

    #[test]
    fn an_explanation_stands_below() {
        let mut article = samples::hit();
        article.sections.truncate(1);
        article.explanation = Some(samples::explanation());
        insta::assert_snapshot!(hit(&article, None, NARROW), @r"
        Harbour Cloud ends its exclusive licence with Clockwork
        Models after six years
        2025-03-04 · Morning Wire · 2025/harbour-clock · without
        bedrock
          My Take: An exclusive licence is worth most to the side
            that can walk away, and neither side could.
            …the licence runs on without exclusivity until 2031.
          score 7.25 = words 5.00 (exclusive 3.25, licence 1.75) +
            title 1.25 + close together 1.00
          below the one before mostly by: title −0.75
        ");
    }

    #[test]
    fn no_line_is_longer_than_the_terminal() {
        for width in 30..130 {
            let look = crate::output::Look { width, ..NARROW };
            let article = Hit { explanation: Some(samples::explanation()), ..samples::hit() };
            for line in hit(&article, None, look).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}
