//! The headings that tell what a section is.

use std::collections::HashMap;

use crate::Kind;

/// The headings that tell what a section is: a built-in list, which a library can add to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    kinds: HashMap<String, Kind>,
}

const BUILT_IN: &[(Kind, &[&str])] = &[
    (Kind::Summary, &["Quick Summary", "Summary", "TL;DR", "In Brief"]),
    (
        Kind::Points,
        &["Key Points", "Key Takeaways", "Highlights", "What Happened", "What Was Announced"],
    ),
    (Kind::Context, &["Context", "Background", "Why It Matters"]),
    (Kind::Take, &["My Take", "Our Take", "Analysis", "Opinion", "Bottom Line"]),
    (
        Kind::Watch,
        &[
            "What to Watch Next",
            "What to Watch",
            "What's Next",
            "Looking Ahead",
            "Outlook",
            "Open Questions",
        ],
    ),
];

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Self { kinds: HashMap::new() };
        for (kind, headings) in BUILT_IN {
            for heading in *headings {
                vocabulary.add(heading, *kind);
            }
        }
        vocabulary
    }
}

impl Vocabulary {
    /// Adds a heading, or gives a known one another kind.
    pub fn add(&mut self, heading: &str, kind: Kind) {
        let key = normalize_heading(heading);
        if !key.is_empty() {
            self.kinds.insert(key, kind);
        }
    }

    /// Returns the kind that a heading stands for; case, punctuation and emoji do not matter.
    #[must_use]
    pub fn kind_of(&self, heading: &str) -> Option<Kind> {
        self.kinds.get(&normalize_heading(heading)).copied()
    }

    /// Lists the headings, normalized, in no order, each with its kind.
    pub fn headings(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.kinds.iter().map(|(heading, kind)| (heading.as_str(), *kind))
    }
}

/// Reduces a heading to what is compared: lower-case letters and digits, words one space apart.
///
/// Apostrophes vanish (`What's Next` is `whats next`), other punctuation and emoji part words,
/// except the semicolon of `TL;DR`, which vanishes between letters.
#[must_use]
pub fn normalize_heading(heading: &str) -> String {
    let mut key = String::with_capacity(heading.len());
    let mut gap = false;
    for c in heading.chars() {
        if c.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '\u{2018}' | '\u{2019}' | ';') {
            gap = true;
        }
    }
    key
}
