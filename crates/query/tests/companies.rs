//! Companies as something to search for: by any name, in sections, as a facet.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article, now};
use precis_briefing::Kind::{Summary, Take};
use precis_query::language::Field;
use precis_query::response::SearchResponse;
use precis_query::{Library, MatchMode, SearchRequest};

fn library() -> Library {
    let mut made = Made::new();
    made.put(&[
        article(
            "cloud",
            None,
            &[
                (Summary, &["Amazon Web Services grew. AWS added regions.", "Azure grew as well."]),
                (Take, &["Microsoft has more to lose."]),
            ],
        ),
        article(
            "chips",
            None,
            &[(Summary, &["Nvidia and AMD sold out."]), (Take, &["AWS builds its own chips."])],
        ),
        article("social", None, &[(Summary, &["Facebook hired again."])]),
        article("trial", None, &[(Summary, &["The meta-analysis found nothing."])]),
    ]);
    made.open()
}

fn ask(library: &Library, query: &str) -> SearchResponse {
    let request = SearchRequest {
        query: query.to_owned(),
        match_mode: MatchMode::All,
        limit: 10,
        ..SearchRequest::default()
    };
    library.search(&request, &now()).unwrap()
}

fn ids(response: &SearchResponse) -> Vec<&str> {
    let mut ids: Vec<_> = response.results.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_name_and_ticker_finds_the_company() {
    let library = library();
    for (query, found) in [
        ("company:aws", &["chips", "cloud"][..]),
        ("company:\"amazon web services\"", &["chips", "cloud"]),
        ("company:nvda", &["chips"]),
        ("company:meta", &["social"]),
        ("company:Facebook", &["social"]),
        ("company:amazon", &[]),
        ("company:aws -company:nvidia", &["cloud"]),
        ("company:aws OR company:meta", &["chips", "cloud", "social"]),
        ("regions company:aws", &["cloud"]),
    ] {
        let response = ask(&library, query);
        assert_eq!(ids(&response), found, "{query}");
        assert_eq!(response.notes, [], "{query}");
    }
}

#[test]
fn inside_a_section_the_section_must_name_it() {
    let library = library();
    for (query, found) in [
        ("take:(company:aws)", &["chips"][..]),
        ("summary:(company:aws)", &["cloud"]),
        ("summary:(company:aws azure)", &["cloud"]),
        ("take:(company:aws azure)", &[]),
        ("take:(-company:aws)", &["cloud"]),
        ("title:(company:aws)", &["chips", "cloud"]),
    ] {
        assert_eq!(ids(&ask(&library, query)), found, "{query}");
    }
}

#[test]
fn an_unknown_name_is_told_with_what_may_be_meant() {
    let library = library();
    let response = ask(&library, "company:nvida");
    assert_eq!(response.total, 0);
    let note = response.notes.iter().find(|note| note.code == "unknown_company").unwrap();
    assert!(note.message.contains("Nvidia"), "{}", note.message);
    assert_eq!(note.range, Some([8, 13]));
    let response = ask(&library, "company:azure");
    let note = response.notes.iter().find(|note| note.code == "unknown_company").unwrap();
    assert!(note.message.contains("Microsoft"), "{}", note.message);
}

#[test]
fn results_and_facets_list_companies() {
    let library = library();
    let request = SearchRequest {
        fields: vec![(Field::Company, "nvda".to_owned())],
        limit: 10,
        facets: true,
        ..SearchRequest::default()
    };
    let response = library.search(&request, &now()).unwrap();
    assert_eq!(ids(&response), ["chips"]);
    assert_eq!(response.read_as, "all articles, company: Nvidia");
    assert_eq!(response.results[0].companies, ["Nvidia", "AMD", "Amazon Web Services"]);
    let facets = response.facets.unwrap();
    let companies: Vec<_> =
        facets.company.iter().map(|count| (count.value.as_str(), count.count)).collect();
    assert_eq!(
        companies,
        [
            ("Amazon Web Services", 2),
            ("AMD", 1),
            ("Meta Platforms", 1),
            ("Microsoft", 1),
            ("Nvidia", 1)
        ]
    );

    let several = SearchRequest {
        fields: vec![(Field::Company, "nvda".to_owned()), (Field::Company, "facebook".to_owned())],
        limit: 10,
        ..SearchRequest::default()
    };
    assert_eq!(ids(&library.search(&several, &now()).unwrap()), ["chips", "social"]);
}

fn codes(response: &SearchResponse) -> Vec<&str> {
    response.notes.iter().map(|note| note.code.as_str()).collect()
}

fn expanding(texts: &[&str], aliases: &str) -> Library {
    let mut made = Made::new();
    let articles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| article(&n.to_string(), None, &[(Take, &[text])]))
        .collect();
    made.put(&articles);
    let (aliases, faults) = precis_briefing::Aliases::read(aliases);
    assert_eq!(faults, []);
    made.open().with_aliases(std::sync::Arc::new(aliases))
}

