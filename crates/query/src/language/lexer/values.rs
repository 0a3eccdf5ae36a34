//! `source:(a OR "b c")`: one field, several values.

use super::super::ast::{Field, Span, SyntaxCode};
use super::super::limits::MAX_LEAVES;
use super::super::token::TokenKind;
use super::{Lexer, bare_value_len, begins_signed, is_quote};

/// What stands in the parentheses of a field.
#[derive(Default)]
struct Inside {
    values: Vec<(String, Span)>,
    or: bool,
    and: bool,
    closed: bool,
}

impl Lexer<'_> {
    /// Reads the values of a field whose parenthesis opens at a byte: any of them, or all of them with `AND`.
    pub(super) fn values(&mut self, field: Field, open: usize) {
        let start = self.at;
        self.at = open + 1;
        let inside = self.inside();
        let span = start..self.at;
        if !inside.closed {
            self.notes.add(
                SyntaxCode::UnbalancedParenthesis,
                open..open + 1,
                "the parenthesis opened here is not closed, so it was closed at the end; type `)` where it ends",
            );
        }
        let Inside { mut values, or, and, .. } = inside;
        if values.is_empty() {
            self.nothing(span, "a field with nothing in its parentheses was left out");
            return;
        }
        if or && and {
            self.notes.add(
                SyntaxCode::BadValue,
                span.clone(),
                "values of one field were read as alternatives: `AND` and `OR` do not mix in its parentheses",
            );
        }
        let room = MAX_LEAVES - self.leaves.min(MAX_LEAVES - 1);
        if let Some((_, first)) = values.get(room) {
            self.notes.too_many(first.start..span.end);
            values.truncate(room);
        }
        self.leaves += values.len();
        self.push(TokenKind::Values { field, values, all: and && !or }, span);
    }

    /// Reads up to the closing parenthesis and over it.
    fn inside(&mut self) -> Inside {
        let mut inside = Inside::default();
        while self.skip_space() {
            let rest = self.rest();
            if rest.starts_with(')') {
                self.at += 1;
                inside.closed = true;
                break;
            }
            match &rest[..bare_value_len(rest)] {
                "" if rest.starts_with(is_quote) => self.one_value(&mut inside.values),
                "" => self.at += rest.chars().next().map_or(0, char::len_utf8),
                "OR" => {
                    inside.or = true;
                    self.at += 2;
                }
                "AND" => {
                    inside.and = true;
                    self.at += 3;
                }
                word if word.strip_prefix('-').is_some_and(begins_signed) || word == "NOT" => {
                    let span = self.at..self.at + word.len();
                    self.notes.add_with(SyntaxCode::BadValue, span, || {
                        format!("`{word}` was left out: a field's parentheses hold values alone; type `-` before the field's name")
                    });
                    self.at += word.len();
                }
                _ => self.one_value(&mut inside.values),
            }
        }
        inside
    }

    fn one_value(&mut self, values: &mut Vec<(String, Span)>) {
        let Some((value, span)) = self.value(self.at) else { return };
        self.at = span.end;
        if !value.trim().is_empty() {
            values.push((value.to_owned(), span));
        }
    }
}
