//! What is said about a query, in one place, so that it sounds alike.

use super::ast::{Span, SyntaxCode, SyntaxNote};
use super::limits::{MAX_DEPTH, MAX_LEAVES, MAX_NOTES, MAX_QUERY_BYTES};

/// Notes in the making.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<SyntaxNote>,
    left_out: bool,
}

impl Notes {
    /// Adds a note.
    pub(super) fn add(&mut self, code: SyntaxCode, span: Span, message: impl Into<String>) {
        if self.list.len() < MAX_NOTES {
            self.list.push(SyntaxNote { code, span, message: message.into() });
        } else {
            self.left_out = true;
        }
    }

    /// Adds a note unless there are too many, in which case the message is not even made.
    pub(super) fn add_with(
        &mut self,
        code: SyntaxCode,
        span: Span,
        message: impl FnOnce() -> String,
    ) {
        let message = if self.list.len() < MAX_NOTES { message() } else { String::new() };
        self.add(code, span, message);
    }

    /// Adds a note in the place of the last, where there are too many: what was not read at all is worth more than another
    /// word that was read otherwise.
    fn add_limit(&mut self, span: Span, message: String) {
        if self.list.len() >= MAX_NOTES {
            self.list.pop();
            self.left_out = true;
        }
        self.add(SyntaxCode::LimitReached, span, message);
    }

    /// Notes that a number was out of its range and which one was taken.
    pub(super) fn clamped(&mut self, span: Span, typed: &str, taken: &str, range: &str) {
        self.add_with(SyntaxCode::BadValue, span, || {
            format!("`{typed}` was read as `{taken}`: the number goes from {range}")
        });
    }

    /// Notes that the query is too long.
    pub(super) fn too_long(&mut self, span: Span) {
        let kib = MAX_QUERY_BYTES / 1024;
        self.add_limit(span, format!("only the first {kib} KiB of a query are read"));
    }

    /// Notes that there are too many words.
    pub(super) fn too_many(&mut self, span: Span) {
        self.add_limit(
            span,
            format!("only the first {MAX_LEAVES} words, phrases and values of a query are read"),
        );
    }

    /// Notes that operators are nested too deep.
    pub(super) fn too_deep(&mut self, span: Span) {
        let message = format!(
            "operators and parentheses nested more than {MAX_DEPTH} deep were left out, their words kept"
        );
        self.add_limit(span, message);
    }

    /// Returns the notes in the order of their places.
    pub(super) fn finish(mut self) -> Vec<SyntaxNote> {
        self.list.sort_by_key(|note| note.span.start);
        if self.left_out
            && let Some(last) = self.list.last_mut()
        {
            last.message.push_str("; more notes of this query were left out");
        }
        self.list
    }
}
