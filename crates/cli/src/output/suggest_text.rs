//! Suggestions as text: one a line, with its kind and what choosing it finds.

use precis_query::response::SuggestResponse;

use super::number::grouped;
use super::{Look, style};

/// Returns the suggestions, one a line.
pub(crate) fn suggestions(answer: &SuggestResponse, look: Look) -> String {
    if answer.suggestions.is_empty() {
        return "Nothing to suggest.\n".to_owned();
    }
    let totals: Vec<String> = answer.suggestions.iter().map(|one| grouped(one.total)).collect();
    let width = totals.iter().map(String::len).max().unwrap_or_default();
    let mut text = String::new();
    for (one, total) in answer.suggestions.iter().zip(totals) {
        let kind = look.paint(style::SMALL, &format!("{:<8}", one.kind));
        text.push_str(&format!("{kind}{total:>width$}  {}\n", one.text));
    }
    text
}

#[cfg(test)]
mod tests {
    use precis_query::response::{SuggestResponse, Suggestion};

    use super::suggestions;
    use crate::output::samples::NARROW;

    #[test]
    fn each_suggestion_has_a_line_with_its_total() {
        let one = |kind: &str, text: &str, total| Suggestion {
            kind: kind.into(),
            text: text.into(),
            query: String::new(),
            total,
            id: None,
        };
        let mut answer = SuggestResponse {
            version: 1,
            query: "lic".into(),
            suggestions: vec![one("title", "Licences for all", 1), one("word", "licence", 1_204)],
            took_us: 0,
            epoch: String::new(),
            revision: 0,
        };
        insta::assert_snapshot!(suggestions(&answer, NARROW), @r"
        title       1  Licences for all
        word    1,204  licence
        ");
        answer.suggestions.clear();
        assert_eq!(suggestions(&answer, NARROW), "Nothing to suggest.\n");
    }
}
