//! How the twin answers: its own queries, top ten, count and snippets.

use std::path::Path;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Searcher, TantivyDocument, Term};

use super::bare::{self, Fields};
use super::questions::Question;
use super::stemming;
use crate::outcome::Outcome;

/// Fewer articles than this with all words, and any word will do: the default search is asked the same.
const ENOUGH: usize = 10;

/// The twin, ready to answer.
pub(super) struct BareSearch {
    searcher: Searcher,
    fields: Fields,
    analyzer: TextAnalyzer,
}

impl BareSearch {
    pub(super) fn open(folder: &Path) -> Outcome<Self> {
        let (index, fields) = bare::open(folder)?;
        Ok(Self::new(index.reader()?.searcher(), fields))
    }

    pub(super) fn new(searcher: Searcher, fields: Fields) -> Self {
        Self { searcher, fields, analyzer: stemming::analyzer() }
    }

    /// Answers with the number of articles, the ten best found and no more done with them.
    pub(super) fn ten_best(&mut self, question: &Question) -> Outcome<usize> {
        let query = self.query(question, Occur::Must);
        let ten = TopDocs::with_limit(10).order_by_score();
        let (best, count) = self.searcher.search(&*query, &(ten, Count))?;
        std::hint::black_box(best);
        Ok(count)
    }

    /// Answers with the number of articles and the snippets of the ten best.
    pub(super) fn answer(&mut self, question: &Question) -> Outcome<(usize, Vec<String>)> {
        let query = self.query(question, Occur::Must);
        let (count, snippets) = self.run(&*query, question)?;
        let words = match question {
            Question::Words(words) | Question::InSection(_, words) => words.len(),
            _ => 1,
        };
        if count >= ENOUGH || words < 2 {
            return Ok((count, snippets));
        }
        let query = self.query(question, Occur::Should);
        self.run(&*query, question)
    }

    fn run(&self, query: &dyn Query, question: &Question) -> Outcome<(usize, Vec<String>)> {
        let (best, count) =
            self.searcher.search(query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
        let searched = match question {
            Question::InSection(section, _) => &self.fields[section + 1..section + 2],
            _ => &self.fields[1..],
        };
        let generators = searched
            .iter()
            .map(|field| SnippetGenerator::create(&self.searcher, query, *field))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let mut snippets = Vec::new();
        for (_, address) in best {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let of_document = generators.iter().map(|one| one.snippet_from_doc(&document));
            snippets.extend(
                of_document.filter(|snippet| !snippet.is_empty()).map(|snippet| snippet.to_html()),
            );
        }
        Ok((count, snippets))
    }

    fn query(&mut self, question: &Question, of_words: Occur) -> Box<dyn Query> {
        let all = self.fields;
        match question {
            Question::Words(words) | Question::Faceted(words) => self.words(words, &all, of_words),
            Question::InSection(section, words) => {
                self.words(words, &all[section + 1..section + 2], of_words)
            }
            Question::Phrase(words) => {
                let stems = words.each_ref().map(|word| self.stem(word));
                any_field(&all, |field| {
                    let terms = stems.iter().map(|stem| Term::from_field_text(field, stem));
                    Box::new(PhraseQuery::new(terms.collect()))
                })
            }
            Question::Fuzzy(word) => any_field(&all, |field| {
                Box::new(FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true))
            }),
            // It has no facts: the nearest it can do is to look for the words.
            Question::Facts(company) => {
                let mut words: Vec<String> = company.split(' ').map(str::to_lowercase).collect();
                words.push("billion".to_owned());
                self.words(&words, &all, Occur::Must)
            }
            Question::Prefix(start) | Question::Typing(start) => any_field(&all, |field| {
                let term = Term::from_field_text(field, start);
                Box::new(PhrasePrefixQuery::new(vec![term]))
            }),
        }
    }

    fn words(&mut self, words: &[String], fields: &[Field], occur: Occur) -> Box<dyn Query> {
        let clauses = words.iter().map(|word| {
            let stem = self.stem(word);
            let clause = any_field(fields, |field| {
                let term = Term::from_field_text(field, &stem);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
            });
            (occur, clause)
        });
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    fn stem(&mut self, word: &str) -> String {
        let mut stream = self.analyzer.token_stream(word);
        if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
    }
}

fn any_field(fields: &[Field], clause: impl Fn(Field) -> Box<dyn Query>) -> Box<dyn Query> {
    match fields {
        [field] => clause(*field),
        _ => Box::new(BooleanQuery::union(fields.iter().map(|field| clause(*field)).collect())),
    }
}
