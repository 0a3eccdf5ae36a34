//! The third stage: clauses into the engine's own queries.

use std::sync::Arc;

use precis_schema::{HEADER, Layout};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Result, Term};

use super::forms::Forms;
use super::lift::{ToArticle, ToSections};
use super::mentions::MentionQuery;
use super::starts::Starts;
use super::statistics::Statistics;
use crate::resolve::{Clause, factor};
use crate::weights::{self, Weights};

/// What words side by side mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    /// All of them.
    All,
    /// Any of them.
    Any,
    /// All that carry meaning.
    Meaning,
    /// Of the outermost ones that carry meaning, enough to weigh what `weights::share` asks for; inside, as `Meaning`.
    Enough,
}

/// What a clause is a condition on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Article,
    Section,
    Title,
}

/// Lowers clauses for one snapshot.
pub(crate) struct Lowering<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) articles: &'a Statistics,
    pub(crate) sections: &'a Statistics,
    pub(crate) sides: Sides,
    pub(crate) starts: &'a Arc<Starts>,
    pub(crate) weights: &'a Weights,
    /// How much longer texts are marked down.
    pub(crate) b: f32,
}

pub(super) type Lowered = Box<dyn Query>;

impl Lowering<'_> {
    /// Lowers a condition on articles; the query matches header documents alone.
    pub(crate) fn articles(&self, clause: &Clause) -> Result<Lowered> {
        self.lower(clause, Level::Article, true)
    }

    /// Lowers a condition on sections; the query matches section documents alone.
    pub(crate) fn sections(&self, clause: &Clause) -> Result<Lowered> {
        self.lower(clause, Level::Section, true)
    }

    pub(super) fn lower(&self, clause: &Clause, level: Level, outermost: bool) -> Result<Lowered> {
        match clause {
            Clause::All => Ok(self.universe(level)),
            Clause::Word(word) => self.word(word, level),
            Clause::Phrase(phrase) if phrase.slop == 0 => self.phrase(phrase, level),
            Clause::Phrase(_) | Clause::Near { .. } => self.places(clause, 1, level),
            Clause::Same(of) => self.same(of, level),
            Clause::AtLeast { count, of } => match level {
                Level::Article => self.times(of, *count),
                _ => self.places(of, *count, level),
            },
            Clause::Prefix(letters) => {
                let start = |_| Forms::Start(letters.clone());
                Ok(self.forms(&start, weights::PREFIX, level))
            }
            Clause::Spellings(spellings) => self.spellings(spellings, level),
            Clause::Boost(of, thousandths) => {
                let of = self.lower(of, level, outermost)?;
                Ok(Box::new(BoostQuery::new(of, factor(*thousandths))))
            }
            Clause::Side(of) => self.side(of, level, outermost),
            Clause::And(of) => {
                // Filters beside the query do not make its words any less outermost.
                let alone = outermost && of[1..].iter().all(Clause::is_filter);
                let mut all = Vec::with_capacity(of.len());
                for (index, clause) in of.iter().enumerate() {
                    all.push(self.required(clause, level, alone && index == 0)?);
                }
                Ok(self.conjunction(all, level))
            }
            Clause::Or(of) => {
                let mut any = Vec::with_capacity(of.len());
                for clause in of {
                    any.push(self.lower(clause, level, false)?);
                }
                Ok(union(any))
            }
            Clause::Not(_) => {
                let not = self.required(clause, level, false)?;
                Ok(self.conjunction(vec![not], level))
            }
            Clause::Must(of) => self.lower(of, level, false),
            Clause::Section(names, of) if level != Level::Title => {
                let mut all = vec![(Occur::Must, self.named(names))];
                if **of != Clause::All {
                    all.push(self.required(of, Level::Section, outermost)?);
                }
                let sections = self.conjunction(all, Level::Section);
                Ok(match level {
                    Level::Article => Box::new(ToArticle(sections)),
                    _ => sections,
                })
            }
            Clause::Section(_, of) => self.lower(of, level, false),
            Clause::Title(of) => {
                let titles = self.lower(of, Level::Title, false)?;
                Ok(at_level(titles, level))
            }
            Clause::Mentions(mention) => {
                let of = self.universe(level);
                Ok(Box::new(MentionQuery { of, mention: mention.clone() }))
            }
            Clause::Company(name) => {
                Ok(Box::new(ConstScoreQuery::new(self.company(name, level), 0.0)))
            }
            Clause::Name(..) | Clause::Id(_) | Clause::Days { .. } | Clause::ArrivedAfter(_) => {
                let articles = self.filter(clause);
                Ok(at_level(Box::new(ConstScoreQuery::new(articles, 0.0)), level))
            }
        }
    }

    /// Lowers a clause that must hold: a NOT becomes something to leave out.
    pub(super) fn required(
        &self,
        clause: &Clause,
        level: Level,
        outermost: bool,
    ) -> Result<(Occur, Lowered)> {
        match clause {
            Clause::Not(of) => Ok((Occur::MustNot, self.lower(of, level, false)?)),
            _ => Ok((Occur::Must, self.lower(clause, level, outermost)?)),
        }
    }

    /// All of them; with something to start from where there are only things to leave out.
    pub(super) fn conjunction(&self, mut all: Vec<(Occur, Lowered)>, level: Level) -> Lowered {
        if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            all.push((Occur::Must, self.universe(level)));
        }
        if all.len() == 1 {
            return all.remove(0).1;
        }
        Box::new(BooleanQuery::new(all))
    }

    pub(super) fn universe(&self, level: Level) -> Lowered {
        let headers = self.term(self.layout.kind, HEADER);
        let documents: Lowered = match level {
            Level::Article | Level::Title => headers,
            Level::Section => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, headers),
            ])),
        };
        Box::new(ConstScoreQuery::new(documents, 0.0))
    }

    pub(super) fn term(&self, field: Field, text: &str) -> Lowered {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    pub(super) fn terms(&self, field: Field, words: &[&str]) -> Vec<Term> {
        words.iter().map(|word| Term::from_field_text(field, word)).collect()
    }
}

/// A condition on articles, as one on what the level speaks of.
fn at_level(articles: Lowered, level: Level) -> Lowered {
    match level {
        Level::Article | Level::Title => articles,
        Level::Section => Box::new(ToSections(articles)),
    }
}

pub(super) fn union(mut any: Vec<Lowered>) -> Lowered {
    match any.len() {
        0 => Box::new(EmptyQuery),
        1 => any.remove(0),
        _ => Box::new(BooleanQuery::new(any.into_iter().map(|q| (Occur::Should, q)).collect())),
    }
}
