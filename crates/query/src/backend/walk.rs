//! Walks over matches that are found one after the other, for queries of our own.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// What a query finds in one segment, going forward.
pub(super) trait Matches: Send + 'static {
    /// Goes to the first match that is at least `from`, which is beyond the match at hand; `TERMINATED` if there is
    /// none.
    fn first_from(&mut self, from: DocId) -> DocId;

    /// Score of the match at hand.
    fn score(&mut self) -> Score;

    /// About how many there are.
    fn size_hint(&self) -> u32;

    /// About how much it takes to go through them, in documents looked at.
    fn cost(&self) -> u64 {
        u64::from(self.size_hint())
    }
}

/// Matches as the engine walks over them.
pub(super) struct Walk<M> {
    matches: M,
    doc: DocId,
}

impl<M: Matches> Walk<M> {
    /// Stands on the first match.
    pub(super) fn new(mut matches: M) -> Self {
        let doc = matches.first_from(0);
        Self { matches, doc }
    }
}

impl<M: Matches> DocSet for Walk<M> {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.matches.first_from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.matches.first_from(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.matches.size_hint()
    }

    fn cost(&self) -> u64 {
        self.matches.cost()
    }
}

impl<M: Matches> Scorer for Walk<M> {
    fn score(&mut self) -> Score {
        self.matches.score()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Matches at multiples of ten below a hundred.
    struct Tens(DocId);

    impl Matches for Tens {
        fn first_from(&mut self, from: DocId) -> DocId {
            assert!(from == 0 || from > self.0, "never backward");
            self.0 = from.next_multiple_of(10);
            if self.0 < 100 { self.0 } else { TERMINATED }
        }

        fn score(&mut self) -> Score {
            self.0 as f32
        }

        fn size_hint(&self) -> u32 {
            10
        }
    }

    #[test]
    fn a_walk_only_goes_forward() {
        let mut walk = Walk::new(Tens(0));
        assert_eq!(walk.doc(), 0);
        assert_eq!(walk.advance(), 10);
        assert_eq!(walk.seek(5), 10, "what lies behind is not looked for");
        assert_eq!(walk.seek(41), 50);
        assert_eq!(walk.score(), 50.0);
        assert_eq!(walk.seek(95), TERMINATED);
        assert_eq!(walk.advance(), TERMINATED);
        assert_eq!(walk.seek(97), TERMINATED);
    }
}
