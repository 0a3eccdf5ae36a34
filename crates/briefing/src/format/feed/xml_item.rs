//! What the elements of an item say, whichever kind of feed they belong to.

use super::Feed;
use super::fields::{Field, Fields};
use super::item::{Item, Text};
use crate::day::date_value;
use crate::format::html::is_address;
use crate::title::on_one_line;

/// Elements that hold a day of publication, first those that mean it most.
const DATES: &[&str] = &[
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "dc:date",
    "dcterms:created",
    "created",
    "date",
    "updated",
    "dcterms:modified",
    "modified",
    "lastmod",
];
/// Elements that hold all of the text.
const CONTENTS: &[&str] = &["content:encoded", "xhtml:body", "body", "content", "fullitem"];
/// Elements that hold a summary of the text, or the text where there is no other.
const SUMMARIES: &[&str] = &[
    "description",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "itunes:summary",
    "media:description",
];

/// Reads the elements of an item.
pub(super) fn item(fields: &Fields, feed: &Feed) -> Item {
    let about = fields.around.get("rdf:about").map(String::as_str);
    let mut texts = CONTENTS.iter().flat_map(|name| fields.named(name)).map(text_of);
    let content = texts.find(|text| !text.is_empty());
    let mut texts = SUMMARIES.iter().flat_map(|name| fields.named(name)).map(text_of);
    let summary = texts.find(|text| !text.is_empty());
    let dates = DATES.iter().flat_map(|name| fields.named(name)).map(|field| field.text.trim());
    let dates: Vec<&str> = dates.filter(|date| !date.is_empty()).collect();
    let date = dates.iter().find(|date| date_value(date).is_some()).or(dates.first());
    let language = |name| fields.named(name).find_map(|it| it.attributes.get("xml:lang").cloned());
    Item {
        id: fields.text(&["guid", "id"]).or(about).map(str::to_owned),
        title: fields
            .named("title")
            .chain(fields.named("dc:title"))
            .chain(fields.named("media:title"))
            .map(line_of)
            .find(|title| !title.is_empty()),
        link: link(fields, feed.base.as_deref()),
        date: date.map(|&date| date.to_owned()),
        authors: authors(fields),
        tags: tags(fields),
        language: fields
            .text(&["language", "dc:language"])
            .map(str::to_owned)
            .or_else(|| language("content"))
            .or_else(|| fields.around.get("xml:lang").cloned()),
        content,
        summary,
        holds_something: fields.all.iter().any(|field| {
            let is_bare = field.attributes.is_empty() && field.parts.is_empty();
            !is_bare || !field.text.trim().is_empty()
        }),
    }
}

/// Returns the text of an element as its type says: HTML unless it is said to be plain.
fn text_of(field: &Field) -> Text {
    let kind = field.attributes.get("type").map_or("", String::as_str);
    let mode = field.attributes.get("mode").map_or("", String::as_str);
    if field.attributes.contains_key("src") && field.text.trim().is_empty() {
        return Text::Plain(String::new());
    }
    if mode == "base64" {
        // Nobody writes text so; and what it holds may be anything.
        return Text::Plain(String::new());
    }
    // Markup that is not escaped is what it is, whatever is said of it.
    if field.parts.is_empty() {
        let is_plain = matches!(kind, "text" | "text/plain");
        if is_plain { Text::Plain(field.text.clone()) } else { Text::Html(field.text.clone()) }
    } else {
        Text::Html(field.markup.clone())
    }
}

/// Returns an element's text on one line, without its markup.
pub(super) fn line_of(field: &Field) -> String {
    on_one_line(&text_of(field).on_one_line())
}

