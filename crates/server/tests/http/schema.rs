//! Whether a value is what a schema of our description says: the part of JSON Schema that the description uses. A keyword
//! beyond it is a fault, so that none passes unchecked.

use serde_json::Value;

/// What only explains, and what other keywords say already.
const SILENT: &[&str] = &["description", "format", "title", "example", "examples", "default"];

/// Lists what is wrong with a value, each with its place.
pub(crate) fn faults(whole: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(whole, schema, value, "", &mut faults);
    faults
}

fn check(whole: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else {
        if schema != &Value::Bool(true) {
            faults.push(format!("{at}: the schema {schema} is none"));
        }
        return;
    };
    for (keyword, said) in keywords {
        let holds = match keyword.as_str() {
            "$ref" => {
                let place = said.as_str().unwrap_or_default().trim_start_matches('#');
                match whole.pointer(place) {
                    Some(schema) => {
                        check(whole, schema, value, at, faults);
                        true
                    }
                    None => false,
                }
            }
            "type" => match said {
                Value::Array(any) => any.iter().any(|name| is_of(value, name)),
                name => is_of(value, name),
            },
            "enum" => said.as_array().is_some_and(|any| any.contains(value)),
            "oneOf" => {
                let of = said.as_array().into_iter().flatten();
                of.filter(|schema| self::faults(whole, schema, value).is_empty()).count() == 1
            }
            "allOf" => {
                for schema in said.as_array().into_iter().flatten() {
                    check(whole, schema, value, at, faults);
                }
                true
            }
            "minimum" => value.as_f64().is_none_or(|number| Some(number) >= said.as_f64()),
            "maximum" => value.as_f64().is_none_or(|number| Some(number) <= said.as_f64()),
            "minItems" => length(value).is_none_or(|length| Some(length) >= said.as_u64()),
            "maxItems" => length(value).is_none_or(|length| Some(length) <= said.as_u64()),
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(whole, said, item, &format!("{at}/{number}"), faults);
                }
                true
            }
            "required" => value.as_object().is_none_or(|object| {
                let names = said.as_array().into_iter().flatten().filter_map(Value::as_str);
                names.into_iter().all(|name| object.contains_key(name))
            }),
            "properties" => {
                for (name, schema) in said.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(name) {
                        check(whole, schema, value, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = keywords.get("properties").and_then(Value::as_object);
                for (name, value) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(name)) {
                        continue;
                    }
                    if said == &Value::Bool(false) {
                        faults.push(format!("{at}/{name}: nobody said that it may be there"));
                    } else {
                        check(whole, said, value, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            // Names of properties are text whatever is said of them.
            "propertyNames" => true,
            silent if SILENT.contains(&silent) => true,
            _ => false,
        };
        if !holds {
            faults.push(format!("{at}: `{keyword}: {said}` does not hold of {value}"));
        }
    }
}

fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let whole = serde_json::json!({"a": {
        "type": "object", "required": ["n"], "additionalProperties": false,
        "properties": {"n": {"type": "integer", "minimum": 1}, "s": {"type": ["string", "null"]},
                       "l": {"type": "array", "items": {"enum": ["x"]}}}}});
    let told =
        |value: Value| faults(&whole, &serde_json::json!({"$ref": "#/a"}), &value).join("; ");
    assert_eq!(told(serde_json::json!({"n": 1, "s": null, "l": ["x"]})), "");
    for (value, place) in [
        (serde_json::json!({}), "required"),
        (serde_json::json!({"n": 0}), "/n: `minimum"),
        (serde_json::json!({"n": 1.5}), "/n: `type"),
        (serde_json::json!({"n": 1, "s": 3}), "/s: `type"),
        (serde_json::json!({"n": 1, "l": ["x", "y"]}), "/l/1: `enum"),
        (serde_json::json!({"n": 1, "z": 1}), "/z: nobody"),
    ] {
        let told = told(value);
        assert!(told.contains(place), "{told}");
    }
    let odd = serde_json::json!({"pattern": "a"});
    assert_eq!(faults(&whole, &odd, &serde_json::json!("a")).len(), 1, "an unknown keyword");
}
