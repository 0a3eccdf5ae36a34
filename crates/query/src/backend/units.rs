//! Clauses into conditions on units.

use std::sync::Arc;

use tantivy::Result;

use super::lift::ToArticle;
use super::lower::{Level, Lowered, Lowering, union};
use super::mentions::MentionPart;
use super::same::{Naming, Said, SameQuery, UnitPart, Units};
use crate::resolve::Clause;

impl Lowering<'_> {
    /// Sections, titles, or articles with either, of which one unit satisfies a clause.
    pub(super) fn same(&self, clause: &Clause, level: Level) -> Result<Lowered> {
        if level == Level::Article {
            return Ok(union(vec![
                Box::new(ToArticle(self.same(clause, Level::Section)?)),
                self.same(clause, Level::Title)?,
            ]));
        }
        let clause = firm(clause);
        Ok(Box::new(SameQuery {
            candidates: Arc::from(self.lower(&possible(&clause), level, false)?),
            units: self.units(&clause, level)?,
            title: (level == Level::Title).then_some(self.layout.title.exact),
        }))
    }

    fn units(&self, clause: &Clause, level: Level) -> Result<Units> {
        let each = |of: &[Clause]| -> Result<Vec<Units>> {
            of.iter().map(|clause| self.units(clause, level)).collect()
        };
        Ok(match clause {
            Clause::All => Units::All(Vec::new()),
            Clause::Side(of) | Clause::And(of) => Units::All(each(of)?),
            Clause::Or(of) => Units::Any(each(of)?),
            Clause::Not(of) => Units::Not(Box::new(self.units(of, level)?)),
            Clause::Must(of) | Clause::Same(of) | Clause::Boost(of, _) => self.units(of, level)?,
            Clause::Section(..) if level == Level::Title => Units::Any(Vec::new()),
            Clause::Section(names, of) => {
                Units::All(vec![Units::Where(Arc::from(self.named(names))), self.units(of, level)?])
            }
            Clause::AtLeast { count, of } => self.said(of, *count, level)?,
            Clause::Word(_)
            | Clause::Phrase(_)
            | Clause::Prefix(_)
            | Clause::Spellings(_)
            | Clause::Near { .. } => self.said(clause, 1, level)?,
            Clause::Mentions(mention) => Units::Part(Arc::new(MentionPart(mention.clone()))),
            Clause::Company(name) if level == Level::Section => {
                Units::Part(Arc::new(Naming { company: name.clone() }))
            }
            // Which companies the title names is not kept apart from the rest of the article.
            Clause::Company(_) => Units::Any(Vec::new()),
            Clause::Title(_)
            | Clause::Name(..)
            | Clause::Id(_)
            | Clause::Days { .. }
            | Clause::ArrivedAfter(_) => Units::Where(Arc::from(self.lower(clause, level, false)?)),
        })
    }

    fn said(&self, clause: &Clause, least: u32, level: Level) -> Result<Units> {
        let part: Arc<dyn UnitPart> =
            Arc::new(Said { pattern: self.pattern(clause, level)?, least });
        Ok(Units::Part(part))
    }
}

/// The clause in which all words side by side must hold.
fn firm(clause: &Clause) -> Clause {
    let each = |of: &[Clause]| of.iter().map(firm).collect();
    let one = |of: &Clause| Box::new(firm(of));
    match clause {
        Clause::Side(of) | Clause::And(of) => Clause::And(each(of)),
        Clause::Or(of) => Clause::Or(each(of)),
        Clause::Not(of) => Clause::Not(one(of)),
        Clause::Must(of) => firm(of),
        // Kept, since one inside `title:` asks that there be a title, as its words alone do not.
        Clause::Same(of) => Clause::Same(one(of)),
        Clause::Section(names, of) => Clause::Section(names.clone(), one(of)),
        Clause::Title(of) => Clause::Title(one(of)),
        other => other.clone(),
    }
}

/// A condition that every document satisfies of which a unit satisfies the clause: what it says without its NOTs.
fn possible(clause: &Clause) -> Clause {
    match clause {
        Clause::Not(_) => Clause::All,
        Clause::Same(of) => possible(of),
        Clause::And(of) => {
            let mut all: Vec<Clause> =
                of.iter().map(possible).filter(|clause| *clause != Clause::All).collect();
            match all.len() {
                0 => Clause::All,
                1 => all.remove(0),
                _ => Clause::And(all),
            }
        }
        Clause::Or(of) => {
            let any: Vec<Clause> = of.iter().map(possible).collect();
            if any.contains(&Clause::All) { Clause::All } else { Clause::Or(any) }
        }
        Clause::Section(names, of) => Clause::Section(names.clone(), Box::new(possible(of))),
        other => other.clone(),
    }
}
