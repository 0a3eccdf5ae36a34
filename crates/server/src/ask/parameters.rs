//! Parameters of an address, and the one place where they become a [`SearchRequest`].

use axum::extract::Query;
use axum::http::Uri;
use precis_query::language::Field;
use precis_query::{MatchMode, SearchRequest, Sort};
use utoipa::IntoParams;

use super::near_miss::near_miss;
use crate::problem::{Code, Problem};

/// Results on a page where nothing else is asked for.
pub(crate) const PAGE_SIZE: usize = 10;

/// Most results on a page.
const PAGE_SIZE_MAX: usize = 100;

/// What becomes of a parameter that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// It is refused: a program that misspells a filter must not get an unfiltered answer.
    Refuse,
    /// It is ignored: mail tools and trackers add theirs to links.
    Ignore,
}

/// What is searched, as the API's description lists it. Parameters that may be repeated mean either.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct QuestionParameters {
    /// What is searched, in the query language. Nothing means all articles.
    q: Option<String>,
    /// What happens to words side by side: `auto` (all words, or the best part of them where too few articles have
    /// all), `all`, `any`. Default: `auto`.
    r#match: Option<String>,
    /// Kind, group or heading of a section that the matches have to stand in.
    r#in: Option<Vec<String>>,
    /// Company mentioned, by any of its names or its ticker.
    company: Option<Vec<String>>,
    /// Publisher or newsletter.
    source: Option<Vec<String>>,
    /// Tag.
    tag: Option<Vec<String>>,
    /// Author.
    author: Option<Vec<String>>,
    /// Language tag, as given in the article.
    lang: Option<Vec<String>>,
    /// An amount of money that is mentioned: `7.5B`, `1B..`, `USD5B..50B`, `<500m`. Any currency unless one is given.
    amount: Option<Vec<String>>,
    /// A percentage that is mentioned: `27`, `20..`, `5..10`.
    percent: Option<Vec<String>>,
    /// Published on, in or between: `2026-04-27`, `2026-04`, `2026-04-01..2026-06-30`, `last quarter`.
    date: Option<Vec<String>>,
    /// Published on or after: a date, or a span back from today (`30d`).
    since: Option<Vec<String>>,
    /// Published before: a date, or a span back from today.
    before: Option<Vec<String>>,
    /// Which words do not find other names and synonyms as well: `none` for all words, `-NAME` for one. Default: `all`.
    expand: Option<Vec<String>>,
}

/// What else a search takes: what is shown of its answer.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct SearchParameters {
    /// Arrived after this revision, whenever it was published.
    after_rev: Option<Vec<u64>>,
    /// Order: `relevance`, `newest`, `oldest`, `arrived` (last arrived first). Default: `relevance`, and `newest` for an empty query.
    sort: Option<String>,
    /// Results on a page, 0 to 100. Default: 10. 0 gives the total alone.
    limit: Option<u32>,
    /// The value of `next` in the answer before, for the next page.
    cursor: Option<String>,
    /// Whether to count facets: `true` or `false`. Default: `false`.
    facets: Option<bool>,
    /// Whether to say of each result what its score is made of: `true` or `false`. Default: `false`.
    explain: Option<bool>,
    /// Whether near-duplicates are results of their own instead of being folded into one: `true` or `false`.
    /// Default: `false`.
    unfold: Option<bool>,
}

/// What else a stream of arrivals takes.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct ArrivalsParameters {
    /// Revision after which the stream begins, where no `Last-Event-ID` is sent. Default: the one there is.
    after_rev: Option<u64>,
}

/// Parameters of related articles, as the API's description lists them.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct RelatedParameters {
    /// Related articles at most, 0 to 100. Default: 10. 0 gives the total alone.
    limit: Option<u32>,
}

/// Parameters of an article, as the API's description lists them.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct ArticleParameters {
    /// A query whose matches are marked in the answer.
    q: Option<String>,
    /// What happens to words side by side, as in a search.
    r#match: Option<String>,
    /// Sections in which matches are marked, as in a search.
    r#in: Option<Vec<String>>,
}

