//! An article, set for reading.

mod blocks;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use precis_query::SearchRequest;
use precis_query::language::Field;
use precis_query::response::{ArticleResponse, ArticleSection};

use self::blocks::{Block, blocks};
use super::address::Address;
use super::chrome::Chrome;
use super::hits::named;
use super::marked::Marked;
use super::wording::{Day, counted, followable, host, section_name};
use super::{Link, show};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    chrome: Chrome,
    title: Marked,
    date: Option<Day>,
    source: Option<Link>,
    author: Option<Link>,
    original: Option<Link>,
    tags: Vec<Link>,
    language: Option<String>,
    matches: Option<String>,
    sections: Vec<SectionView>,
    path: String,
    extra: Vec<(String, String)>,
    /// Back to the results that led here.
    back: Option<String>,
    json: String,
}

struct SectionView {
    anchor: String,
    href: String,
    name: String,
    /// Whether the article itself has a heading here.
    is_headed: bool,
    matches: Option<String>,
    blocks: Vec<Block>,
}

/// Shows an article; `came_from` is the search whose matches are marked.
pub(crate) fn article_page(
    state: &AppState,
    came_from: &SearchRequest,
    article: &ArticleResponse,
) -> Response {
    let address = Address::of(came_from);
    let matches: usize = article.sections.iter().map(|section| section.highlights.len()).sum();
    let page = ArticlePage {
        chrome: Chrome::new(state, Some(&article.title), came_from),
        title: Marked::new(&article.title, &article.title_highlights),
        date: article.date.as_deref().map(Day::new),
        source: named(Field::Source, article.source.as_deref()),
        author: named(Field::Author, article.author.as_deref()),
        original: article.url.as_deref().and_then(followable).map(|url| Link::new(host(url), url)),
        tags: article.tags.iter().filter_map(|tag| named(Field::Tag, Some(tag))).collect(),
        language: article.language.clone(),
        matches: (matches > 0).then(|| counted(matches as u64, "match", "matches")),
        sections: article.sections.iter().map(section_view).collect(),
        path: article.path.clone(),
        extra: extra(article),
        back: (!address.pairs().is_empty()).then(|| address.results()),
        json: address.article_json(&article.id),
    };
    show(StatusCode::OK, &page)
}

fn section_view(section: &ArticleSection) -> SectionView {
    let matches = section.highlights.len();
    SectionView {
        anchor: section.anchor.clone(),
        href: format!("#{}", section.anchor),
        name: section_name(section.heading.as_deref(), &section.kind),
        is_headed: section.heading.is_some(),
        matches: (matches > 0).then(|| counted(matches as u64, "match", "matches")),
        blocks: blocks(section),
    }
}

/// What the article gives besides, as it was given.
fn extra(article: &ArticleResponse) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = article
        .extra
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => (name.clone(), text.clone()),
            other => (name.clone(), other.to_string()),
        })
        .collect();
    // An address that is no web address is shown, never linked.
    if let Some(url) = article.url.as_deref().filter(|url| followable(url).is_none()) {
        rows.push(("url".to_owned(), url.to_owned()));
    }
    rows
}
