//! Companies that an article names, placed as the index keeps them.

use std::collections::BTreeMap;

use precis_briefing::{Article, Companies, CompanyId, TextPlace};

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
    let title = (!article.title_from.is_derived()).then_some(article.title.as_str());
    let mut sections = vec![Vec::new(); article.sections.len()];
    // How often, and which came first.
    let mut counts: BTreeMap<CompanyId, (usize, usize)> = BTreeMap::new();
    for (order, mention) in companies.mentioned(title, &article.sections).iter().enumerate() {
        counts.entry(mention.company).or_insert((0, order)).0 += 1;
        // A heading of its own is the first of a section's unit starts.
        let place = match mention.place {
            TextPlace::Title => None,
            TextPlace::Heading(at) => Some((at, 0)),
            TextPlace::Unit(at, unit) => {
                let has_own =
                    article.sections.get(at).is_some_and(|section| section.own_heading().is_some());
                Some((at, unit as u64 + u64::from(has_own)))
            }
        };
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
