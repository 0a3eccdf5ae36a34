//! Companies of which a name begins as typed.

use precis_analysis::fold;
use precis_briefing::Company;

use super::typing::Typing;
use super::{Count, counted};
use crate::SearchError;
use crate::backend::Snapshot;
use crate::language::{Expr, Field, Node, print};
use crate::response::Suggestion;

/// Companies whose totals are looked up, the most mentioned first.
const MOST_COUNTED: usize = 6;
/// Companies suggested.
const MOST: usize = 3;
/// Fewest letters that a company is suggested for.
const FEWEST: usize = 2;

/// Suggests companies by all that was typed, or else by the word that is being typed, those that find most first.
pub(super) fn suggestions(
    snapshot: &Snapshot,
    companies: &mut dyn Iterator<Item = &Company>,
    typing: &Typing,
    text: &str,
    count: Count<'_>,
) -> Result<Vec<Suggestion>, SearchError> {
    if !typing.is_plain {
        return Ok(Vec::new());
    }
    let whole = fold(text.trim());
    // Each with what stands before it.
    let mut known: Vec<(u64, &str, &str)> = Vec::new();
    for company in companies {
        let before = if begins(company, &whole) {
            ""
        } else if !typing.words.is_empty() && begins(company, &typing.letters) {
            typing.before.as_str()
        } else {
            continue;
        };
        let frequency = snapshot.company_frequency(&company.name)?;
        if frequency > 0 {
            known.push((frequency, before, &company.name));
        }
    }
    known.sort_by(|a, b| (a.1.len(), b.0, a.2).cmp(&(b.1.len(), a.0, b.2)));
    let mut found = Vec::new();
    for (_, before, name) in known.into_iter().take(MOST_COUNTED) {
        let value = name.replace('"', " ");
        let field = Expr::Field { field: Field::Company, value, value_span: 0..0 };
        let query = format!("{before}{}", print(&Node { span: 0..0, expr: field }));
        found.extend(counted("company", format!("{before}{name}"), query, None, count)?);
    }
    found.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.text.cmp(&b.text)));
    found.truncate(MOST);
    Ok(found)
}

fn begins(company: &Company, letters: &str) -> bool {
    letters.chars().count() >= FEWEST
        && company
            .names()
            .chain(company.tickers.iter().map(String::as_str))
            .any(|name| fold(name).starts_with(letters))
}
