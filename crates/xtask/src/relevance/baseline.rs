//! The ranking that ours is held against: plain BM25, one field, one document an article, any word.
//!
//! It stands on the same analysis, so that a difference comes from ranking alone. With one document an article the
//! engine's statistics are right as they are.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, Searcher, TantivyDocument, Term, doc};

use super::sets::Document;
use crate::outcome::Outcome;

/// A collection ready to be searched plainly.
pub(super) struct Baseline {
    searcher: Searcher,
    id: Field,
    body: Field,
}

impl Baseline {
    /// Indexes a collection in memory.
    pub(super) fn new(documents: &[Document]) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let frequencies =
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
        let body =
            schema.add_text_field("body", TextOptions::default().set_indexing_options(frequencies));
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
        for document in documents {
            let text = format!("{}\n{}", document.title, document.text);
            writer.add_document(doc!(id => document.id.as_str(), body => stems(text)))?;
        }
        writer.commit()?;
        Ok(Self { searcher: index.reader()?.searcher(), id, body })
    }

    /// Returns the ids of the best documents, best first.
    pub(super) fn search(&self, query: &str, limit: usize) -> Outcome<Vec<String>> {
        let words = precis_analysis::typed(query)
            .into_iter()
            .flat_map(|word| word.parts.into_iter().chain(word.joined))
            .flat_map(|form| form.stems)
            .map(|stem| {
                let term = Term::from_field_text(self.body, &stem);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
            });
        let any = BooleanQuery::union(words.collect());
        let best = self.searcher.search(&any, &TopDocs::with_limit(limit).order_by_score())?;
        best.into_iter()
            .map(|(_, address)| {
                let document: TantivyDocument = self.searcher.doc(address)?;
                let id = document.get_first(self.id).and_then(|value| value.as_str());
                Ok(id.unwrap_or_default().to_owned())
            })
            .collect()
    }
}

fn stems(text: String) -> PreTokenizedString {
    let mut tokens = Vec::new();
    precis_analysis::for_each_token(&text, &mut |token| {
        tokens.push(Token {
            offset_from: token.span.start,
            offset_to: token.span.end,
            position: token.position as usize,
            text: token.stem.to_owned(),
            position_length: 1,
        });
    });
    PreTokenizedString { text, tokens }
}
