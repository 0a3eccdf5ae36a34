//! Pieces of a typed query, before they are put together.

use super::ast::{Expr, Field, Span};

/// A piece with its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Where it stands, a boost not counted.
    pub(super) span: Span,
    /// The `^N` right behind it.
    pub(super) boost: Option<BoostSuffix>,
}

/// `^N` behind a word, quotes or parentheses.
#[derive(Debug, Clone, Copy)]
pub(super) struct BoostSuffix {
    /// Factor in thousandths.
    pub(super) thousandths: u32,
    /// Byte behind its last digit.
    pub(super) end: usize,
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum TokenKind {
    /// An opening parenthesis, with the operator before it.
    Open(Opener),
    /// A closing parenthesis.
    Close,
    /// `NOT`.
    Not,
    /// `-` where it acts.
    Minus,
    /// `+` where it acts.
    Plus,
    /// `take:`, with something right behind it.
    Section(String),
    /// `title:`, with something right behind it.
    Title,
    /// `AND`.
    And,
    /// `OR`.
    Or,
    /// `near/5` between two things.
    Near(u32),
    /// A word, phrase, field with its value: something that holds nothing else.
    Leaf(Expr),
    /// `source:(a OR b)`.
    Values {
        /// The field.
        field: Field,
        /// Values with their places, quotes included; at least one.
        values: Vec<(String, Span)>,
        /// Whether all must hold rather than any.
        all: bool,
    },
    /// Quotes or a list of values with nothing inside: left out, with the operators before it.
    Nothing,
}

/// What an opening parenthesis opens.
#[derive(Debug, Clone, Copy)]
pub(super) enum Opener {
    /// `(`
    Group,
    /// `near/5(`
    Near(u32),
    /// `same(`
    Same,
    /// `atleast/3(`
    AtLeast(u32),
}

impl TokenKind {
    /// Tells whether this works on what follows it.
    pub(super) fn is_prefix(&self) -> bool {
        matches!(self, Self::Not | Self::Minus | Self::Plus | Self::Section(_) | Self::Title)
    }

    /// Tells whether this stands between two things.
    pub(super) fn is_infix(&self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Near(_))
    }

    /// Tells whether a thing that operators work on can begin here.
    pub(super) fn begins_operand(&self) -> bool {
        !self.is_infix() && !matches!(self, Self::Close | Self::Nothing)
    }
}
