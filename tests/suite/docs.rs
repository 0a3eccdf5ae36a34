//! What the papers promise of output is what comes out.

use std::fs;
use std::path::Path;

use precis_query::response::SearchResponse;
use serde_json::Value;

use crate::harness::Desk;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/output-json.md");
    fs::read_to_string(path).unwrap()
}

/// Returns the example of the page: what stands in its only JSON block.
fn example(page: &str) -> &str {
    let start = page.find("```json\n").unwrap() + 8;
    let end = start + page[start..].find("```").unwrap();
    &page[start..end]
}

/// Collects the names of all fields of a value, however deep.
fn names<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                into.push(name);
                names(value, into);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| names(value, into)),
        _ => {}
    }
}

#[test]
fn the_worked_example_is_an_answer_of_this_version() {
    let page = page();
    let response: SearchResponse = serde_json::from_str(example(&page)).unwrap();
    assert_eq!(response.version, precis_query::response::VERSION);
    for hit in &response.results {
        for snippet in hit.sections.iter().flat_map(|section| &section.snippets) {
            let length = snippet.text.chars().count();
            assert!(snippet.highlights.iter().all(|[start, end]| start < end && *end <= length));
        }
    }
    // Writing it out again loses and adds nothing: the example shows every field.
    let shown: Value = serde_json::from_str(example(&page)).unwrap();
    assert_eq!(serde_json::to_value(&response).unwrap(), shown);
}

#[test]
fn every_field_that_comes_out_is_described() {
    let page = page();
    let desk = Desk::with("wire");
    desk.run(&["index"]);
    let outputs = [
        desk.run(&["search", "licence certificate", "--json", "--facets", "--explain"]).json(),
        desk.run(&["search", "since:30d", "foo:bar", "--json"]).json(),
        desk.run(&["search", "licnece", "--json"]).json(),
        desk.run(&["search", "licence", "--in", "watch", "--match", "all", "--json"]).json(),
        desk.run(&["suggest", "lic", "--json"]).json(),
        desk.run(&["show", "pump-prices", "--json"]).json(),
        desk.run(&["related", "harbour-clock", "--json"]).json(),
        desk.run(&["stats", "--json"]).json(),
    ];
    let mut fields = Vec::new();
    outputs.iter().for_each(|output| names(output, &mut fields));
    assert!(fields.len() > 50);
    for field in fields {
        assert!(page.contains(&format!("| `{field}` |")), "{field} is not described");
    }
}
