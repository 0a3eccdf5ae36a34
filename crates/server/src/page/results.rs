//! The list of results.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use precis_query::SearchRequest;
use precis_query::language::Field;
use precis_query::response::{Explanation, Hit, SearchResponse};

use super::address::{Address, everything_with};
use super::chrome::Chrome;
use super::facets::{Facet, facets};
use super::filters::{Filter, Order, filters, orders};
use super::marked::Marked;
use super::suggestions::suggestions;
use super::wording::{Day, counted, section_name, sentence, took};
use super::{Link, show};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "results.html")]
struct Results {
    chrome: Chrome,
    state: Outcome,
    /// How many, and how fast.
    summary: String,
    read_as: String,
    notes: Vec<NoteView>,
    filters: Vec<Filter>,
    orders: Vec<Order>,
    hits: Vec<HitView>,
    facets: Vec<Facet>,
    suggestions: Vec<Link>,
    first_page: Option<String>,
    next_page: Option<String>,
    json: String,
}

/// What kind of list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Found,
    /// Nothing was asked: the newest articles.
    Newest,
    NothingFound,
    EmptyLibrary,
}

struct NoteView {
    code: String,
    text: String,
    /// Where the note leads.
    link: Option<Link>,
}

struct HitView {
    title: Marked,
    href: String,
    date: Option<Day>,
    source: Option<Link>,
    author: Option<Link>,
    tags: Vec<Link>,
    sections: Vec<SectionView>,
    /// Matches beyond those shown.
    more: Option<Link>,
    missing: Vec<String>,
    duplicates: Vec<Link>,
    /// What the score is made of, and what puts it below the one before: a line each.
    why: Vec<String>,
}

struct SectionView {
    kind: String,
    link: Link,
    snippets: Vec<Marked>,
}

/// Shows the answer to a search.
pub(crate) fn results_page(
    state: &AppState,
    request: &SearchRequest,
    found: &SearchResponse,
) -> Response {
    let address = Address::of(request);
    let filters = filters(&address);
    let asks_nothing = request.query.trim().is_empty() && filters.is_empty();
    let outcome = match (found.total, asks_nothing) {
        (0, true) => Outcome::EmptyLibrary,
        (0, false) => Outcome::NothingFound,
        (_, true) => Outcome::Newest,
        (_, false) => Outcome::Found,
    };
    let typed = Some(request.query.trim()).filter(|query| !query.is_empty());
    let mut chrome = Chrome::new(state, typed, request);
    chrome.is_front = asks_nothing && request.cursor.is_none();
    let page = Results {
        summary: format!(
            "{} · {}",
            counted(found.total, "article", "articles"),
            took(found.took_us)
        ),
        read_as: if typed.is_some() { found.read_as.clone() } else { String::new() },
        notes: found
            .notes
            .iter()
            .map(|note| NoteView {
                code: note.code.clone(),
                text: sentence(&note.message),
                link: (note.code == "rest")
                    .then(|| Link::new("Show them too", address.only("match", "any").results())),
            })
            .collect(),
        orders: orders(request, &address),
        hits: found.results.iter().map(|hit| hit_view(hit, &address)).collect(),
        facets: found.facets.as_ref().map(|counts| facets(counts, &address)).unwrap_or_default(),
        suggestions: suggestions(&found.instead),
        first_page: request.cursor.is_some().then(|| address.without_any("cursor").results()),
        next_page: found.next.as_ref().map(|next| address.only("cursor", next).results()),
        json: address.results_json(),
        chrome,
        state: outcome,
        filters,
    };
    show(StatusCode::OK, &page)
}

fn hit_view(hit: &Hit, address: &Address) -> HitView {
    let best = hit.sections.first().map(|section| section.anchor.as_str());
    let shown: usize = hit
        .sections
        .iter()
        .flat_map(|section| &section.snippets)
        .map(|snippet| snippet.highlights.len())
        .sum();
    let more = hit.matches.saturating_sub(shown as u64);
    HitView {
        title: Marked::new(&hit.title, &hit.title_highlights),
        href: address.article(&hit.id, best),
        date: hit.date.as_deref().map(Day::new),
        source: named(Field::Source, hit.source.as_deref()),
        author: named(Field::Author, hit.author.as_deref()),
        tags: hit.tags.iter().filter_map(|tag| named(Field::Tag, Some(tag))).collect(),
        sections: hit
            .sections
            .iter()
            .map(|section| SectionView {
                kind: section.kind.clone(),
                link: Link::new(
                    section_name(section.heading.as_deref(), &section.kind),
                    address.article(&hit.id, Some(&section.anchor)),
                ),
                snippets: section
                    .snippets
                    .iter()
                    .map(|snippet| Marked::new(&snippet.text, &snippet.highlights))
                    .filter(|snippet| !snippet.is_blank())
                    .collect(),
            })
            .collect(),
        more: (more > 0 && !hit.sections.is_empty()).then(|| {
            Link::new(counted(more, "more match", "more matches"), address.article(&hit.id, None))
        }),
        missing: hit.missing.clone(),
        duplicates: hit
            .duplicates
            .iter()
            .map(|id| Link::new(id, address.article(id, None)))
            .collect(),
        why: hit.explanation.as_ref().map(why).unwrap_or_default(),
    }
}

/// Why a result stands where it does; nothing where the order speaks for itself.
fn why(explanation: &Explanation) -> Vec<String> {
    if explanation.parts.is_empty() {
        return Vec::new();
    }
    let below = explanation.below.as_ref().map(|below| sentence(&below.message));
    std::iter::once(sentence(&explanation.message)).chain(below).collect()
}

/// A value as a link to everything that has it.
pub(super) fn named(field: Field, value: Option<&str>) -> Option<Link> {
    value.map(|value| Link::new(value, everything_with(field, value)))
}
