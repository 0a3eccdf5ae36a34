//! Names of companies, as people type them.

use precis_briefing::Companies;

use super::Clause;
use crate::response::Note;

/// Settles a name: every alias and ticker stands for its company. What no company is called is searched for as
/// typed, with a note that names what may have been meant.
pub(super) fn company(typed: &str, companies: &Companies) -> (Clause, Option<Note>) {
    if let Some(id) = companies.named(typed) {
        return (Clause::Company(companies[id].name.clone()), None);
    }
    let typed = typed.trim();
    let mut message = format!("no company is known as `{typed}`");
    if let Some(id) = companies.meant(typed) {
        let name = &companies[id].name;
        message.push_str(&format!("; `company:\"{name}\"` may be meant"));
    }
    let note = Note { code: "unknown_company".to_owned(), message, ..Note::default() };
    (Clause::Company(typed.to_owned()), Some(note))
}
