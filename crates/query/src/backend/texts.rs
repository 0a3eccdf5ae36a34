//! The texts in which words have their places.

use precis_schema::WordFields;
use tantivy::Term;

use super::lower::{Level, Lowering};
use super::statistics::Statistics;

/// The texts in which words have their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Sections,
    Titles,
}

impl Text {
    /// What the level speaks of; an article speaks in its sections and in its title.
    pub(super) fn of(level: Level) -> &'static [Self] {
        match level {
            Level::Article => &[Self::Sections, Self::Titles],
            Level::Section => &[Self::Sections],
            Level::Title => &[Self::Titles],
        }
    }
}

impl Lowering<'_> {
    pub(super) fn fields(&self, text: Text) -> WordFields {
        match text {
            Text::Sections => self.layout.words,
            Text::Titles => self.layout.title,
        }
    }

    /// Counts over the documents that have such texts.
    pub(super) fn statistics(&self, text: Text) -> &Statistics {
        match text {
            Text::Sections => self.sections,
            Text::Titles => self.articles,
        }
    }

    /// Under which terms the words of some stems stand.
    pub(super) fn stemmed<S: AsRef<str>>(&self, text: Text, stems: &[S]) -> Vec<Term> {
        let fields = self.fields(text);
        stems.iter().flat_map(|stem| fields.of_stem(stem.as_ref())).collect()
    }

    /// Under which terms some exact words stand.
    pub(super) fn exactly<S: AsRef<str>>(&self, text: Text, words: &[S]) -> Vec<Term> {
        let fields = self.fields(text);
        words.iter().map(|word| fields.exactly(word.as_ref())).collect()
    }
}
