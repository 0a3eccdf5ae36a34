//! Where words stand with their positions.

use precis_analysis::is_inflected;
use tantivy::Term;
use tantivy::schema::Field;

/// The two fields in which the words of a text stand with their positions.
///
/// Most words are their own stem, and would stand twice at the same place. So only inflected words stand in
/// `stems`, and whoever looks for a stem looks in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordFields {
    /// Exact words, all of them: the lengths of this field are those of the text.
    pub exact: Field,
    /// Stems of the inflected words.
    pub stems: Field,
}

impl WordFields {
    /// The term under which an exact word stands.
    #[must_use]
    pub fn exactly(&self, word: &str) -> Term {
        Term::from_field_text(self.exact, word)
    }

    /// The terms, of one field each, under which the words of a stem stand.
    pub fn of_stem(&self, stem: &str) -> impl Iterator<Item = Term> + use<> {
        let inflected = Term::from_field_text(self.stems, stem);
        let itself = (!is_inflected(stem)).then(|| self.exactly(stem));
        std::iter::once(inflected).chain(itself)
    }
}