const NAMES: &[&str] = &[
    "Prices at AWS fell.",
    "Amazon Web Services cut prices.",
    "The web has amazon services.",
    "Meta hired again.",
    "Facebook hired again.",
    "The meta-analysis says so.",
    "GPT-4o, amazon, services and the web.",
];

#[test]
fn a_name_finds_the_other_names_ranked_below() {
    let library = expanding(NAMES, "");
    let response = ask(&library, "aws");
    let found: Vec<_> = response.results.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(found, ["0", "1"], "the typed form comes first");
    assert_eq!(codes(&response), ["expanded"]);
    assert!(response.notes[0].message.contains("“Amazon Web Services”"));
    assert!(response.results[1].missing.is_empty());
    let passage = &response.results[1].sections[0].snippets[0];
    assert_eq!(passage.highlights, [[0, 19]]);

    assert_eq!(ids(&ask(&library, "amazon web services")), ["0", "1", "2", "6"]);
    assert_eq!(ids(&ask(&library, "amazon web services prices")), ["0", "1"]);
    assert_eq!(ids(&ask(&library, "facebook")), ["3", "4"]);
    assert_eq!(ids(&ask(&library, "take:(aws prices)")), ["0", "1"]);
}

#[test]
fn what_is_typed_to_be_exact_stays_so() {
    let library = expanding(NAMES, "");
    for (query, found) in [
        ("\"aws\"", &["0"][..]),
        ("+aws", &["0"]),
        ("prices -aws", &["1"]),
        ("\"amazon web services\"", &["1"]),
        ("meta", &["3", "5"]),
        ("aws OR gpt4o", &["0", "1", "6"]),
    ] {
        assert_eq!(ids(&ask(&library, query)), found, "{query}");
    }
}

#[test]
fn expansions_can_be_left_out() {
    let library = expanding(NAMES, "");
    let asked = |expand: &[&str]| {
        let request = SearchRequest {
            query: "aws".to_owned(),
            limit: 10,
            expand: expand.iter().map(|choice| (*choice).to_owned()).collect(),
            ..SearchRequest::default()
        };
        let response = library.search(&request, &now()).unwrap();
        (response.total, response.notes.len())
    };
    assert_eq!(asked(&[]), (2, 1));
    assert_eq!(asked(&["all"]), (2, 1));
    assert_eq!(asked(&["-facebook"]), (2, 1));
    assert_eq!(asked(&["-aws"]), (1, 0));
    assert_eq!(asked(&["none"]), (1, 0));
}

#[test]
fn synonyms_find_each_other_in_any_form() {
    let library = expanding(
        &["Layoffs hit the plant.", "The job cuts hit the plant.", "A cut of the job."],
        "[synonyms]\nlayoffs = [\"job cuts\", \"redundancies\"]\n",
    );
    assert_eq!(ids(&ask(&library, "layoff")), ["0", "1"]);
    assert_eq!(ids(&ask(&library, "redundancy plant")), ["0", "1"]);
    let response = ask(&library, "job cut");
    assert_eq!(ids(&response), ["0", "1", "2"]);
    assert!(response.notes[0].message.contains("“layoffs”"), "{:?}", response.notes);
}

#[test]
fn one_unit_may_have_to_name_it() {
    let library = library();
    for (query, found) in [
        ("same(company:aws regions)", &["cloud"][..]),
        ("same(company:aws grew)", &["cloud"]),
        ("same(company:aws azure)", &[]),
        ("same(company:nvidia company:amd)", &["chips"]),
        ("same(company:nvidia company:aws)", &[]),
        ("take:(same(company:aws chips))", &["chips"]),
        ("summary:(same(grew -company:aws))", &["cloud"]),
    ] {
        assert_eq!(ids(&ask(&library, query)), found, "{query}");
    }
}

#[test]
fn the_librarys_own_names_are_not_taken_for_slips() {
    let asked = |aliases: &str| {
        let library = expanding(&["The contest was close."], aliases);
        let request = SearchRequest { query: "contesa".to_owned(), ..SearchRequest::default() };
        let response = library.search(&request, &now()).unwrap();
        (response.total, codes(&response).contains(&"corrected"))
    };
    assert_eq!(asked(""), (1, true));
    assert_eq!(asked("[companies]\nContesa = { tickers = [\"CTSA\"] }\n"), (0, false));
}
