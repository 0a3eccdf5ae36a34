//! The shape of `expected.json`: what a case's input is read into, without what is absent.

use std::ops::ControlFlow;

use precis_briefing::{Article, Fault, Member, Reading, Section, Unit, Vocabulary, read};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// What the case shows.
    pub(crate) about: String,
    /// Path in the library; else the input's own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) limit_bytes: Option<u64>,
    #[serde(default)]
    pub(crate) results: Vec<Outcome>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcome {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    range: Option<[u64; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Value>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    article: Map<String, Value>,
}

/// Everything that reading hands over.
pub(crate) type Results = Vec<(Result<Member, Fault>, Vec<u8>)>;

pub(crate) fn read_all(path: &str, limit_bytes: u64, bytes: &[u8]) -> Results {
    let vocabulary = Vocabulary::default();
    let reading = Reading { path, vocabulary: &vocabulary, limit_bytes };
    let mut results = Vec::new();
    read(&reading, &mut &bytes[..], &mut |result, raw| {
        results.push((result, raw.to_vec()));
        ControlFlow::Continue(())
    })
    .expect("reading from memory");
    results
}

impl Outcome {
    pub(crate) fn of(result: &Result<Member, Fault>) -> Self {
        match result {
            Ok(member) => Self {
                refused: None,
                place: member.place,
                range: Some([member.range.start, member.range.end]),
                notes: member.notes.iter().map(fault).collect(),
                article: article(&member.article),
            },
            Err(refused) => Self {
                refused: Some(fault(refused)),
                place: refused.place,
                range: refused.range.as_ref().map(|range| [range.start, range.end]),
                notes: Vec::new(),
                article: Map::new(),
            },
        }
    }
}

fn fault(fault: &Fault) -> Value {
    let mut value = serde_json::json!({ "code": fault.code, "says": fault.detail });
    if let Some(line) = fault.line {
        value["line"] = line.into();
    }
    value
}

fn article(article: &Article) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(article) else { return Map::new() };
    let is_absent = |value: &Value| {
        value.is_null() || *value == serde_json::json!([]) || *value == serde_json::json!({})
    };
    fields.retain(|_, value| !is_absent(value));
    fields.insert("sections".into(), article.sections.iter().map(section).collect());
    fields
}

fn section(section: &Section) -> Value {
    let unit = |unit: &Unit| {
        let Ok(Value::String(kind)) = serde_json::to_value(unit.kind) else { return Value::Null };
        Value::String(format!("{kind}: {}", &section.text[unit.span.clone()]))
    };
    let mut fields = serde_json::json!({
        "anchor": section.anchor,
        "kind": section.kind,
        "heading": section.heading,
        "text": section.text,
        "units": section.units.iter().map(unit).collect::<Vec<_>>(),
    });
    if !section.subheadings.is_empty() {
        fields["subheadings"] = section.subheadings.clone().into();
    }
    fields
}
