//! Searches over small libraries: what people type, what they see.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, reason = "a test")]

mod made;

use made::{Made, article, now};
use precis_briefing::Kind::{Context, Other, Points, Summary, Take, Watch};
use precis_query::language::Field;
use precis_query::response::{Hit, SearchResponse};
use precis_query::{IdMatch, Library, MatchMode, SearchError, SearchRequest, Sort, Stop};

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 10, ..SearchRequest::default() }
}

fn ask(library: &Library, query: &str) -> SearchResponse {
    let request = SearchRequest { match_mode: MatchMode::All, ..request(query) };
    library.search(&request, &now()).unwrap()
}

fn ids(response: &SearchResponse) -> Vec<&str> {
    response.results.iter().map(|hit| hit.id.as_str()).collect()
}

/// Matches of a snippet, cut out of it.
fn marked(hit: &Hit) -> Vec<String> {
    let mut out = Vec::new();
    for snippet in hit.sections.iter().flat_map(|section| &section.snippets) {
        let chars: Vec<char> = snippet.text.chars().collect();
        out.extend(
            snippet.highlights.iter().map(|[a, b]| chars[*a..*b].iter().collect::<String>()),
        );
    }
    out
}

fn one_sentence_each(texts: &[&str]) -> Library {
    let mut made = Made::new();
    let articles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| article(&format!("{n}"), None, &[(Take, &[text])]))
        .collect();
    made.put(&articles);
    made.open()
}

#[test]
fn words_are_found_as_people_type_them() {
    let library = one_sentence_each(&[
        "A non-exclusive license was granted.",
        "GPT-4o costs less.",
        "The U.S. market and the US economy grew.",
        "They told us nothing.",
        "Layoffs hit 27% of staff, $50 billion in Q3 2026.",
        "It took 1,000,000 users at AT&T to learn C++ and .NET.",
        "OpenAI’s café opened in Zürich; AWS and NVDA and AI followed.",
        "東京で発表された。",
    ]);
    for (query, expected) in [
        ("non-exclusive", "0"),
        ("nonexclusive", "0"),
        ("\"non exclusive\"", "0"),
        ("exclusive", "0"),
        ("gpt4o", "1"),
        ("gpt-4o", "1"),
        ("\"gpt 4o\"", "1"),
        ("gpt-4", ""),
        ("U.S.", "2"),
        ("US", "2"),
        ("layoff", "4"),
        ("27%", "4"),
        ("\"$50 billion\"", "4"),
        ("\"Q3 2026\"", "4"),
        ("1000000", "5"),
        ("1,000,000", "5"),
        ("AT&T", "5"),
        ("c++", "5"),
        (".net", "5"),
        ("openai", "6"),
        ("cafe", "6"),
        ("zurich", "6"),
        ("aws nvda ai", "6"),
        ("東京", "7"),
        ("発表", "7"),
        ("layof*", "4"),
    ] {
        let response = ask(&library, query);
        assert_eq!(ids(&response).join(" "), expected, "{query}");
        let seen = response.results.iter().all(|hit| !marked(hit).is_empty());
        assert!(seen, "{query} marks nothing: {:?}", response.results);
    }
}

#[test]
fn a_count_alone_is_the_count_of_the_results() {
    // Two lists stand for the word: its own letters where it has inner capitals, its stem elsewhere.
    let library =
        one_sentence_each(&["DeepSeeks.", "A deepseeks.", "DeepSeeks, deepseek.", "Seek."]);
    let found = ask(&library, "DeepSeeks");
    assert_eq!((found.total, found.results.len()), (3, 3));
    let alone = SearchRequest { limit: 0, ..request("DeepSeeks") };
    assert_eq!(library.search(&alone, &now()).unwrap().total, 3);
}

#[test]
fn matches_are_marked_whole() {
    let library = one_sentence_each(&[
        "Exclusivity ended: the exclusive license is a non-exclusive license now.",
    ]);
    let seen = |query: &str| marked(&ask(&library, query).results[0]);
    assert_eq!(seen("license"), ["license", "license"]);
    assert_eq!(seen("\"non-exclusive license\""), ["non-exclusive license"]);
    assert_eq!(seen("exclusiv*"), ["Exclusivity", "exclusive", "exclusive"]);
    assert_eq!(seen("nonexclusive"), ["non-exclusive"]);
    assert_eq!(seen("licenses -amazon"), ["license", "license"]);
}

