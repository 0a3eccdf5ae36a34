//! An article, set for reading.

mod blocks;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use precis_query::SearchRequest;
use precis_query::language::Field;
use precis_query::response::{ArticleResponse, ArticleSection, Hit};

use self::blocks::{Block, blocks};
use super::address::Address;
use super::chrome::Chrome;
use super::hits::named;
use super::marked::Marked;
use super::related::{RelatedView, related_view};
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
    /// Companies and amounts mentioned, each a link to all articles that mention it.
    mentions: Vec<Link>,
    citation: String,
    language: Option<String>,
    matches: Option<String>,
    sections: Vec<SectionView>,
    related: Vec<RelatedView>,
    path: String,
    /// The file itself, where the article has one to itself.
    raw_file: Option<String>,
    extra: Vec<(String, String)>,
    /// Back to the results that led here.
    back: Option<String>,
    json: String,
}

/// Amounts listed of an article.
const AMOUNTS: usize = 12;
/// Characters of the description that other sites show.
const ABOUT: usize = 200;

struct SectionView {
    anchor: String,
    href: String,
    name: String,
    /// Whether the article itself has a heading here.
    is_headed: bool,
    matches: Option<String>,
    blocks: Vec<Block>,
}

/// Shows an article; `came_from` is the search whose matches are marked, `origin` goes before addresses that have to
/// be whole.
pub(crate) fn article_page(
    state: &AppState,
    origin: &str,
    came_from: &SearchRequest,
    article: &ArticleResponse,
    related: &[Hit],
) -> Response {
    let address = Address::below(state.base(), came_from);
    let place = address.to(&SearchRequest::default()).article(&article.id, None);
    let mut chrome = Chrome::new(state, Some(&article.title), came_from);
    chrome.about = Some(about(article));
    chrome.canonical = state.public().map(|public| format!("{}{place}", public.origin));
    let matches: usize = article.sections.iter().map(|section| section.highlights.len()).sum();
    let page = ArticlePage {
        chrome,
        title: Marked::new(&article.title, &article.title_highlights),
        date: article.date.as_deref().map(Day::new),
        source: named(Field::Source, article.source.as_deref(), &address),
        author: named(Field::Author, article.author.as_deref(), &address),
        original: article.url.as_deref().and_then(followable).map(|url| Link::new(host(url), url)),
        tags: article
            .tags
            .iter()
            .filter_map(|tag| named(Field::Tag, Some(tag), &address))
            .collect(),
        mentions: mentions(article, &address),
        citation: citation(article, &format!("{origin}{place}")),
        language: article.language.clone(),
        matches: (matches > 0).then(|| counted(matches as u64, "match", "matches")),
        sections: article.sections.iter().map(section_view).collect(),
        related: related.iter().map(|hit| related_view(hit, &address)).collect(),
        path: article.path.clone(),
        raw_file: (article.place.is_none() && state.files().is_some())
            .then(|| address.raw_file(&article.id)),
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

fn mentions(article: &ArticleResponse, address: &Address) -> Vec<Link> {
    let companies = article.companies.iter().map(|name| (Field::Company, name));
    let amounts = article.amounts.iter().take(AMOUNTS).map(|amount| (Field::Amount, amount));
    let named = |(field, value): (Field, &String)| named(field, Some(value), address);
    companies.chain(amounts).filter_map(named).collect()
}

/// Author, title, source, day and place, as a text to quote. The original's address goes before ours.
fn citation(article: &ArticleResponse, place: &str) -> String {
    let original = article.url.as_deref().and_then(followable);
    let title = article.title.trim_end_matches('.');
    let day = article.date.as_deref().map(|date| Day::new(date).text);
    let from: Vec<String> = article.source.clone().into_iter().chain(day).collect();
    let from = Some(from.join(", ")).filter(|from| !from.is_empty());
    let parts = [article.author.clone(), Some(format!("“{title}”")), from];
    let said: String = parts.into_iter().flatten().map(|part| format!("{part}. ")).collect();
    format!("{said}{}", original.unwrap_or(place))
}

/// The first words of the article.
fn about(article: &ArticleResponse) -> String {
    let sections = article.sections.iter();
    let text = sections.map(|section| section.text.as_str()).find(|text| !text.trim().is_empty());
    let words = text.unwrap_or(&article.title).split_whitespace();
    let mut about = String::new();
    for word in words {
        if about.chars().count() + word.chars().count() >= ABOUT {
            about.push('…');
            break;
        }
        if !about.is_empty() {
            about.push(' ');
        }
        about.push_str(word);
    }
    about
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

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> ArticleResponse {
        let mut whole = serde_json::json!({
            "version": 1, "id": "a", "title": "Chips sold out.", "title_highlights": [],
            "title_from": "given", "date": null, "date_from": null, "path": "a.txt", "place": null,
            "source": null, "source_from": null, "author": null, "url": null, "tags": [],
            "language": null, "companies": [], "amounts": [], "extra": {}, "sections": [], "epoch": "e", "revision": 1
        });
        let given: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
        whole.as_object_mut().unwrap().extend(given);
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn a_citation_has_what_is_known_and_a_place() {
        let bare = citation(&article("{}"), "https://b.example/articles/a");
        assert_eq!(bare, "“Chips sold out”. https://b.example/articles/a");
        let full = r#"{"author": "R. Doe", "source": "Wire", "date": "2026-03-02", "url": "https://w.example/1"}"#;
        assert_eq!(
            citation(&article(full), "x"),
            "R. Doe. “Chips sold out”. Wire, 2 March 2026. https://w.example/1"
        );
        let odd = citation(&article(r#"{"url": "javascript:alert(1)"}"#), "/articles/a");
        assert!(odd.ends_with(" /articles/a"), "{odd}");
    }

    #[test]
    fn what_an_article_is_about_is_cut_at_a_word() {
        assert_eq!(about(&article("{}")), "Chips sold out.");
        let long = "many words ".repeat(50);
        let section = format!(
            r#"{{"sections": [{{"kind": "lead", "heading": null, "anchor": "lead", "ordinal": 1,
                "text": "{long}", "highlights": [], "units": []}}]}}"#
        );
        let about = about(&article(&section));
        assert!(about.ends_with("words…") || about.ends_with("many…"), "{about}");
        assert!(about.chars().count() <= ABOUT + 1);
    }
}
