//! Searches for amounts and percentages, and what is counted by them.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use std::collections::BTreeMap;

use made::{Made, article, now};
use precis_briefing::Article;
use precis_briefing::Kind::{Points, Take};
use precis_briefing::facts::{AmountRange, Currency, Decimal, PercentRange};
use precis_query::language::Field;
use precis_query::response::SearchResponse;
use precis_query::{Library, SearchRequest, Sort};
use proptest::prelude::*;

fn ask(library: &Library, query: &str) -> SearchResponse {
    let request = SearchRequest {
        query: query.to_owned(),
        limit: 100,
        sort: Some(Sort::Oldest),
        facets: true,
        ..SearchRequest::default()
    };
    library.search(&request, &now()).unwrap()
}

fn found(library: &Library, query: &str) -> String {
    let response = ask(library, query);
    assert_eq!(response.total, response.results.len() as u64, "{query}");
    response.results.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>().join(" ")
}

fn library() -> Library {
    let mut made = Made::new();
    let mut dated =
        article("dated", Some("Intel takes $8.9 billion"), &[(Points, &["It sold 9.9%."])]);
    dated.date = Some(jiff::civil::date(2025, 8, 22));
    dated.author = Some("Reuters".to_owned());
    made.put(&[
        article(
            "azure",
            None,
            &[
                (Points, &["Microsoft reported $7.5 billion.", "It holds 27% of OpenAI."]),
                (Take, &["A stake of $100 is small, €5B is not."]),
            ],
        ),
        article("mixed", None, &[(Take, &["Costs were $3 and the fine €5B."])]),
    ]);
    made.put(&[
        article("range", None, &[(Points, &["Intel expects $5-10 billion and 5 to 10 percent."])]),
        article("rupees", None, &[(Points, &["Tata spends Rs 400 crore, 25bps more."])]),
        article("none", None, &[(Points, &["Version 2.5.1 runs on the M1 in 2026."])]),
        dated,
    ]);
    made.open()
}

#[test]
fn amounts_are_found_by_their_value() {
    let library = library();
    for (query, ids) in [
        ("amount:7.5B", "azure"),
        ("amount:\"7.5 billion dollars\"", "azure"),
        ("amount:$7,500,000,000", "azure"),
        ("amount:1B..", "dated azure mixed range rupees"),
        ("amount:>=10B", "range"),
        ("amount:>10B", ""),
        ("amount:5B..50B", "dated azure mixed range"),
        ("amount:5B..<8B", "azure mixed range"),
        ("amount:<1K", "azure mixed"),
        ("amount:$5B", "range"),
        ("amount:EUR5B", "azure mixed"),
        ("amount:€1B..€9B", "azure mixed"),
        ("amount:\"rs 400 crore\"", "rupees"),
        ("amount:USD1B..", "dated azure range"),
        ("amount:(100 4B)", "azure rupees"),
        ("-amount:1..", "none"),
        ("amount:1.. NOT amount:$1..", "rupees"),
        ("percent:27", "azure"),
        ("percent:5..10", "dated range"),
        ("percent:20..", "azure"),
        ("percent:0.25%", "rupees"),
        ("percent:25bps", "rupees"),
        ("stake amount:1B..", "azure"),
        ("amount:1B.. percent:27", "azure"),
    ] {
        let ids = {
            let mut ids: Vec<&str> = ids.split_whitespace().collect();
            ids.sort_unstable();
            ids
        };
        let text = found(&library, query);
        let mut have: Vec<&str> = text.split_whitespace().collect();
        have.sort_unstable();
        assert_eq!(have, ids, "{query}");
    }
}

#[test]
fn in_a_section_the_section_itself_mentions_it() {
    let library = library();
    for (query, ids) in [
        ("points:(amount:7.5B)", "azure"),
        ("take:(amount:7.5B)", ""),
        ("take:(amount:100)", "azure"),
        ("take:(amount:€5B -amount:$3)", "azure"),
        ("in:take amount:1B..", "azure mixed"),
        ("points:(percent:27 amount:7.5B)", "azure"),
        ("take:(percent:27)", ""),
        ("take:(-amount:$3)", "azure"),
        ("same(amount:100 amount:€5B)", "azure"),
        ("same(amount:7.5B percent:27)", ""),
        ("same(microsoft amount:7.5B)", "azure"),
        ("same(openai amount:7.5B)", ""),
        ("same(percent:5..10 amount:$5B)", "range"),
        ("same(stake -amount:$3)", "azure"),
    ] {
        assert_eq!(found(&library, query), ids, "{query}");
    }
}

