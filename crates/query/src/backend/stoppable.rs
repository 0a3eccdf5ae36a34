//! Where the engine room looks whether a question is to end.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError};

use crate::stop::{self, Lookout};

/// Documents between two looks. Some hundred microseconds where each of them costs positions.
pub(super) const EVERY: u32 = 1024;

/// Fails when the question is to end.
pub(super) fn go_on() -> tantivy::Result<()> {
    if stop::is_over() { Err(stopped()) } else { Ok(()) }
}

/// What a pass says that was stopped. The library's door makes it the answer that it is.
pub(super) fn stopped() -> TantivyError {
    TantivyError::InternalError("stopped".to_owned())
}

/// Candidates of which few may pass what comes behind: they end early when the question is to end.
pub(super) fn stoppable(of: Box<dyn Scorer>) -> Box<dyn Scorer> {
    Box::new(Stoppable { of, ended: false, lookout: Lookout::every(EVERY) })
}

struct Stoppable {
    of: Box<dyn Scorer>,
    ended: bool,
    lookout: Lookout,
}

impl Stoppable {
    fn at(&mut self, doc: DocId) -> DocId {
        self.ended |= self.lookout.is_over();
        if self.ended { TERMINATED } else { doc }
    }
}

impl DocSet for Stoppable {
    fn advance(&mut self) -> DocId {
        let doc = self.of.advance();
        self.at(doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let doc = self.of.seek(target);
        self.at(doc)
    }

    fn doc(&self) -> DocId {
        if self.ended { TERMINATED } else { self.of.doc() }
    }

    fn size_hint(&self) -> u32 {
        self.of.size_hint()
    }

    fn cost(&self) -> u64 {
        self.of.cost()
    }
}

impl Scorer for Stoppable {
    fn score(&mut self) -> Score {
        self.of.score()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use tantivy::query::{EnableScoring, Explanation, Query, Weight};
    use tantivy::schema::{FAST, STRING, Schema};
    use tantivy::{Index, SegmentReader, doc};

    use super::*;
    use crate::backend::pass::{self, Keep, Order};
    use crate::stop::Stop;

    /// Documents of a segment of this many.
    const MANY: DocId = 10_000_000;
    /// Where the stop is told.
    const TOLD_AT: DocId = 50_000;

    /// Matches every document of a large segment, tells a stop on its way, and notes how far it was asked to go.
    #[derive(Debug, Clone)]
    struct Counted {
        stop: Stop,
        far: Arc<AtomicU32>,
        /// Whether few candidates match, so that the way to a match is long.
        sparse: bool,
    }

    struct Walking {
        counted: Counted,
        doc: DocId,
    }

    impl Query for Counted {
        fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
            Ok(Box::new(self.clone()))
        }
    }

    impl Weight for Counted {
        fn scorer(&self, _: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
            let walking = Box::new(Walking { counted: self.clone(), doc: 0 });
            Ok(if self.sparse { Box::new(LastOf(stoppable(walking))) } else { walking })
        }

        fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
            Ok(Explanation::new("all", 0.0))
        }
    }

    impl DocSet for Walking {
        fn advance(&mut self) -> DocId {
            self.doc += 1;
            if self.doc == TOLD_AT {
                self.counted.stop.tell();
            }
            self.counted.far.store(self.doc, Ordering::Relaxed);
            if self.doc >= MANY {
                self.doc = TERMINATED;
            }
            self.doc
        }

        fn doc(&self) -> DocId {
            self.doc
        }

        fn size_hint(&self) -> u32 {
            MANY
        }
    }

    impl Scorer for Walking {
        fn score(&mut self) -> Score {
            0.0
        }
    }

    /// Of some candidates the last alone.
    struct LastOf(Box<dyn Scorer>);

    impl DocSet for LastOf {
        fn advance(&mut self) -> DocId {
            let mut doc = self.0.advance();
            while doc < MANY - 1 {
                doc = self.0.advance();
            }
            doc
        }

        fn doc(&self) -> DocId {
            self.0.doc()
        }

        fn size_hint(&self) -> u32 {
            1
        }
    }

    impl Scorer for LastOf {
        fn score(&mut self) -> Score {
            0.0
        }
    }

    /// How far a pass goes whose stop is told at [`TOLD_AT`].
    fn goes(sparse: bool) -> DocId {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.add_document(doc!(id => "a")).unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let stop = Stop::default();
        let query = Counted { stop: stop.clone(), far: Arc::default(), sparse };
        let pass = stop.within(|| pass::run(&searcher, &query, Order::Newest, Keep::best(0)));
        assert!(pass.is_err());
        query.far.load(Ordering::Relaxed)
    }

    #[test]
    fn a_pass_ends_soon_after_it_is_told_to() {
        assert!((TOLD_AT..TOLD_AT + 2 * EVERY).contains(&goes(false)));
    }

    #[test]
    fn a_long_way_to_a_match_ends_soon_too() {
        assert!((TOLD_AT..TOLD_AT + 2 * EVERY).contains(&goes(true)));
    }
}
