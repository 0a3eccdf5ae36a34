//! Companies that an article names, placed as the index keeps them.

use std::collections::BTreeMap;

use precis_briefing::{Article, Companies, CompanyId};

/// The companies of an article.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// Each once, most often mentioned first; the one mentioned earlier where two are mentioned as often.
    pub(crate) names: Vec<String>,
    /// For each section, company and place of the unit among the section's unit starts, in order, each pair once.
    pub(crate) sections: Vec<Vec<(String, u64)>>,
}

/// Finds the companies of an article.
pub(crate) fn named(article: &Article, companies: &Companies) -> Named {
    // Places of the texts: none for the title, else section and unit.
    let mut places: Vec<Option<(usize, u64)>> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    if !article.title_from.is_derived() {
        places.push(None);
        texts.push(&article.title);
    }
    for (at, section) in article.sections.iter().enumerate() {
        let heading = section.heading.iter().filter(|_| !section.heading_in_vocabulary);
        let units = section.units.iter().map(|unit| section.text.get(unit.span.clone()));
        let all = heading.map(|heading| Some(heading.as_str())).chain(units);
        for (place, text) in (0..).zip(all) {
            places.push(Some((at, place)));
            texts.push(text.unwrap_or_default());
        }
    }
    let mut sections = vec![Vec::new(); article.sections.len()];
    // How often, and which came first.
    let mut counts: BTreeMap<CompanyId, (usize, usize)> = BTreeMap::new();
    for (order, mention) in companies.mentions(texts).into_iter().enumerate() {
        counts.entry(mention.company).or_insert((0, order)).0 += 1;
        let place = places.get(mention.unit).copied().flatten();
        if let Some((section, unit)) = place
            && let Some(section) = sections.get_mut(section)
        {
            let named = (companies[mention.company].name.clone(), unit);
            if !section.contains(&named) {
                section.push(named);
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let names = counts.into_iter().map(|(id, _)| companies[id].name.clone()).collect();
    Named { names, sections }
}
