//! What the default match forgives, and what is offered where nothing was found.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;
#[allow(dead_code, reason = "the oracle test uses the rest")]
mod naive;

use made::{Made, article, now};
use precis_briefing::Kind::{Points, Take};
use precis_query::language::Field;
use precis_query::response::{Note, SearchResponse};
use precis_query::{Library, MatchMode, SearchRequest};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 100, ..SearchRequest::default() }
}

fn ask(library: &Library, query: &str) -> SearchResponse {
    library.search(&request(query), &now()).unwrap()
}

fn ids(response: &SearchResponse) -> String {
    let mut ids: Vec<&str> = response.results.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

fn noted<'a>(response: &'a SearchResponse, code: &str) -> Vec<&'a Note> {
    response.notes.iter().filter(|note| note.code == code).collect()
}

/// The part of a text that a range names.
fn cut(text: &str, range: Option<[usize; 2]>) -> String {
    let [start, end] = range.unwrap();
    text.chars().skip(start).take(end - start).collect()
}

fn library() -> Library {
    let mut made = Made::new();
    made.put(&[
        article("a", None, &[(Take, &["OpenAI signed a license with Microsoft."])]),
        article(
            "b",
            None,
            &[(Take, &["Microsoft has a license."]), (Points, &["A revenue share."])],
        ),
        article("c", Some("Anthropic and Bedrock"), &[(Take, &["The share of revenue fell."])]),
        article("d", None, &[(Take, &["Synopsis of what amazed us."]), (Points, &["Amzd."])]),
    ]);
    made.put(&[article("gone", None, &[(Take, &["Supercalifragilistic words."])])]);
    made.remove(&["gone"]);
    made.open()
}

#[test]
fn a_last_word_may_be_typed_in_part() {
    let library = library();
    for (query, read_as, found) in [
        ("m", "m*", "a b"),
        ("f", "f*", "c"),
        ("micro", "micro*", "a b"),
        ("MicroS", "micros*", "a b"),
        ("license reve", "license reve*", "b"),
        ("re", "re*", "b c"),
        ("license micros ", "license micros*", "a b"),
        ("license in:take micro", "(license micro*) in My Take", "a b"),
    ] {
        let response = ask(&library, query);
        assert_eq!((response.read_as.as_str(), &*ids(&response)), (read_as, found), "{query}");
        let [note] = noted(&response, "unfinished")[..] else { panic!("{:?}", response.notes) };
        let word = cut(query, note.range);
        assert_eq!(note.from.as_ref(), Some(&word));
        assert_eq!(note.to, Some(format!("{}*", word.to_lowercase())));
        assert!(!response.results[0].sections.is_empty(), "what begins so is shown");
    }
    // `amzd` is a word, so is what `sha` begins with, but only the last word may go on; words of
    // articles that are gone say nothing.
    for (query, found) in [
        ("amzd", "d"),
        ("micro license", "a b"),
        ("supercali", ""),
        ("+micro", ""),
        ("micro AND license", ""),
        ("\"micro\"", ""),
    ] {
        let response = ask(&library, query);
        assert!(noted(&response, "unfinished").is_empty(), "{query}: {:?}", response.notes);
        assert_eq!(ids(&response), found, "{query}");
    }
    let strict = SearchRequest { match_mode: MatchMode::All, ..request("micro") };
    assert_eq!(library.search(&strict, &now()).unwrap().total, 0);
}

#[test]
fn of_a_slip_and_a_beginning_the_more_frequent_counts() {
    let mut made = Made::new();
    let say = |id: &str, text: &'static str| article(id, None, &[(Take, &[text])]);
    made.put(&[say("a", "A quarter."), say("b", "The quarter."), say("c", "Quaternary rocks.")]);
    let library = made.open();
    assert_eq!(ask(&library, "quater").read_as, "quarter");
    made.put(&[say("d", "Quaternary ice."), say("e", "Quaternary seas.")]);
    let library = made.open();
    assert_eq!(ask(&library, "quater").read_as, "quater*");
}

