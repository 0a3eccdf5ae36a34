//! A tree, written the one way that reads back as the same tree.

use std::fmt;

use super::ast::{Expr, Field, Node};
use super::lexer::{bare_value_len, is_operator_word, is_quote};
use super::names::{self, Name};
use super::shape::{boost_text, shape};

/// Writes a tree in the query language.
///
/// Reading the text gives the same tree, apart from places and from parentheses that binding makes necessary.
#[must_use]
pub fn print(node: &Node) -> String {
    node.to_string()
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self, Binding::Side, true)
    }
}

/// How tightly things hold together, the loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Side,
    Or,
    And,
    /// `NOT`, `-`, `+`, sections, `title:`; `near` too, since it is written with its parentheses.
    Unary,
}

fn binding(expr: &Expr) -> Binding {
    match expr {
        Expr::Side(_) => Binding::Side,
        Expr::Or(_) => Binding::Or,
        Expr::And(_) => Binding::And,
        _ => Binding::Unary,
    }
}

/// Writes a node where at least that binding is needed; `alone` if no other words stand beside it.
fn write(f: &mut fmt::Formatter<'_>, node: &Node, least: Binding, alone: bool) -> fmt::Result {
    if binding(&node.expr) < least {
        return write_in_parens(f, node);
    }
    match &node.expr {
        Expr::Empty => Ok(()),
        Expr::Word(word) if !alone && is_operator_word(word) => write!(f, "({word})"),
        Expr::Word(word) | Expr::Wildcard(word) => f.write_str(word),
        Expr::Prefix(letters) => write!(f, "{letters}*"),
        Expr::Fuzzy(letters) => write!(f, "{letters}~"),
        Expr::Phrase { text, slop: None } => write!(f, "\"{text}\""),
        Expr::Phrase { text, slop: Some(slop) } => write!(f, "\"{text}\"~{slop}"),
        Expr::Side(items) => write_list(f, items, " ", Binding::Or),
        Expr::Or(items) => write_list(f, items, " OR ", Binding::And),
        Expr::And(items) => write_list(f, items, " AND ", Binding::Unary),
        Expr::Not(of) if takes_sign(of) => write_operand(f, "-", of),
        Expr::Not(of) => {
            f.write_str("NOT ")?;
            write(f, of, Binding::Unary, false)
        }
        Expr::Must(of) if takes_sign(of) => write_operand(f, "+", of),
        Expr::Must(of) => {
            f.write_str("+")?;
            write_in_parens(f, of)
        }
        Expr::Paren(of) => write_in_parens(f, of),
        Expr::Near { distance, of } => {
            write!(f, "near/{distance}(")?;
            write_list(f, of, " ", Binding::Or)?;
            f.write_str(if of.last().is_some_and(ends_in_eyes) { " )" } else { ")" })
        }
        Expr::Same(of) => write_call(f, "same", of),
        Expr::AtLeast { count, of } => write_call(f, &format!("atleast/{count}"), of),
        Expr::Section { name, of } => match names::name(name) {
            Some(Name::Section(name)) => write_behind_colon(f, name, of),
            _ => {
                write!(f, "\"{name}\":")?;
                match of.expr {
                    Expr::Paren(_) => write(f, of, Binding::Unary, true),
                    _ => write_in_parens(f, of),
                }
            }
        },
        Expr::Title(of) => write_behind_colon(f, "title", of),
        Expr::In(name) => write_value(f, "in", name),
        Expr::Field { field, value, .. } => write_value(f, field_name(*field), value),
        Expr::Boost { of, thousandths } => {
            if takes_boost(of) {
                write(f, of, Binding::Unary, true)?;
            } else {
                write_in_parens(f, of)?;
            }
            write!(f, "^{}", boost_text(*thousandths))
        }
    }
}

fn write_in_parens(f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
    write_call(f, "", node)
}

fn write_call(f: &mut fmt::Formatter<'_>, operator: &str, of: &Node) -> fmt::Result {
    write!(f, "{operator}(")?;
    write(f, of, Binding::Side, true)?;
    f.write_str(if ends_in_eyes(of) { " )" } else { ")" })
}

