//! Addresses of the page: a search as a link, and links to what differs from it by one filter.

use std::fmt::Write;

use precis_query::language::Field;
use precis_query::{MatchMode, SearchRequest};

use crate::ask::parameter_of;
use crate::encode::{in_path, in_query};

/// A search as parameters of an address, in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The path below which everything is, without a slash at its end; empty at the root.
    base: String,
    pairs: Vec<(&'static str, String)>,
}

impl Address {
    /// The address at the root.
    #[cfg(test)]
    pub(super) fn of(request: &SearchRequest) -> Self {
        Self::below("", request)
    }

    /// The address below a path.
    pub(super) fn below(base: &str, request: &SearchRequest) -> Self {
        let mut pairs = Vec::new();
        if !request.query.is_empty() {
            pairs.push(("q", request.query.clone()));
        }
        match request.match_mode {
            MatchMode::Auto => {}
            MatchMode::All => pairs.push(("match", "all".to_owned())),
            MatchMode::Any => pairs.push(("match", "any".to_owned())),
        }
        pairs.extend(request.sections.iter().map(|section| ("in", section.clone())));
        let fields = request.fields.iter();
        pairs.extend(
            fields.filter_map(|(field, value)| Some((parameter_of(*field)?, value.clone()))),
        );
        pairs.extend(request.expand.iter().map(|choice| ("expand", choice.clone())));
        if let Some(sort) = request.sort {
            pairs.push(("sort", sort.as_str().to_owned()));
        }
        if request.unfold {
            pairs.push(("unfold", "true".to_owned()));
        }
        if let Some(cursor) = &request.cursor {
            pairs.push(("cursor", cursor.clone()));
        }
        Self { base: base.to_owned(), pairs }
    }

    /// The address of another search of the same site.
    pub(super) fn to(&self, request: &SearchRequest) -> Self {
        Self::below(&self.base, request)
    }