#[test]
fn what_was_read_is_said_and_amounts_are_shown_as_written() {
    let library = library();
    let response = ask(&library, "amount:$1B.. percent:5..10 in:points");
    assert_eq!(response.read_as, "(amount: USD at least 1B percent: 5% to 10%) in Key Points");
    assert_eq!(response.results[0].amounts, ["$5-10 billion"]);
    let response = ask(&library, "amount:much");
    assert_eq!(response.notes[0].code, "bad_value");
    let response = ask(&library, "intel");
    let dated = response.results.iter().find(|hit| hit.id == "dated").unwrap();
    assert_eq!(dated.amounts, ["$8.9 billion"]);
}

#[test]
fn a_range_that_runs_backward_is_turned_around_and_that_is_said() {
    let library = library();
    for (backward, forward) in [
        ("amount:50B..5B", "amount:5B..50B"),
        ("amount:$50B..<$5B", "amount:$5B..$50B"),
        ("-amount:8B..7B", "-amount:7B..8B"),
        ("percent:10..5", "percent:5..10"),
        ("date:2026..2024", "date:2024..2026"),
    ] {
        let (turned, straight) = (ask(&library, backward), ask(&library, forward));
        let ids = |response: &SearchResponse| -> Vec<String> {
            response.results.iter().map(|hit| hit.id.clone()).collect()
        };
        assert!(straight.total > 0, "{forward}");
        assert_eq!(ids(&turned), ids(&straight), "{backward}");
        let note = turned.notes.iter().find(|note| note.code == "turned_range");
        let (_, value) = backward.split_once(':').unwrap();
        assert!(note.unwrap().message.starts_with(&format!("`{value}` runs backward")), "{note:?}");
        assert!(straight.notes.iter().all(|note| note.code != "turned_range"), "{forward}");
    }
    let fields = vec![(Field::Amount, "50B..5B".to_owned())];
    let request = SearchRequest { fields, ..SearchRequest::default() };
    let response = library.search(&request, &now()).unwrap();
    assert_eq!(response.total, found(&library, "amount:5B..50B").split(' ').count() as u64);
    assert_eq!(response.notes[0].code, "turned_range");
}

