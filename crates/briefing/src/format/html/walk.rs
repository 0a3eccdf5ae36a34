//! The nodes of a page in order, written out as blocks.

use std::ops::Range;

use dom_query::NodeRef;

use super::elements::{Part, Role, part};
use super::run::Run;
use super::table::has_rows;
use crate::format::blocks::{Block, BlockKind, Inline};
use crate::lines::lines;
use crate::units::bullet_marker;

/// A heading is at most this long, in bytes; a longer one is a paragraph that someone made large.
const HEADING_LIMIT_BYTES: usize = 400;

/// What of a page is walked over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything that a reader sees.
    All,
    /// The same without navigation and the like around an article.
    Page,
}

/// Returns how many nodes lie below a node.
pub(super) fn count(root: NodeRef<'_>) -> usize {
    let mut count = 0;
    walk(root, &mut |step| {
        count += usize::from(matches!(step, Step::Enter(_)));
        true
    });
    count
}

/// Writes out everything below a node as blocks.
pub(super) fn blocks(root: NodeRef<'_>, extent: Extent) -> Vec<Block> {
    let mut writer = Writer { extent, ..Writer::default() };
    walk(root, &mut |step| match step {
        Step::Enter(node) => writer.enter(node),
        Step::Leave(node) => {
            writer.leave(node);
            true
        }
    });
    writer.flush();
    writer.blocks
}

#[derive(Clone, Copy)]
enum Step<'n, 'd> {
    Enter(&'n NodeRef<'d>),
    Leave(&'n NodeRef<'d>),
}

/// Visits every node below `root`, without recursion: pages may nest deeper than the stack.
///
/// What a node holds is passed over when `visit` says no on entering it; it is left all the same.
fn walk(root: NodeRef<'_>, visit: &mut dyn FnMut(Step<'_, '_>) -> bool) {
    let Some(mut node) = root.first_child() else { return };
    loop {
        if visit(Step::Enter(&node))
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        visit(Step::Leave(&node));
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent().filter(|parent| parent.id != root.id) else { return };
            node = parent;
            visit(Step::Leave(&node));
        }
    }
}

struct Writer {
    extent: Extent,
    blocks: Vec<Block>,
    run: Run,
    /// Elements around, each with what it was when it was entered.
    open: Vec<Open>,
    heading: Option<u8>,
    bold: usize,
    code: usize,
    depth: usize,
    quotes: usize,
    rows: usize,
    item_begins: bool,
}

/// An element whose end is still to come.
#[derive(Clone, Copy)]
struct Open {
    part: Part,
    /// Whether it is a list or item that was counted, or a table with rows.
    counts: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            extent: Extent::All,
            blocks: Vec::new(),
            run: Run::default(),
            open: Vec::new(),
            heading: None,
            bold: 0,
            code: 0,
            depth: 0,
            quotes: 0,
            rows: 0,
            item_begins: false,
        }
    }
}