    /// The parameters as names and values.
    pub(super) fn pairs(&self) -> &[(&'static str, String)] {
        &self.pairs
    }

    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(n, v)| *n == name && v == value)
    }

    /// With one more value; back on the first page.
    pub(super) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut changed = self.without_any("cursor");
        changed.pairs.push((name, value.to_owned()));
        changed
    }

    /// With this as the only value of its name; back on the first page.
    pub(super) fn only(&self, name: &'static str, value: &str) -> Self {
        self.without_any(name).with(name, value)
    }

    /// Without a value; back on the first page.
    pub(super) fn without(&self, name: &str, value: &str) -> Self {
        let mut changed = self.without_any("cursor");
        changed.pairs.retain(|(n, v)| *n != name || v != value);
        changed
    }

    /// Without any value of a name.
    pub(super) fn without_any(&self, name: &str) -> Self {
        let pairs = self.pairs.iter().filter(|(n, _)| *n != name).cloned().collect();
        Self { base: self.base.clone(), pairs }
    }

    /// The list of results.
    pub(super) fn results(&self) -> String {
        format!("{}/{}", self.base, self.query())
    }

    /// An article, at a section where one is given. The search goes along, for marks and for the way back.
    pub(super) fn article(&self, id: &str, anchor: Option<&str>) -> String {
        let mut href = format!("{}/articles/{}{}", self.base, in_path(id), self.query());
        if let Some(anchor) = anchor {
            let _ = write!(href, "#{}", in_path(anchor));
        }
        href
    }

    /// The search for everything with one value of a field.
    pub(super) fn everything_with(&self, field: Field, value: &str) -> String {
        let fields = vec![(field, value.to_owned())];
        self.to(&SearchRequest { fields, ..SearchRequest::default() }).results()
    }

    /// The file that an article was read from.
    pub(super) fn raw_file(&self, id: &str) -> String {
        format!("{}/raw/{}", self.base, in_path(id))
    }

    /// The same article for programs.
    pub(super) fn article_json(&self, id: &str) -> String {
        let mut asked = self.clone();
        asked.pairs.retain(|(name, _)| matches!(*name, "q" | "match" | "in"));
        format!("{}/api/v1/articles/{}{}", self.base, in_path(id), asked.query())
    }

    /// The newest of the same results as a feed.
    pub(super) fn feed(&self) -> String {
        format!("{}/feed.atom{}", self.base, self.without_any("sort").without_any("cursor").query())
    }

    /// The same results for programs.
    pub(super) fn results_json(&self) -> String {
        format!("{}/api/v1/search{}", self.base, self.with("facets", "true").query())
    }

    /// What arrives from a revision on and is found by the same search.
    pub(super) fn arrivals(&self, revision: u64) -> String {
        let mut asked = self.only("after_rev", &revision.to_string());
        asked.pairs.retain(|(name, _)| !matches!(*name, "sort" | "unfold"));
        format!("/api/v1/arrivals{}", asked.query())
    }

    fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in &self.pairs {
            query.push(if query.is_empty() { '?' } else { '&' });
            let _ = write!(query, "{name}={}", in_query(value));
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Uri;
    use precis_query::Sort;

    use super::*;
    use crate::ask::{Strictness, search_request};

    fn search() -> SearchRequest {
        SearchRequest {
            query: "a \"b+c\" & 50% <x>".to_owned(),
            match_mode: MatchMode::Any,
            sections: vec!["take".to_owned()],
            fields: vec![(Field::Tag, "é#?".to_owned()), (Field::Tag, "b".to_owned())],
            expand: vec!["-aws".to_owned()],
            sort: Some(Sort::Oldest),
            limit: 10,
            cursor: Some("c/==".to_owned()),
            facets: false,
            explain: false,
            unfold: true,
        }
    }

    #[test]
    fn a_link_leads_back_to_the_very_search() {
        let uri: Uri = Address::of(&search()).results().parse().unwrap();
        assert_eq!(search_request(&uri, Strictness::Refuse).unwrap(), search());
    }

    #[test]
    fn changing_a_filter_goes_back_to_the_first_page() {
        let address = Address::of(&search());
        for changed in [
            address.with("source", "s"),
            address.without("tag", "b"),
            address.only("sort", "newest"),
        ] {
            assert!(!changed.results().contains("cursor"), "{changed:?}");
        }
        assert!(!address.without("tag", "b").has("tag", "b"));
        assert!(address.without("tag", "b").has("tag", "é#?"));
        let sorts = address.only("sort", "newest");
        assert_eq!(sorts.pairs().iter().filter(|(name, _)| *name == "sort").count(), 1);
    }

    #[test]
    fn an_article_keeps_the_slashes_of_its_id_and_nothing_else() {
        let address =
            Address::of(&SearchRequest { query: "x".into(), ..search() }).without_any("in");
        let href = address.article("2026/what? #1 \"<é>", Some("take-2"));
        assert!(href.starts_with("/articles/2026/what%3F%20%231%20%22%3C%C3%A9%3E?q=x&"), "{href}");
        assert!(href.ends_with("#take-2"), "{href}");
        assert_eq!(address.article_json("a"), "/api/v1/articles/a?q=x&match=any");
        let followed =
            "/api/v1/arrivals?q=x&match=any&tag=%C3%A9%23%3F&tag=b&expand=-aws&after_rev=57";
        assert_eq!(address.arrivals(57), followed);
    }

    #[test]
    fn everything_is_below_the_path_of_the_site() {
        let address = Address::below("/b", &SearchRequest { query: "x".into(), ..search() });
        let with_author = address.everything_with(Field::Author, "R. Doe");
        let links = [address.results(), address.article("a", None), address.raw_file("a")];
        let others = [address.article_json("a"), address.feed(), address.results_json()];
        let changed = address.only("sort", "newest").results();
        for link in links.iter().chain(&others).chain([&with_author, &changed]) {
            assert!(link.starts_with("/b/"), "{link}");
        }
    }
}
