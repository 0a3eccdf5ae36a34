//! An article related to the one that is shown.

use precis_query::SearchRequest;
use precis_query::response::Hit;

use super::Link;
use super::address::Address;
use super::wording::Day;

/// Words and companies named that a related article shares.
const MOST_SHARED: usize = 6;

/// A related article.
pub(super) struct RelatedView {
    pub(super) link: Link,
    pub(super) date: Option<Day>,
    /// What it has in common with the article.
    pub(super) shared: String,
}

pub(super) fn related_view(hit: &Hit, address: &Address) -> RelatedView {
    let shared = hit.shared.as_ref();
    let names = shared.map(|shared| shared.companies.iter().chain(&shared.words));
    // No result of the search that led here, so nothing of that is marked there.
    let nothing_asked = address.to(&SearchRequest::default());
    RelatedView {
        link: Link::new(&hit.title, nothing_asked.article(&hit.id, None)),
        date: hit.date.as_deref().map(Day::new),
        shared: first_of(names.into_iter().flatten().map(String::as_str)),
    }
}

/// The first few of some names, each once whatever its case.
fn first_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for name in names {
        if shown.len() < MOST_SHARED && !shown.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            shown.push(name);
        }
    }
    shown.join(", ")
}
