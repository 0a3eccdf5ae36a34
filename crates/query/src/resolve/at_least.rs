//! What is counted by `atleast/3(…)`.

use super::Clause;
use super::near::with_places;
use super::typed::{Resolver, scalar_range};
use crate::language::{MAX_NEAR, Node, Span};

impl Resolver<'_> {
    /// Settles `atleast/3(…)`: each of several things must be said so many times, alternatives together.
    pub(super) fn at_least(&mut self, count: u32, of: &Node) -> Option<Clause> {
        let clause = self.group(of)?;
        Some(self.counted(count, clause, &of.span))
    }

    fn counted(&mut self, count: u32, clause: Clause, span: &Span) -> Clause {
        let mut each = |of: Vec<Clause>| -> Vec<Clause> {
            of.into_iter().map(|clause| self.counted(count, clause, span)).collect()
        };
        match clause {
            Clause::Side(of) | Clause::And(of) => Clause::And(each(of)),
            Clause::Or(of) if of.iter().any(|of| !is_counted(of)) => Clause::Or(each(of)),
            Clause::Must(of) => Clause::Must(Box::new(self.counted(count, *of, span))),
            Clause::Title(of) => Clause::Title(Box::new(self.counted(count, *of, span))),
            Clause::Section(names, of) if *of != Clause::All => {
                Clause::Section(names, Box::new(self.counted(count, *of, span)))
            }
            clause if is_counted(&clause) => {
                let range = scalar_range(self.query, span);
                match with_places(clause, MAX_NEAR, range) {
                    Ok(of) => Clause::AtLeast { count, of: Box::new(of) },
                    Err(clause) => clause,
                }
            }
            clause => {
                let message = format!(
                    "not all inside `atleast/{count}` can be counted; the rest of it must hold besides"
                );
                self.note("bad_value", message, span);
                clause
            }
        }
    }
}

/// Tells whether a clause is one thing to count.
fn is_counted(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. } => true,
        Clause::Or(of) => of.iter().all(is_counted),
        Clause::Boost(of, _) => is_counted(of),
        _ => false,
    }
}
