//! One article as Markdown with front matter, which Précis reads back as the same article.

use precis_query::response::{ArticleResponse, ArticleSection};

/// Returns an article as Markdown.
pub(crate) fn article(article: &ArticleResponse) -> String {
    let mut text = String::from("---\n");
    push_field(&mut text, "id", Some(&article.id));
    push_field(&mut text, "title", Some(&article.title));
    // A date is written bare, as front matter has it.
    if let Some(date) = &article.date {
        text.push_str(&format!("date: {date}\n"));
    }
    push_field(&mut text, "source", article.source.as_deref());
    push_field(&mut text, "author", article.author.as_deref());
    push_field(&mut text, "url", article.url.as_deref());
    if !article.tags.is_empty() {
        let tags: Vec<String> = article.tags.iter().map(|tag| quoted(tag)).collect();
        text.push_str(&format!("tags: [{}]\n", tags.join(", ")));
    }
    push_field(&mut text, "language", article.language.as_deref());
    text.push_str("---\n");
    for section in &article.sections {
        push_section(&mut text, section);
    }
    text
}

fn push_field(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        text.push_str(&format!("{name}: {}\n", quoted(value)));
    }
}

/// Returns a YAML string in double quotes: JSON's are a part of YAML's.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

fn push_section(text: &mut String, section: &ArticleSection) {
    if let Some(heading) = &section.heading {
        text.push_str(&format!("\n## {}\n", escaped(heading)));
    }
    let mut start = 0;
    let mut in_list = false;
    for line in section.text.split('\n') {
        let end = start + line.chars().count();
        let heading = section
            .units
            .iter()
            .any(|unit| unit.kind == "heading" && unit.range[0] >= start && unit.range[1] <= end);
        start = end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let item = line[indent..].strip_prefix("- ");
        // Blocks are parted by an empty line; items of a list stand together.
        if !(in_list && item.is_some()) {
            text.push('\n');
        }
        in_list = item.is_some();
        match item {
            Some(item) => {
                text.push_str(&format!("{}- {}\n", &line[..indent], escaped(item)));
            }
            None if heading => text.push_str(&format!("### {}\n", escaped(line.trim()))),
            None => text.push_str(&format!("{}\n", escaped(line.trim()))),
        }
    }
}

/// Returns text in which nothing is taken for markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        let before = text[..place].chars().next_back();
        let after = text[place + character.len_utf8()..].chars().next();
        let joins = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let markup = match character {
            '\\' | '*' | '`' | '[' | ']' | '<' | '~' | '|' => true,
            '&' => is_entity(&text[place + 1..]),
            // Inside a word it is never markup.
            '_' => !(joins(before) && joins(after)),
            '#' | '>' | '+' | '-' | '=' => place == 0,
            '.' | ')' => place > 0 && text[..place].bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Tells whether what follows an ampersand makes it a character reference.
fn is_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let length = name.chars().take_while(char::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::{article, escaped};
    use crate::output::samples;

    #[test]
    fn an_article_has_front_matter_and_headed_sections() {
        insta::assert_snapshot!(article(&samples::article()), @r#"
        ---
        id: "2025/harbour-clock"
        title: "Harbour Cloud ends its exclusive licence"
        date: 2025-03-04
        source: "Morning Wire"
        author: "R. Writer"
        url: "https://example.com/harbour"
        tags: ["cloud", "deals"]
        ---

        What follows was put together from two statements, a call with analysts and one long filing.

        ## Key Points

        - The licence turns \*non-exclusive\* and runs until 2031, two years longer than before.
        - No money changes hands.
        "#);
    }

    #[test]
    fn markup_in_the_text_is_escaped_only_where_it_would_be_taken_for_it() {
        assert_eq!(escaped("a *b* snake_case _c_ #1 - x"), r"a \*b\* snake_case \_c\_ #1 - x");
        assert_eq!(escaped("# no heading"), r"\# no heading");
        assert_eq!(escaped("2031. A year"), r"2031\. A year");
        assert_eq!(escaped("AT&T grew 3.5%; &amp; &#38;"), r"AT&T grew 3.5%; \&amp; \&#38;");
    }
}
