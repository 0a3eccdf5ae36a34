//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use crate::packed::{FOLDED, PACKED};
use crate::words::WordFields;

/// Version of the layout; it is stamped into every index, and another one forces a rebuild.
pub const VERSION: u32 = 8;

/// Value of [`Layout::worded`].
pub const WORDED: &str = "y";

/// Value of [`Layout::kind`] on headers; sections have their kind's name there.
pub const HEADER: &str = "header";

/// The fields of the index, by what holds them.
///
/// Text fields take packed tokens (see `packed.rs`): a text is analyzed once, outside the engine.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The engine's own description.
    pub schema: Schema,

    /// Every document: id of its article; what a block is deleted by.
    pub article: Field,
    /// Every document: offset inside its block, from 0 for the header.
    pub ordinal: Field,
    /// Every document: `header`, or the section's kind.
    pub kind: Field,

    /// Header: stems of title (unless derived), own headings and all text; frequencies, no positions.
    pub body: Field,
    /// Header: words of the title.
    pub title: WordFields,
    /// Header: id, as a column, for ties and listings.
    pub id: Field,
    /// Header: path of the file inside the library.
    pub path: Field,
    /// Header: publication date in days since 1970-01-01; no value if undated.
    pub day: Field,
    /// Header: source, looked up folded, counted as given.
    pub source: Field,
    /// Header: author, likewise.
    pub author: Field,
    /// Header: tags, likewise.
    pub tag: Field,
    /// Header: language tag, likewise.
    pub language: Field,
    /// Header: revision that it arrived with, as a column. An edit and a rebuild leave it as it is.
    pub arrived: Field,
    /// Header: when that was, in milliseconds since 1970-01-01 UTC, as a column.
    pub arrived_at: Field,
    /// Header: the rest of the article's metadata, stored.
    pub header: Field,
    /// Header: what the text is like, a [`crate::Sketch`] as a column of its numbers in order; no value on short texts.
    pub sketch: Field,
    /// Header: its bands, to look up what shares one.
    pub band: Field,

    /// Section: words of own heading and text.
    pub words: WordFields,
    /// Section: `y` where it has words; sections without are no part of any average.
    pub worded: Field,
    /// Section: normalized headings, its own and those below it.
    pub heading_key: Field,
    /// Section of kind `other`: heading as written, as a column.
    pub heading: Field,
    /// Section: position at which each unit starts, ascending; a heading outside the vocabulary is the first.
    pub unit_start: Field,
    /// Section: text, stored.
    pub text: Field,
    /// Section: kind, headings and units, stored.
    pub section: Field,

    /// Header and section: companies mentioned, looked up folded, counted by their names; in sections, columns of
    /// facts run parallel to their `…_unit`.
    pub company: Field,
    /// Section: place of each company's unit among [`Layout::unit_start`].
    pub company_unit: Field,
    /// Header and section: amounts mentioned, currency and value in one number (see `amount_key.rs`).
    pub amount: Field,
    /// Section: place of each amount's unit, likewise.
    pub amount_unit: Field,
    /// Header and section: percentages mentioned, in billionths of a percent.
    pub percent: Field,
    /// Section: place of each percentage's unit, likewise.
    pub percent_unit: Field,
    /// Header and section: first day of each date or period mentioned, in days since 1970-01-01.
    pub mentioned_from: Field,
    /// Last day of each date or period mentioned.
    pub mentioned_to: Field,
    /// Section: place of each date's unit, likewise.
    pub mentioned_unit: Field,
}

impl Default for Layout {
    fn default() -> Self {
        Self::new()
    }
}

impl Layout {
    /// Lays out the fields.
    #[must_use]
    pub fn new() -> Self {
        let mut b = Schema::builder();
        let article = b.add_text_field("article", raw());
        let ordinal = b.add_u64_field("ordinal", FAST);
        let kind = b.add_text_field("kind", raw().set_fast("raw"));
        let body = b.add_text_field("body", packed(IndexRecordOption::WithFreqs));
        let with_positions = packed(IndexRecordOption::WithFreqsAndPositions);
        let title = WordFields {
            exact: b.add_text_field("title_exact", with_positions.clone()),
            stems: b.add_text_field("title_stems", with_positions.clone()),
        };
        let id = b.add_text_field("id", TextOptions::default().set_fast("raw"));
        let path = b.add_text_field("path", raw());
        let day = b.add_i64_field("day", FAST);
        let [source, author, tag, language] = ["source", "author", "tag", "language"]
            .map(|name| b.add_text_field(name, name_field()));
        let arrived = b.add_u64_field("arrived", FAST);
        let arrived_at = b.add_i64_field("arrived_at", FAST);
        let header = b.add_bytes_field("header", STORED);
        let sketch = b.add_u64_field("sketch", FAST);
        let band = b.add_u64_field("band", INDEXED);
        let words = WordFields {
            exact: b.add_text_field("exact", with_positions.clone()),
            stems: b.add_text_field("stems", with_positions),
        };
        let worded = b.add_text_field("worded", raw());
        let heading_key = b.add_text_field("heading_key", raw());
        let heading = b.add_text_field("heading", TextOptions::default().set_fast("raw"));
        let unit_start = b.add_u64_field("unit_start", FAST);
        let text = b.add_text_field("text", STORED);
        let section = b.add_bytes_field("section", STORED);
        let company = b.add_text_field("company", name_field());
        let company_unit = b.add_u64_field("company_unit", FAST);
        let amount = b.add_u64_field("amount", FAST);
        let amount_unit = b.add_u64_field("amount_unit", FAST);
        let percent = b.add_i64_field("percent", FAST);
        let percent_unit = b.add_u64_field("percent_unit", FAST);
        let mentioned_from = b.add_i64_field("mentioned_from", FAST);
        let mentioned_to = b.add_i64_field("mentioned_to", FAST);
        let mentioned_unit = b.add_u64_field("mentioned_unit", FAST);
        Self {
            schema: SchemaBuilder::build(b),
            article,
            ordinal,
            kind,
            body,
            title,
            id,
            path,
            day,
            source,
            author,
            tag,
            language,
            arrived,
            arrived_at,
            header,
            sketch,
            band,
            words,
            worded,
            heading_key,
            heading,
            unit_start,
            text,
            section,
            company,
            company_unit,
            amount,
            amount_unit,
            percent,
            percent_unit,
            mentioned_from,
            mentioned_to,
            mentioned_unit,
        }
    }
}

/// Whole values, looked up as they are.
fn raw() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    )
}

/// Names: looked up folded, counted as given.
fn name_field() -> TextOptions {
    TextOptions::default()
        .set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(FOLDED)
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        )
        .set_fast("raw")
}

fn packed(option: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(PACKED).set_index_option(option),
    )
}
