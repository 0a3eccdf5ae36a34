//! What to ask instead where nothing was found: the smallest changes that find something, each with its exact count.

use precis_analysis::typed;
use precis_briefing::Companies;

use super::edits::{Edit, Lifted, Reason, bare_words, edits, is_date, without};
use super::parameters::parameters;
use super::spelling;
use crate::SearchError;
use crate::backend::{EngineError, Snapshot};
use crate::language::{Field, Node, print};
use crate::request::{MatchMode, SearchRequest};
use crate::response::Instead;

/// Most changes that are offered.
const MOST: usize = 5;
/// Most of one reason.
const MOST_OF_A_REASON: usize = 2;
/// Most changes of one reason whose count is looked up.
const MOST_COUNTED: usize = 8;

/// A changed search that has not been counted yet.
struct Change {
    reason: Reason,
    message: String,
    request: SearchRequest,
}

/// Lists the smallest changes of a search that would find something, the best first; `tree` is its query as it was
/// read, and `count` tells how much a search finds.
pub(crate) fn instead(
    snapshot: &Snapshot,
    companies: &Companies,
    request: &SearchRequest,
    tree: &Node,
    count: &dyn Fn(&SearchRequest) -> Result<u64, SearchError>,
) -> Result<Vec<Instead>, SearchError> {
    let mut changes = changes(snapshot, companies, request, tree)?;
    // Stable: within a reason the order is that of the query.
    changes.sort_by_key(|change| change.reason);
    let mut offered: Vec<(Reason, Instead)> = Vec::new();
    let mut asked: Vec<SearchRequest> = vec![request.clone()];
    for group in changes.chunk_by(|a, b| a.reason == b.reason) {
        // Together they are the last resort.
        if offered.len() >= MOST
            || (group[0].reason >= Reason::WithoutFilters && !offered.is_empty())
        {
            break;
        }
        let mut found = Vec::new();
        for change in
            group.iter().filter(|change| !is_everything(&change.request)).take(MOST_COUNTED)
        {
            if asked.contains(&change.request) {
                continue;
            }
            asked.push(change.request.clone());
            let total = count(&change.request)?;
            if total > 0 {
                found.push((change, total));
            }
        }
        found.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
        offered.extend(found.into_iter().take(MOST_OF_A_REASON).map(|(change, total)| {
            let instead = Instead {
                reason: change.reason.as_str().to_owned(),
                message: change.message.clone(),
                query: change.request.query.clone(),
                parameters: parameters(&change.request),
                total,
            };
            (change.reason, instead)
        }));
    }
    offered.truncate(MOST);
    Ok(offered.into_iter().map(|(_, instead)| instead).collect())
}

fn changes(
    snapshot: &Snapshot,
    companies: &Companies,
    request: &SearchRequest,
    tree: &Node,
) -> Result<Vec<Change>, EngineError> {
    let base = SearchRequest { query: print(tree), ..bare(request) };
    let queried = |tree: Option<Node>, base: &SearchRequest| SearchRequest {
        query: tree.as_ref().map_or_else(String::new, print),
        ..base.clone()
    };
    let speller = |text: &str| respelled(snapshot, companies, text);
    let mut changes: Vec<Change> = Vec::new();
    let mut add = |reason, message: String, request| {
        changes.push(Change { reason, message, request });
    };
    for Edit { reason, message, tree } in edits(tree, &speller)? {
        // Without its last word a search is about nothing that was asked.
        let has_words = tree.as_ref().is_some_and(|tree| !bare_words(tree).is_empty());
        if reason == Reason::WithoutWord && !has_words {
            continue;
        }
        add(reason, message, queried(tree, &base));
    }

    if !request.sections.is_empty() {
        let sections = Vec::new();
        add(
            Reason::AnySection,
            "in any section".to_owned(),
            SearchRequest { sections, ..base.clone() },
        );
    }
    let dateless = SearchRequest {
        fields: fields_without(request, is_date),
        ..queried(without(tree, Lifted::Dates), &base)
    };
    add(Reason::AnyDate, "published at any time".to_owned(), dateless);
    let mut seen = Vec::new();
    for (field, value) in &request.fields {
        if seen.contains(field) || is_date(*field) || *field == Field::Sort {
            continue;
        }
        seen.push(*field);
        let fields = fields_without(request, |other| other == *field);
        let name = Field::NAMES.iter().find(|(_, f)| f == field).map_or("", |(name, _)| name);
        let message = format!("without {name} {value}");
        add(Reason::WithoutFilter, message, SearchRequest { fields, ..base.clone() });
    }

    let any = |request: SearchRequest| SearchRequest { match_mode: MatchMode::Any, ..request };
    add(Reason::AnyWord, "with any of the words".to_owned(), any(base.clone()));
    let unfiltered = SearchRequest {
        sections: Vec::new(),
        fields: fields_without(request, |field| field != Field::Sort),
        ..queried(without(tree, Lifted::Filters), &base)
    };
    let words = SearchRequest { query: bare_words(tree), ..unfiltered.clone() };
    add(Reason::WithoutFilters, "without any filter".to_owned(), unfiltered);
    add(Reason::AnyWordAnywhere, "with any of the words, anywhere".to_owned(), any(words));
    Ok(changes)
}

/// The search itself, without what speaks of pages.
fn bare(request: &SearchRequest) -> SearchRequest {
    SearchRequest { cursor: None, facets: false, limit: 0, ..request.clone() }
}

fn fields_without(request: &SearchRequest, is_out: impl Fn(Field) -> bool) -> Vec<(Field, String)> {
    request.fields.iter().filter(|(field, _)| !is_out(*field)).cloned().collect()
}

/// Tells whether a search asks for all articles.
fn is_everything(request: &SearchRequest) -> bool {
    request.query.trim().is_empty() && request.sections.is_empty() && request.fields.is_empty()
}

/// Corrects the words of a text that no article has; none if there are none to correct.
fn respelled(
    snapshot: &Snapshot,
    companies: &Companies,
    text: &str,
) -> Result<Option<(String, String)>, EngineError> {
    let mut respelled = text.to_owned();
    let mut words = Vec::new();
    for typed in typed(text).into_iter().rev() {
        if let Some(to) = spelling::correction(snapshot, companies, &typed)? {
            respelled.replace_range(typed.span, &to);
            words.insert(0, to);
        }
    }
    Ok((!words.is_empty()).then(|| (format!("with “{}”", words.join(" ")), respelled)))
}