#[test]
fn a_phrase_that_stands_nowhere_is_searched_as_its_words() {
    let library = library();
    let query = "the “microsoft revenue” license";
    let response = ask(&library, query);
    assert_eq!(ids(&response), "a b c");
    let [note] = noted(&response, "phrase_nowhere")[..] else { panic!("{:?}", response.notes) };
    assert_eq!(cut(query, note.range), "“microsoft revenue”");
    assert!(note.message.contains("“microsoft revenue”"), "{}", note.message);
    assert_eq!(response.read_as, "the microsoft revenue license");
    assert_eq!(ids(&response), ids(&ask(&library, "the microsoft revenue license")));

    // In parentheses as well: they are text around words and phrases.
    assert_eq!(ids(&ask(&library, "license (the \"microsoft revenue\" one)")), "a b c");
    // What stands somewhere is never taken apart.
    let response = ask(&library, "\"revenue share\" bedrock");
    assert_eq!((ids(&response).as_str(), noted(&response, "phrase_nowhere").len()), ("", 0));
    // Only an article that is gone has it.
    assert_eq!(
        noted(&ask(&library, "\"supercalifragilistic words\" license"), "phrase_nowhere").len(),
        1
    );
}

#[test]
fn a_phrase_that_is_demanded_stays_one() {
    let library = library();
    for query in [
        "\"microsoft revenue\"",
        "the \"microsoft revenue\"",
        "\"microsoft revenue\" \"no such thing\"",
        "+\"microsoft revenue\" license",
        "license AND \"microsoft revenue\"",
        "\"microsoft revenue\"~3 -license",
        "license take:\"microsoft revenue\"",
    ] {
        let response = ask(&library, query);
        assert_eq!((response.total, noted(&response, "phrase_nowhere").len()), (0, 0), "{query}");
    }
    for match_mode in [MatchMode::All, MatchMode::Any] {
        let query = "license \"microsoft revenue\"";
        let response =
            library.search(&SearchRequest { match_mode, ..request(query) }, &now()).unwrap();
        assert!(noted(&response, "phrase_nowhere").is_empty());
        assert_eq!(response.total, if match_mode == MatchMode::All { 0 } else { 2 });
    }
}

#[test]
fn a_word_that_no_article_has_is_corrected() {
    let library = library();
    for (query, to, found) in [
        ("opnai", "openai", "a"),
        ("opeani license", "openai", "a"),
        ("antrhopci", "anthropic", "c"),
        ("Microsft's deal", "microsoft", "a b"),
        ("lisense", "license", "a b"),
        ("bedrok in:take", "bedrock", ""),
        ("beddrock", "bedrock", "c"),
    ] {
        let response = ask(&library, query);
        let notes = noted(&response, "corrected");
        let [note] = notes[..] else { panic!("{query}: {:?}", response.notes) };
        assert_eq!(note.to.as_deref(), Some(to), "{query}");
        assert_eq!(note.from.as_deref(), Some(cut(query, note.range).as_str()), "{query}");
        assert_eq!(ids(&response), found, "{query}");
    }
    let response = ask(&library, "opnai license");
    assert_eq!(response.read_as, "openai license");
    let hit = response.results.iter().find(|hit| hit.id == "a").unwrap();
    let snippet = &hit.sections[0].snippets[0];
    let marked: Vec<_> = snippet.highlights.iter().map(|r| cut(&snippet.text, Some(*r))).collect();
    assert_eq!(marked, ["OpenAI", "license"]);
    let whole = library.article("a", Some(&request("opnai")), &now()).unwrap().unwrap();
    assert_eq!(whole.sections[0].highlights, [[0, 6]]);
}

