//! Counts by value, each a link that narrows the search to it.

use precis_query::response::{FacetCount, Facets};

use super::Link;
use super::address::Address;
use super::wording::{amounts, grouped, kind_name};

/// Values shown at once; the rest unfolds.
const SHOWN: usize = 7;

/// One facet with its values.
#[derive(Debug)]
pub(super) struct Facet {
    pub(super) name: &'static str,
    pub(super) shown: Vec<Value>,
    /// Further values, which unfold.
    pub(super) folded: Vec<Value>,
}

/// A value to narrow by.
#[derive(Debug)]
pub(super) struct Value {
    /// The search with it, or without it where it is in force.
    pub(super) link: Link,
    pub(super) count: String,
    pub(super) is_active: bool,
    /// The same for the same value on every list, so that focus finds its way back.
    pub(super) key: String,
}

/// Lists the facets that have anything to choose.
pub(super) fn facets(counts: &Facets, address: &Address) -> Vec<Facet> {
    let as_it_is = |value: &str| value.to_owned();
    let facets = [
        facet("Section", "in", &counts.kind, address, kind_name),
        facet("Company", "company", &counts.company, address, as_it_is),
        facet("Amount", "amount", &counts.amount, address, amounts),
        facet("Source", "source", &counts.source, address, as_it_is),
        facet("Author", "author", &counts.author, address, as_it_is),
        facet("Tag", "tag", &counts.tag, address, as_it_is),
    ];
    facets.into_iter().flatten().collect()
}

fn facet(
    name: &'static str,
    parameter: &'static str,
    counts: &[FacetCount],
    address: &Address,
    named: impl Fn(&str) -> String,
) -> Option<Facet> {
    let mut shown: Vec<Value> = counts
        .iter()
        .map(|FacetCount { value, count }| {
            let is_active = address.has(parameter, value);
            let toggled = if is_active {
                address.without(parameter, value)
            } else {
                address.with(parameter, value)
            };
            Value {
                link: Link::new(named(value), toggled.results()),
                count: grouped(*count),
                is_active,
                key: format!("{parameter}={value}"),
            }
        })
        .collect();
    // Folding one or two away would take as much room as showing them; what was chosen stays in sight.
    let mut folded = Vec::new();
    if shown.len() > SHOWN + 2 {
        let (chosen, rest): (Vec<Value>, Vec<Value>) =
            shown.split_off(SHOWN).into_iter().partition(|value| value.is_active);
        shown.extend(chosen);
        folded = rest;
    }
    (!shown.is_empty()).then_some(Facet { name, shown, folded })
}
