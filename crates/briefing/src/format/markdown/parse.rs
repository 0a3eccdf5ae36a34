//! Markdown as a list of blocks: headings, paragraphs, rows, lines of code.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::html;
use super::liquid::{Covered, cover};
use crate::format::blocks::{Block, BlockKind, Inline};

/// Parses the Markdown in `range` of the source; places are those of the source.
pub(super) fn blocks(source: &str, range: Range<usize>) -> Vec<Block> {
    let offset = range.start;
    let Covered { text, hidden } = cover(&source[range]);
    let text = with_line_feeds(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(resolve_unknown));
    let mut builder = Builder { text: &text, hidden: &hidden, offset, ..Builder::default() };
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    builder.blocks
}

/// Turns a CR that ends a line by itself into LF, because the parser does not see it everywhere.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|(at, _)| is_alone(at)) {
        return text;
    }
    let line_feed = |(at, c)| if c == '\r' && is_alone(at) { '\n' } else { c };
    Cow::Owned(text.char_indices().map(line_feed).collect())
}

/// Takes `[text][name]` for a link though its definition lies elsewhere; `[text]` alone stays as written.
#[allow(clippy::needless_pass_by_value, reason = "the parser's own signature")]
fn resolve_unknown<'a>(link: BrokenLink<'_>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
        .then(|| ("".into(), "".into()))
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    hidden: &'a [Range<usize>],
    /// Where the text begins in the source.
    offset: usize,
    blocks: Vec<Block>,
    open: Option<(BlockKind, Inline)>,
    /// Beginnings of inline markup, with its place and whether it is bold.
    marks: Vec<(usize, Range<usize>, bool)>,
    depth: usize,
    /// Quotes and footnotes around.
    around: usize,
    /// Whether the next block is the first of an item.
    item_begins: bool,
    html: Vec<Range<usize>>,
    cells: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, range),
            Event::Code(code) => self.push_code(&code, range),
            Event::Html(_) => self.html.push(range),
            Event::InlineHtml(html) if html::is_line_break(&html) => self.push_break(range, true),
            Event::SoftBreak => self.push_break(range, false),
            Event::HardBreak => self.push_break(range, true),
            Event::Rule => self.flush(),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, range),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {
                self.open_mark(range, false);
            }
            Tag::Strong => self.open_mark(range, true),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level_number(*level))),
            Tag::CodeBlock(_) => self.begin(BlockKind::Code),
            Tag::TableHead | Tag::TableRow => {
                self.begin(BlockKind::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.inline().push_made(" | ");
                }
                self.cells += 1;
            }
            Tag::List(_) => {
                self.flush();
                self.depth += 1;
            }
            Tag::Item => {
                self.flush();
                self.item_begins = true;
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.flush();
                self.around += 1;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some((start, range, strong)) = self.marks.pop()
                    && let Some((_, inline)) = &mut self.open
                {
                    inline.mark(start, range, strong);
                }
            }
            TagEnd::TableCell => {}
            TagEnd::List(_) => {
                self.flush();
                self.depth -= 1;
                self.item_begins = false;
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.flush();
                self.around -= 1;
            }
            TagEnd::HtmlBlock => self.end_html(),
            _ => self.flush(),
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.open = Some((kind, Inline::default()));
    }

    fn inline(&mut self) -> &mut Inline {
        &mut self.open.get_or_insert_with(|| (BlockKind::Paragraph, Inline::default())).1
    }

    fn open_mark(&mut self, range: Range<usize>, strong: bool) {
        let start = self.inline().text.len();
        self.marks.push((start, self.placed(range), strong));
    }

    /// Adds text, without what of it is hidden.
    fn push(&mut self, text: &str, range: Range<usize>) {
        let covered = self.text;
        if covered.get(range.clone()) != Some(text) {
            self.push_as(text, range);
            return;
        }
        let hidden = self.hidden;
        let from = hidden.partition_point(|hidden| hidden.end <= range.start);
        let mut at = range.start;
        for hidden in hidden[from..].iter().take_while(|hidden| hidden.start < range.end) {
            self.push_exact(at..hidden.start.max(at));
            at = hidden.end.min(range.end);
        }
        self.push_exact(at..range.end);
    }

    fn push_exact(&mut self, range: Range<usize>) {
        let text = self.text;
        let placed = self.placed(range.clone());
        self.inline().push_exact(&text[range], placed);
    }

    /// Adds the words of a code span, each with its place; its lines may be broken and prefixed in the source.
    fn push_code(&mut self, code: &str, range: Range<usize>) {
        let start = self.inline().text.len();
        let source = self.text;
        let mut at = range.start;
        let mut rest = code;
        while !rest.is_empty() {
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            let length = rest[spaces..].find(' ').unwrap_or(rest.len() - spaces);
            let word = &rest[spaces..spaces + length];
            let Some(found) = source[at..range.end].find(word) else { break };
            if spaces > 0 {
                self.push_as(&rest[..spaces], at..at + found);
            }
            at += found + word.len();
            if !word.is_empty() {
                self.push(word, at - word.len()..at);
            }
            rest = &rest[spaces + length..];
        }
        if !rest.is_empty() {
            self.push_as(rest, at..range.end);
        }
        let placed = self.placed(range);
        self.inline().mark(start, placed, false);
    }

    /// Adds text that is written otherwise in the source.
    fn push_as(&mut self, text: &str, range: Range<usize>) {
        let range = self.placed(range);
        self.inline().push(text, range);
    }

    fn push_break(&mut self, range: Range<usize>, hard: bool) {
        // Two breaks make no paragraph, and a blank line inside a block would be the end of one.
        let is_broken =
            self.inline().text.rsplit_once('\n').is_some_and(|(_, line)| line.trim().is_empty());
        let with = if hard && self.depth == 0 && !is_broken { "\n" } else { " " };
        let range = self.placed(range);
        self.inline().push_break(with, range);
    }

    fn end_html(&mut self) {
        let lines = std::mem::take(&mut self.html);
        let (text, offset) = (self.text, self.offset);
        for inline in html::render(text, &lines) {
            self.open = Some((BlockKind::Paragraph, inline.moved(offset)));
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.marks.clear();
        let Some((kind, inline)) = self.open.take() else { return };
        if inline.is_blank() {
            return;
        }
        let inline =
            if kind == BlockKind::Code { inline } else { inline.part(&(0..inline.text.len())) };
        let begins_item = std::mem::take(&mut self.item_begins);
        let is_top = self.depth == 0 && self.around == 0;
        self.blocks.push(Block { kind, inline, depth: self.depth, begins_item, is_top });
    }

    fn placed(&self, range: Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
