//! A search as parameters, and back: what an offered search says besides its query.

use crate::language::Field;
use crate::request::{MatchMode, SearchRequest, Sort};
use crate::response::{Instead, Parameter};

/// Lists the parameters of a search, the query, pages and facets left out.
pub(super) fn parameters(request: &SearchRequest) -> Vec<Parameter> {
    // Each field by name: whoever adds one has to say here what becomes of it.
    let SearchRequest {
        query: _,
        match_mode,
        sections,
        fields,
        expand,
        sort,
        limit: _,
        cursor: _,
        facets: _,
        explain: _,
        unfold: _,
    } = request;
    let mut found = Vec::new();
    let mut add = |name: &str, value: &str| {
        found.push(Parameter { name: name.to_owned(), value: value.to_owned() });
    };
    match match_mode {
        MatchMode::Auto => {}
        MatchMode::All => add("match", "all"),
        MatchMode::Any => add("match", "any"),
    }
    for section in sections {
        add("in", section);
    }
    for (field, value) in fields {
        let name = Field::NAMES.iter().find(|(_, known)| known == field);
        add(name.map_or("", |(name, _)| name), value);
    }
    for choice in expand {
        add("expand", choice);
    }
    if let Some(sort) = sort {
        add("sort", sort.as_str());
    }
    found
}

impl Instead {
    /// Returns the search that is offered, to be asked for the total alone until a limit is set.
    #[must_use]
    pub fn request(&self) -> SearchRequest {
        let mut request = SearchRequest { query: self.query.clone(), ..SearchRequest::default() };
        for Parameter { name, value } in &self.parameters {
            match name.as_str() {
                "match" => request.match_mode = MatchMode::from_name(value).unwrap_or_default(),
                "in" => request.sections.push(value.clone()),
                "expand" => request.expand.push(value.clone()),
                "sort" => request.sort = Sort::from_name(value),
                name => {
                    let field = Field::NAMES.iter().find(|(known, _)| *known == name);
                    request.fields.extend(field.map(|(_, field)| (*field, value.clone())));
                }
            }
        }
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_the_same_after_a_round_trip() {
        let request = SearchRequest {
            query: "a -b".to_owned(),
            match_mode: MatchMode::All,
            sections: vec!["take".to_owned(), "crate of the week".to_owned()],
            fields: vec![(Field::Tag, "é#".to_owned()), (Field::Lang, "en".to_owned())],
            expand: vec!["-aws".to_owned()],
            sort: Some(Sort::Oldest),
            ..SearchRequest::default()
        };
        let instead = Instead {
            reason: String::new(),
            message: String::new(),
            query: request.query.clone(),
            parameters: parameters(&request),
            total: 1,
        };
        assert_eq!(instead.request(), request);
    }
}
