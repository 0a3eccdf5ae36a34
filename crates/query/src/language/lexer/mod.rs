//! Text in, pieces out. Whether a character acts or is text is decided here, by what stands around it.

mod field;
mod quoted;
mod values;
mod word;

use super::ast::{Expr, Span};
use super::limits::{MAX_LEAVES, MAX_QUERY_BYTES};
use super::notes::Notes;
use super::shape::{self, Factor};
use super::token::{BoostSuffix, Opener, Token, TokenKind};

pub(super) use field::bare_value_len;
pub(super) use word::is_operator_word;

/// Pieces of a query, and what is worth saying about them.
#[derive(Debug)]
pub(super) struct Lexed {
    /// The pieces, in order.
    pub(super) tokens: Vec<Token>,
    /// The notes so far.
    pub(super) notes: Notes,
    /// Byte where reading ended; before the end of the text when a limit was hit.
    pub(super) end: usize,
    /// Whether a limit was hit: open parentheses are then no fault of the typist.
    pub(super) cut: bool,
}

/// Cuts a text into pieces.
pub(super) fn lex(text: &str) -> Lexed {
    let mut notes = Notes::default();
    let end = readable(text);
    if end < text.len() {
        notes.too_long(end..text.len());
    }
    let mut lexer = Lexer { text: &text[..end], at: 0, tokens: Vec::new(), notes, leaves: 0 };
    let whole = lexer.run();
    let Lexer { mut tokens, notes, at, .. } = lexer;
    let cut = !whole || end < text.len();
    if cut {
        // What the operators at the cut would have worked on is gone.
        while tokens.last().is_some_and(|last| last.kind.is_prefix() || last.kind.is_infix()) {
            tokens.pop();
        }
    }
    Lexed { tokens, notes, end: at, cut }
}

/// Returns where a text that is too long is cut: behind a whole word if there is one.
fn readable(text: &str) -> usize {
    if text.len() <= MAX_QUERY_BYTES {
        return text.len();
    }
    let end = text.floor_char_boundary(MAX_QUERY_BYTES);
    if text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    text[..end].rfind(char::is_whitespace).unwrap_or(end)
}

/// Tells whether a character counts as a double quote.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    notes: Notes,
    leaves: usize,
}

impl<'a> Lexer<'a> {
    /// Reads to the end; false when the limit of words came first.
    fn run(&mut self) -> bool {
        while self.skip_space() {
            if self.leaves >= MAX_LEAVES && !self.rest().starts_with(')') {
                self.notes.too_many(self.at..self.text.len());
                return false;
            }
            self.piece();
        }
        true
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Skips white space; false at the end.
    fn skip_space(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at < self.text.len()
    }

    fn push(&mut self, kind: TokenKind, span: Span) {
        if matches!(kind, TokenKind::Leaf(_)) {
            self.leaves += 1;
        }
        self.at = span.end;
        self.tokens.push(Token { kind, span, boost: None });
    }

    fn leaf(&mut self, expr: Expr, span: Span) {
        self.push(TokenKind::Leaf(expr), span);
    }

    /// Reads one piece; always moves on.
    fn piece(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        let end = start + first.len_utf8();
        match first {
            '(' => self.push(TokenKind::Open(Opener::Group), start..end),
            ')' => {
                self.push(TokenKind::Close, start..end);
                self.boost_suffix();
            }
            '-' | '+' if begins_signed(&rest[1..]) => {
                if self.sign_may_act() {
                    let kind = if first == '-' { TokenKind::Minus } else { TokenKind::Plus };
                    self.push(kind, start..end);
                } else {
                    // Right behind quotes or a parenthesis it joins two words: `"cloud"-based`.
                    self.at = end;
                }
            }
            _ if is_quote(first) => self.quoted(),
            _ => self.word(),
        }
    }

    /// Tells whether `-` and `+` act here: at the start, behind a space, a `(` or the colon of a section or title.
    fn sign_may_act(&self) -> bool {
        match self.text[..self.at].chars().next_back() {
            None | Some('(') => true,
            Some(before) => {
                before.is_whitespace()
                    || self.glued(|kind| matches!(kind, TokenKind::Section(_) | TokenKind::Title))
            }
        }
    }

    /// Tells whether the piece before ends right here and is of that sort.
    fn glued(&self, sort: impl Fn(&TokenKind) -> bool) -> bool {
        self.tokens.last().is_some_and(|last| last.span.end == self.at && sort(&last.kind))
    }

    /// Reads `^2` right behind the piece just read.
    fn boost_suffix(&mut self) {
        if let Some((factor, len)) = shape::leading_boost(self.rest()) {
            self.boost(factor, self.at + len);
        }
    }

    /// Hangs a boost on the piece just read.
    fn boost(&mut self, factor: Factor, end: usize) {
        let Some(last) = self.tokens.last_mut() else { return };
        let span = last.span.end..end;
        last.boost = Some(BoostSuffix { thousandths: factor.thousandths, end });
        self.at = end;
        if factor.clamped {
            let taken = format!("^{}", shape::boost_text(factor.thousandths));
            self.notes.clamped(span.clone(), &self.text[span], &taken, "0.001 to 100");
        }
    }
}

/// Tells whether `-` and `+` act on what begins here.
fn begins_signed(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '(' || is_quote(c))
}
