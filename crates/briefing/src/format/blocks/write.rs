//! Blocks written out as the text of a section, with its units.

use super::{Block, BlockKind};
use crate::lines::lines;
use crate::sentences::sentences;
use crate::title::on_one_line;
use crate::{Unit, UnitKind};

/// Writes the blocks of one section.
#[derive(Default)]
pub(in crate::format) struct Writer {
    pub(in crate::format) text: String,
    pub(in crate::format) units: Vec<Unit>,
    pub(in crate::format) subheadings: Vec<String>,
    last: Option<(BlockKind, usize)>,
}

impl Writer {
    /// Adds a block below what is written.
    pub(in crate::format) fn write(&mut self, block: &Block) {
        if let Some((last, depth)) = self.last {
            // Items and rows stand line under line; other blocks have a blank line between.
            let close = (depth > 0 && block.depth > 0)
                || (last == BlockKind::Row && block.kind == BlockKind::Row);
            self.text.push_str(if close { "\n" } else { "\n\n" });
        }
        self.last = Some((block.kind, block.depth));
        if block.depth > 0 {
            self.text.extend(std::iter::repeat_n("  ", block.depth - 1));
            self.text.push_str(if block.begins_item { "- " } else { "  " });
        }
        let start = self.text.len();
        let text = block.inline.text.trim_end();
        self.text.push_str(text);
        match block.kind {
            BlockKind::Heading(_) => {
                self.subheadings.push(on_one_line(text));
                self.push(block, UnitKind::Heading, start, 0..text.len());
            }
            BlockKind::Code => {
                for line in lines(text) {
                    let trimmed = line.start + line.text.len() - line.text.trim_start().len();
                    self.push(
                        block,
                        UnitKind::Sentence,
                        start,
                        trimmed..line.start + line.text.trim_end().len(),
                    );
                }
            }
            BlockKind::Row => self.push(block, UnitKind::Sentence, start, 0..text.len()),
            BlockKind::Paragraph if block.depth > 0 => {
                self.push(block, UnitKind::Bullet, start, 0..text.len());
            }
            BlockKind::Paragraph => {
                for span in sentences(text) {
                    self.push(block, UnitKind::Sentence, start, span);
                }
            }
        }
    }

    fn push(&mut self, block: &Block, kind: UnitKind, start: usize, span: std::ops::Range<usize>) {
        if !span.is_empty() {
            let source = block.inline.source_of(&span);
            self.units.push(Unit { kind, span: start + span.start..start + span.end, source });
        }
    }
}
