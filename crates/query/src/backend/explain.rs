//! Where the score of the first phase comes from, word by word.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::lift::ordinals;
use super::lower::{Level, Lowering, Sides};
use super::pass::Candidate;
use super::sides::is_alternative;
use super::snapshot::{EngineError, Snapshot};
use crate::resolve::{Clause, SectionName, factor, in_words};

/// The score of the first phase, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shares {
    /// What each word, phrase or the like earns, as typed, in the order of the query.
    pub(crate) words: Vec<(String, f32)>,
    /// What the title adds to what words earn.
    pub(crate) title: f32,
}

impl Shares {
    fn add(&mut self, text: String, value: f32) {
        if value == 0.0 {
            return;
        }
        match self.words.iter_mut().find(|(known, _)| *known == text) {
            Some((_, sum)) => *sum += value,
            None => self.words.push((text, value)),
        }
    }
}

impl Snapshot {
    /// Takes apart the score that [`Snapshot::find`] gave an article.
    pub(crate) fn shares(
        &self,
        clause: &Clause,
        sides: Sides,
        candidate: &Candidate,
    ) -> Result<Shares, EngineError> {
        let mut shares = Shares::default();
        if let Some(reader) = self.searcher().segment_readers().get(candidate.segment) {
            let lowering = self.ranking(clause, sides);
            let scoring = EnableScoring::enabled_from_searcher(self.searcher());
            let mut explainer = Explainer { lowering, scoring, reader, shares: &mut shares };
            let at = At { level: Level::Article, doc: candidate.doc, factor: 1.0 };
            explainer.take_apart(clause, at, true)?;
        }
        Ok(shares)
    }
}

/// What is taken apart.
#[derive(Clone, Copy)]
struct At {
    level: Level,
    /// The article's header, or one of its sections.
    doc: DocId,
    /// How many times it counts.
    factor: f32,
}

/// Goes through a clause as lowering does, and asks each part by itself what it scores.
struct Explainer<'a> {
    lowering: Lowering<'a>,
    scoring: EnableScoring<'a>,
    reader: &'a SegmentReader,
    shares: &'a mut Shares,
}

impl Explainer<'_> {
    fn take_apart(&mut self, clause: &Clause, at: At, outermost: bool) -> tantivy::Result<()> {
        match clause {
            Clause::All
            | Clause::Not(_)
            | Clause::Name(..)
            | Clause::Company(_)
            | Clause::Id(_)
            | Clause::Mentions(_)
            | Clause::Days { .. }
            | Clause::ArrivedAfter(_) => Ok(()),
            Clause::Side(of) => {
                for clause in of {
                    if self.lowering.sides == Sides::Any && is_alternative(clause) {
                        self.if_it_holds(clause, at)?;
                    } else if self.lowering.is_looked_for(clause, of) {
                        self.take_apart(clause, at, false)?;
                    }
                }
                Ok(())
            }
            Clause::And(of) => {
                for (index, clause) in of.iter().enumerate() {
                    self.take_apart(clause, at, outermost && index == 0)?;
                }
                Ok(())
            }
            Clause::Or(of) => of.iter().try_for_each(|clause| self.if_it_holds(clause, at)),
            Clause::Must(of) => self.take_apart(of, at, false),
            Clause::Boost(of, thousandths) => {
                let at = At { factor: at.factor * factor(*thousandths), ..at };
                self.take_apart(of, at, outermost)
            }
            Clause::Section(names, of) if at.level == Level::Article => {
                match self.best_section(names, of, at.doc, outermost)? {
                    Some(doc) => {
                        let at = At { level: Level::Section, doc, ..at };
                        self.take_apart(of, at, outermost)
                    }
                    None => Ok(()),
                }
            }
            Clause::Section(_, of) => self.take_apart(of, at, outermost),
            Clause::Word(word) if at.level == Level::Article => {
                let Some(whole) = self.score(clause, at, false)? else { return Ok(()) };
                let title = match self.lowering.title_bonus(word)? {
                    Some(bonus) => self.score_of(&*bonus, at.doc)?.unwrap_or(0.0) * at.factor,
                    None => 0.0,
                };
                self.shares.title += title;
                self.shares.add(word.text.clone(), whole - title);
                Ok(())
            }
            Clause::Word(_)
            | Clause::Phrase(_)
            | Clause::Prefix(_)
            | Clause::Spellings(_)
            | Clause::Near { .. }
            | Clause::Same(_)
            | Clause::AtLeast { .. }
            | Clause::Title(_) => {
                if let Some(value) = self.score(clause, at, false)? {
                    self.shares.add(in_words(clause), value);
                }
                Ok(())
            }
        }
    }

    /// Takes apart one of several alternatives, unless it is one of those that do not hold.
    fn if_it_holds(&mut self, clause: &Clause, at: At) -> tantivy::Result<()> {
        match self.score(clause, at, false)? {
            Some(_) => self.take_apart(clause, at, false),
            None => Ok(()),
        }
    }

    /// The section that gives an article the score of a condition on one section.
    fn best_section(
        &self,
        names: &[SectionName],
        of: &Clause,
        header: DocId,
        outermost: bool,
    ) -> tantivy::Result<Option<DocId>> {
        let clause = Clause::Section(names.to_vec(), Box::new(of.clone()));
        let query = self.lowering.lower(&clause, Level::Section, outermost)?;
        let mut scorer = query.weight(self.scoring)?.scorer(self.reader, 1.0)?;
        let ordinals = ordinals(self.reader)?;
        let end = (header + 1..self.reader.max_doc())
            .find(|doc| ordinals.get_val(*doc) == 0)
            .unwrap_or(self.reader.max_doc());
        let mut best: Option<(f32, DocId)> = None;
        let mut section = scorer.doc();
        if section <= header {
            section = scorer.seek(header + 1);
        }
        while section != TERMINATED && section < end {
            let score = scorer.score();
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, section));
            }
            section = scorer.advance();
        }
        Ok(best.map(|(_, section)| section))
    }

    /// What a clause scores by itself; none where it does not hold.
    fn score(&self, clause: &Clause, at: At, outermost: bool) -> tantivy::Result<Option<f32>> {
        let query = self.lowering.lower(clause, at.level, outermost)?;
        Ok(self.score_of(&*query, at.doc)?.map(|score| score * at.factor))
    }

    fn score_of(&self, query: &dyn Query, doc: DocId) -> tantivy::Result<Option<f32>> {
        let mut scorer = query.weight(self.scoring)?.scorer(self.reader, 1.0)?;
        let at = if scorer.doc() < doc { scorer.seek(doc) } else { scorer.doc() };
        Ok((at == doc).then(|| scorer.score()))
    }
}