fn write_list(
    f: &mut fmt::Formatter<'_>,
    items: &[Node],
    between: &str,
    least: Binding,
) -> fmt::Result {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        write(f, item, least, false)?;
    }
    Ok(())
}

/// Tells whether a parenthesis right behind a node would make a face: `:` and `)`.
fn ends_in_eyes(node: &Node) -> bool {
    match &node.expr {
        Expr::Word(word) => matches!(word.as_str(), ":" | ";" | ":-" | ";-"),
        Expr::Side(items) | Expr::Or(items) | Expr::And(items) => {
            items.last().is_some_and(ends_in_eyes)
        }
        Expr::Not(of) | Expr::Must(of) | Expr::Section { of, .. } | Expr::Title(of) => {
            ends_in_eyes(of)
        }
        _ => false,
    }
}

/// Writes an operator and, right behind it, what it works on.
fn write_operand(f: &mut fmt::Formatter<'_>, operator: &str, of: &Node) -> fmt::Result {
    f.write_str(operator)?;
    write(f, of, Binding::Unary, true)
}

fn write_behind_colon(f: &mut fmt::Formatter<'_>, name: &str, of: &Node) -> fmt::Result {
    write!(f, "{name}:")?;
    if takes_colon(of) { write(f, of, Binding::Unary, true) } else { write_in_parens(f, of) }
}

/// Writes `name:value`, in quotes where the value would not read back without.
fn write_value(f: &mut fmt::Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    let bare = bare_value_len(value) == value.len()
        && !value.starts_with(is_quote)
        && !value.starts_with([':', '/', '\\', '(']);
    if bare { write!(f, "{name}:{value}") } else { write!(f, "{name}:\"{value}\"") }
}

/// Returns the name that a field is written by: the first of its names.
fn field_name(field: Field) -> &'static str {
    Field::NAMES.iter().find(|(_, known)| *known == field).map_or("", |(name, _)| name)
}

/// Tells whether `-` and `+` act right before a node as it is written.
fn takes_sign(of: &Node) -> bool {
    match &of.expr {
        Expr::Word(text) | Expr::Wildcard(text) | Expr::Prefix(text) | Expr::Fuzzy(text) => {
            text.starts_with(char::is_alphabetic)
        }
        Expr::Not(_) | Expr::Must(_) | Expr::Empty => false,
        Expr::Boost { of, .. } => !takes_boost(of) || takes_sign(of),
        _ => true,
    }
}

/// Tells whether a section or title acts right before a node as it is written.
fn takes_colon(of: &Node) -> bool {
    match &of.expr {
        // What starts like an address is text: `title://`.
        Expr::Word(text) | Expr::Wildcard(text) | Expr::Prefix(text) | Expr::Fuzzy(text) => {
            !text.starts_with([':', '/', '\\'])
        }
        Expr::Boost { of, .. } => !takes_boost(of) || takes_colon(of),
        Expr::Not(of) | Expr::Must(of) => takes_sign(of),
        _ => true,
    }
}

/// Tells whether a boost can stand right behind a node as it is written.
fn takes_boost(of: &Node) -> bool {
    match &of.expr {
        Expr::Phrase { .. }
        | Expr::Paren(_)
        | Expr::Near { .. }
        | Expr::Same(_)
        | Expr::AtLeast { .. } => true,
        Expr::Word(text) | Expr::Wildcard(text) => pattern_takes_boost(&of.expr, text),
        Expr::Prefix(text) => pattern_takes_boost(&of.expr, &format!("{text}*")),
        Expr::Fuzzy(text) => pattern_takes_boost(&of.expr, &format!("{text}~")),
        _ => false,
    }
}

fn pattern_takes_boost(expr: &Expr, written: &str) -> bool {
    let read = shape(&format!("{written}^2"));
    read.boost.is_some() && read.expr == *expr && !written.contains([':', '(', ')'])
}
