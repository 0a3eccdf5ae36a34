//! Judged collections in the layout of BEIR: `corpus.jsonl`, `queries*.jsonl`, `qrels*.tsv`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::metrics::Grades;
use crate::outcome::Outcome;

/// A document of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Document {
    #[serde(rename = "_id")]
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    date: String,
}

/// A query and what was judged for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) text: String,
    pub(super) grades: Grades,
}

#[derive(Debug, Deserialize)]
struct Query {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// Reads the documents of a collection.
pub(super) fn documents(folder: &Path) -> Outcome<Vec<Document>> {
    lines(&fs::read_to_string(folder.join("corpus.jsonl"))?)
}

/// Reads each list of queries with its judgements: the list's own name (empty for the only one) and its judged queries.
pub(super) fn questions(folder: &Path) -> Outcome<Vec<(String, Vec<Question>)>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(own) = name.strip_prefix("queries").and_then(|it| it.strip_suffix(".jsonl")) {
            names.push(own.to_owned());
        }
    }
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let queries = fs::read_to_string(folder.join(format!("queries{name}.jsonl")))?;
            let judged = fs::read_to_string(folder.join(format!("qrels{name}.tsv")))?;
            let pairs = join(lines(&queries)?, judgements(&judged)?);
            Ok((name.trim_start_matches('-').to_owned(), pairs))
        })
        .collect()
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> Outcome<Vec<T>> {
    let full = text.lines().filter(|line| !line.trim().is_empty());
    Ok(full.map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Reads `query, document, grade` lines after a header.
fn judgements(text: &str) -> Outcome<HashMap<String, Grades>> {
    let mut judged: HashMap<String, Grades> = HashMap::new();
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [query, document, grade] = columns[..] else {
            return Err(format!("not a judgement: {line}").into());
        };
        let grade = grade.trim().parse::<i64>()?.max(0).try_into()?;
        judged.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    Ok(judged)
}

fn join(queries: Vec<Query>, mut judged: HashMap<String, Grades>) -> Vec<Question> {
    queries
        .into_iter()
        .filter_map(|query| Some(Question { grades: judged.remove(&query.id)?, text: query.text }))
        .collect()
}

/// Writes a document as a line of the library's own JSON.
pub(super) fn native_line(document: &Document) -> String {
    let mut article = serde_json::Map::new();
    article.insert("id".to_owned(), json!(document.id));
    for (name, value) in [("title", &document.title), ("date", &document.date)] {
        if !value.trim().is_empty() {
            article.insert(name.to_owned(), json!(value));
        }
    }
    if document.section.trim().is_empty() {
        article.insert("text".to_owned(), json!(document.text));
    } else {
        let section = json!({ "heading": document.section, "text": document.text });
        article.insert("sections".to_owned(), json!([section]));
    }
    serde_json::Value::Object(article).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_without_judgement_are_left_out() {
        let queries =
            lines("{\"_id\":\"q1\",\"text\":\"a \\\"b\\\"\"}\n{\"_id\":\"q2\",\"text\":\"c\"}\n");
        let judged = judgements("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t-1\n");
        let pairs = join(queries.expect("lines"), judged.expect("judgements"));
        let grades = Grades::from([("d1".to_owned(), 2), ("d2".to_owned(), 0)]);
        assert_eq!(pairs, [Question { text: "a \"b\"".to_owned(), grades }]);
    }

    #[test]
    fn a_malformed_judgement_is_an_error() {
        assert!(judgements("header\nq1 d1 1\n").is_err());
    }

    #[test]
    fn a_section_is_kept_and_what_is_empty_is_left_out() {
        let document: Document = serde_json::from_str(
            r#"{"_id":"d","title":" ","text":"t","section":"News","date":"2020-01-02","more":1}"#,
        )
        .expect("a document");
        assert_eq!(
            native_line(&document),
            r#"{"id":"d","date":"2020-01-02","sections":[{"heading":"News","text":"t"}]}"#
        );
    }
}
