//! Before a question is asked: what words of which the spelling is known in part turn out to be in an index.

use std::borrow::Cow;

use super::forms;
use super::lower::Lowering;
use super::snapshot::{EngineError, Snapshot};
use crate::language::MAX_FORMS;
use crate::resolve::{Clause, Spellings, each_spelling};
use crate::response::Note;

impl Snapshot {
    /// Settles the words of a clause of which the spelling is known in part, and returns a note on each that fits
    /// more words than are looked for.
    pub(crate) fn expand(&self, clause: &mut Clause) -> Result<Vec<Note>, EngineError> {
        let mut notes = Vec::new();
        let mut failed = None;
        let layout = self.layout();
        each_spelling(clause, &mut |spellings| {
            let fields = [layout.words.exact, layout.title.exact];
            match forms::find(self.searcher(), &fields, &spellings.like) {
                Ok(found) => {
                    if found.total > found.forms.len() {
                        notes.push(too_many(spellings, found.total));
                    }
                    spellings.forms = Some(found.forms);
                }
                Err(error) => failed = Some(error),
            }
        });
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(notes),
        }
    }
}

impl Lowering<'_> {
    /// The exact words that a spelling stands for, asked for now if nobody has before.
    pub(super) fn forms_of<'a>(
        &self,
        spellings: &'a Spellings,
    ) -> tantivy::Result<Cow<'a, [(String, u8)]>> {
        if let Some(forms) = &spellings.forms {
            return Ok(Cow::Borrowed(forms));
        }
        let fields = [self.layout.words.exact, self.layout.title.exact];
        let found = forms::find(self.articles.searcher(), &fields, &spellings.like)?;
        Ok(Cow::Owned(found.forms))
    }
}

fn too_many(spellings: &Spellings, total: usize) -> Note {
    Note {
        code: "limit_reached".to_owned(),
        message: format!(
            "`{}` fits {total} words; the closest and most frequent {MAX_FORMS} of them were searched",
            spellings.text
        ),
        range: Some(spellings.range),
        count: u64::try_from(total).ok(),
        ..Note::default()
    }
}
