//! Companies in texts of ours that were marked by hand.

#![expect(clippy::print_stdout, reason = "precision and recall are there to be read")]

use std::collections::BTreeSet;

use precis_briefing::Aliases;

const MARKED: &str = include_str!("marked.txt");

/// A text with its marks taken off.
struct Article {
    units: Vec<String>,
    /// Unit, byte range, company.
    marks: BTreeSet<(usize, usize, usize, String)>,
}

fn articles(marked: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut begins = true;
    for line in marked.lines() {
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            begins = true;
            continue;
        }
        if begins {
            articles.push(Article { units: Vec::new(), marks: BTreeSet::new() });
            begins = false;
        }
        let article = articles.last_mut().expect("an article has begun");
        let mut text = String::new();
        let mut rest = line;
        while let Some((before, mark)) = rest.split_once('{') {
            let (mark, after) = mark.split_once('}').expect("a mark ends");
            let (words, company) = mark.split_once('|').expect("a mark names a company");
            text.push_str(before);
            let start = text.len();
            text.push_str(words);
            article.marks.insert((article.units.len(), start, text.len(), company.to_owned()));
            rest = after;
        }
        text.push_str(rest);
        article.units.push(text);
    }
    articles
}

/// Marks, of them found, and found without a mark.
fn measure(marked: &str) -> (usize, usize, Vec<String>) {
    let aliases = Aliases::built_in();
    let companies = aliases.companies();
    let (mut marks, mut right, mut wrong) = (0, 0, Vec::new());
    for article in articles(marked) {
        let units = article.units.iter().map(String::as_str);
        let found: BTreeSet<_> = companies
            .mentions(units)
            .into_iter()
            .map(|m| (m.unit, m.span.start, m.span.end, companies[m.company].name.clone()))
            .collect();
        marks += article.marks.len();
        right += found.intersection(&article.marks).count();
        for (what, set) in [
            ("missed", article.marks.difference(&found)),
            ("found", found.difference(&article.marks)),
        ] {
            for (unit, start, end, company) in set {
                let text = &article.units[*unit];
                wrong.push(format!("{what} {company} as {:?} in {text:?}", &text[*start..*end]));
            }
        }
    }
    (marks, right, wrong)
}

fn hold(name: &str, marked: &str, least_marks: usize, floor: f64) {
    let (marks, right, wrong) = measure(marked);
    let found = right + wrong.iter().filter(|wrong| wrong.starts_with("found")).count();
    let precision = right as f64 / found as f64;
    let recall = right as f64 / marks as f64;
    println!("{name}: {marks} marks, precision {precision:.3}, recall {recall:.3}");
    for wrong in &wrong {
        println!("  {wrong}");
    }
    assert!(marks >= least_marks, "{marks} marks");
    assert!(precision >= floor && recall >= floor, "{name}: {wrong:#?}");
}

#[test]
fn marked_companies_are_found_and_others_are_not() {
    hold("marked", MARKED, 100, 0.9);
}

#[test]
fn texts_marked_after_the_freeze_agree() {
    hold("fresh", include_str!("fresh.txt"), 30, 0.9);
}

#[test]
fn briefings_marked_by_another_hand_agree() {
    hold("briefings", include_str!("briefings.txt"), 70, 0.9);
}

#[test]
fn events_marked_by_another_hand_agree() {
    hold("events", include_str!("events.txt"), 300, 0.9);
}

#[test]
fn ordinary_days_marked_by_another_hand_agree() {
    hold("days", include_str!("days.txt"), 220, 0.9);
}

proptest::proptest! {
    #[test]
    fn mentions_are_places_in_the_text(
        words in proptest::collection::vec(
            "(Meta|Apple|X|Snap Inc|AT&T|J.P. Morgan|NYSE: XYZ|\\(SNOW\\)|Nestlé|Arm’s length|.{0,3}|[-.’'/@$ ]{1,2})",
            0..12,
        ),
    ) {
        let text = words.concat();
        let aliases = Aliases::built_in();
        let mut end = 0;
        for mention in aliases.companies().mentions([text.as_str()]) {
            proptest::prop_assert!(mention.span.start >= end, "{text:?}");
            proptest::prop_assert!(text.get(mention.span.clone()).is_some_and(|name| !name.is_empty()));
            end = mention.span.end;
        }
    }
}
