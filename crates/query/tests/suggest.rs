//! What is suggested for what has been typed so far.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;
#[allow(dead_code, reason = "the oracle test uses the rest")]
mod naive;

use made::{Made, article, now};
use precis_briefing::Kind::Take;
use precis_query::{Library, SearchRequest};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// The suggestions for a text, each as `kind text total`.
fn suggested(library: &Library, typed: &str) -> Vec<String> {
    let response = library.suggest(typed, &now()).unwrap();
    assert_eq!(response.query, typed);
    let shown =
        |s: &precis_query::response::Suggestion| format!("{} {} {}", s.kind, s.text, s.total);
    response.suggestions.iter().map(shown).collect()
}

fn library() -> Library {
    let mut made = Made::new();
    let dated = |id: &str, day: i8, title: &str, text: &str| {
        let mut one = article(id, Some(title), &[(Take, &[text])]);
        one.date = Some(jiff::civil::date(2026, 4, day));
        one
    };
    made.put(&[
        dated(
            "1",
            1,
            "Machine learning pays",
            "Machines learn; machine learning is a license to print.",
        ),
        dated(
            "2",
            2,
            "A license for Bedrock",
            "Licenses cost; the licensed model is licensed widely.",
        ),
        dated("3", 3, "Licensing \"models\" is over", "A machine learns."),
    ]);
    made.put(&[
        dated("4", 4, "Machine learning pays", "Learning from a machine."),
        article("5", None, &[(Take, &["Mackerel and machinery in GPT-4o."])]),
    ]);
    made.open()
}

#[test]
fn letters_are_completed_to_titles_words_and_phrases() {
    let library = library();
    for (typed, expected) in [
        (
            "mach",
            &[
                "title Machine learning pays 2",
                "word machine 3",
                "word machinery 1",
                "phrase machine learning 2",
            ][..],
        ),
        ("xyz", &[]),
        ("gpt-4", &["word gpt4o 1"]),
        (
            "machine le",
            &[
                "title Machine learning pays 2",
                "word machine learning 3",
                "phrase machine learning 2",
            ],
        ),
        ("machine ", &["title Machine learning pays 2", "phrase machine learning 2"]),
        (
            "",
            &[
                "title Machine learning pays 2",
                "title Licensing \"models\" is over 1",
                "title A license for Bedrock 1",
                "title derived 1",
            ],
        ),
        (
            "lic",
            &[
                "title Licensing \"models\" is over 1",
                "title A license for Bedrock 1",
                "word license 3",
                "phrase licensing models 1",
            ],
        ),
        (
            "licemse",
            &[
                "title Licensing \"models\" is over 1",
                "title A license for Bedrock 1",
                "word license 3",
            ],
        ),
        ("\"machine le", &["phrase machine learning 2"]),
        ("a -mach", &["word a -machinery 4", "word a -machine 1"]),
    ] {
        assert_eq!(suggested(&library, typed), expected, "{typed}");
    }
}

#[test]
fn each_suggestion_finds_what_it_promises() {
    let mut typed = vec![String::new()];
    typed.extend(
        [
            "a", "az", "azu", "azure", "azuer", "bedorck ", "be", "hel", "ind", "zz", "-be",
            "take:(az",
        ]
        .map(str::to_owned),
    );
    for first in ["azure", "bedrock", "codex", "delta", "ember"] {
        typed.push(format!("{first} "));
        for second in ["a", "be", "c", "fal", "azur", "bedrokc"] {
            typed.push(format!("{first} {second}"));
            typed.push(format!("\"{first} {second}"));
            typed.push(format!("delta {first} {second}"));
        }
    }
    let mut runner = TestRunner::new(Config { cases: 6, ..Config::default() });
    let checked = std::cell::Cell::new(0);
    runner
        .run(&naive::draw::changes(), |changes| {
            let (_, made) = naive::Library::after(&changes);
            let opened = made.open();
            for typed in &typed {
                for one in opened.suggest(typed, &now()).unwrap().suggestions {
                    let query = one.query.clone();
                    let request = SearchRequest { query, limit: 1000, ..SearchRequest::default() };
                    let found = opened.search(&request, &now()).unwrap();
                    prop_assert!(one.total > 0, "{:?}", one);
                    prop_assert_eq!(found.total, one.total, "{} suggests {:?}", typed, &one);
                    prop_assert_eq!(found.results.len() as u64, one.total);
                    if let Some(id) = &one.id {
                        prop_assert!(found.results.iter().any(|hit| hit.id == *id), "{:?}", one);
                    }
                    checked.set(checked.get() + 1);
                }
            }
            Ok(())
        })
        .unwrap();
    println!("{} suggestions asked", checked.get());
    assert!(checked.get() > 500, "{} suggestions", checked.get());
}

#[test]
fn companies_come_first_by_any_of_their_names_and_behind_other_words() {
    let mut made = Made::new();
    made.put(&[
        article("1", Some("Amazon pays"), &[(Take, &["Amazon Web Services cut prices."])]),
        article("2", None, &[(Take, &["AWS and Nvidia signed a deal on prices."])]),
        article("3", None, &[(Take, &["Nvidia raises prices again."])]),
    ]);
    let library = made.open();
    let first = |typed: &str| suggested(&library, typed).into_iter().next().unwrap_or_default();
    assert_eq!(first("aws"), "company Amazon Web Services 2");
    assert_eq!(first("amazon w"), "company Amazon Web Services 2");
    assert_eq!(first("nvd"), "company Nvidia 2", "by its ticker");
    assert_eq!(first("prices nvi"), "company prices Nvidia 2");
    assert_eq!(first("deal nvi"), "company deal Nvidia 1");
    assert!(first("n").starts_with("word "), "one letter is too little");
    let response = library.suggest("deal nvi", &now()).unwrap();
    assert_eq!(response.suggestions[0].query, "deal company:Nvidia");
    assert!(!suggested(&library, "tesl").iter().any(|one| one.starts_with("company")));
}
