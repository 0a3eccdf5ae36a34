//! Conditions on an article, or a section, that score nothing.

use precis_schema::HEADER;
use tantivy::Term;
use tantivy::query::{BooleanQuery, ConstScoreQuery, EmptyQuery, ExistsQuery, Occur, RangeQuery};

use super::lower::{Level, Lowered, Lowering, union};
use crate::resolve::{Clause, NameField, SectionName};

impl Lowering<'_> {
    /// Sections of any of these names.
    pub(super) fn named(&self, names: &[SectionName]) -> Lowered {
        let any = names
            .iter()
            .map(|name| match name {
                SectionName::Kind(kind) => self.term(self.layout.kind, kind.as_str()),
                SectionName::Heading { key, .. } => self.term(self.layout.heading_key, key),
            })
            .collect();
        Box::new(ConstScoreQuery::new(union(any), 0.0))
    }

    pub(super) fn filter(&self, clause: &Clause) -> Lowered {
        let l = self.layout;
        match clause {
            Clause::Name(field, value) => {
                let field = match field {
                    NameField::Source => l.source,
                    NameField::Author => l.author,
                    NameField::Tag => l.tag,
                    NameField::Language => l.language,
                };
                self.term(field, value)
            }
            Clause::Id(id) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, self.term(l.article, id)),
                (Occur::Must, self.term(l.kind, HEADER)),
            ])),
            Clause::Days { from: None, to: None } => {
                Box::new(ExistsQuery::new("day".to_owned(), false))
            }
            Clause::Days { from, to } => {
                use std::ops::Bound::{Included, Unbounded};
                let bound = |day: Option<i64>| {
                    day.map_or(Unbounded, |day| Included(Term::from_field_i64(l.day, day)))
                };
                Box::new(RangeQuery::new(bound(*from), bound(*to)))
            }
            Clause::ArrivedAfter(revision) => {
                use std::ops::Bound::{Excluded, Unbounded};
                let after = Term::from_field_u64(l.arrived, *revision);
                Box::new(RangeQuery::new(Excluded(after), Unbounded))
            }
            _ => Box::new(EmptyQuery),
        }
    }

    /// Articles, or sections, that mention a company.
    pub(super) fn company(&self, name: &str, level: Level) -> Lowered {
        let headers = match level {
            Level::Article | Level::Title => Occur::Must,
            Level::Section => Occur::MustNot,
        };
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, self.term(self.layout.company, &precis_analysis::fold(name))),
            (headers, self.term(self.layout.kind, HEADER)),
        ]))
    }
}
