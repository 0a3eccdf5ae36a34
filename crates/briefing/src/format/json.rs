//! Native JSON: one object is one article.

use serde_json::{Map, Value};

use super::plain;
use crate::assemble::assemble;
use crate::body::{Body, section};
use crate::given::Given;
use crate::title::on_one_line;
use crate::units::units_of;
use crate::{Article, Fault, FaultCode, Section, Unit, UnitKind, Vocabulary};

/// Reads one object. Fails when it does not parse, has no title, sections or text, or an id that cannot be one.
///
/// Lines in faults count from `first_line`.
pub(crate) fn article(
    text: &str,
    first_line: u64,
    path: &str,
    place: Option<u64>,
    vocabulary: &Vocabulary,
    notes: &mut Vec<Fault>,
) -> Result<Article, Fault> {
    let fault = |detail: String| Fault::new(FaultCode::Json, detail).at_line(first_line);
    let value = serde_json::from_str::<Value>(text).map_err(|error| {
        let line = first_line + (error.line() as u64).saturating_sub(1);
        Fault::new(FaultCode::Json, said_shortly(&error)).at_line(line)
    })?;
    let Value::Object(mut fields) = value else {
        return Err(fault(format!("an article must be an object, not {}", name_of(&value))));
    };
    let sections = take_sections(&mut fields, vocabulary, notes).map_err(&fault)?;
    let text = take_text(&mut fields, sections.is_empty(), notes).map_err(&fault)?;
    let given = Given::from_map(fields, notes);
    if given.title.is_none() && sections.is_empty() && text.is_none() {
        return Err(fault("one of `title`, `sections` and `text` is needed".into()));
    }
    let body = match text {
        Some(text) => plain::without_places(plain::read(
            &text,
            0..text.len(),
            vocabulary,
            given.title.as_deref(),
        )),
        None => Body { sections, ..Body::default() },
    };
    assemble(given, body, path, place)
}

fn take_sections(
    fields: &mut Map<String, Value>,
    vocabulary: &Vocabulary,
    notes: &mut Vec<Fault>,
) -> Result<Vec<Section>, String> {
    let list = match fields.shift_remove("sections") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => return Err(format!("`sections` must be a list, not {}", name_of(&other))),
    };
    let mut sections = Vec::with_capacity(list.len());
    for (number, entry) in (1..).zip(list) {
        let Value::Object(entry) = entry else {
            return Err(format!("section {number} must be an object, not {}", name_of(&entry)));
        };
        let mut heading = None;
        let mut text = String::new();
        let mut subheadings = Vec::new();
        for (name, value) in entry {
            match (name.as_str(), value) {
                (_, Value::Null) => {}
                ("heading", Value::String(given)) => {
                    heading = Some(on_one_line(&given)).filter(|heading| !heading.is_empty());
                }
                ("text", Value::String(given)) => text = given.trim().to_owned(),
                ("subheadings", Value::Array(given)) => {
                    let given = given.iter().filter_map(Value::as_str).map(on_one_line);
                    subheadings = given.collect();
                }
                ("heading" | "text", value) => {
                    return Err(format!(
                        "`{name}` of section {number} must be a text, not {}",
                        name_of(&value)
                    ));
                }
                _ => notes.push(Fault::new(
                    FaultCode::Value,
                    format!("`{name}` of section {number} has no use and is left out"),
                )),
            }
        }
        let mut units = units_of(&text, None);
        mark_headings(&text, &mut units, &subheadings);
        sections.push(Section { subheadings, ..section(heading, vocabulary, text, units) });
    }
    Ok(sections)
}

/// Tells the deeper headings of a text from its sentences: they stand there in the order that is given.
fn mark_headings(text: &str, units: &mut [Unit], subheadings: &[String]) {
    let mut due = subheadings.iter();
    let mut next = due.next();
    for unit in units {
        let is_heading = next.is_some_and(|heading| text.get(unit.span.clone()) == Some(heading));
        if is_heading {
            unit.kind = UnitKind::Heading;
            next = due.next();
        }
    }
}

/// Takes the text of an article that has no sections; beside sections it is kept as an extra field.
fn take_text(
    fields: &mut Map<String, Value>,
    is_needed: bool,
    notes: &mut Vec<Fault>,
) -> Result<Option<String>, String> {
    match fields.get("text") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => {
            fields.shift_remove("text");
            Ok(None)
        }
        Some(Value::String(text)) if is_needed => {
            let text = text.clone();
            fields.shift_remove("text");
            Ok(Some(text))
        }
        Some(Value::String(_)) => {
            notes.push(Fault::new(
                FaultCode::Value,
                "`text` stands beside `sections`, which are the article's text",
            ));
            Ok(None)
        }
        Some(other) => Err(format!("`text` must be a text, not {}", name_of(other))),
    }
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Says what the parser says, without its place, which counts from the member.
fn said_shortly(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("the JSON does not parse: {said}")
}
