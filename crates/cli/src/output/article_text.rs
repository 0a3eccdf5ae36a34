//! One article, set for reading.

use std::path::Path;

use precis_briefing::Kind;
use precis_query::response::{ArticleResponse, ArticleSection};

use super::paragraph::Paragraph;
use super::{Look, style};

/// Returns an article set for reading. `file` is where it lies, for a link, if that is on this machine.
pub(crate) fn article(article: &ArticleResponse, file: Option<&Path>, look: Look) -> String {
    let width = look.prose_width();
    let mut text = String::new();
    let title = Paragraph::marked(
        &article.title,
        &article.title_highlights,
        style::TITLE,
        style::TITLE_MATCH,
    );
    for line in title.lines(look, width, 0) {
        text.push_str(&file.map_or_else(|| line.clone(), |file| look.link(file, &line)));
        text.push('\n');
    }
    let mut small = vec![article.date.clone().unwrap_or_else(|| "undated".to_owned())];
    small.extend(article.source.clone());
    small.extend(article.author.clone());
    small.push(article.id.clone());
    push_small(&mut text, &small.join(" · "), look, width);
    if !article.tags.is_empty() {
        push_small(&mut text, &article.tags.join(", "), look, width);
    }
    if let Some(url) = &article.url {
        // Never broken into lines, so that it can be followed.
        let url: String = url.chars().filter(|character| !character.is_control()).collect();
        text.push_str(&look.paint(style::SMALL, &url));
        text.push('\n');
    }
    for section in &article.sections {
        text.push('\n');
        push_section(&mut text, section, look, width);
    }
    text
}

/// Returns what a section is called: its heading, or what its kind is called where it has none.
pub(crate) fn name_of(section: &ArticleSection) -> &str {
    match &section.heading {
        Some(heading) => heading,
        None => Kind::from_name(&section.kind).map_or("Text", Kind::label),
    }
}

fn push_small(text: &mut String, small: &str, look: Look, width: usize) {
    for line in Paragraph::of(small, style::SMALL).lines(look, width, 0) {
        text.push_str(&line);
        text.push('\n');
    }
}

fn push_section(text: &mut String, section: &ArticleSection, look: Look, width: usize) {
    if let Some(heading) = &section.heading {
        for line in Paragraph::of(heading, style::HEADING).lines(look, width, 0) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    let mut start = 0;
    let mut before: Option<bool> = None;
    for line in section.text.split('\n') {
        let end = start + line.chars().count();
        if !line.trim().is_empty() {
            let listed = marker(line).is_some();
            // Paragraphs stand apart; items of a list stand together.
            if before.is_some_and(|before| !(before && listed)) {
                text.push('\n');
            }
            push_block(text, section, line, start..end, look, width);
            before = Some(listed);
        }
        start = end + 1;
    }
}

/// Adds a line of the section's text, `range` in its characters: an item hanging from its marker, or a paragraph.
fn push_block(
    text: &mut String,
    section: &ArticleSection,
    line: &str,
    range: std::ops::Range<usize>,
    look: Look,
    width: usize,
) {
    let heading = section.units.iter().any(|unit| {
        unit.kind == "heading" && unit.range[0] >= range.start && unit.range[1] <= range.end
    });
    let plain = if heading { style::TITLE } else { style::PLAIN };
    let hanging = marker(line).unwrap_or(0);
    let content: String = line.chars().skip(hanging).collect();
    let offset = range.start + hanging;
    let within: Vec<[usize; 2]> = section
        .highlights
        .iter()
        .filter(|marked| marked[1] > offset && marked[0] < range.end)
        .map(|marked| [marked[0].saturating_sub(offset), marked[1] - offset])
        .collect();
    let paragraph = Paragraph::marked(&content, &within, plain, style::MATCH);
    let lead: String = line.chars().take(hanging).collect();
    for (place, line) in paragraph.lines(look, width - hanging, 0).iter().enumerate() {
        if place == 0 {
            text.push_str(&lead);
        } else {
            text.push_str(&" ".repeat(hanging));
        }
        text.push_str(line);
        text.push('\n');
    }
}

/// Returns the characters that an item's marker takes, its indent and the space after it included.
fn marker(line: &str) -> Option<usize> {
    let indent = line.chars().take_while(|character| *character == ' ').count().min(8);
    let rest = &line[indent..];
    if rest.starts_with("- ") {
        return Some(indent + 2);
    }
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && rest[digits..].starts_with(". ");
    numbered.then_some(indent + digits + 2)
}

#[cfg(test)]
mod tests {
    use super::{article, marker};
    use crate::output::samples::{self, NARROW};

    #[test]
    fn an_article_is_set_for_reading() {
        insta::assert_snapshot!(article(&samples::article(), None, NARROW), @r"
        Harbour Cloud ends its exclusive licence
        2025-03-04 · Morning Wire · R. Writer · 2025/harbour-clock
        cloud, deals
        https://example.com/harbour

        What follows was put together from two statements, a call
        with analysts and one long filing.

        Key Points
        - The licence turns *non-exclusive* and runs until 2031, two
          years longer than before.
        - No money changes hands.
        ");
    }

    #[test]
    fn markers_hang_out() {
        assert_eq!(marker("- a"), Some(2));
        assert_eq!(marker("  - a"), Some(4));
        assert_eq!(marker("12. a"), Some(4));
        assert_eq!(marker("2032. "), None);
        assert_eq!(marker("-a"), None);
    }
}
