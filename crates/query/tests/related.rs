//! Articles about the same as one.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article};
use precis_briefing::{Article, Kind};
use precis_query::Library;

/// Sixty stories that share nothing but ordinary words.
fn others() -> Vec<Article> {
    (0..60)
        .map(|n| {
            let text =
                format!("The company{n} said that the market{n} is good for everyone{n} today.");
            article(&format!("other{n:02}"), Some("Another matter"), &[(Kind::Take, &[&text])])
        })
        .collect()
}

fn story(id: &str, text: &str, day: Option<i8>) -> Article {
    let mut story = article(id, None, &[(Kind::Take, &[text])]);
    story.date = day.map(|day| jiff::civil::date(2026, 4, day));
    story
}

const DEAL: &str = "Nvidia licenses the Zephyr compiler to Harbour for quantised inference.";

fn library() -> (Made, Library) {
    let mut made = Made::new();
    let mut articles = others();
    articles.extend([
        story("deal", DEAL, Some(10)),
        story("near", "Harbour ships Zephyr with quantised kernels.", Some(12)),
        story("far", "Quantised kernels: Harbour ships Zephyr.", Some(28)),
        story("undated", "Zephyr ships, Harbour quantised it.", None),
        story("company", "Nvidia said that a compiler is due.", Some(11)),
        story("apart", "Nothing of that sort happened anywhere.", Some(10)),
    ]);
    made.put(&articles);
    let library = made.open();
    (made, library)
}

#[test]
fn shared_rare_words_and_companies_relate_and_nearer_dates_come_first_among_equals() {
    let (_made, library) = library();
    let found = library.related("deal", 10).unwrap().unwrap();
    let ids: Vec<&str> = found.results.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids.len() as u64, found.total);
    let at = |id: &str| ids.iter().position(|known| *known == id).unwrap();
    assert!(at("near") < at("far") && at("far") < at("undated"), "{ids:?}");
    assert!(!ids.contains(&"deal") && !ids.contains(&"apart"), "{ids:?}");
    assert!(!ids.iter().any(|id| id.starts_with("other")), "{ids:?}");
    let [near, far] = ["near", "far"].map(|id| &found.results[at(id)]);
    assert_eq!(near.score, far.score, "they share the same");
    let shared = near.shared.as_ref().unwrap();
    for word in ["Zephyr", "Harbour", "quantised"] {
        assert!(shared.words.iter().any(|known| known == word), "{shared:?}");
    }
    let company = &found.results[at("company")];
    assert_eq!(company.shared.as_ref().unwrap().companies, ["Nvidia"]);
    let snippet = &near.sections[0].snippets[0];
    assert!(!snippet.highlights.is_empty(), "what is shared is marked");
}

#[test]
fn neither_itself_nor_its_duplicates_are_related_and_others_fold() {
    let (mut made, _) = library();
    let long = |first: &str| {
        let words: Vec<String> = (0..60).map(|n| format!("Zephyr{n}")).collect();
        format!("{first} Harbour quantised Zephyr: {}.", words.join(" "))
    };
    made.put(&[
        story("long", &long("Report."), Some(3)),
        story("long-again", &long("Report."), Some(4)),
        story(
            "twin",
            "Harbour has quantised Zephyr in the open, and everyone who waited for it \
            can now read how it was done, what it cost, and why nobody else had done it before \
            them in all these years.",
            Some(5),
        ),
        story(
            "twin-again",
            "Harbour has quantised Zephyr in the open, and everyone who waited for it \
            can now read how it was done, what it cost, and why nobody else had done it before \
            them in all these years.",
            Some(6),
        ),
    ]);
    let library = made.open();
    let found = library.related("long", 50).unwrap().unwrap();
    assert!(found.results.iter().all(|hit| !hit.id.starts_with("long")), "{found:?}");
    let found = library.related("deal", 50).unwrap().unwrap();
    let twin = found.results.iter().find(|hit| hit.id == "twin").unwrap();
    assert_eq!(twin.duplicates, ["twin-again"]);
    let shown: usize = found.results.iter().map(|hit| 1 + hit.duplicates.len()).sum();
    assert_eq!(shown as u64, found.total);
}

#[test]
fn a_limit_cuts_the_list_and_not_the_total() {
    let (_made, library) = library();
    let all = library.related("deal", 50).unwrap().unwrap();
    let one = library.related("deal", 1).unwrap().unwrap();
    assert_eq!((one.total, one.results.len()), (all.total, 1));
    assert_eq!(one.results[0], all.results[0]);
    assert!(library.related("nowhere", 5).unwrap().is_none());
}