#[test]
fn nothing_quoted_crosses_a_unit() {
    let mut made = Made::new();
    let sections: &[(_, &[&str])] =
        &[(Points, &["It names Frontier", "OpenAI agreed"]), (Take, &["Frontier OpenAI"])];
    made.put(&[article("apart", None, &sections[..1]), article("together", None, sections)]);
    let library = made.open();
    assert_eq!(ids(&ask(&library, "\"Frontier OpenAI\"")), ["together"]);
    assert_eq!(ids(&ask(&library, "frontier openai")), ["together", "apart"]);
}

#[test]
fn a_section_is_searched_by_kind_group_vocabulary_and_heading() {
    let mut made = Made::new();
    let mut own = article("own", None, &[(Other, &["A crate worth knowing."])]);
    own.sections[0].heading = Some("Crate of the Week".to_owned());
    own.sections[0].subheadings = vec!["Runner-up".to_owned()];
    made.put(&[
        own,
        article("take", None, &[(Take, &["Bedrock is fine."]), (Summary, &["Azure won."])]),
        article("watch", None, &[(Watch, &["Watch Bedrock and Azure."])]),
    ]);
    let library = made.open();
    for (query, expected) in [
        ("bedrock in:take", "take"),
        ("bedrock in:\"bottom line\"", "take"),
        ("bedrock in:opinion", "take"),
        ("bedrock in:forecast", "watch"),
        ("take:(bedrock azure)", ""),
        ("watch:(bedrock azure)", "watch"),
        ("bedrock azure", "watch take"),
        ("in:\"crate of the week\"", "own"),
        ("in:\"Crate of the Week!\" knowing", "own"),
        ("in:runner-up", "own"),
        ("crate in:\"runner-up\"", "own"),
        ("-in:take -in:watch", "own"),
        ("azure in:take in:summary", "take"),
        ("NOT azure in:watch", ""),
    ] {
        assert_eq!(ids(&ask(&library, query)).join(" "), expected, "{query}");
    }
}

#[test]
fn the_answer_says_how_it_was_read() {
    let mut made = Made::new();
    let mut dated = article("dated", Some("A license"), &[(Take, &["A license for Azure."])]);
    dated.date = Some(jiff::civil::date(2026, 11, 1));
    made.put(&[dated, article("undated", None, &[(Take, &["One more license."])])]);
    let library = made.open();
    let mut asked = request("license in:take near/3(a -b) nosuch:field since:30d");
    asked.fields.push((Field::Source, "Wire".to_owned()));
    let response = library.search(&asked, &now()).unwrap();
    let codes: Vec<_> = response.notes.iter().map(|note| note.code.as_str()).collect();
    assert!(codes.contains(&"unknown_field"), "{codes:?}");
    assert!(codes.contains(&"bad_value"), "{codes:?}");

    let response = library.search(&request("license since:30d"), &now()).unwrap();
    assert_eq!(ids(&response), ["dated"]);
    assert_eq!(response.read_as, "license published since 2026-10-24");
    let note = &response.notes[0];
    assert_eq!((note.code.as_str(), note.count), ("undated_left_out", Some(1)));

    let response = library.search(&request("license in:take"), &now()).unwrap();
    assert_eq!(response.read_as, "license in My Take");
    assert_eq!(library.search(&request(""), &now()).unwrap().read_as, "all articles");
    assert_eq!(ids(&library.search(&request(""), &now()).unwrap()), ["dated", "undated"]);
}

#[test]
fn filters_do_not_answer_for_words_that_no_article_has() {
    let library = one_sentence_each(&["Exclusivity of bedrock ended.", "Bedrock alone."]);
    for query in ["zzyzx qwrtp -exclusivity", "zzyzx qwrtp in:lead", "zzyzx qwrtp -source:wire"] {
        assert_eq!(library.search(&request(query), &now()).unwrap().total, 0, "{query}");
    }
    let response = library.search(&request("zzyzx qwrtp \"bedrock alone\""), &now()).unwrap();
    assert_eq!(ids(&response), ["1"]);
}

