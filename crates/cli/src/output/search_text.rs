//! What stands around the articles of an answer, as text: how the query was read, notes, the total.

use precis_query::response::{Note, RelatedResponse, SearchResponse};

use super::number::counted;
use super::paragraph::Paragraph;
use super::{Look, instead_text, style};

/// Returns how the query was read, where that is not what was typed, and the notes; or nothing.
pub(crate) fn head(response: &SearchResponse, typed: &str, look: Look) -> String {
    let mut text = String::new();
    if !typed.trim().is_empty() && response.read_as != typed {
        labelled(&mut text, "read as", style::SMALL, &response.read_as, look);
    }
    for note in &response.notes {
        labelled(&mut text, "note", style::WARNING, &note_line(note), look);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Returns a note as one line.
pub(crate) fn note_line(note: &Note) -> String {
    note.message.clone()
}

/// Returns the total of related articles.
pub(crate) fn related_foot(found: &RelatedResponse, look: Look) -> String {
    if found.total == 0 {
        return "No related article found.\n".to_owned();
    }
    let mut line = counted(found.total, "related article");
    let shown: u64 = found.results.iter().map(|hit| 1 + hit.duplicates.len() as u64).sum();
    if shown < found.total {
        line.push_str(&format!(", {shown} of them shown"));
    }
    look.paint(style::SMALL, &line) + "\n"
}

/// Returns the total, and how to get the next page where there is one. So many results are shown, which stand for so
/// many articles.
pub(crate) fn foot(response: &SearchResponse, results: u64, shown: u64, look: Look) -> String {
    if response.total == 0 {
        return format!("No article found.\n{}", instead_text::instead(&response.instead, look));
    }
    let mut line = counted(response.total, "article");
    if shown < response.total {
        line.push_str(&format!(", {shown} of them shown"));
    }
    if results < shown {
        line.push_str(&format!(" as {}", counted(results, "result")));
    }
    if response.next.is_some() {
        line.push_str(&format!("; -n {} shows more, --all every one", results * 2));
    }
    if !response.complete {
        line.push_str("; the search was cut short, there may be more");
    }
    let lines = Paragraph::of(&line, style::SMALL).lines(look, look.list_width(), 0);
    let mut text = lines.join("\n");
    text.push('\n');
    if let Some(next) = &response.next {
        // Never broken into lines, so that it can be copied.
        text.push_str(&look.paint(style::SMALL, &format!("next page: --cursor {next}")));
        text.push('\n');
    }
    text
}

fn labelled(text: &mut String, label: &str, label_style: anstyle::Style, value: &str, look: Look) {
    let width = look.list_width();
    let indent = 9;
    let mut lines = Paragraph::of(value, style::PLAIN).lines(look, width - indent, 0).into_iter();
    let padded = format!("{label:<indent$}");
    text.push_str(&look.paint(label_style, &padded));
    text.push_str(&lines.next().unwrap_or_default());
    text.push('\n');
    for line in lines {
        text.push_str(&" ".repeat(indent));
        text.push_str(&line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::{foot, head};
    use crate::output::samples::{NARROW, response};

    #[test]
    fn the_head_says_how_the_query_was_read_and_what_is_worth_saying() {
        insta::assert_snapshot!(head(&response(), "exclusive licence in:take", NARROW), @r"
        read as  exclusive licence in My Take
        note     few articles have all words: 3 do, the others have
                 the best part of them
        ");
    }

    #[test]
    fn a_query_read_as_typed_needs_no_head() {
        let mut response = response();
        response.notes.clear();
        assert_eq!(head(&response, "exclusive licence in My Take", NARROW), "");
    }

    #[test]
    fn the_foot_has_the_total_and_the_next_page() {
        insta::assert_snapshot!(foot(&response(), 1, 1, NARROW), @r"
        1,204 articles, 1 of them shown; -n 2 shows more, --all
        every one
        next page: --cursor b3BhcXVl
        ");
    }

    #[test]
    fn the_last_page_has_no_next() {
        let mut response = response();
        (response.total, response.next) = (1, None);
        assert_eq!(foot(&response, 1, 1, NARROW), "1 article\n");
        response.total = 3;
        assert_eq!(foot(&response, 2, 3, NARROW), "3 articles as 2 results\n");
        response.total = 0;
        assert_eq!(foot(&response, 0, 0, NARROW), "No article found.\n");
    }
}