#[test]
fn what_is_no_slip_is_never_corrected() {
    let library = library();
    for query in [
        // Too short, capitals, digits, a compound; and one whose first letter is another.
        "hax",
        "OPNAI",
        "openai3",
        "open-ayi",
        "tare",
        // A company that the library does not speak of, by its name and by its ticker.
        "synopsys",
        "amzn",
        // Demanded, quoted, or part of an operator.
        "+opnai",
        "\"opnai\" license",
        "-opnai license",
        "opnai OR license",
        "opnai*",
        "title:opnai",
        // There; even if in another form, or only as a part of what was quoted.
        "licenses",
        "openai",
        "share",
        // Near to a word of a deleted article alone.
        "supercalifragilistik",
    ] {
        let response = ask(&library, query);
        assert!(noted(&response, "corrected").is_empty(), "{query}: {:?}", response.notes);
    }
    for match_mode in [MatchMode::All, MatchMode::Any] {
        let asked = SearchRequest { match_mode, ..request("opnai license") };
        assert!(library.search(&asked, &now()).unwrap().notes.is_empty());
    }
}

#[test]
fn the_likeliest_correction_is_taken() {
    let mut made = Made::new();
    let say = |id: &str, word: &str| article(id, None, &[(Take, &[word])]);
    made.put(&[say("1", "planet"), say("2", "plane"), say("3", "plane"), say("4", "blanes")]);
    made.put(&[say("5", "extensions"), say("6", "pretensions"), say("7", "pretensions")]);
    let library = made.open();
    let corrected = |query: &str| {
        let response = ask(&library, query);
        noted(&response, "corrected").first().and_then(|note| note.to.clone()).unwrap_or_default()
    };
    // One edit each: the first letter decides, then the number of articles.
    assert_eq!(corrected("planeq"), "plane");
    assert_eq!(corrected("planer"), "plane");
    // One edit before two, however many articles have the other.
    assert_eq!(corrected("xtensions"), "extensions");
}

#[test]
fn a_strict_answer_names_the_rest() {
    let library = library();
    let all = SearchRequest { match_mode: MatchMode::All, ..request("microsoft openai") };
    let response = library.search(&all, &now()).unwrap();
    let [note] = noted(&response, "rest")[..] else { panic!("{:?}", response.notes) };
    assert_eq!((response.total, note.count), (1, Some(1)));
    assert_eq!(note.message, "1 more article has some of the words (match: any)");
    for query in ["microsoft license", "microsoft", "\"revenue share\" microsoft", "zzyzx openai"] {
        let all = SearchRequest { match_mode: MatchMode::All, ..request(query) };
        assert!(noted(&library.search(&all, &now()).unwrap(), "rest").is_empty(), "{query}");
    }
    // A partial answer has the rest in it.
    assert!(noted(&ask(&library, "microsoft openai"), "rest").is_empty());
}

#[test]
fn where_nothing_was_found_the_smallest_change_is_offered() {
    let library = library();
    let offers = |request: &SearchRequest| -> Vec<String> {
        let response = library.search(request, &now()).unwrap();
        let shown = |offer: &precis_query::response::Instead| {
            let parameters: Vec<String> =
                offer.parameters.iter().map(|p| format!(" {}={}", p.name, p.value)).collect();
            format!("{}: {}{} {}", offer.reason, offer.query, parameters.concat(), offer.total)
        };
        response.instead.iter().map(shown).collect()
    };
    for (query, expected) in [
        ("license", &[][..]),
        ("\"license microsoft\"", &["without_quotes: license microsoft 2"]),
        ("+opnai", &["spelling: +openai 1", "without_operator: opnai 1"]),
        ("\"opnai signed\"", &["spelling: \"openai signed\" 1", "without_quotes: opnai signed 1"]),
        ("license in:watch", &["any_section: license 2"]),
        ("license since:2d", &["any_date: license 2"]),
        ("license source:wire", &["without_filter: license 2"]),
        ("+license -microsoft", &["without_operator: +license 2"]),
        ("zzyzx in:take", &[]),
        ("zzyzx", &[]),
    ] {
        assert_eq!(offers(&request(query)), expected, "{query}");
    }
    let all = SearchRequest { match_mode: MatchMode::All, ..request("license zzyzx") };
    assert_eq!(
        offers(&all),
        ["without_word: license match=all 2", "any_word: license zzyzx match=any 2"]
    );
    let mut narrow = request("license");
    narrow.sections = vec!["watch".to_owned()];
    narrow.fields = vec![(Field::Source, "wire".to_owned()), (Field::Since, "2d".to_owned())];
    assert_eq!(offers(&narrow), ["without_filters: license 2"]);
    narrow.fields.truncate(1);
    narrow.sections.clear();
    assert_eq!(offers(&narrow), ["without_filter: license 2"]);
}

