//! The questions of `tests/scenarios`, asked of the library itself.

use std::fs;
use std::path::Path;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use precis_briefing::{Kind, Vocabulary};
use precis_query::{Library, MatchMode, SearchRequest, Sort};
use serde::Deserialize;

use crate::harness::{Desk, NOW};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    about: String,
    library: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    query: String,
    #[serde(rename = "match", default)]
    match_mode: Option<String>,
    #[serde(rename = "in", default)]
    sections: Vec<String>,
    #[serde(default)]
    sort: Option<String>,
    ids: Vec<String>,
    #[serde(default)]
    ordered: bool,
    notes: Option<Vec<String>>,
}

/// Indexes a fixture with the settings that its `precis.toml` has.
fn library(desk: &Desk) -> Library {
    let mut vocabulary = Vocabulary::default();
    vocabulary.add("The desk's view", Kind::Take);
    let settings = precis_indexer::Settings {
        library: desk.path("library"),
        data: desk.path("data"),
        vocabulary: vocabulary.clone(),
        ignore: vec!["drafts/**".to_owned()],
        aliases: None,
        threads: 1,
    };
    let now: Timestamp = NOW.parse().unwrap();
    let mode = precis_indexer::Mode::Update;
    precis_indexer::index(&settings, mode, now, &precis_indexer::Silent).unwrap();
    Library::open(&settings.data, &vocabulary).unwrap()
}

/// Says what is wrong with the answer to a case; nothing if it is right.
fn fault(library: &Library, case: &Case, now: &Zoned) -> Option<String> {
    let request = SearchRequest {
        query: case.query.clone(),
        match_mode: case
            .match_mode
            .as_deref()
            .map_or(MatchMode::Auto, |name| MatchMode::from_name(name).unwrap()),
        sections: case.sections.clone(),
        sort: case.sort.as_deref().map(|name| Sort::from_name(name).unwrap()),
        limit: 100,
        ..SearchRequest::default()
    };
    let response = match library.search(&request, now) {
        Ok(response) => response,
        Err(error) => return Some(error.to_string()),
    };
    let mut found: Vec<String> = response.results.into_iter().map(|hit| hit.id).collect();
    let mut expected = case.ids.clone();
    if !case.ordered {
        found.sort_unstable();
        expected.sort_unstable();
    }
    if found != expected {
        return Some(format!(
            "found {found:?}, expected {expected:?}; read as {}",
            response.read_as
        ));
    }
    if response.total != expected.len() as u64 {
        return Some(format!("total {}, expected {}", response.total, expected.len()));
    }
    let mut notes: Vec<String> = response.notes.into_iter().map(|note| note.code).collect();
    let mut expected = case.notes.clone()?;
    notes.sort_unstable();
    expected.sort_unstable();
    (notes != expected).then(|| format!("notes {notes:?}, expected {expected:?}"))
}

#[test]
fn each_question_is_answered_by_the_articles_expected() {
    let now = NOW.parse::<Timestamp>().unwrap().to_zoned(TimeZone::UTC);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let mut faults = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let scenario: Scenario = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let desk = Desk::with(&scenario.library);
        let library = library(&desk);
        for case in &scenario.cases {
            cases += 1;
            if let Some(fault) = fault(&library, case, &now) {
                faults.push(format!("{}: {}: {fault}", scenario.about, case.query));
            }
        }
    }
    assert!(cases >= 40, "{cases} cases");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