/// What is marked in titles and snippets, result by result.
fn marked(library: &Library, query: &str) -> String {
    let cut = |text: &str, ranges: &[[usize; 2]]| -> Vec<String> {
        let of = |[start, end]: &[usize; 2]| text.chars().skip(*start).take(end - start).collect();
        ranges.iter().map(of).collect()
    };
    let of_hit = |hit: &precis_query::response::Hit| {
        let mut marks = cut(&hit.title, &hit.title_highlights);
        for snippet in hit.sections.iter().flat_map(|section| &section.snippets) {
            marks.extend(cut(&snippet.text, &snippet.highlights));
        }
        format!("{}: {}", hit.id, marks.join(" | "))
    };
    ask(library, query).results.iter().map(of_hit).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_mentioned_is_marked_where_it_stands() {
    let library = library();
    for (query, marks) in [
        ("amount:7B..8B", "azure: $7.5 billion"),
        ("amount:8B..9B", "dated: $8.9 billion"),
        ("amount:EUR5B", "azure: €5B; mixed: €5B"),
        ("amount:10B intel", "range: Intel | $5-10 billion"),
        ("percent:20.. openai", "azure: 27% | OpenAI"),
        ("company:microsoft", "azure: Microsoft"),
        ("same(company:microsoft amount:>1B)", "azure: Microsoft | $7.5 billion"),
        ("same(stake amount:<1000)", "azure: stake | $100"),
        // In another unit than the company.
        ("same(company:openai amount:>1B)", ""),
        ("points:(company:openai)", "azure: OpenAI"),
        ("take:(amount:EUR5B)", "azure: €5B; mixed: €5B"),
        ("tata -amount:1T..", "rupees: Tata"),
    ] {
        assert_eq!(marked(&library, query), marks, "{query}");
    }
}

#[test]
fn facets_count_ranges_years_and_authors_without_their_own_filter() {
    let library = library();
    let counts = |list: &[precis_query::response::FacetCount]| {
        list.iter().map(|c| format!("{} {}", c.value, c.count)).collect::<Vec<_>>().join(", ")
    };
    let all = ask(&library, "").facets.unwrap();
    assert_eq!(counts(&all.amount), "..<1M 2, 1B..<10B 5, 10B..<100B 1");
    assert_eq!(counts(&all.year), "2025 1");
    assert_eq!(counts(&all.author), "Reuters 1");
    let with = |field, value: &str| {
        let request = SearchRequest {
            fields: vec![(field, value.to_owned())],
            limit: 100,
            facets: true,
            ..SearchRequest::default()
        };
        library.search(&request, &now()).unwrap()
    };
    for count in &all.amount {
        let chosen = with(Field::Amount, &count.value);
        assert_eq!(chosen.total, count.count, "{}", count.value);
        assert_eq!(chosen.facets.unwrap().amount, all.amount, "its own filter is lifted");
    }
    let chosen = with(Field::Date, "2024");
    assert_eq!((chosen.total, chosen.facets.unwrap().year), (0, all.year));
    let chosen = with(Field::Author, "nobody");
    assert_eq!((chosen.total, chosen.facets.unwrap().author), (0, all.author));
}

#[derive(Debug, Clone)]
struct Mentioned {
    currency: usize,
    value: u64,
    percent: u64,
}

const SIGNS: [(&str, &str); 3] = [("$", "USD"), ("€", "EUR"), ("£", "GBP")];

fn mentioned() -> impl Strategy<Value = Mentioned> {
    (0usize..3, 0u64..6, 0u64..6).prop_map(|(currency, value, percent)| Mentioned {
        currency,
        value,
        percent,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Against a look at every mention, over several segments.
    #[test]
    fn ranges_are_exact(
        articles in prop::collection::vec(prop::collection::vec(mentioned(), 0..4), 1..12),
        ranges in prop::collection::vec((prop::option::of(0usize..3), 0u64..6, 0u64..6, 0usize..5), 8),
    ) {
        let mut made = Made::new();
        let mut naive: BTreeMap<String, &Vec<Mentioned>> = BTreeMap::new();
        let mut segment: Vec<Article> = Vec::new();
        for (n, mentions) in articles.iter().enumerate() {
            let id = format!("{n:02}");
            let sentences: Vec<String> = mentions
                .iter()
                .map(|m| format!("It paid {}{} million for {}%.", SIGNS[m.currency].0, m.value, m.percent))
                .collect();
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            segment.push(article(&id, None, &[(Points, &sentences)]));
            naive.insert(id, mentions);
            if segment.len() == 4 || n + 1 == articles.len() {
                made.put(&segment);
                segment.clear();
            }
        }
        let library = made.open();
        for (currency, a, b, form) in ranges {
            let sign = currency.map_or("", |currency| SIGNS[currency].0);
            let (text, range) = match form {
                0 => (format!("amount:{sign}{a}M"), None),
                1 => (format!("amount:{sign}{a}M.."), None),
                2 => (format!("amount:<{sign}{a}M"), None),
                3 => (format!("amount:{sign}{a}M..{sign}{b}M"), None),
                _ => (format!("percent:{a}..{b}"), Some((a.min(b), a.max(b)))),
            };
            // One that runs backward is turned around.
            let range = range.map(|(a, b)| PercentRange::parse(&format!("{a}..{b}")).unwrap());
            let amount = match form {
                3 => AmountRange::parse(&format!("{sign}{}M..{sign}{}M", a.min(b), a.max(b))),
                _ => AmountRange::parse(text.trim_start_matches("amount:")),
            };
            let holds = |m: &Mentioned| match (&range, &amount) {
                (Some(range), _) => range.contains(i64::try_from(m.percent).unwrap() * 1_000_000_000),
                (None, Some(range)) => range.contains(
                    Currency::from_code(SIGNS[m.currency].1).unwrap(),
                    Decimal::new(m.value, 6).unwrap(),
                ),
                (None, None) => false,
            };
            let expected: Vec<&str> = naive
                .iter()
                .filter(|(_, mentions)| mentions.iter().any(holds))
                .map(|(id, _)| id.as_str())
                .collect();
            prop_assert_eq!(found(&library, &text), expected.join(" "), "{}", text);
        }
    }
}
