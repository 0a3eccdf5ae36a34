//! Which articles a search finds, and in which order.

use crate::backend::{Candidate, EngineError, Order, Sides, Snapshot};
use crate::request::{MatchMode, Sort};
use crate::resolve::{Clause, Resolved, Word};
use crate::weights::RERANKED;

/// So many articles with all words, and nobody wants the others.
const ENOUGH: u64 = 10;

/// Up to so many words, what has all of them comes before what has not. In a longer question no single word decides:
/// the score alone does.
const FEW: usize = 3;

/// What a search finds.
#[derive(Debug)]
pub(crate) struct Ranking {
    /// Articles in the answer.
    pub(crate) total: u64,
    /// The best, in order; as many as were asked for, or all.
    pub(crate) best: Vec<Candidate>,
    /// What words side by side came to mean.
    pub(crate) sides: Sides,
    /// Where the answer is a partial one: articles that have all words.
    pub(crate) total_all: Option<u64>,
}

/// Finds and orders at least `keep` results, or all there are.
pub(crate) fn rank(
    snapshot: &Snapshot,
    resolved: &Resolved,
    keep: usize,
) -> Result<Ranking, EngineError> {
    let clause = resolved.clause(None);
    let strict = match resolved.match_mode {
        MatchMode::All => Sides::All,
        MatchMode::Any => Sides::Any,
        MatchMode::Auto => Sides::Meaning,
    };
    let all = ordered(snapshot, &clause, strict, resolved.sort, resolved.today, keep)?;
    let may_relax = resolved.match_mode == MatchMode::Auto && outermost_words(&clause).len() > 1;
    if !may_relax || all.0 >= ENOUGH {
        let (total, best) = all;
        return Ok(Ranking { total, best, sides: strict, total_all: None });
    }
    let (total_all, with_all) = all;
    let (total, mut best) =
        ordered(snapshot, &clause, Sides::Enough, resolved.sort, resolved.today, keep)?;
    if resolved.sort == Sort::Relevance && keep > 0 && all_come_first(&clause) {
        // Fewer than ENOUGH, so they are all at hand.
        let place = |c: &Candidate| (c.segment, c.doc);
        best.retain(|candidate| !with_all.iter().any(|all| place(all) == place(candidate)));
        best.splice(0..0, with_all);
    }
    Ok(Ranking { total, best, sides: Sides::Enough, total_all: Some(total_all) })
}

/// Tells whether, of the articles that have enough of the words, those with all of them come first.
pub(crate) fn all_come_first(clause: &Clause) -> bool {
    outermost_words(clause).len() <= FEW
}

fn ordered(
    snapshot: &Snapshot,
    clause: &Clause,
    sides: Sides,
    sort: Sort,
    today: i64,
    keep: usize,
) -> Result<(u64, Vec<Candidate>), EngineError> {
    if keep == 0 {
        return Ok((snapshot.count(clause, sides)?, Vec::new()));
    }
    let (order, keep) = match sort {
        Sort::Relevance => (Order::Score, keep.max(RERANKED)),
        Sort::Newest => (Order::Newest, keep),
        Sort::Oldest => (Order::Oldest, keep),
        Sort::Arrived => (Order::Arrived, keep),
    };
    let mut found = snapshot.find(clause, sides, order, keep)?;
    if sort == Sort::Relevance {
        let first = found.best.len().min(RERANKED);
        snapshot.rerank(&clause.positive_words(), today, &mut found.best[..first])?;
    }
    Ok((found.total, found.best))
}

/// The words side by side that may be left out, when the outermost clause is such words.
pub(crate) fn outermost_words(clause: &Clause) -> Vec<&Word> {
    match clause {
        Clause::And(of) => outermost_words(&of[0]),
        Clause::Section(_, of) => outermost_words(of),
        Clause::Side(of) => of
            .iter()
            .filter_map(|clause| match clause {
                Clause::Word(word) if !word.function => Some(word),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The parts of a clause of which any match speaks for a section; none where there are none.
pub(crate) fn positive(clause: &Clause) -> Option<Clause> {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. }
        | Clause::Same(_) => Some(clause.clone()),
        // Said often enough in all, it speaks for wherever it is said.
        Clause::AtLeast { of, .. } => Some((**of).clone()),
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) => {
            let any: Vec<Clause> = of.iter().filter_map(positive).collect();
            (!any.is_empty()).then_some(Clause::Or(any))
        }
        Clause::Must(of) | Clause::Boost(of, _) => positive(of),
        Clause::Section(names, of) => {
            let of = if **of == Clause::All { Clause::All } else { positive(of)? };
            Some(Clause::Section(names.clone(), Box::new(of)))
        }
        _ => None,
    }
}
