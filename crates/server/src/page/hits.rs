//! A result at a glance: title, day, where it matched and what it mentions.

use precis_query::language::Field;
use precis_query::response::{Explanation, Hit, SectionHit};

use super::Link;
use super::address::Address;
use super::marked::Marked;
use super::wording::{Day, counted, followable, section_name, sentence};
use crate::options::ResultLinks;

/// Companies shown of one result.
const COMPANIES: usize = 4;
/// Amounts shown of one result.
const AMOUNTS: usize = 3;

/// Near-duplicates named with one result.
const DUPLICATES: usize = 5;

/// One result.
#[derive(Debug)]
pub(super) struct HitView {
    pub(super) title: Marked,
    pub(super) href: String,
    /// Whether the title leads to another site.
    pub(super) leads_out: bool,
    pub(super) date: Option<Day>,
    pub(super) source: Option<Link>,
    pub(super) author: Option<Link>,
    pub(super) tags: Vec<Link>,
    pub(super) sections: Vec<SectionView>,
    /// Companies and amounts mentioned, each narrowing the search to it.
    pub(super) mentions: Vec<Link>,
    /// Matches beyond those shown.
    pub(super) more: Option<Link>,
    pub(super) missing: Vec<String>,
    /// What near-duplicates are announced by: how many there are, where only the first are named.
    pub(super) also_as: String,
    pub(super) duplicates: Vec<Link>,
    /// The same search with near-duplicates as results of their own.
    pub(super) unfold: Option<Link>,
    /// What the score is made of, and what puts it below the one before: a line each.
    pub(super) why: Vec<String>,
}

/// A section that matched.
#[derive(Debug)]
pub(super) struct SectionView {
    pub(super) kind: String,
    pub(super) link: Link,
    pub(super) snippets: Vec<Marked>,
}

/// Sets results for reading; links keep the search that `address` is of.
pub(super) fn hits(results: &[Hit], address: &Address, links: ResultLinks) -> Vec<HitView> {
    results.iter().map(|hit| hit_view(hit, address, links)).collect()
}

fn hit_view(hit: &Hit, address: &Address, links: ResultLinks) -> HitView {
    let best = hit.sections.first().map(|section| section.anchor.as_str());
    let snippets = hit.sections.iter().flat_map(|section| &section.snippets);
    let shown: usize = snippets.map(|snippet| snippet.highlights.len()).sum();
    let more = hit.matches.saturating_sub(shown as u64);
    let original = match links {
        ResultLinks::Page => None,
        ResultLinks::Original => hit.url.as_deref().and_then(followable),
    };
    HitView {
        title: Marked::new(&hit.title, &hit.title_highlights),
        href: original.map_or_else(|| address.article(&hit.id, best), str::to_owned),
        leads_out: original.is_some(),
        date: hit.date.as_deref().map(Day::new),
        source: named(Field::Source, hit.source.as_deref(), address),
        author: named(Field::Author, hit.author.as_deref(), address),
        tags: hit.tags.iter().filter_map(|tag| named(Field::Tag, Some(tag), address)).collect(),
        sections: hit.sections.iter().map(|section| section_view(hit, section, address)).collect(),
        mentions: mentions(hit, address),
        more: (more > 0 && !hit.sections.is_empty()).then(|| {
            Link::new(counted(more, "more match", "more matches"), address.article(&hit.id, None))
        }),
        missing: hit.missing.clone(),
        also_as: match hit.duplicates.len() {
            0..=DUPLICATES => "Also as".to_owned(),
            more => format!("Also as {more} others, first"),
        },
        duplicates: hit
            .duplicates
            .iter()
            .take(DUPLICATES)
            .map(|id| Link::new(id, address.article(id, None)))
            .collect(),
        unfold: (!hit.duplicates.is_empty())
            .then(|| Link::new("Show them apart", address.only("unfold", "true").results())),
        why: hit.explanation.as_ref().map(why).unwrap_or_default(),
    }
}

fn section_view(hit: &Hit, section: &SectionHit, address: &Address) -> SectionView {
    let snippets = section.snippets.iter();
    SectionView {
        kind: section.kind.clone(),
        link: Link::new(
            section_name(section.heading.as_deref(), &section.kind),
            address.article(&hit.id, Some(&section.anchor)),
        ),
        snippets: snippets
            .map(|snippet| Marked::new(&snippet.text, &snippet.highlights))
            .filter(|snippet| !snippet.is_blank())
            .collect(),
    }
}

/// The value is the only one of its kind from then on: several would mean either, and widen the search.
fn mentions(hit: &Hit, address: &Address) -> Vec<Link> {
    let narrowed =
        |name: &'static str, value: &String| Link::new(value, address.only(name, value).results());
    let companies = hit.companies.iter().take(COMPANIES);
    let amounts = hit.amounts.iter().take(AMOUNTS);
    companies
        .map(|company| narrowed("company", company))
        .chain(amounts.map(|amount| narrowed("amount", amount)))
        .collect()
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
pub(super) fn named(field: Field, value: Option<&str>, address: &Address) -> Option<Link> {
    value.map(|value| Link::new(value, address.everything_with(field, value)))
}
