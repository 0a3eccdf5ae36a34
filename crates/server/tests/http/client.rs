//! A client that knows nothing but the description: it asks every route that reads, in all the ways that the description
//! allows and in some that it does not, and takes no answer that the description does not announce.

use axum::http::{Method, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use crate::schema::faults;
use crate::site::{Answer, Site, asking, read};

/// Searches, values and ids that find something, are not quite right, or are nothing but trouble.
const TEXTS: &[&str] = &[
    "license",
    "wafer",
    "in:take license",
    "\"cloud license\"",
    "near/3(cloud license)",
    "-license",
    "same(license cloud)",
    "title:chips",
    "zebra",
    "licensse",
    "",
    " ",
    "(",
    "\"",
    "AND",
    "a~",
    "*",
    "company:aws",
    "amount:>1B",
    "date:2026-04",
    "2026/2026-03-02-chips",
    "2026-03-02-chips",
    "odd/what? #1 \"<é>",
    "../../etc/passwd",
    "take",
    "2026-04",
    "30d",
    "1B..",
    "20..",
    "all",
    "any",
    "newest",
    "relevance",
    "none",
    "-aws",
    "Morning Wire",
    "chips",
    "en",
    "true",
    "-1",
    "101",
    "18446744073709551616",
    "\u{0}",
    "é",
    "<script>",
    "%",
    "&q=a",
    "\u{202e}",
];

/// What has no end, and is not read to it.
const STREAM: &str = "text/event-stream";

/// Asks; of a stream it is what comes before the first event.
async fn ask(site: &Site, address: &str) -> Answer {
    let response = site.open(asking(Method::GET, address)).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes() == STREAM.as_bytes()) {
        let (status, headers) = (response.status(), response.headers().clone());
        return Answer { status, headers, body: String::new() };
    }
    read(response).await
}

/// A request: path and query.
fn address(path: &str, operation: &Value) -> BoxedStrategy<String> {
    let path = path.to_owned();
    let given = operation["parameters"].as_array().cloned().unwrap_or_default();
    let (ids, others): (Vec<Value>, Vec<Value>) =
        given.into_iter().partition(|parameter| parameter["in"] == "path");
    let named = others.into_iter().filter(|parameter| parameter["in"] == "query");
    let pairs: Vec<_> = named.map(|parameter| pairs(&parameter).boxed()).collect();
    let id = if ids.is_empty() { Just(String::new()).boxed() } else { text().boxed() };
    // Now and then one that is not described.
    let unknown = prop_oneof![9 => Just(Vec::new()), 1 => text().prop_map(|it| vec![("sorce".to_owned(), it)])];
    (id, pairs, unknown)
        .prop_map(move |(id, pairs, unknown)| {
            let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let slashed = escaped(&id).replace("%2F", "/");
            let pairs: Vec<String> = pairs
                .into_iter()
                .flatten()
                .chain(unknown)
                .map(|(name, value)| format!("{name}={}", escaped(&value)))
                .collect();
            format!("{}?{}", path.replace("{id}", &slashed), pairs.join("&"))
        })
        .boxed()
}

/// A parameter: mostly left out; else given as its schema says; at times as it does not.
fn pairs(parameter: &Value) -> impl Strategy<Value = Vec<(String, String)>> + use<> {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let said = parameter["schema"]["type"].as_str().unwrap_or_default();
    let good = match said {
        "integer" => (0..=100_u32).prop_map(|number| vec![number.to_string()]).boxed(),
        "boolean" => any::<bool>().prop_map(|yes| vec![yes.to_string()]).boxed(),
        "array" => vec(text(), 1..3).boxed(),
        _ => text().prop_map(|text| vec![text]).boxed(),
    };
    let bad = vec(text(), 1..3);
    let values = prop_oneof![30 => Just(Vec::new()), 4 => good, 1 => bad];
    values.prop_map(move |values| values.into_iter().map(|it| (name.clone(), it)).collect())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(TEXTS).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

/// What is wrong with an answer; nothing where it is announced.
fn unannounced(whole: &Value, operation: &Value, answer: &Answer) -> Vec<String> {
    let responses = &operation["responses"];
    let status = answer.status.as_u16();
    let said = responses.get(status.to_string()).or_else(|| responses.get("default"));
    let Some(said) = said else { return vec![format!("{status} is not announced")] };
    if status >= 500 {
        return vec![format!("{status} for what somebody asked")];
    }
    let Some(content) = said["content"].as_object() else { return Vec::new() };
    let kind = answer.header("content-type");
    let Some(content) = content.get(kind) else { return vec![format!("{kind} is not announced")] };
    if kind == STREAM {
        return Vec::new();
    }
    let body: Value = match serde_json::from_str(&answer.body) {
        Ok(body) => body,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = faults(whole, &content["schema"], &body);
    if status >= 400 && body["status"] != status {
        faults.push(format!("the problem says that it is a {}", body["status"]));
    }
    faults
}

#[test]
fn every_answer_is_one_that_the_description_announces() {
    let whole: Value = serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let site = Site::new();
    let mut seen = std::collections::BTreeMap::new();
    for (path, item) in whole["paths"].as_object().unwrap() {
        let Some(operation) = item.get("get") else { continue };
        let has_parameters = operation.get("parameters").is_some();
        let cases = if has_parameters { 200 } else { 3 };
        let mut runner =
            TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let statuses = std::cell::RefCell::new(std::collections::BTreeSet::new());
        let held = runner.run(&address(path, operation), |address| {
            let answer = runtime.block_on(ask(&site, &address));
            statuses.borrow_mut().insert(answer.status.as_u16());
            let faults = unannounced(&whole, operation, &answer);
            prop_assert!(faults.is_empty(), "{address}\n{}\n{}", faults.join("\n"), answer.body);
            Ok(())
        });
        if let Err(error) = held {
            panic!("{path}: {error}");
        }
        seen.insert(path.clone(), statuses.into_inner());
    }
    // A client that only ever hears errors would show nothing.
    for (path, statuses) in &seen {
        assert!(statuses.contains(&200), "{path}: {statuses:?}");
    }
    assert!(seen["/api/v1/search"].contains(&400) && seen["/api/v1/articles/{id}"].contains(&404));
}