#[test]
fn a_partial_answer_says_what_is_missing() {
    let library = one_sentence_each(&[
        "Exclusivity of bedrock ended.",
        "Bedrock alone.",
        "Nothing of the sort.",
        "Exclusivity alone.",
    ]);
    let response = library.search(&request("exclusivity of bedrock"), &now()).unwrap();
    assert_eq!(ids(&response)[0], "0");
    assert_eq!(response.total, 3);
    let note = response.notes.iter().find(|note| note.code == "partial").unwrap();
    assert_eq!(note.total_all, Some(1));
    let missing: Vec<_> = response.results.iter().map(|hit| hit.missing.join(" ")).collect();
    assert_eq!(missing[0], "");
    assert!(missing[1..].contains(&"exclusivity".to_owned()), "{missing:?}");
    assert!(missing[1..].contains(&"bedrock".to_owned()), "{missing:?}");
    // A word that no article has hinders nobody.
    let response = library.search(&request("exclusivity zzyzx"), &now()).unwrap();
    assert_eq!(response.total, 2);
    assert!(response.results.iter().all(|hit| hit.missing == ["zzyzx"]));
    // Nothing that was demanded is ever dropped.
    assert_eq!(library.search(&request("+zzyzx bedrock"), &now()).unwrap().total, 0);
}

#[test]
fn ids_are_found_by_ending_and_path() {
    let mut made = Made::new();
    made.put(&[
        article("2026/openai-microsoft", None, &[(Take, &["One."])]),
        article("2025/microsoft", None, &[(Take, &["Two."])]),
    ]);
    made.remove(&["2025/microsoft"]);
    made.put(&[article("2024/google", None, &[(Take, &["Three."])])]);
    made.put(&[article("2023/google", None, &[(Take, &["Four."])])]);
    let library = made.open();
    let whole = "2026/openai-microsoft".to_owned();
    assert_eq!(library.find_id(&whole).unwrap(), IdMatch::One(whole.clone()));
    assert_eq!(library.find_id("microsoft").unwrap(), IdMatch::One(whole.clone()));
    assert_eq!(library.find_id("2026/openai-microsoft.txt").unwrap(), IdMatch::One(whole));
    assert_eq!(library.find_id("amazon").unwrap(), IdMatch::None);
    assert_eq!(library.find_id("").unwrap(), IdMatch::None);
    let several = vec!["2023/google".to_owned(), "2024/google".to_owned()];
    assert_eq!(library.find_id("google").unwrap(), IdMatch::Several(several));
}

#[test]
fn an_article_comes_whole_and_marked() {
    let mut made = Made::new();
    let sections: &[(_, &[&str])] =
        &[(Points, &["Café “license” ended.", "Azure stays."]), (Take, &["Fine."])];
    made.put(&[article("a", Some("The license"), sections)]);
    let library = made.open();
    let whole = library.article("a", Some(&request("license azure")), &now()).unwrap().unwrap();
    assert_eq!(whole.title_highlights, [[4, 11]]);
    let section = &whole.sections[0];
    let cut = |[a, b]: [usize; 2]| section.text.chars().skip(a).take(b - a).collect::<String>();
    let marks: Vec<_> = section.highlights.iter().map(|range| cut(*range)).collect();
    assert_eq!(marks, ["license", "Azure"]);
    let units: Vec<_> = section.units.iter().map(|unit| cut(unit.range)).collect();
    assert_eq!(units, ["Café “license” ended.", "Azure stays."]);
    assert_eq!(library.article("b", None, &now()).unwrap(), None);
}

