//! Double quotes: phrases, and names of sections that hold spaces.

use super::super::ast::{Expr, Span, SyntaxCode};
use super::super::limits::MAX_SLOP;
use super::super::shape;
use super::super::token::TokenKind;
use super::{Lexer, is_quote};

impl<'a> Lexer<'a> {
    /// Reads what stands in the quotes that open at a byte: the text between, and the place with the quotes.
    ///
    /// Curly and straight quotes close each other, since keyboards and word processors mix them.
    pub(super) fn between_quotes(&mut self, start: usize) -> (&'a str, Span) {
        let text = self.text;
        let open = text[start..].chars().next().map_or(0, char::len_utf8);
        let inner = &text[start + open..];
        match inner.char_indices().find(|(_, c)| is_quote(*c)) {
            Some((len, close)) => (&inner[..len], start..start + open + len + close.len_utf8()),
            None => {
                self.notes.add(
                    SyntaxCode::UnclosedQuote,
                    start..start + open,
                    "the quote opened here is not closed, so all that follows was read as quoted; type `\"` where it ends",
                );
                (inner, start..self.text.len())
            }
        }
    }

    /// Reads a phrase, or the quoted name of a section.
    pub(super) fn quoted(&mut self) {
        let (text, span) = self.between_quotes(self.at);
        if text.trim().is_empty() {
            self.nothing(span, "quotes with nothing between them were left out");
            return;
        }
        let behind = &self.text[span.end..];
        if behind.starts_with(":(") {
            let end = span.end + 1;
            self.push(TokenKind::Section(text.trim().into()), span.start..end);
            return;
        }
        let (slop, end) = self.slop(span.end);
        self.leaf(Expr::Phrase { text: text.into(), slop }, span.start..end);
        self.boost_suffix();
    }

    /// Reads `~3` behind quotes: the number, and the byte behind it.
    fn slop(&mut self, at: usize) -> (Option<u32>, usize) {
        let Some(number) = self.text[at..].strip_prefix('~') else { return (None, at) };
        let len = shape::digits(number);
        let span = at..at + 1 + len;
        if len == 0 {
            if number.is_empty() || number.starts_with([' ', ')']) {
                self.notes.add(
                    SyntaxCode::BadValue,
                    span.clone(),
                    "`~` behind quotes needs a number and was left out; type `\"…\"~3` for at most three words between",
                );
                return (None, span.end);
            }
            return (None, at);
        }
        let typed = shape::count(&number[..len]);
        let taken = typed.min(MAX_SLOP);
        if taken != typed {
            let range = format!("0 to {MAX_SLOP}");
            self.notes.clamped(
                span.clone(),
                &self.text[span.clone()],
                &format!("~{taken}"),
                &range,
            );
        }
        ((taken > 0).then_some(taken), span.end)
    }

    /// Leaves out quotes or parentheses with nothing inside.
    pub(super) fn nothing(&mut self, span: Span, message: &str) {
        self.notes.add(SyntaxCode::BadValue, span.clone(), message);
        self.push(TokenKind::Nothing, span);
    }
}
