//! Every folder of `tests/cases`: an input and what it is read into.

use std::fs;
use std::path::{Path, PathBuf};

use precis_briefing::ARTICLE_LIMIT_BYTES;

use crate::expected::{Case, Outcome, read_all};
use crate::invariants;

#[test]
fn every_case_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for case in entries(&folder) {
        count += 1;
        if let Err(failure) = check(&case) {
            failures.push(format!("{}: {failure}", case.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(count >= 25, "only {count} cases were found");
}

fn check(case: &Path) -> Result<(), String> {
    let mut files = entries(case);
    let is_expected = |path: &PathBuf| path.file_name().is_some_and(|name| name == "expected.json");
    files.retain(|path| !is_expected(path));
    let [input] = &files[..] else { return Err(format!("one input is needed, found {files:?}")) };
    if input.file_stem().is_none_or(|stem| stem != "input") {
        return Err(format!("leftover: {}", input.display()));
    }
    let expected =
        fs::read_to_string(case.join("expected.json")).map_err(|error| error.to_string())?;
    let expected: Case = serde_json::from_str(&expected).map_err(|error| error.to_string())?;

    let name =
        input.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = expected.path.clone().unwrap_or(name);
    let bytes = fs::read(input).map_err(|error| error.to_string())?;
    let results = read_all(&path, expected.limit_bytes.unwrap_or(ARTICLE_LIMIT_BYTES), &bytes);
    invariants::check(&path, &bytes, &results);
    let found = Case {
        results: results.iter().map(|(result, _)| Outcome::of(result)).collect(),
        ..expected
    };

    let expected: Case =
        serde_json::from_str(&fs::read_to_string(case.join("expected.json")).unwrap_or_default())
            .map_err(|error| error.to_string())?;
    if found == expected {
        return Ok(());
    }
    let found = serde_json::to_string_pretty(&found).map_err(|error| error.to_string())?;
    Err(format!("read otherwise; the whole result is\n{found}"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    entries
}
