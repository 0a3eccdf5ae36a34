//! An article as native JSON: what is written here reads back as the same article.

use serde_json::{Map, Value, json};

use crate::{Article, Kind, Section, UnitKind};

/// Returns an article as a native JSON object, its id included.
///
/// Reading it gives the same article but for places in the source, and that everything except a derived title counts
/// as given.
#[must_use]
pub fn native_json(article: &Article) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(article.id));
    if !article.title_from.is_derived() {
        fields.insert("title".to_owned(), json!(article.title));
    }
    let texts = [
        ("date", article.date.map(|date| date.to_string())),
        ("source", article.source.clone()),
        ("url", article.url.clone()),
        ("author", article.author.clone()),
        ("language", article.language.clone()),
    ];
    fields.extend(
        texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?)))),
    );
    if !article.tags.is_empty() {
        fields.insert("tags".to_owned(), json!(article.tags));
    }
    for (name, value) in &article.extra {
        fields.entry(name.as_str()).or_insert_with(|| value.clone());
    }
    let sections: Vec<Value> = article.sections.iter().map(section).collect();
    fields.insert("sections".to_owned(), Value::from(sections));
    fields
}

fn section(section: &Section) -> Value {
    // A summary that was given beside the text has no heading of its own, and would read as a lead.
    let heading = match (&section.heading, section.kind) {
        (None, Kind::Summary) => Some("Summary"),
        (heading, _) => heading.as_deref(),
    };
    let mut fields = Map::new();
    if let Some(heading) = heading {
        fields.insert("heading".to_owned(), json!(heading));
    }
    if !section.subheadings.is_empty() {
        fields.insert("subheadings".to_owned(), json!(section.subheadings));
    }
    fields.insert("text".to_owned(), Value::from(text(section)));
    Value::from(fields)
}

/// Returns a section's text with a blank line wherever plain text would otherwise run two of its units into one.
fn text(section: &Section) -> String {
    let mut text = String::with_capacity(section.text.len() + 16);
    let mut written = 0;
    for pair in section.units.windows(2) {
        let between = pair[0].span.end..pair[1].span.start;
        let gap = section.text.get(between.clone()).unwrap_or_default();
        if pair[1].kind != UnitKind::Bullet && gap.contains('\n') && !gap.contains("\n\n") {
            text.push_str(&section.text[written..between.start]);
            text.push_str("\n\n");
            written = between.end;
        }
    }
    text.push_str(&section.text[written..]);
    text
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::{ARTICLE_LIMIT_BYTES, Reading, TitleFrom, Vocabulary, read};

    fn article(path: &str, text: &str) -> Article {
        let vocabulary = Vocabulary::default();
        let reading = Reading { path, vocabulary: &vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
        let mut articles = Vec::new();
        read(&reading, &mut text.as_bytes(), &mut |member, _| {
            articles.push(member.unwrap().article);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(articles.len(), 1);
        articles.remove(0)
    }

    /// What is left of an article once places and origins are gone.
    fn plain(article: &Article) -> Value {
        let units = |section: &Section| -> Vec<Value> {
            let unit = |unit: &crate::Unit| json!([unit.kind, section.text[unit.span.clone()]]);
            section.units.iter().map(unit).collect()
        };
        let section = |section: &Section| {
            let names = (&section.kind, &section.subheadings, &section.anchor);
            let is_word = section.own_heading().is_some();
            json!([names, is_word, units(section)])
        };
        let sections: Vec<Value> = article.sections.iter().map(section).collect();
        let Article { id, title, date, source, author, url, tags, language, extra, .. } = article;
        let derived = article.title_from.is_derived();
        json!([id, title, derived, date, source, author, url, tags, language, extra, sections])
    }

    fn assert_comes_back(path: &str, text: &str) -> Article {
        let first = article(path, text);
        let json = Value::from(native_json(&first)).to_string();
        let second = article("elsewhere/stored.json", &json);
        // A path gives a source to what has none; stored articles lie where a path gives none.
        let second =
            if first.source.is_none() { Article { source: None, ..second } } else { second };
        assert_eq!(plain(&first), plain(&second), "{json}");
        first
    }

    #[test]
    fn plain_text_comes_back() {
        let seed = "Deal closes\n2026-04-27\n\nLead words. More words.\n\nQuick Summary\nOne. Two.\n\
                    Key Points\n- a\n- b, which\n  goes on\n\nMy Take\nIt fits.\nSo it does\n";
        let read = assert_comes_back("2026/deal.txt", seed);
        assert_eq!(read.sections.len(), 4);
        let derived = assert_comes_back("2026/deal.txt", "Quick Summary\nThe deal closed. Well.\n");
        assert_eq!(derived.title_from, TitleFrom::Summary);
    }

    #[test]
    fn markdown_comes_back_with_its_deeper_headings() {
        let text = "---\ntitle: Chips\nmood: calm\ntags: [a, b]\nsummary: Sold out.\n---\n\nLead.\n\n## Context\n\n\
                    Some words\n\n### Deeper\n\nWords below. And more.\n\n- one\n- two\n\nAfter the list.\n\n\
                    ## Crate of the week\n\nSmall.\n";
        let read = assert_comes_back("wire/2026-03-02-chips.md", text);
        assert!(read.sections.iter().any(|section| section.subheadings == ["Deeper"]));
        assert_eq!(read.source.as_deref(), Some("wire"));
    }

    #[test]
    fn values_that_had_no_use_come_back() {
        assert_comes_back(
            "a.json",
            r#"{"id":"x","date":"soon","lang":"en","rating":{"a":1},"text":"Words."}"#,
        );
    }
}
