//! An article into the block of documents that stands for it.

use std::sync::Arc;

use jiff::civil::Date;
use precis_analysis::{Analyzer, Token, UNIT_GAP};
use precis_briefing::facts::SectionFacts;
use precis_briefing::{Aliases, Article, Kind, Section, normalize_heading};
use tantivy::indexer::UserOperation;
use tantivy::{TantivyDocument, Term};

use crate::companies::named;
use crate::packed::Packer;
use crate::sketch::Sketcher;
use crate::stored::{Shape, StoredHeader};
use crate::words::WordFields;
use crate::{HEADER, Layout, WORDED, facts};

/// Where an article was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMeta {
    /// Path of the file inside the library.
    pub path: String,
    /// Line or place in a many-article file, from 1.
    pub place: Option<u64>,
}

/// One article, as the engine takes it.
#[derive(Debug)]
pub struct Block {
    /// Id of the article.
    pub id: String,
    /// Bytes of text in it.
    pub text_bytes: u64,
    /// Delete the old block, add the new one: to be given to ONE `IndexWriter::run`, so that the block stays whole.
    pub operations: Vec<UserOperation>,
}

/// Makes blocks. One a thread: it keeps buffers.
#[derive(Debug)]
pub struct Encoder {
    layout: Layout,
    aliases: Arc<Aliases>,
    tokens: Tokens,
}

/// Cuts texts into tokens, and keeps them until they are in a document.
#[derive(Debug, Default)]
struct Tokens {
    analyzer: Analyzer,
    /// Those of the document at hand.
    words: Words,
    /// Those of the article so far.
    body: Packer,
}

/// The tokens of one document, by field.
#[derive(Debug, Default)]
struct Words {
    exact: Packer,
    stems: Packer,
    unit_starts: Vec<u64>,
}

impl Words {
    fn clear(&mut self) {
        self.exact.clear();
        self.stems.clear();
        self.unit_starts.clear();
    }

    /// Position at which the next unit starts.
    fn next_start(&self) -> u32 {
        self.exact.last().map_or(0, |last| last + 1 + UNIT_GAP)
    }

    fn add_to(&self, fields: WordFields, document: &mut TantivyDocument) {
        for (field, words) in [(fields.exact, &self.exact), (fields.stems, &self.stems)] {
            if !words.is_empty() {
                document.add_text(field, words.as_str());
            }
        }
    }
}

impl Tokens {
    /// Adds one unit's tokens to the document at hand, to the article's and, if it is of the text, to what that is like.
    fn add(&mut self, unit: &str, mut sketcher: Option<&mut Sketcher>) {
        let Self { analyzer, words, body } = self;
        let start = words.next_start();
        words.unit_starts.push(u64::from(start));
        let mut at = body.last().map_or(0, |last| last + 1);
        analyzer.for_each_token(unit, &mut |token: Token<'_>| {
            let position = start.saturating_add(token.position);
            words.exact.push(token.exact, position);
            if token.inflected {
                words.stems.push(token.stem, position);
            }
            // The body has no positions; counting on keeps its steps small.
            body.push(token.stem, at);
            at += 1;
            if let Some(sketcher) = &mut sketcher {
                sketcher.push(token.exact);
            }
        });
    }
}

