//! Which articles a search finds, and in which order.

use crate::backend::{Candidate, EngineError, Everyone, Keep, Order, Pass, Sides, Snapshot};
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
    /// All of them, where asked for.
    pub(crate) everyone: Everyone,
}

/// Finds results and orders at least as many as are to be kept, or all there are.
pub(crate) fn rank(
    snapshot: &Snapshot,
    resolved: &Resolved,
    keep: Keep,
) -> Result<Ranking, EngineError> {
    let clause = resolved.clause(None);
    let strict = match resolved.match_mode {
        MatchMode::All => Sides::All,
        MatchMode::Any => Sides::Any,
        MatchMode::Auto => Sides::Meaning,
    };
    let ordered = |sides| ordered(snapshot, &clause, sides, resolved, keep);
    let all = ordered(strict)?;
    let may_relax = resolved.match_mode == MatchMode::Auto && outermost_words(&clause).len() > 1;
    if !may_relax || all.total >= ENOUGH {
        let Pass { total, best, everyone } = all;
        return Ok(Ranking { total, best, sides: strict, total_all: None, everyone });
    }
    let Pass { total: total_all, best: with_all, .. } = all;
    let Pass { total, mut best, everyone } = ordered(Sides::Enough)?;
    if resolved.sort == Sort::Relevance && keep.best > 0 && all_come_first(&clause) {
        // Fewer than ENOUGH, so they are all at hand.
        let place = |c: &Candidate| (c.segment, c.doc);
        best.retain(|candidate| !with_all.iter().any(|all| place(all) == place(candidate)));
        best.splice(0..0, with_all);
    }
    Ok(Ranking { total, best, sides: Sides::Enough, total_all: Some(total_all), everyone })
}

/// Tells whether, of the articles that have enough of the words, those with all of them come first.
pub(crate) fn all_come_first(clause: &Clause) -> bool {
    outermost_words(clause).len() <= FEW
}

fn ordered(
    snapshot: &Snapshot,
    clause: &Clause,
    sides: Sides,
    resolved: &Resolved,
    keep: Keep,
) -> Result<Pass, EngineError> {
    if keep.best == 0 && !keep.everyone {
        let total = snapshot.count(clause, sides)?;
        return Ok(Pass { total, best: Vec::new(), everyone: Vec::new() });
    }
    let (order, best) = match resolved.sort {
        // None is to be the best, so none needs a score.
        _ if keep.best == 0 => (Order::Newest, 0),
        Sort::Relevance => (Order::Score, keep.best.max(RERANKED)),
        Sort::Newest => (Order::Newest, keep.best),
        Sort::Oldest => (Order::Oldest, keep.best),
        Sort::Arrived => (Order::Arrived, keep.best),
    };
    let mut found = snapshot.find(clause, sides, order, Keep { best, ..keep })?;
    if resolved.sort == Sort::Relevance {
        let first = found.best.len().min(RERANKED);
        snapshot.rerank(&clause.positive_words(), resolved.today, &mut found.best[..first])?;
    }
    Ok(found)
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