/// Parameters of suggestions, as the API's description lists them.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the API only")]
pub(crate) struct SuggestParameters {
    /// What has been typed so far. Nothing means the newest titles.
    q: Option<String>,
}

const SEARCH_NAMES: &[&str] = &[
    "q",
    "match",
    "in",
    "company",
    "source",
    "tag",
    "author",
    "lang",
    "amount",
    "percent",
    "date",
    "since",
    "before",
    "expand",
    "after_rev",
    "sort",
    "limit",
    "cursor",
    "facets",
    "explain",
    "unfold",
];

/// What is searched, and after which revision: the first of them.
const ARRIVALS_NAMES: &[&str] = SEARCH_NAMES.split_at(15).0;

const ARTICLE_NAMES: &[&str] = &["q", "match", "in"];

const FIELDS: &[(&str, Field)] = &[
    ("company", Field::Company),
    ("source", Field::Source),
    ("tag", Field::Tag),
    ("author", Field::Author),
    ("lang", Field::Lang),
    ("amount", Field::Amount),
    ("percent", Field::Percent),
    ("date", Field::Date),
    ("since", Field::Since),
    ("before", Field::Before),
    ("after_rev", Field::AfterRev),
];

/// Returns the parameter that sets a field, if there is one.
pub(crate) fn parameter_of(field: Field) -> Option<&'static str> {
    FIELDS.iter().find(|(_, each)| *each == field).map(|(name, _)| *name)
}

/// Reads the parameters of a search. Fails at the first that cannot be used.
pub(crate) fn search_request(uri: &Uri, strictness: Strictness) -> Result<SearchRequest, Problem> {
    read(uri, SEARCH_NAMES, strictness)
}

/// Reads the parameters of a stream of arrivals: a search, and the revision after which it begins, if one is given.
pub(crate) fn arrivals_request(uri: &Uri) -> Result<(SearchRequest, Option<u64>), Problem> {
    let mut request = read(uri, ARRIVALS_NAMES, Strictness::Refuse)?;
    let is_start = |(field, _): &(Field, String)| *field == Field::AfterRev;
    let (starts, fields) = request.fields.into_iter().partition(is_start);
    request.fields = fields;
    let starts: Vec<(Field, String)> = starts;
    let starts = starts.iter().map(|(_, value)| {
        value.parse().map_err(|_| bad("after_rev", value, "the revision of an answer"))
    });
    let starts = starts.collect::<Result<Vec<u64>, Problem>>()?;
    // As in a search, either of several.
    Ok((request, starts.into_iter().min()))
}

/// Reads the parameters of an article: the query whose matches are marked, none if none is asked.
pub(crate) fn article_request(
    uri: &Uri,
    strictness: Strictness,
) -> Result<Option<SearchRequest>, Problem> {
    // The page's links carry the whole search along, so that there is a way back to it.
    let names = match strictness {
        Strictness::Refuse => ARTICLE_NAMES,
        Strictness::Ignore => SEARCH_NAMES,
    };
    let request = read(uri, names, strictness)?;
    Ok((!request.query.trim().is_empty()).then_some(request))
}

/// Reads the parameter of suggestions: what has been typed so far.
pub(crate) fn suggest_request(uri: &Uri) -> Result<String, Problem> {
    Ok(read(uri, &["q"], Strictness::Refuse)?.query)
}

/// Reads the parameter of related articles: how many.
pub(crate) fn related_request(uri: &Uri) -> Result<usize, Problem> {
    Ok(read(uri, &["limit"], Strictness::Refuse)?.limit)
}

/// Reads parameters that are `true` or `false`, by their names and what they are where they are not given.
pub(crate) fn switches<const N: usize>(
    uri: &Uri,
    known: [(&'static str, bool); N],
) -> Result<[bool; N], Problem> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Problem::new(Code::BadParameter, "The parameters cannot be read."))?;
    let names = known.map(|(name, _)| name);
    let mut values = known.map(|(_, usual)| usual);
    for (name, value) in pairs {
        let Some(index) = names.iter().position(|known| *known == name) else {
            return Err(unknown(&name, &names));
        };
        if !value.is_empty() {
            values[index] = yes_or_no(names[index], &value)?;
        }
    }
    Ok(values)
}

