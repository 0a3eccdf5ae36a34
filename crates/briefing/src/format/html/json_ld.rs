//! Linked data that a page carries (schema.org in JSON-LD): what it says of the article.

use dom_query::Document;
use serde_json::Value;

use super::metadata::is_address;
use crate::title::on_one_line;

/// Endings of the types that are articles (`NewsArticle`, `BlogPosting`), and others that people use for them.
const ARTICLES: &[&str] = &["Article", "Posting", "WebPage", "Report"];
/// How deep data may lie in other data.
const DEPTH_LIMIT: usize = 4;

/// What linked data say of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) name: Option<String>,
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) description: Option<String>,
}

/// Reads the first article that the page's linked data speak of; what does not parse says nothing.
pub(super) fn article(document: &Document) -> Linked {
    let scripts = document.select("script[type=\"application/ld+json\"]");
    let mut found: Option<(usize, Linked)> = None;
    for script in scripts.nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        each(&value, 0, &mut |object, rank| {
            if found.as_ref().is_none_or(|(best, _)| rank < *best) {
                found = Some((rank, linked(object)));
            }
        });
    }
    found.map(|(_, linked)| linked).unwrap_or_default()
}

/// Hands over each article of the data with the place of its type in the list of types: a page is one of them last.
fn each(value: &Value, depth: usize, take: &mut dyn FnMut(&Value, usize)) {
    if depth > DEPTH_LIMIT {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|item| each(item, depth + 1, take)),
        Value::Object(object) => {
            if let Some(rank) = rank(&value["@type"]) {
                take(value, rank);
            }
            for name in ["@graph", "mainEntity"] {
                if let Some(inner) = object.get(name) {
                    each(inner, depth + 1, take);
                }
            }
        }
        _ => {}
    }
}

fn rank(kind: &Value) -> Option<usize> {
    match kind {
        Value::String(name) => ARTICLES.iter().position(|ending| name.ends_with(ending)),
        Value::Array(names) => names.iter().filter_map(rank).min(),
        _ => None,
    }
}

fn linked(object: &Value) -> Linked {
    let text = |name: &str| object[name].as_str().map(on_one_line).filter(|it| !it.is_empty());
    Linked {
        headline: text("headline"),
        // The name of a page is often that of its site.
        name: text("name").filter(|_| rank(&object["@type"]).is_some_and(|rank| rank < 2)),
        date: text("datePublished").or_else(|| text("dateCreated")),
        author: names(&object["author"]),
        source: names(&object["publisher"]),
        url: text("url")
            .or_else(|| text("mainEntityOfPage"))
            .or_else(|| object["mainEntityOfPage"]["@id"].as_str().map(on_one_line))
            .filter(|url| is_address(url)),
        tags: tags(&object["keywords"]),
        description: text("description"),
    }
}

/// Returns the names of a person or organisation, or of several.
fn names(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => on_one_line(name),
        Value::Object(object) => on_one_line(object.get("name")?.as_str()?),
        Value::Array(list) => list
            .iter()
            .filter_map(|one| match one {
                Value::Array(_) => None,
                one => names(one),
            })
            .collect::<Vec<_>>()
            .join(", "),
        _ => return None,
    };
    (!name.is_empty() && !is_address(&name)).then_some(name)
}

fn tags(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => words.split(',').map(on_one_line).collect(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(on_one_line).collect(),
        _ => Vec::new(),
    }
}
