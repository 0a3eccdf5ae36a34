//! The query language: text in, a tree with places out. Reading never fails.

mod ast;

pub use ast::{Expr, Field, Node, Parsed, Span, SyntaxCode, SyntaxNote};