impl Writer {
    /// Enters a node, and tells whether what it holds is to be read.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(part) = part(node) else {
            if node.is_text() {
                self.text(&node.text());
            }
            return false;
        };
        let mut open = Open { part, counts: false };
        self.bold += usize::from(part.bold);
        match part.role {
            Role::Unseen => {
                self.open.push(open);
                return false;
            }
            Role::Around if self.extent == Extent::Page => {
                self.open.push(open);
                return false;
            }
            Role::Heading(level) => {
                self.end_block();
                if self.heading.is_none() && self.rows == 0 {
                    self.heading = Some(level);
                    open.counts = true;
                }
            }
            Role::Code => {
                self.end_block();
                self.code += 1;
            }
            Role::List => {
                self.end_block();
                self.depth += 1;
            }
            Role::Item => {
                self.end_block();
                // An item without its list is one all the same.
                open.counts = self.depth == 0;
                self.depth += usize::from(open.counts);
                self.item_begins = true;
            }
            Role::Quote => {
                self.end_block();
                self.quotes += 1;
            }
            Role::Table => {
                self.end_block();
                open.counts = self.rows == 0 && self.heading.is_none() && has_rows(node);
                self.rows += usize::from(open.counts);
            }
            Role::Row if self.rows > 0 => self.flush(),
            Role::Cell if self.rows > 0 => self.run.end_cell(),
            Role::Break => self.line_break(),
            Role::Row | Role::Cell | Role::Block | Role::Around => self.end_block(),
            Role::InLine => {}
        }
        self.open.push(open);
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        if !node.is_element() {
            return;
        }
        let Some(Open { part, counts }) = self.open.pop() else { return };
        match part.role {
            Role::Heading(_) => {
                self.end_block();
                if counts {
                    self.flush();
                    self.heading = None;
                }
            }
            Role::Code => {
                self.end_block();
                self.code -= 1;
            }
            Role::List => {
                self.end_block();
                self.depth -= 1;
                self.item_begins = false;
            }
            Role::Item => {
                self.end_block();
                self.depth -= usize::from(counts);
            }
            Role::Quote => {
                self.end_block();
                self.quotes -= 1;
            }
            Role::Table => {
                if counts {
                    self.flush();
                    self.rows -= 1;
                }
                self.end_block();
            }
            Role::Row if self.rows > 0 => self.flush(),
            Role::Row | Role::Cell | Role::Block | Role::Around => self.end_block(),
            Role::Break | Role::InLine | Role::Unseen => {}
        }
        self.bold -= usize::from(part.bold);
    }

    fn text(&mut self, text: &str) {
        if self.is_code() {
            self.run.push_as_is(text);
        } else {
            self.run.push(text, self.bold > 0);
        }
    }

    /// Ends the line; a second end ends the paragraph.
    fn line_break(&mut self) {
        if self.is_code() {
            self.run.push_as_is("\n");
        } else if self.heading.is_some() || self.rows > 0 {
            self.run.part_words();
        } else if self.run.ends_line() {
            self.flush();
        } else {
            self.run.end_line();
        }
    }

    /// Ends a block, unless it stands where there is only one: in a heading or in a row.
    fn end_block(&mut self) {
        if self.heading.is_some() || self.rows > 0 {
            self.run.part_words();
        } else {
            self.flush();
        }
    }

    fn is_code(&self) -> bool {
        self.code > 0 && self.heading.is_none() && self.rows == 0
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.is_blank() {
            return;
        }
        let kind = match self.heading {
            Some(level) if run.text().len() <= HEADING_LIMIT_BYTES => BlockKind::Heading(level),
            None if self.rows > 0 => BlockKind::Row,
            None if self.code > 0 => BlockKind::Code,
            _ => BlockKind::Paragraph,
        };
        let inline = if kind == BlockKind::Code { run.into_code() } else { run.into_inline() };
        if kind == BlockKind::Paragraph && self.depth == 0 && holds_bullets(&inline.text) {
            self.push_bullets(&inline);
            return;
        }
        let begins_item = std::mem::take(&mut self.item_begins);
        let is_top = self.depth == 0 && self.quotes == 0;
        self.blocks.push(Block { kind, inline, depth: self.depth, begins_item, is_top });
    }

    /// Makes a list of lines that begin with a bullet's mark, as people make them by hand.
    fn push_bullets(&mut self, inline: &Inline) {
        let quotes = self.quotes;
        let mut push = |span: Range<usize>, is_bullet: bool| {
            let inline = inline.part(&span);
            if !inline.is_blank() {
                self.blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    inline,
                    depth: usize::from(is_bullet),
                    begins_item: is_bullet,
                    is_top: !is_bullet && quotes == 0,
                });
            }
        };
        let mut start = 0;
        for line in lines(&inline.text) {
            if let Some(marker) = bullet_marker(line.text) {
                push(start..line.start, false);
                push(line.start + marker..line.end(), true);
                start = line.next;
            }
        }
        push(start..inline.text.len(), false);
    }
}

/// Tells whether lines of a paragraph are bullets: one with the sign that is nothing else, or two with any.
fn holds_bullets(text: &str) -> bool {
    let marked = || lines(text).filter(|line| bullet_marker(line.text).is_some());
    marked().any(|line| line.text.trim_start().starts_with('•')) || marked().nth(1).is_some()
}
