//! What the text of an article says by itself, whatever else is given beside it.

use jiff::civil::Date;

use crate::units::units_of;
use crate::{Kind, Section, TitleFrom, Unit, Vocabulary};

/// The text of an article, cut into sections. Anchors are still empty.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Body {
    /// Title found in the text.
    pub(crate) title: Option<(String, TitleFrom)>,
    /// Date found in a line of its own.
    pub(crate) date: Option<Date>,
    /// Sections in order.
    pub(crate) sections: Vec<Section>,
}

/// Makes a section under a heading as written; none makes a lead.
pub(crate) fn section(
    heading: Option<String>,
    vocabulary: &Vocabulary,
    text: String,
    units: Vec<Unit>,
) -> Section {
    let known = heading.as_deref().and_then(|heading| vocabulary.kind_of(heading));
    let kind = match (&heading, known) {
        (None, _) => Kind::Lead,
        (Some(_), Some(kind)) => kind,
        (Some(_), None) => Kind::Other,
    };
    Section {
        kind,
        heading,
        heading_in_vocabulary: known.is_some(),
        subheadings: Vec::new(),
        anchor: String::new(),
        text,
        units,
    }
}

/// Makes a summary section of a text that was given beside the article's own.
pub(crate) fn given_summary(text: &str) -> Section {
    let text = text.trim().to_owned();
    let units = units_of(&text, None);
    Section {
        kind: Kind::Summary,
        heading: None,
        heading_in_vocabulary: false,
        subheadings: Vec::new(),
        anchor: String::new(),
        text,
        units,
    }
}
