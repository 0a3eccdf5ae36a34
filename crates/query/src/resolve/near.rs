//! What may stand close together.

use super::Clause;
use super::spellings::spell_out;
use super::typed::{Resolver, scalar_range, several};
use crate::language::Node;

impl Resolver<'_> {
    /// Settles `near/5(…)`. What has no place in a text must hold beside it, and a note says so.
    pub(super) fn near(&mut self, distance: u32, of: &[Node]) -> Option<Clause> {
        let mut near = Vec::with_capacity(of.len());
        let mut beside = Vec::new();
        for node in of {
            let Some(clause) = self.node(node) else { continue };
            let range = scalar_range(self.query, &node.span);
            match with_places(clause, distance, range) {
                // The words of a group, or of `his/her`, are as close together as everything else.
                Ok(Clause::Near { distance: inner, of }) if inner == distance => near.extend(of),
                Ok(clause) => near.push(clause),
                Err(clause) => {
                    let typed = self.query.get(node.span.clone()).unwrap_or_default();
                    let message = format!(
                        "`{typed}` must hold besides: close together can be words, phrases, words with `*` or `~`, and `OR` of these"
                    );
                    self.note("bad_value", message, &node.span);
                    beside.push(clause);
                }
            }
        }
        if beside.is_empty() {
            return several(near, |of| Clause::Near { distance, of });
        }
        let mut all: Vec<Clause> =
            several(near, |of| Clause::Near { distance, of }).into_iter().collect();
        all.extend(beside);
        several(all, Clause::And)
    }
}

/// Returns what is looked for by its places, all of a group within `distance`; anything else comes back as it was.
/// `range` is where it was typed.
pub(super) fn with_places(
    clause: Clause,
    distance: u32,
    range: [usize; 2],
) -> Result<Clause, Clause> {
    if !has_places(&clause) {
        return Err(clause);
    }
    let mut clause = placed(clause, distance);
    spell_out(&mut clause, range);
    Ok(clause)
}

/// Tells whether a clause is said in places of a text that can be told.
fn has_places(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. } => true,
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) => of.iter().all(has_places),
        Clause::Must(of) | Clause::Boost(of, _) => has_places(of),
        _ => false,
    }
}

fn placed(clause: Clause, distance: u32) -> Clause {
    let each = |of: Vec<Clause>| of.into_iter().map(|clause| placed(clause, distance));
    match clause {
        Clause::Side(of) | Clause::And(of) => Clause::Near { distance, of: each(of).collect() },
        Clause::Or(of) => Clause::Or(each(of).collect()),
        Clause::Must(of) => placed(*of, distance),
        Clause::Boost(of, boost) => Clause::Boost(Box::new(placed(*of, distance)), boost),
        other => other,
    }
}