#[test]
fn each_offer_finds_what_it_promises() {
    let mode = prop::sample::select(vec![MatchMode::Auto, MatchMode::All, MatchMode::Any]);
    let field = prop::sample::select(vec![
        (Field::Source, "wire"),
        (Field::Source, "Gazette"),
        (Field::Since, "2025-02"),
        (Field::Before, "2024-02"),
        (Field::Date, "1999"),
    ]);
    let asked = (
        naive::draw::query(),
        mode,
        prop::collection::vec(field, 0..3),
        prop::option::weighted(0.2, prop::sample::select(vec!["take", "watch", "nowhere"])),
        prop::bool::weighted(0.4),
    );
    let strategy = (naive::draw::changes(), prop::collection::vec(asked, 40));
    let mut runner = TestRunner::new(Config { cases: 8, ..Config::default() });
    let counter = || std::cell::Cell::new(0);
    let (empty, checked) = (counter(), counter());
    runner
        .run(&strategy, |(changes, asked)| {
            let (_, made) = naive::Library::after(&changes);
            let opened = made.open();
            for (query, match_mode, fields, section, misspelt) in asked {
                let mut text = query.print();
                if misspelt {
                    text = text.replace("azure", "azuer").replace("bedrock", "bedrcok");
                }
                let request = SearchRequest {
                    match_mode,
                    fields: fields.iter().map(|(f, v)| (*f, (*v).to_owned())).collect(),
                    sections: section.into_iter().map(str::to_owned).collect(),
                    ..request(&text)
                };
                let response = opened.search(&request, &now()).unwrap();
                prop_assert!(response.instead.len() <= 5);
                prop_assert!(response.total == 0 || response.instead.is_empty());
                empty.set(empty.get() + usize::from(response.total == 0));
                for offer in &response.instead {
                    let offered = SearchRequest { limit: 1000, ..offer.request() };
                    let found = opened.search(&offered, &now()).unwrap();
                    prop_assert!(offer.total > 0, "{:?}", offer);
                    prop_assert_eq!(found.total, offer.total, "{} offers {:?}", &text, offer);
                    prop_assert_eq!(found.results.len() as u64, offer.total);
                    checked.set(checked.get() + 1);
                }
            }
            Ok(())
        })
        .unwrap();
    println!("{} offers of {} empty answers counted again", checked.get(), empty.get());
    assert!(checked.get() > 60, "{} offers", checked.get());
}

#[test]
fn the_rest_is_what_any_word_finds_besides() {
    let mode = prop::sample::select(vec![MatchMode::Auto, MatchMode::All]);
    let asked = (prop::collection::vec(naive::draw::word(), 2..4), mode);
    let strategy = (naive::draw::changes(), prop::collection::vec(asked, 20));
    let mut runner = TestRunner::new(Config { cases: 4, ..Config::default() });
    let checked = std::cell::Cell::new(0);
    runner
        .run(&strategy, |(changes, asked)| {
            let (_, made) = naive::Library::after(&changes);
            let opened = made.open();
            for (words, match_mode) in asked {
                let request = SearchRequest { match_mode, ..request(&words.join(" ")) };
                let response = opened.search(&request, &now()).unwrap();
                let [note] = noted(&response, "rest")[..] else { continue };
                let any = SearchRequest { match_mode: MatchMode::Any, ..request };
                let any = opened.search(&any, &now()).unwrap().total;
                prop_assert_eq!(Some(any - response.total), note.count, "{:?}", words);
                checked.set(checked.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    assert!(checked.get() > 10, "{} notes of a rest", checked.get());
}
