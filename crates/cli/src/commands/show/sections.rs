//! Which sections a name means.

use precis_briefing::{Group, Kind, Vocabulary, normalize_heading};
use precis_query::response::{ArticleResponse, ArticleSection};

use crate::output::article_text::name_of;

/// Tells whether a section is meant by a name: a kind, a group, a heading of the vocabulary, else the section's
/// own heading or anchor. The same order as `in:` has.
pub(super) fn is_called(section: &ArticleSection, name: &str, vocabulary: &Vocabulary) -> bool {
    let kind = Kind::from_name(&section.kind);
    let lower = name.to_lowercase();
    if let Some(wanted) = Kind::from_name(&lower) {
        return kind == Some(wanted);
    }
    if let Some(group) = Group::from_name(&lower) {
        return kind.is_some_and(|kind| group.kinds().contains(&kind));
    }
    if let Some(wanted) = vocabulary.kind_of(name) {
        return kind == Some(wanted);
    }
    let heading = section.heading.as_deref().unwrap_or_default();
    normalize_heading(heading) == normalize_heading(name) || section.anchor == name
}

/// Returns the names of an article's sections, as a list for people.
pub(super) fn names(article: &ArticleResponse) -> String {
    article.sections.iter().map(name_of).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use precis_briefing::Vocabulary;
    use precis_query::response::ArticleSection;

    use super::is_called;

    #[test]
    fn kind_group_vocabulary_heading_and_anchor_all_name_a_section() {
        let called = |kind: &str, heading: &str, name: &str| {
            let section = ArticleSection {
                kind: kind.into(),
                heading: Some(heading.into()),
                anchor: "anchor-2".into(),
                ordinal: 1,
                text: String::new(),
                highlights: Vec::new(),
                units: Vec::new(),
            };
            is_called(&section, name, &Vocabulary::default())
        };
        for name in ["take", "Take", "opinion", "my take", "Analysis"] {
            assert!(called("take", "My Take", name), "{name}");
            assert!(!called("watch", "Outlook", name), "{name}");
        }
        for name in ["crate of the week", "Crate of the Week!", "anchor-2", "other"] {
            assert!(called("other", "Crate of the week", name), "{name}");
        }
        assert!(!called("other", "Crate of the week", "crate"));
    }
}
