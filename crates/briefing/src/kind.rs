//! What a section is, and the groups of kinds.

use serde::{Deserialize, Serialize};

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text before any heading.
    Lead,
    /// Quick Summary, TL;DR, In Brief.
    Summary,
    /// Key Points, Highlights.
    Points,
    /// Context, Background.
    Context,
    /// My Take, Analysis.
    Take,
    /// What to Watch Next, Outlook.
    Watch,
    /// Any other heading; such a section keeps its own name.
    Other,
}

impl Kind {
    /// All kinds, in the order in which a briefing usually has them.
    pub const ALL: [Self; 7] = [
        Self::Lead,
        Self::Summary,
        Self::Points,
        Self::Context,
        Self::Take,
        Self::Watch,
        Self::Other,
    ];

    /// Returns the kind's name in queries, JSON and anchors.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Summary => "summary",
            Self::Points => "points",
            Self::Context => "context",
            Self::Take => "take",
            Self::Watch => "watch",
            Self::Other => "other",
        }
    }

    /// Returns the kind of that name (lower case), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Returns how people call a section of this kind.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Summary => "Quick Summary",
            Self::Points => "Key Points",
            Self::Context => "Context",
            Self::Take => "My Take",
            Self::Watch => "What to Watch Next",
            Self::Other => "Other sections",
        }
    }
}

/// A group of kinds, by what stands behind the words: what was reported, thought, or expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Lead, summary, points and context.
    Reported,
    /// Take.
    Opinion,
    /// Watch.
    Forecast,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::Reported, Self::Opinion, Self::Forecast];

    /// Returns the group's name in queries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Opinion => "opinion",
            Self::Forecast => "forecast",
        }
    }

    /// Returns the group of that name (lower case), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }

    /// Returns the kinds that the group holds.
    #[must_use]
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Reported => &[Kind::Lead, Kind::Summary, Kind::Points, Kind::Context],
            Self::Opinion => &[Kind::Take],
            Self::Forecast => &[Kind::Watch],
        }
    }
}
