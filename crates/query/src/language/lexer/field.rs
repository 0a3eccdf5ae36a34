//! Names before a colon, and the values behind it.

use super::super::ast::{Expr, Span, SyntaxCode};
use super::super::names::{self, Name};
use super::super::token::TokenKind;
use super::{Lexer, is_quote};

impl<'a> Lexer<'a> {
    /// Reads a field or section at the start of a run; false if it has none.
    pub(super) fn field(&mut self, run: &str) -> bool {
        let Some((typed, behind)) = split_name(run) else { return false };
        let start = self.at;
        let end = start + typed.len() + 1;
        let follows = &self.text[end..];
        if behind.is_empty() && !follows.starts_with('(') {
            self.stands_alone(typed, follows);
            return false;
        }
        if behind.starts_with([':', '/', '\\']) {
            // `std::fs`, `https://…`, `c:\…`
            return false;
        }
        match names::name(typed) {
            None => return self.unknown_field(typed, run),
            Some(Name::Section(name)) => {
                self.push(TokenKind::Section(name.into()), start..end);
            }
            Some(Name::Title) => self.push(TokenKind::Title, start..end),
            Some(Name::In) if follows.starts_with('(') => {
                self.notes.add(
                    SyntaxCode::BadValue,
                    start..end,
                    "`in:` was read as text: it takes one name; type `in:take in:watch` for either",
                );
                return false;
            }
            Some(Name::In) => {
                let Some((value, span)) = self.value(end) else { return false };
                self.named_value(value, start..span.end, |value| Expr::In(value.into()));
            }
            Some(Name::Field(field)) if follows.starts_with('(') => self.values(field, end),
            Some(Name::Field(field)) => {
                let Some((value, value_span)) = self.value(end) else { return false };
                let span = start..value_span.end;
                self.named_value(value, span, |value| Expr::Field {
                    field,
                    value: value.into(),
                    value_span,
                });
            }
        }
        true
    }

    fn named_value(&mut self, value: &str, span: Span, expr: impl FnOnce(&str) -> Expr) {
        if value.trim().is_empty() {
            self.nothing(span, "a field with nothing between its quotes was left out");
            return;
        }
        let end = span.end;
        self.leaf(expr(value), span);
        // The comma behind a value belongs to the sentence.
        let rest = &self.text[end..];
        self.at = self.text.len() - rest.trim_start_matches([',', ';']).len();
    }

    /// Reads a value in quotes, or up to white space or a closing parenthesis; nothing if there is none.
    pub(super) fn value(&mut self, at: usize) -> Option<(&'a str, Span)> {
        let text = self.text;
        let rest = &text[at..];
        if rest.starts_with(is_quote) {
            return Some(self.between_quotes(at));
        }
        let len = bare_value_len(rest);
        (len > 0).then(|| (&rest[..len], at..at + len))
    }

    /// Reads `name:` that is no field as text, and says so.
    fn unknown_field(&mut self, typed: &str, run: &str) -> bool {
        let start = self.at;
        let end = start + typed.len() + 1;
        let behind = &run[typed.len() + 1..];
        let opens = behind.is_empty() || behind.starts_with(is_quote);
        if opens || behind.starts_with(|c: char| c.is_alphanumeric() || "<>=$€£¥".contains(c)) {
            self.notes.add_with(SyntaxCode::UnknownField, start..end, || {
                let meant = names::meant(typed)
                    .map(|name| format!("; did you mean `{name}:`?"))
                    .unwrap_or_default();
                format!("no field is called `{typed}`, so it was searched as text{meant}")
            });
        }
        let word_end = if opens { end } else { start + run.len() };
        self.leaf(Expr::Word(self.text[start..word_end].into()), start..word_end);
        true
    }

    /// Says why a field with a space behind its colon did nothing.
    fn stands_alone(&mut self, typed: &str, follows: &str) {
        let lower = typed.chars().all(char::is_lowercase);
        let next = follows.trim_start().split(char::is_whitespace).next().unwrap_or_default();
        if lower && next.starts_with(char::is_alphanumeric) && names::name(typed).is_some() {
            let span = self.at..self.at + typed.len() + 1;
            self.notes.add_with(SyntaxCode::UnknownField, span, || {
                format!("`{typed}:` was searched as text because a space follows it; type `{typed}:{next}` for the field")
            });
        }
    }
}

/// Splits `name:rest` where the name is all letters.
fn split_name(run: &str) -> Option<(&str, &str)> {
    let (name, behind) = run.split_once(':')?;
    (!name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_'))
        .then_some((name, behind))
}

/// Counts the bytes of a value typed without quotes: up to white space, a double quote, or a parenthesis without its
/// partner in the value, without the commas and semicolons at its end.
pub(in super::super) fn bare_value_len(text: &str) -> usize {
    let mut open = Vec::new();
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' if open.pop().is_none() => {
                end = at;
                break;
            }
            _ if c.is_whitespace() || is_quote(c) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let end = open.first().copied().unwrap_or(end);
    text[..end].trim_end_matches([',', ';']).len()
}
