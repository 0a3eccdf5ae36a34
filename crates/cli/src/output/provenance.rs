//! Where title, date, source and sections of a file came from, for who writes briefings.

use precis_briefing::Fault;
use precis_query::response::ArticleResponse;

use super::article_text::name_of;
use super::paragraph::Paragraph;
use super::{Look, style};

/// Returns how a file was read: title, date, source and sections with their origins, and what was mended.
pub(crate) fn provenance(article: &ArticleResponse, notes: &[Fault], look: Look) -> String {
    let mut text = String::new();
    push(&mut text, "title", title_from(&article.title_from), look);
    let date = match (&article.date, article.date_from.as_deref()) {
        (Some(date), Some(from)) => format!("{date}, {}", origin(from)),
        (Some(date), None) => date.clone(),
        (None, _) => {
            "none: neither given, nor a line of its own, nor in the file's path".to_owned()
        }
    };
    push(&mut text, "date", &date, look);
    if let (Some(source), Some(from)) = (&article.source, article.source_from.as_deref()) {
        push(&mut text, "source", &format!("{source}, {}", origin(from)), look);
    }
    let sections: Vec<String> = article
        .sections
        .iter()
        .map(|section| match &section.heading {
            Some(_) => format!("{} ({})", name_of(section), section.kind),
            None => format!("text before any heading ({})", section.kind),
        })
        .collect();
    push(&mut text, "sections", &sections.join(", "), look);
    for note in notes {
        let place = note.place.map(|place| format!(" (article {place})")).unwrap_or_default();
        push(&mut text, "note", &format!("{note}{place}; {}", note.code.advice()), look);
    }
    text
}

fn title_from(from: &str) -> &'static str {
    match from {
        "given" => "given",
        "line" => "the line before the first heading",
        "heading" => "the first level-1 heading",
        "summary" => "derived: first sentence of the summary",
        "text" => "derived: first sentence of the text",
        "file_name" => "the file's name",
        _ => "unknown",
    }
}

fn origin(from: &str) -> &'static str {
    match from {
        "given" => "given",
        "line" => "from a line of its own",
        "path" => "from the file's path",
        _ => "from elsewhere",
    }
}

fn push(text: &mut String, label: &str, value: &str, look: Look) {
    const INDENT: usize = 10;
    let lines = Paragraph::of(value, style::PLAIN).lines(look, look.prose_width() - INDENT, 0);
    for (place, line) in lines.iter().enumerate() {
        let label = if place == 0 { label } else { "" };
        text.push_str(&look.paint(style::SMALL, &format!("{label:<INDENT$}")));
        text.push_str(line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::output::samples::{self, NARROW};

    #[test]
    fn each_part_says_where_it_came_from() {
        insta::assert_snapshot!(super::provenance(&samples::article(), &[], NARROW), @r"
        title     the line before the first heading
        date      2025-03-04, from the file's path
        source    Morning Wire, given
        sections  text before any heading (lead), Key Points
                  (points)
        ");
    }
}
