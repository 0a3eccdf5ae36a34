//! Fragments that link to sections.

use std::collections::{HashMap, HashSet};

use crate::{Kind, Section, normalize_heading};

/// Longest fragment made from a heading, in characters.
const LIMIT_CHARS: usize = 60;

/// Gives every section its anchor: its kind, or its heading for kind `other`; `-2` and so on for repeated ones.
pub(crate) fn give_anchors(sections: &mut [Section]) {
    let mut taken = HashSet::new();
    // Where counting goes on for a repeated stem: from 1 each time would be slow for thousands.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for section in sections {
        let stem = stem(section);
        let number = numbers.entry(stem.clone()).or_insert(0);
        section.anchor = loop {
            *number += 1;
            let anchor = if *number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            if taken.insert(anchor.clone()) {
                break anchor;
            }
        };
    }
}

fn stem(section: &Section) -> String {
    let Some(heading) = section.heading.as_deref().filter(|_| section.kind == Kind::Other) else {
        return section.kind.as_str().to_owned();
    };
    let slug: String =
        normalize_heading(heading).replace(' ', "-").chars().take(LIMIT_CHARS).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() || Kind::from_name(slug).is_some() {
        // The names of kinds are theirs, wherever such a heading stands.
        return if slug.is_empty() { "other".to_owned() } else { format!("other-{slug}") };
    }
    slug.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    #[test]
    fn repeated_headings_are_numbered() {
        let headings = [
            "My Take",
            "News & Notes",
            "Our take",
            "Take",
            "News, notes",
            "Take 2",
            "🎉",
            "Analysis",
        ];
        let mut sections: Vec<_> = headings
            .into_iter()
            .map(|heading| {
                crate::body::section(
                    Some(heading.into()),
                    &Vocabulary::default(),
                    String::new(),
                    vec![],
                )
            })
            .collect();
        give_anchors(&mut sections);
        let anchors: Vec<_> = sections.iter().map(|section| section.anchor.as_str()).collect();
        assert_eq!(
            anchors,
            [
                "take",
                "news-notes",
                "take-2",
                "other-take",
                "news-notes-2",
                "take-2-2",
                "other",
                "take-3"
            ]
        );
    }
}