impl Encoder {
    /// Makes an encoder for a layout, which knows the built-in companies.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, aliases: Aliases::built_in(), tokens: Tokens::default() }
    }

    /// Makes it know these companies instead.
    #[must_use]
    pub fn with_aliases(mut self, aliases: Arc<Aliases>) -> Self {
        self.aliases = aliases;
        self
    }

    /// Returns the operations that take an article out of the index.
    #[must_use]
    pub fn removal(&self, id: &str) -> Vec<UserOperation> {
        vec![UserOperation::Delete(Term::from_field_text(self.layout.article, id))]
    }

    /// Makes the block of an article.
    pub fn block(&mut self, article: &Article, file: &FileMeta) -> Block {
        let Self { layout, aliases, tokens } = self;
        let l = &*layout;
        tokens.body.clear();
        let mut header = TantivyDocument::new();
        header.add_text(l.article, &article.id);
        header.add_u64(l.ordinal, 0);
        header.add_text(l.kind, HEADER);
        header.add_text(l.id, &article.id);
        header.add_text(l.path, &file.path);
        if !article.title_from.is_derived() {
            tokens.words.clear();
            tokens.add(&article.title, None);
            tokens.words.add_to(l.title, &mut header);
        }
        if let Some(date) = article.date {
            header.add_i64(l.day, day_number(date));
        }
        for (field, value) in [
            (l.source, &article.source),
            (l.author, &article.author),
            (l.language, &article.language),
        ] {
            if let Some(value) = value {
                header.add_text(field, value);
            }
        }
        for tag in &article.tags {
            header.add_text(l.tag, tag);
        }
        let found = precis_briefing::facts::find(article);
        facts::add_to_header(l, &found, &mut header);
        let companies = named(article, aliases.companies());
        for name in &companies.names {
            header.add_text(l.company, name);
        }
        let mut stored = StoredHeader {
            companies: companies.names,
            ..StoredHeader::new(article, &file.path, file.place)
        };
        facts::amounts_as_written(article, &found, &mut stored);
        // Strings, lists and maps with string keys always serialize.
        header.add_bytes(l.header, &postcard::to_stdvec(&stored).unwrap_or_default());

        let mut sketcher = Sketcher::default();
        let mut sections = Vec::with_capacity(article.sections.len());
        let mut text_bytes = article.title.len();
        for (index, (section, found)) in article.sections.iter().zip(&found.sections).enumerate() {
            text_bytes += section.text.len();
            let ordinal = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let mut document =
                section_document(l, tokens, &article.id, section, ordinal, &mut sketcher);
            add_facts(l, section, found, &mut document);
            for (name, unit) in companies.sections.get(index).into_iter().flatten() {
                document.add_text(l.company, name);
                document.add_u64(l.company_unit, *unit);
            }
            sections.push(document);
        }
        if !tokens.body.is_empty() {
            header.add_text(l.body, tokens.body.as_str());
        }
        if let Some(sketch) = sketcher.finish() {
            sketch.0.iter().for_each(|places| header.add_u64(l.sketch, *places));
            sketch.keys().for_each(|key| header.add_u64(l.band, key));
        }

        let mut operations = Vec::with_capacity(sections.len() + 2);
        operations.push(UserOperation::Delete(Term::from_field_text(l.article, &article.id)));
        operations.push(UserOperation::Add(header));
        operations.extend(sections.into_iter().map(UserOperation::Add));
        Block { id: article.id.clone(), text_bytes: text_bytes as u64, operations }
    }
}

fn section_document(
    l: &Layout,
    tokens: &mut Tokens,
    id: &str,
    section: &Section,
    ordinal: u32,
    sketcher: &mut Sketcher,
) -> TantivyDocument {
    tokens.words.clear();
    // Its text, its words, some of them twice, and the rest.
    let mut document = TantivyDocument::with_capacity(section.text.len() * 3 + 512);
    document.add_text(l.article, id);
    document.add_u64(l.ordinal, u64::from(ordinal));
    document.add_text(l.kind, section.kind.as_str());
    if let Some(heading) = section.own_heading() {
        tokens.add(heading, None);
    }
    if let Some(heading) = &section.heading {
        document.add_text(l.heading_key, normalize_heading(heading));
        if section.kind == Kind::Other {
            document.add_text(l.heading, heading);
        }
    }
    for heading in &section.subheadings {
        document.add_text(l.heading_key, normalize_heading(heading));
    }
    for unit in &section.units {
        let text = section.text.get(unit.span.clone()).unwrap_or_default();
        tokens.add(text, Some(sketcher));
    }
    let words = &tokens.words;
    if !words.exact.is_empty() {
        document.add_text(l.worded, WORDED);
    }
    for start in &words.unit_starts {
        document.add_u64(l.unit_start, *start);
    }
    words.add_to(l.words, &mut document);
    document.add_text(l.text, &section.text);
    let shape = postcard::to_stdvec(&Shape::new(section, ordinal)).unwrap_or_default();
    document.add_bytes(l.section, &shape);
    document
}

fn add_facts(l: &Layout, section: &Section, found: &SectionFacts, document: &mut TantivyDocument) {
    facts::add_to_section(l, found, section.own_heading().is_some(), document);
}

/// Counts a date in days since 1970-01-01.
#[must_use]
pub(crate) fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}
