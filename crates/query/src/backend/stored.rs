//! What is stored of articles: headers, sections and ids.

use std::collections::BTreeSet;

use precis_schema::{StoredHeader, StoredSection, decode_header, decode_section};
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, TantivyDocument, Term};

use super::lower::Sides;
use super::pass::{self, Candidate, Keep, Order};
use super::snapshot::{EngineError, Snapshot};
use crate::resolve::Clause;

impl Snapshot {
    /// Returns the id of the article that was read from a path; none if there is none or several.
    pub(crate) fn id_at_path(&self, path: &str) -> Result<Option<String>, EngineError> {
        let term = Term::from_field_text(self.layout().path, path);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let pass = pass::run(self.searcher(), &query, Order::Newest, Keep::best(2))?;
        match pass.best.as_slice() {
            [one] => Ok(Some(self.header(one)?.id)),
            _ => Ok(None),
        }
    }

    /// Reads the metadata of an article.
    pub(crate) fn header(&self, candidate: &Candidate) -> Result<StoredHeader, EngineError> {
        let document = self.document(candidate, 0)?;
        Ok(decode_header(self.layout(), &document)?)
    }

    /// Reads the sections of an article, in order.
    pub(crate) fn sections(
        &self,
        candidate: &Candidate,
        header: &StoredHeader,
    ) -> Result<Vec<StoredSection>, EngineError> {
        (1..=header.sections)
            .map(|ordinal| Ok(decode_section(self.layout(), &self.document(candidate, ordinal)?)?))
            .collect()
    }

    fn document(
        &self,
        candidate: &Candidate,
        offset: DocId,
    ) -> Result<TantivyDocument, EngineError> {
        let segment = u32::try_from(candidate.segment).unwrap_or(u32::MAX);
        let address = DocAddress::new(segment, candidate.doc.saturating_add(offset));
        Ok(self.searcher().doc(address)?)
    }

    /// Lists ids that end in some text, or are it: whole ids first, then by id; at most `most`.
    pub(crate) fn ids_ending_in(
        &self,
        ending: &str,
        most: usize,
    ) -> Result<Vec<String>, EngineError> {
        let mut ids = BTreeSet::new();
        for reader in self.searcher().segment_readers() {
            let Some(column) = reader.fast_fields().str("id")? else { continue };
            let mut matching = Vec::new();
            let mut stream = column.dictionary().stream().map_err(tantivy::TantivyError::from)?;
            while stream.advance() {
                if stream.key().ends_with(ending.as_bytes()) {
                    matching.push(String::from_utf8_lossy(stream.key()).into_owned());
                }
            }
            for id in matching {
                if ids.len() >= most {
                    break;
                }
                // The dictionary may still list deleted articles.
                if !ids.contains(&id) && self.count(&Clause::Id(id.clone()), Sides::All)? > 0 {
                    ids.insert(id);
                }
            }
        }
        Ok(ids.into_iter().collect())
    }
}
