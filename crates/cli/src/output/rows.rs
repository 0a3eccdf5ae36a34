//! Articles of an answer for other programs: one a line or one a row.

use std::collections::HashSet;

use precis_query::response::Hit;

use crate::failure::Failure;

/// The columns of the CSV, in order.
const COLUMNS: [&str; 12] = [
    "id", "title", "date", "source", "author", "url", "tags", "path", "score", "matches",
    "section", "snippet",
];

/// Returns the first row of the CSV: the names of its columns.
pub(crate) fn csv_header() -> Result<Vec<u8>, Failure> {
    csv_record(COLUMNS)
}

/// Returns an article as a row of the CSV. Tags are parted by `;`; section and snippet are the best ones.
pub(crate) fn csv_row(hit: &Hit) -> Result<Vec<u8>, Failure> {
    let section = hit.sections.first();
    let snippet = section.and_then(|section| section.snippets.first());
    csv_record([
        hit.id.as_str(),
        &hit.title,
        hit.date.as_deref().unwrap_or_default(),
        hit.source.as_deref().unwrap_or_default(),
        hit.author.as_deref().unwrap_or_default(),
        hit.url.as_deref().unwrap_or_default(),
        &hit.tags.join(";"),
        &hit.path,
        &hit.score.to_string(),
        &hit.matches.to_string(),
        section.and_then(|section| section.heading.as_deref()).unwrap_or_default(),
        snippet.map_or("", |snippet| &snippet.text),
    ])
}

fn csv_record<const N: usize>(record: [&str; N]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed =
        |error: &dyn std::fmt::Display| Failure::because("no CSV can be made of it", error);
    writer.write_record(record).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}

/// Gives each path once, in the order of the answer: several articles may lie in one file.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    given: HashSet<String>,
}

impl Paths {
    /// Tells whether a path has not been given yet, and notes it as given.
    pub(crate) fn is_new(&mut self, path: &str) -> bool {
        self.given.insert(path.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Paths, csv_header, csv_row};
    use crate::output::samples::hit;

    #[test]
    fn a_row_has_a_field_for_each_column() {
        let mut article = hit();
        article.title = "Comma, \"quote\"\nand line".into();
        let mut csv = csv_header().unwrap();
        csv.extend(csv_row(&article).unwrap());
        let mut reader = csv::Reader::from_reader(&*csv);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[1], "Comma, \"quote\"\nand line");
        assert_eq!(&row[10], "My Take");
    }

    #[test]
    fn a_path_is_given_once() {
        let mut paths = Paths::default();
        assert!(paths.is_new("a.jsonl") && paths.is_new("b.txt") && !paths.is_new("a.jsonl"));
    }
}
