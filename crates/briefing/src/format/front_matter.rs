//! Front matter: YAML between `---` lines or TOML between `+++` lines at the top of a text.

use std::ops::Range;

use serde_json::{Map, Number, Value};

use crate::lines::{Line, lines};
use crate::{Fault, FaultCode};

/// Fields with a meaning; their names are read in any case.
const KNOWN: &[&str] = &[
    "id",
    "title",
    "date",
    "source",
    "url",
    "author",
    "tags",
    "language",
    "lang",
    "summary",
    "description",
];
/// Known fields that hold one word or line: `title: 007` and `title: yes` mean what is written.
const WRITTEN: &[&str] = &["id", "title", "date", "source", "url", "author", "language", "lang"];

/// Front matter cut off a text.
pub(crate) struct FrontMatter {
    /// Its fields, in order.
    pub(crate) fields: Map<String, Value>,
    /// What is wrong with it.
    pub(crate) fault: Option<Fault>,
    /// Byte range of what stands between its two lines.
    pub(crate) inner: Range<usize>,
    /// Byte offset of the text below it.
    pub(crate) body_start: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    Yaml,
    Toml,
}

/// Cuts the front matter off; none where the text does not begin with any.
pub(crate) fn cut(source: &str) -> Option<FrontMatter> {
    let mut lines = lines(source);
    let first = lines.next()?;
    let fence = first.text.trim_start_matches('\u{feff}').trim_end();
    let syntax = match fence {
        "---" => Syntax::Yaml,
        "+++" => Syntax::Toml,
        _ => return None,
    };
    let Some(last) = lines.find(|line| line.text.trim_end() == fence) else {
        return unclosed(source, first, syntax);
    };
    let inner = first.next..last.start;
    let text = &source[inner.clone()];
    let simple = with_known_names(&simple_lines(text, syntax));
    let (mut fields, fault) = match parse(text, syntax) {
        Ok(fields) => (with_known_names(&fields), None),
        // Text between two rules is no front matter.
        Err(_) if simple.is_empty() || !begins_with_field(text, syntax) => return None,
        Err(fault) => (simple.clone(), Some(fault)),
    };
    for name in WRITTEN {
        if let Some(value) = fields.get_mut(*name)
            && matches!(value, Value::Number(_) | Value::Bool(_))
            && let Some(written) = simple.get(*name)
        {
            *value = written.clone();
        }
    }
    Some(FrontMatter { fields, fault, inner, body_start: last.next })
}

/// Reads front matter whose second line of dashes is missing: its `key: value` lines up to the first other line.
fn unclosed(source: &str, first: Line<'_>, syntax: Syntax) -> Option<FrontMatter> {
    let mut end = first.next;
    for line in lines(&source[first.next..]) {
        if simple_line(line.text, syntax).is_none() {
            break;
        }
        end = first.next + line.next;
    }
    if end == first.next {
        return None;
    }
    let inner = first.next..end;
    let fields = with_known_names(&simple_lines(&source[inner.clone()], syntax));
    let fault = Fault::new(FaultCode::FrontMatter, "the front matter is not closed").at_line(1);
    Some(FrontMatter { fields, fault: Some(fault), inner, body_start: end })
}

/// Tells whether the first line that says something is a field, with or without its value.
fn begins_with_field(text: &str, syntax: Syntax) -> bool {
    let mut said = lines(text).filter(|line| !line.is_blank() && !line.text.starts_with('#'));
    said.next().is_some_and(|line| {
        let sign = if syntax == Syntax::Yaml { ':' } else { '=' };
        let name = line.text.split_once(sign).map_or("", |(name, _)| name.trim_end());
        line.text.starts_with('[') && syntax == Syntax::Toml || is_name(name)
    })
}

fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    name.starts_with(char::is_alphabetic) && name.chars().all(is_part)
}

fn parse(text: &str, syntax: Syntax) -> Result<Map<String, Value>, Fault> {
    match syntax {
        Syntax::Yaml => yaml(text),
        Syntax::Toml => toml(text),
    }
}

fn yaml(text: &str) -> Result<Map<String, Value>, Fault> {
    let options = serde_saphyr::options! {
        // `no` is a word and the code of Norwegian.
        strict_booleans: true,
        with_snippet: false,
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::AsString,
    };
    match serde_saphyr::from_str_with_options::<Value>(text, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => {
            Err(Fault::new(FaultCode::FrontMatter, "the front matter holds no fields").at_line(2))
        }
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line()).max(1);
            let said = error.to_string();
            let said = said.lines().next().unwrap_or_default();
            // The parser counts lines from the first field.
            let said = said.split(" at line ").next().unwrap_or_default();
            Err(Fault::new(FaultCode::FrontMatter, format!("the YAML does not parse: {said}"))
                .at_line(line + 1))
        }
    }
}

