//! The query language: text in, a tree with places out. Reading never fails.
//!
//! `docs/query-language.md` is the page for people; every example on it runs as a test. Reading goes in three steps:
//! `lexer` decides what acts and what is text, `balance` pairs parentheses, `parser` applies binding.
//!
//! ```
//! use precis_query::language::{parse, print};
//!
//! let parsed = parse("openai OR anthropic deal -nvidia");
//! assert!(parsed.notes.is_empty());
//! assert_eq!(print(&parsed.tree), "openai OR anthropic deal -nvidia");
//! ```

mod ast;
mod balance;
mod lexer;
mod limits;
mod names;
mod notes;
mod parser;
mod print;
mod shape;
mod token;

pub use ast::{Expr, Field, Node, Parsed, Span, SyntaxCode, SyntaxNote};
pub use limits::{
    MAX_AT_LEAST, MAX_BOOST_THOUSANDTHS, MAX_DEPTH, MAX_FORMS, MAX_LEAVES, MAX_NEAR, MAX_NOTES,
    MAX_QUERY_BYTES, MAX_SLOP, MIN_PATTERN_LETTERS,
};
pub use print::print;
pub(crate) use shape::boost_text;

/// Reads a typed query.
///
/// Never fails: what is not an operator is text, and what looks like one but cannot work gets a note.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let (tokens, mut notes) = balance::balance(lexer::lex(text));
    let tree = parser::tree(text, tokens, &mut notes)
        .unwrap_or(Node { span: 0..text.len(), expr: Expr::Empty });
    Parsed { tree, notes: notes.finish() }
}