/// Finds the address of an item or feed; a relative one counts from `base`.
pub(super) fn link(fields: &Fields, base: Option<&str>) -> Option<String> {
    let is_alternate = |field: &&Field| {
        let relation = field.attributes.get("rel").map_or("alternate", String::as_str);
        relation.eq_ignore_ascii_case("alternate") || relation.is_empty()
    };
    let links = fields.named("link").filter(is_alternate).filter_map(|field| {
        let given = field.attributes.get("href").map_or(field.text.as_str(), String::as_str);
        Some(on_one_line(given)).filter(|link| !link.is_empty())
    });
    let guid = fields.named("guid").filter(|guid| {
        guid.attributes.get("ispermalink").is_none_or(|is| !is.eq_ignore_ascii_case("false"))
    });
    let guids = guid.map(|guid| on_one_line(&guid.text));
    let about = ["rdf:about", "href"].iter().filter_map(|name| fields.around.get(*name).cloned());
    links.chain(guids).chain(about).find_map(|link| absolute(&link, base))
}

/// Makes an address whole; what cannot be made so is none.
pub(super) fn absolute(link: &str, base: Option<&str>) -> Option<String> {
    if is_address(link) {
        return Some(link.to_owned());
    }
    let base = base.filter(|base| is_address(base))?;
    if link.contains(':') || link.starts_with('#') {
        return None;
    }
    let origin_end = base.find("://")? + 3;
    let origin_end = base[origin_end..].find('/').map_or(base.len(), |at| origin_end + at);
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("{}//{rest}", &base[..base.find("//")?]));
    }
    if link.starts_with('/') {
        return Some(format!("{}{link}", &base[..origin_end]));
    }
    let folder = base[origin_end..].rfind('/').map_or(base.len(), |at| origin_end + at);
    Some(format!("{}/{}", &base[..folder], link.trim_start_matches("./")))
}

/// Lists the authors by their names.
fn authors(fields: &Fields) -> Vec<String> {
    let mut names = Vec::new();
    for wanted in ["author", "dc:creator", "itunes:author", "managingeditor"] {
        for field in fields.named(wanted) {
            let name = field.parts.iter().find(|(name, _)| name == "name");
            let name = match name {
                Some((_, name)) => on_one_line(name),
                None if !field.parts.is_empty() => continue,
                None => person(&on_one_line(&field.text)),
            };
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// Returns the name in `a@b.example (A. Person)` or `A. Person <a@b.example>`.
fn person(text: &str) -> String {
    if let Some((before, rest)) = text.split_once('(')
        && let Some((inside, _)) = rest.split_once(')')
        && before.contains('@')
    {
        return inside.trim().to_owned();
    }
    match text.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim().trim_matches('"').to_owned(),
        _ => text.to_owned(),
    }
}

fn tags(fields: &Fields) -> Vec<String> {
    let mut tags = Vec::new();
    for field in fields.named("category") {
        let named = ["label", "term"].iter().find_map(|name| field.attributes.get(*name));
        tags.push(on_one_line(named.map_or(field.text.as_str(), String::as_str)));
    }
    tags.extend(fields.named("dc:subject").map(|field| on_one_line(&field.text)));
    for name in ["media:keywords", "itunes:keywords"] {
        let words = fields.named(name).flat_map(|field| field.text.split(','));
        tags.extend(words.map(on_one_line));
    }
    tags.retain(|tag| !tag.is_empty());
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_count_from_the_base() {
        for (link, whole) in [
            ("https://a.example/x", Some("https://a.example/x")),
            ("/x", Some("https://b.example/x")),
            ("x", Some("https://b.example/news/x")),
            ("//c.example/x", Some("https://c.example/x")),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(absolute(link, Some("https://b.example/news/feed.xml")).as_deref(), whole);
        }
        assert_eq!(
            absolute("x", Some("https://b.example")).as_deref(),
            Some("https://b.example/x")
        );
        assert_eq!(absolute("/x", None), None);
    }

    #[test]
    fn people_have_names() {
        assert_eq!(person("a@b.example (A. Person)"), "A. Person");
        assert_eq!(person("A. Person <a@b.example>"), "A. Person");
        assert_eq!(person("A. Person (Desk)"), "A. Person (Desk)");
    }
}