fn toml(text: &str) -> Result<Map<String, Value>, Fault> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 2;
        let said = error.message().lines().next().unwrap_or_default().to_owned();
        Fault::new(FaultCode::FrontMatter, format!("the TOML does not parse: {said}")).at_line(line)
    })?;
    Ok(table.into_iter().map(|(name, value)| (name, json_of(value))).collect())
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => Number::from_f64(number)
            .map_or_else(|| Value::String(number.to_string()), Value::Number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(json_of).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, json_of(value))).collect())
        }
    }
}

/// Brings `Title` and `TITLE` to `title`, where the text has no `title` itself.
fn with_known_names(fields: &Map<String, Value>) -> Map<String, Value> {
    let mut named = Map::new();
    for (name, value) in fields {
        let lower = name.to_ascii_lowercase();
        let is_free = !fields.contains_key(&lower) && !named.contains_key(&lower);
        let name = if KNOWN.contains(&lower.as_str()) && is_free { lower } else { name.clone() };
        named.insert(name, value.clone());
    }
    named
}

fn simple_lines(text: &str, syntax: Syntax) -> Map<String, Value> {
    let mut fields = Map::new();
    for line in lines(text) {
        if let Some((name, value)) = simple_line(line.text, syntax) {
            fields.entry(name).or_insert(value);
        }
    }
    fields
}

/// Reads a line that is `key: value` (or `key = value`) and stands on its own.
fn simple_line(line: &str, syntax: Syntax) -> Option<(String, Value)> {
    let (name, value) = match syntax {
        Syntax::Yaml => line.split_once(':').filter(|(_, value)| value.starts_with([' ', '\t']))?,
        Syntax::Toml => line.split_once('=')?,
    };
    let name = if syntax == Syntax::Toml { name.trim_end() } else { name };
    if !is_name(name) {
        return None;
    }
    let value = value.trim();
    let value = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => {
            list.split(',').map(|item| Value::String(unquoted(item).to_owned())).collect()
        }
        None => Value::String(unquoted(value).to_owned()),
    };
    (value != Value::String(String::new())).then(|| (name.to_owned(), value))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.split_once(quote).map_or(rest, |(inner, _)| inner);
        }
    }
    value.find(" #").map_or(value, |comment| value[..comment].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(source: &str) -> (Value, Option<(String, Option<u64>)>, &str) {
        let found = cut(source).unwrap();
        let fault = found.fault.map(|fault| (fault.detail, fault.line));
        (Value::Object(found.fields), fault, &source[found.body_start..])
    }

    #[test]
    fn yaml_fields_mean_what_is_written() {
        let (found, fault, body) = fields(
            "---\nTitle: 1.10\nid: 007 # agent\nlang: no\ndate: 2026-04-27\ntags:\n  - a\n  - b\ncount: 3\nok: true\n---\nText",
        );
        assert_eq!(
            found,
            json!({"title": "1.10", "id": "007", "lang": "no", "date": "2026-04-27", "tags": ["a", "b"], "count": 3, "ok": true})
        );
        assert_eq!((fault, body), (None, "Text"));
    }

    #[test]
    fn toml_fields_become_json() {
        let (found, fault, body) = fields(
            "+++\r\ntitle = \"A\"\r\ndate = 2026-04-27\r\ntags = [\"x\"]\r\n[more]\r\nn = 1.5\r\n+++\r\nText",
        );
        assert_eq!(
            found,
            json!({"title": "A", "date": "2026-04-27", "tags": ["x"], "more": {"n": 1.5}})
        );
        assert_eq!((fault, body), (None, "Text"));
    }

    #[test]
    fn broken_front_matter_keeps_its_simple_lines() {
        let (found, fault, body) = fields(
            "---\ntitle: Cloud: the deal\ndate: 2026-04-27\ntags: [a, 'b c']\nbad: [\n---\nText",
        );
        assert_eq!(
            found,
            json!({"title": "Cloud: the deal", "date": "2026-04-27", "tags": ["a", "b c"], "bad": "["})
        );
        let (detail, line) = fault.unwrap();
        assert!(detail.starts_with("the YAML does not parse"), "{detail}");
        assert!(line.is_some_and(|line| (2..=6).contains(&line)), "{line:?}");
        assert_eq!(body, "Text");

        let (found, fault, body) = fields("---\ntitle: A deal\ndate: 2026-04-27\n\nText\n");
        assert_eq!(found, json!({"title": "A deal", "date": "2026-04-27"}));
        assert_eq!(fault.unwrap(), ("the front matter is not closed".into(), Some(1)));
        assert_eq!(body, "\nText\n");
    }

    #[test]
    fn rules_are_not_front_matter() {
        for source in [
            "---\nText between rules\n---\nMore",
            "---\nText between rules.\nNote: still text\n---\nMore",
            "---\n\nText",
            "Text\n---\na: b\n---\n",
            "----\na: b\n----\n",
            "",
        ] {
            assert!(cut(source).is_none(), "{source:?}");
        }
        assert!(
            cut("---\n---\nText")
                .is_some_and(|found| found.fields.is_empty() && found.body_start == 8)
        );
    }
}