/// Refuses every parameter, for routes that take none.
pub(crate) fn refuse_parameters(uri: &Uri) -> Result<(), Problem> {
    read(uri, &[], Strictness::Refuse).map(|_| ())
}

fn read(
    uri: &Uri,
    names: &'static [&'static str],
    strictness: Strictness,
) -> Result<SearchRequest, Problem> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Problem::new(Code::BadParameter, "The parameters cannot be read."))?;
    let mut request = SearchRequest { limit: PAGE_SIZE, ..SearchRequest::default() };
    let mut seen: Vec<&'static str> = Vec::new();
    for (name, value) in pairs {
        let Some(name) = names.iter().copied().find(|known| *known == name) else {
            match strictness {
                Strictness::Refuse => return Err(unknown(&name, names)),
                Strictness::Ignore => continue,
            }
        };
        // Forms send their empty boxes along.
        if value.is_empty() {
            continue;
        }
        let is_field = FIELDS.iter().any(|(field, _)| *field == name);
        if !is_field && !matches!(name, "in" | "expand") && seen.contains(&name) {
            let detail = format!("`{name}` takes one value and was given twice.");
            return Err(Problem::new(Code::RepeatedParameter, detail).parameter(name));
        }
        seen.push(name);
        set(&mut request, name, value)?;
    }
    Ok(request)
}

fn set(request: &mut SearchRequest, name: &'static str, value: String) -> Result<(), Problem> {
    if let Some((_, field)) = FIELDS.iter().find(|(field, _)| *field == name) {
        let pair = (*field, value);
        if !request.fields.contains(&pair) {
            request.fields.push(pair);
        }
        return Ok(());
    }
    match name {
        "q" => request.query = value,
        "match" => {
            request.match_mode = MatchMode::from_name(&value)
                .ok_or_else(|| bad(name, &value, "`auto`, `all` or `any`"))?;
        }
        "in" if request.sections.contains(&value) => {}
        "in" => request.sections.push(value),
        "expand" => {
            if !matches!(value.as_str(), "all" | "none") && !value.starts_with('-') {
                return Err(bad(name, &value, "`all`, `none` or `-NAME`"));
            }
            request.expand.push(value);
        }
        "sort" => {
            let sort = Sort::from_name(&value)
                .ok_or_else(|| bad(name, &value, "`relevance`, `newest`, `oldest` or `arrived`"))?;
            request.sort = Some(sort);
        }
        "limit" => {
            request.limit = value
                .parse()
                .ok()
                .filter(|limit| *limit <= PAGE_SIZE_MAX)
                .ok_or_else(|| bad(name, &value, "a whole number from 0 to 100"))?;
        }
        "cursor" => request.cursor = Some(value),
        "facets" => request.facets = yes_or_no(name, &value)?,
        "unfold" => request.unfold = yes_or_no(name, &value)?,
        "explain" => request.explain = yes_or_no(name, &value)?,
        _ => {}
    }
    Ok(())
}

fn yes_or_no(name: &'static str, value: &str) -> Result<bool, Problem> {
    match value {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(bad(name, value, "`true` or `false`")),
    }
}

fn bad(name: &'static str, value: &str, wanted: &str) -> Problem {
    let shown: String = value.chars().take(60).collect();
    let detail = format!("`{name}` cannot be `{shown}`: it takes {wanted}.");
    Problem::new(Code::BadParameter, detail).parameter(name)
}

fn unknown(name: &str, names: &[&'static str]) -> Problem {
    let shown: String = name.chars().take(60).collect();
    let meant = near_miss(name, names);
    let detail = match meant {
        Some(meant) => format!("There is no parameter `{shown}`; did you mean `{meant}`?"),
        None if names.is_empty() => "This route takes no parameters.".to_owned(),
        None => format!("There is no parameter `{shown}`. There are: {}.", names.join(", ")),
    };
    let problem = Problem::new(Code::UnknownParameter, detail).parameter(shown);
    problem.did_you_mean(meant.map(str::to_owned))
}

#[cfg(test)]
mod tests;
