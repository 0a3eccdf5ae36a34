//! The companies of a whole article, by the text that names each.

use std::ops::Range;

use super::{Companies, CompanyId};
use crate::Section;

/// A text of an article that can name companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextPlace {
    /// The title.
    Title,
    /// The own heading of the section at this place.
    Heading(usize),
    /// Of the section at this place, the unit at that.
    Unit(usize, usize),
}

/// A company that an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// The text that names it.
    pub place: TextPlace,
    /// Half-open byte range of the name in that text, without possessive.
    pub span: Range<usize>,
    /// The company.
    pub company: CompanyId,
}

impl Companies {
    /// Finds the companies that an article names, as [`Companies::mentions`] does, in the order of its texts. `title` is
    /// its own, none if derived.
    #[must_use]
    pub fn mentioned<'t>(
        &self,
        title: Option<&'t str>,
        sections: impl IntoIterator<Item = &'t Section>,
    ) -> Vec<Mentioned> {
        let mut texts: Vec<(TextPlace, &str)> = Vec::new();
        texts.extend(title.map(|title| (TextPlace::Title, title)));
        for (at, section) in sections.into_iter().enumerate() {
            texts.extend(section.own_heading().map(|heading| (TextPlace::Heading(at), heading)));
            texts.extend(section.units.iter().enumerate().map(|(unit, found)| {
                let text = section.text.get(found.span.clone()).unwrap_or_default();
                (TextPlace::Unit(at, unit), text)
            }));
        }
        let mentions = self.mentions(texts.iter().map(|(_, text)| *text)).into_iter();
        let placed = mentions.filter_map(|mention| {
            let (place, _) = texts.get(mention.unit)?;
            Some(Mentioned { place: *place, span: mention.span, company: mention.company })
        });
        placed.collect()
    }
}