#[test]
fn a_page_goes_on_where_the_last_one_ended_whatever_was_added_meanwhile() {
    let mut made = Made::new();
    let make = |n: usize| article(&format!("a{n:02}"), None, &[(Context, &["Same words here."])]);
    made.put(&(10..30).map(make).collect::<Vec<_>>());
    let library = made.open();
    let mut asked = SearchRequest { sort: Some(Sort::Newest), limit: 7, ..request("same words") };
    let first = library.search(&asked, &now()).unwrap();
    made.put(&(0..5).map(make).collect::<Vec<_>>());
    assert!(library.refresh().unwrap());
    assert!(!library.refresh().unwrap());
    asked.cursor = first.next.clone();

    // The process that served the first page still has its revision.
    let second = library.search(&asked, &now()).unwrap();
    assert_eq!((second.total, second.revision), (20, first.revision));
    assert_eq!(ids(&second)[0], "a17");
    assert!(second.notes.is_empty());

    // Another one goes on after the last result, and says so.
    let second = made.open().search(&asked, &now()).unwrap();
    assert_eq!((second.total, ids(&second)[0]), (25, "a17"));
    assert_eq!(second.notes[0].code, "revision_changed");

    asked.query = "other".to_owned();
    assert!(matches!(library.search(&asked, &now()), Err(SearchError::BadCursor)));
}

#[test]
fn a_question_that_is_to_end_has_no_answer_and_leaves_nothing_behind() {
    let library = one_sentence_each(&["A license was granted.", "The license ended.", "Zinc."]);
    let ended = Stop::after(std::time::Duration::ZERO);
    for query in ["license", "", "licensse", "\"license ended\"", "in:take", "same(license)"] {
        let stopped = ended.within(|| library.search(&request(query), &now()));
        assert!(matches!(stopped, Err(SearchError::Stopped)), "{query}");
    }
    assert!(matches!(ended.within(|| library.stats()), Err(SearchError::Stopped)));
    assert!(matches!(ended.within(|| library.suggest("l", &now())), Err(SearchError::Stopped)));
    let long = Stop::after(std::time::Duration::from_secs(3600));
    let answer = long.within(|| library.search(&request("license"), &now())).unwrap();
    assert_eq!(answer.total, ask(&library, "license").total);
    assert_eq!(answer.total, 2);
}

#[test]
fn parameters_filter_and_their_own_facets_do_not_see_them() {
    let mut made = Made::new();
    let mut articles = Vec::new();
    for (n, source) in ["Wire", "Wire", "Digest"].into_iter().enumerate() {
        let mut one = article(&format!("{n}"), None, &[(Take, &["License."])]);
        one.source = Some(source.to_owned());
        one.tags = vec!["Cloud".to_owned()];
        one.date = Some(jiff::civil::date(2026, n as i8 + 1, 1));
        articles.push(one);
    }
    made.put(&articles);
    let library = made.open();
    let mut asked = SearchRequest { facets: true, ..request("license") };
    asked.fields.push((Field::Source, "wire".to_owned()));
    let response = library.search(&asked, &now()).unwrap();
    assert_eq!(response.total, 2);
    let facets = response.facets.unwrap();
    let shown = |facet: &[precis_query::response::FacetCount]| {
        facet.iter().map(|f| format!("{} {}", f.value, f.count)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(shown(&facets.source), "Wire 2, Digest 1");
    assert_eq!(shown(&facets.tag), "Cloud 2");
    assert_eq!(shown(&facets.month), "2026-02 1, 2026-01 1");
    assert_eq!(shown(&facets.kind), "take 2");

    asked.fields = vec![(Field::Date, "someday".to_owned())];
    let refused = library.search(&asked, &now());
    assert!(matches!(refused, Err(SearchError::BadParameter { parameter: "date", .. })));
}

#[test]
fn statistics_add_up() {
    let mut made = Made::new();
    let mut dated = article("dated", None, &[(Take, &["One."]), (Other, &["Two."])]);
    dated.date = Some(jiff::civil::date(2026, 4, 27));
    made.put(&[dated, article("undated", None, &[(Take, &["Three."])])]);
    let stats = made.open().stats().unwrap();
    assert_eq!((stats.articles, stats.undated, stats.sections), (2, 1, 3));
    assert_eq!(stats.dates, Some(["2026-04-27".to_owned(), "2026-04-27".to_owned()]));
    assert_eq!(stats.headings[0].value, "Other sections");
    assert!(stats.index_bytes > 0);
}
