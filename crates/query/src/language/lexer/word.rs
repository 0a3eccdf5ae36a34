//! Runs of characters without white space: operators in words, and words.

use super::super::ast::{Expr, SyntaxCode};
use super::super::limits::{MAX_AT_LEAST, MAX_NEAR};
use super::super::shape::{self, shape};
use super::super::token::{Opener, TokenKind};
use super::{Lexer, is_quote};

impl<'a> Lexer<'a> {
    /// Reads a run of characters up to white space or a parenthesis.
    pub(super) fn word(&mut self) {
        let start = self.at;
        let rest = self.rest();
        if let Some(len) = smiley(rest) {
            self.leaf(Expr::Word(rest[..len].into()), start..start + len);
            return;
        }
        let run = run(rest);
        if self.field(run) || self.opener(run) || self.keyword(run) {
            return;
        }
        let shape = shape(run);
        self.leaf(shape.expr, start..start + shape.len);
        if let Some(fault) = shape.fault {
            self.notes.add_with(SyntaxCode::BadValue, start..start + shape.len, || {
                format!("`{run}` was read as a word: {fault}")
            });
        }
        if let Some((factor, len)) = shape.boost {
            self.boost(factor, start + len);
        }
        // A sentence mark behind an operator is passed over.
        self.at = start + run.len();
    }

    /// Reads `near/5(`, `same(` and `atleast/3(`.
    fn opener(&mut self, run: &str) -> bool {
        let (start, end) = (self.at, self.at + run.len());
        if !self.text[end..].starts_with('(') {
            return false;
        }
        let opener = if run.eq_ignore_ascii_case("same") {
            Opener::Same
        } else if let Some(number) = numbered(run, "near/") {
            Opener::Near(self.within(run, "near/", number, MAX_NEAR))
        } else if let Some(number) = numbered(run, "atleast/") {
            Opener::AtLeast(self.within(run, "atleast/", number, MAX_AT_LEAST))
        } else {
            return false;
        };
        self.push(TokenKind::Open(opener), start..end + 1);
        true
    }

    /// Reads `AND`, `OR`, `NOT` and `near/5`. Right behind `-`, `+` or a colon they are words: `-OR` is without Oregon.
    fn keyword(&mut self, run: &str) -> bool {
        if self.glued(|kind| kind.is_prefix() && !matches!(kind, TokenKind::Not)) {
            return false;
        }
        // An operator may touch the quotes that follow it, as it may touch parentheses.
        let word = run.find(is_quote).map_or(run, |quote| &run[..quote]);
        let kind = match word {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => match numbered(run, "near/") {
                Some(number) => TokenKind::Near(self.within(run, "near/", number, MAX_NEAR)),
                None => {
                    self.lonely_at_least(run);
                    return false;
                }
            },
        };
        let len = if matches!(kind, TokenKind::Near(_)) { run.len() } else { word.len() };
        self.push(kind, self.at..self.at + len);
        true
    }

    fn lonely_at_least(&mut self, run: &str) {
        if numbered(run, "atleast/").is_some() {
            let span = self.at..self.at + run.len();
            self.notes.add_with(SyntaxCode::LoneOperator, span, || {
                format!("`{run}` was read as a word; type `{run}(…)` with the words to count in the parentheses")
            });
        }
    }

    /// Brings an operator's number into 1 to `most`, with a note if it was not.
    fn within(&mut self, run: &str, operator: &str, number: u32, most: u32) -> u32 {
        let taken = number.clamp(1, most);
        if taken != number {
            let span = self.at..self.at + run.len();
            self.notes.clamped(span, run, &format!("{operator}{taken}"), &format!("1 to {most}"));
        }
        taken
    }
}

/// Tells whether a word standing by itself would be read as an operator.
pub(in super::super) fn is_operator_word(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT") || numbered(word, "near/").is_some()
}

/// Reads the number of `near/5` or `atleast/3`.
fn numbered(run: &str, operator: &str) -> Option<u32> {
    let head = run.get(..operator.len())?;
    let number = &run[operator.len()..];
    let whole = !number.is_empty() && shape::digits(number) == number.len();
    (head.eq_ignore_ascii_case(operator) && whole).then(|| shape::count(number))
}

/// Returns the characters up to white space or a parenthesis.
pub(super) fn run(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    &text[..end.unwrap_or(text.len())]
}

/// Returns the bytes of a face like `:-)` that stands by itself, so that its parenthesis is none.
fn smiley(text: &str) -> Option<usize> {
    let rest = text.strip_prefix([':', ';'])?;
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix(['(', ')'])?;
    let alone = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ')');
    alone.then(|| text.len() - rest.len())
}
