//! An item of a feed as an article.

use serde_json::{Map, Value};

use super::Feed;
use crate::assemble::assemble;
use crate::body::{Body, given_summary};
use crate::format::blocks::{Block, BlockKind};
use crate::format::html;
use crate::given::Given;
use crate::ident::checked_id;
use crate::title::on_one_line;
use crate::{Article, Fault, FaultCode, Kind, Reading, normalize_heading};

/// What an item says, in whichever kind of feed.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) link: Option<String>,
    pub(super) date: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) content: Option<Text>,
    pub(super) summary: Option<Text>,
    /// Whether it says anything, if only what has no use here.
    pub(super) holds_something: bool,
}

/// Text of an item.
#[derive(Debug)]
pub(super) enum Text {
    Plain(String),
    Html(String),
}

impl Text {
    pub(super) fn is_empty(&self) -> bool {
        let (Self::Plain(text) | Self::Html(text)) = self;
        text.trim().is_empty()
    }

    /// Returns its words on one line.
    pub(super) fn on_one_line(&self) -> String {
        match self {
            Self::Html(text) if text.contains(['<', '&']) => {
                let Ok(blocks) = self.blocks() else { return on_one_line(text) };
                let lines = blocks.iter().map(|block| on_one_line(&block.inline.text));
                lines.collect::<Vec<_>>().join(" ")
            }
            Self::Plain(text) | Self::Html(text) => on_one_line(text),
        }
    }

    fn blocks(&self) -> Result<Vec<Block>, Fault> {
        match self {
            Self::Plain(text) => html::piece(&html::of_text(text, true)),
            // Text without a tag has its lines as they are typed.
            Self::Html(text) if !text.contains('<') => html::piece(&html::of_text(text, false)),
            Self::Html(text) => html::piece(text),
        }
    }
}

impl Item {
    /// Makes an article of the item. Fails when it says nothing.
    ///
    /// One that is only a link has its address for a title, as those who read feeds see it.
    pub(super) fn into_article(
        self,
        reading: &Reading<'_>,
        place: Option<u64>,
        feed: &Feed,
        notes: &mut Vec<Fault>,
    ) -> Result<Article, Fault> {
        let (text, summary) = match (&self.content, &self.summary) {
            (Some(content), summary) => (Some(content), summary.as_ref()),
            (None, summary) => (summary.as_ref(), None),
        };
        let blocks = text.map(Text::blocks).transpose()?.unwrap_or_default();
        let blocks = without_notice(blocks);
        let summary = summary.map(Text::on_one_line).filter(|it| !begins_with(&blocks, it));
        let holds_something = self.holds_something;
        let mut given = Given::from_map(self.fields(feed), notes);
        let mut body = html::body_of(blocks, reading.vocabulary, given.title.as_deref());
        if let Some(summary) = summary.filter(|summary| !summary.is_empty())
            && !body.sections.iter().any(|section| section.kind == Kind::Summary)
        {
            body.sections.insert(0, given_summary(&summary));
        }
        if body.sections.is_empty() && given.title.is_none() {
            if !holds_something {
                return Err(Fault::new(FaultCode::Empty, "nothing is in the item"));
            }
            given.title.clone_from(&given.url);
        }
        let body = Body { title: None, ..body };
        assemble(given, body, reading.path, place)
    }

    /// Returns what is given beside the text, under the names that front matter has.
    fn fields(&self, feed: &Feed) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value);
            }
        };
        let own = [&self.id, &self.link].into_iter().flatten();
        let id = own.filter_map(|id| checked_id(&on_one_line(id)).ok()).next();
        set("id", id.map(Value::from));
        set("title", self.title.clone().map(Value::from));
        set("date", self.date.clone().map(Value::from));
        set("source", feed.title.clone().map(Value::from));
        set("url", self.link.clone().map(Value::from));
        set("author", (!self.authors.is_empty()).then(|| Value::from(self.authors.join(", "))));
        set("tags", (!self.tags.is_empty()).then(|| Value::from(self.tags.clone())));
        let language = self.language.as_ref().or(feed.language.as_ref());
        set("language", language.cloned().map(Value::from));
        fields
    }
}

/// Leaves out the last line where it only says in which feed the item stood first.
fn without_notice(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_notice = |block: &Block| {
        let text = &block.inline.text;
        block.kind == BlockKind::Paragraph
            && text.starts_with("The post ")
            && text.contains(" appeared first on ")
    };
    if blocks.len() > 1 && blocks.last().is_some_and(is_notice) {
        blocks.pop();
    }
    blocks
}

/// Tells whether a text begins with its summary, which may be cut off and say that there is more.
fn begins_with(blocks: &[Block], summary: &str) -> bool {
    let summary = normalize_heading(summary);
    let mut text = String::new();
    for block in blocks {
        if text.len() > 2 * summary.len() + 100 {
            break;
        }
        text.push_str(&block.inline.text);
        text.push(' ');
    }
    let text = normalize_heading(&text);
    let shared = text.bytes().zip(summary.bytes()).take_while(|(a, b)| a == b).count();
    // What a cut summary ends with (`Read more`, `The post …`) is not in the text.
    shared == summary.len() || (shared > 80 && shared * 2 > summary.len())
}
