//! What is given beside the text: in front matter or in the fields of a JSON object.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::day::date_value;
use crate::title::on_one_line;
use crate::{Fault, FaultCode};

/// Fields given beside the text, each brought into its type.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) extra: Map<String, Value>,
}

impl Given {
    /// Takes the known fields out of a map; the others, and values of the wrong kind, stay in `extra`.
    pub(crate) fn from_map(map: Map<String, Value>, notes: &mut Vec<Fault>) -> Self {
        let mut given = Self::default();
        for (name, value) in map {
            if value.is_null() {
                continue;
            }
            if let Err(value) = given.take(&name, value, notes) {
                given.extra.insert(name, value);
            }
        }
        given
    }

    /// Takes one field, or hands its value back where it has no use.
    fn take(&mut self, name: &str, value: Value, notes: &mut Vec<Fault>) -> Result<(), Value> {
        if name == "tags" {
            return match tags(&value) {
                Some(tags) => {
                    self.tags = tags;
                    Ok(())
                }
                None => Err(unusable(name, value, "is no list of words", notes)),
            };
        }
        let text = if name == "author" { names(&value) } else { scalar(&value) };
        let field = match name {
            "date" => {
                let Some(date) = text.as_deref().and_then(date_value) else {
                    let is_blank = text.is_some_and(|text| text.trim().is_empty());
                    return if is_blank {
                        Ok(())
                    } else {
                        Err(unusable(name, value, "is no date", notes))
                    };
                };
                self.date = Some(date);
                return Ok(());
            }
            "id" => &mut self.id,
            "title" => &mut self.title,
            "source" => &mut self.source,
            "url" => &mut self.url,
            "author" => &mut self.author,
            // Both spellings may be given; the long one is the field's name.
            "language" => &mut self.language,
            "lang" if self.language.is_none() => &mut self.language,
            _ => return Err(value),
        };
        let Some(text) = text else { return Err(unusable(name, value, "is no text", notes)) };
        let text = if name == "id" { text } else { on_one_line(&text) };
        // An empty value is an absent one, but an id is either good or refused.
        *field = (name == "id" || !text.is_empty()).then_some(text);
        Ok(())
    }
}

fn unusable(name: &str, value: Value, why: &str, notes: &mut Vec<Fault>) -> Value {
    let shown: String = value.to_string().chars().take(60).collect();
    notes.push(Fault::new(FaultCode::Value, format!("{name} {shown} {why}")));
    value
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn names(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => {
            let names: Option<Vec<String>> = list.iter().map(scalar).collect();
            Some(
                names?
                    .iter()
                    .map(|name| name.trim())
                    .filter(|name| !name.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        _ => scalar(value),
    }
}

fn tags(value: &Value) -> Option<Vec<String>> {
    let given: Vec<String> = match value {
        Value::Array(list) => {
            list.iter().filter(|tag| !tag.is_null()).map(scalar).collect::<Option<_>>()?
        }
        _ => scalar(value)?.split(',').map(str::to_owned).collect(),
    };
    let mut tags = Vec::new();
    for tag in given {
        let tag = on_one_line(&tag);
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Some(tags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn given(value: Value) -> (Given, Vec<String>) {
        let mut notes = Vec::new();
        let Value::Object(map) = value else { panic!("an object is needed") };
        let given = Given::from_map(map, &mut notes);
        (given, notes.into_iter().map(|note| note.detail).collect())
    }

    #[test]
    fn fields_take_their_type() {
        let (given, notes) = given(json!({
            "id": 7, "title": " A \n title ", "date": "2026-04-27T10:00:00Z", "author": ["A. Person", "B. Person"],
            "tags": "cloud, AI,cloud,", "lang": "en", "url": null, "source": "", "layout": {"of": 1}
        }));
        assert_eq!(notes, Vec::<String>::new());
        assert_eq!(given.id.as_deref(), Some("7"));
        assert_eq!(given.title.as_deref(), Some("A title"));
        assert_eq!(given.date, Some(jiff::civil::date(2026, 4, 27)));
        assert_eq!(given.author.as_deref(), Some("A. Person, B. Person"));
        assert_eq!(given.tags, ["cloud", "AI"]);
        assert_eq!(given.language.as_deref(), Some("en"));
        assert_eq!((given.url, given.source), (None, None));
        assert_eq!(Value::Object(given.extra), json!({"layout": {"of": 1}}));
    }

    #[test]
    fn what_cannot_be_used_is_kept_and_noted() {
        let (given, notes) = given(json!({"date": "soon", "title": ["a"], "tags": [{"a": 1}]}));
        assert_eq!(
            notes,
            [
                "date \"soon\" is no date",
                "title [\"a\"] is no text",
                "tags [{\"a\":1}] is no list of words"
            ]
        );
        assert_eq!(
            Value::Object(given.extra),
            json!({"date": "soon", "title": ["a"], "tags": [{"a": 1}]})
        );
        assert_eq!((given.date, given.title), (None, None));
    }
}
