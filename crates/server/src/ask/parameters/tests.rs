use super::*;

fn uri(query: &str) -> Uri {
    format!("/api/v1/search?{query}").parse().unwrap()
}

fn read_strictly(query: &str) -> Result<SearchRequest, Problem> {
    search_request(&uri(query), Strictness::Refuse)
}

fn refusal(query: &str) -> (Code, String) {
    let problem = read_strictly(query).unwrap_err();
    (problem.body().code, problem.body().detail.clone())
}

#[test]
fn every_parameter_has_its_place_in_the_request() {
    let request = read_strictly(
        "q=a%20%22b+c%22&match=any&in=take&in=watch&source=S&tag=t&tag=u&author=A&lang=en\
         &date=2026-04&since=30d&before=2027&expand=-aws&sort=oldest&limit=25&cursor=abc&facets=true\
         &explain=1&unfold=1",
    )
    .unwrap();
    let field = |field, value: &str| (field, value.to_owned());
    assert_eq!(
        request,
        SearchRequest {
            query: "a \"b c\"".to_owned(),
            match_mode: MatchMode::Any,
            sections: vec!["take".to_owned(), "watch".to_owned()],
            fields: vec![
                field(Field::Source, "S"),
                field(Field::Tag, "t"),
                field(Field::Tag, "u"),
                field(Field::Author, "A"),
                field(Field::Lang, "en"),
                field(Field::Date, "2026-04"),
                field(Field::Since, "30d"),
                field(Field::Before, "2027"),
            ],
            expand: vec!["-aws".to_owned()],
            sort: Some(Sort::Oldest),
            limit: 25,
            cursor: Some("abc".to_owned()),
            facets: true,
            explain: true,
            unfold: true,
        }
    );
}

#[test]
fn nothing_and_empty_values_mean_the_defaults() {
    let default = SearchRequest { limit: PAGE_SIZE, ..SearchRequest::default() };
    assert_eq!(read_strictly("").unwrap(), default);
    assert_eq!(read_strictly("q=&source=&sort=&limit=&in=").unwrap(), default);
}

#[test]
fn an_unknown_parameter_is_refused_by_name_and_ignored_on_the_page() {
    let (code, detail) = refusal("q=x&sorce=y");
    assert_eq!(code, Code::UnknownParameter);
    assert_eq!(detail, "There is no parameter `sorce`; did you mean `source`?");
    let (_, detail) = refusal("utm_source=mail");
    assert!(detail.starts_with("There is no parameter `utm_source`. There are: q, match"));
    let on_page = search_request(&uri("q=x&utm_source=mail"), Strictness::Ignore).unwrap();
    assert_eq!(on_page.query, "x");
}

#[test]
fn values_out_of_range_say_what_would_be_right() {
    for (query, part) in [
        ("limit=101", "0 to 100"),
        ("limit=-1", "0 to 100"),
        ("match=some", "`auto`, `all` or `any`"),
        ("sort=date", "`relevance`, `newest`, `oldest` or `arrived`"),
        ("facets=yes", "`true` or `false`"),
        ("explain=yes", "`true` or `false`"),
    ] {
        let (code, detail) = refusal(query);
        assert_eq!(code, Code::BadParameter, "{query}");
        assert!(detail.contains(part), "{detail}");
    }
    assert_eq!(refusal("q=a&q=b").0, Code::RepeatedParameter);
    assert_eq!(refusal("limit=1&limit=2").0, Code::RepeatedParameter);
}

#[test]
fn the_description_lists_the_parameters_that_are_read() {
    let described = |parameters: Vec<utoipa::openapi::path::Parameter>| -> Vec<String> {
        parameters.into_iter().map(|parameter| parameter.name).collect()
    };
    let none = || None;
    let question = described(QuestionParameters::into_params(none));
    let and = |more| [question.clone(), described(more)].concat();
    assert_eq!(and(SearchParameters::into_params(none)), SEARCH_NAMES);
    assert_eq!(and(ArrivalsParameters::into_params(none)), ARRIVALS_NAMES);
    assert_eq!(described(ArticleParameters::into_params(none)), ARTICLE_NAMES);
    assert_eq!(described(RelatedParameters::into_params(none)), ["limit"]);
}

#[test]
fn an_article_is_marked_only_where_something_is_asked() {
    let asked = |query| article_request(&uri(query), Strictness::Refuse);
    assert_eq!(asked("").unwrap(), None);
    assert_eq!(asked("q=+&in=take").unwrap(), None);
    assert_eq!(asked("q=cloud&in=take").unwrap().unwrap().sections, ["take"]);
    assert_eq!(asked("q=cloud&sort=newest").unwrap_err().body().code, Code::UnknownParameter);
    assert!(article_request(&uri("q=cloud&sort=newest"), Strictness::Ignore).unwrap().is_some());
}
