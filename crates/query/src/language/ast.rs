//! What was typed, as a tree with places.

use std::ops::Range;

/// Half-open byte range in the typed query.
pub type Span = Range<usize>;

/// A node of the typed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub expr: Expr,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// Nothing typed.
    Empty,
    /// A word, as typed; may be a compound (`GPT-4o`) or hold punctuation.
    Word(String),
    /// Words in double quotes; `slop` is the number after `~`: other words allowed between.
    Phrase {
        /// What stands between the quotes.
        text: String,
        /// Most other words between; none means adjacent.
        slop: Option<u32>,
    },
    /// `exclusiv*`: the letters before the star.
    Prefix(String),
    /// A star elsewhere than at the end: `an*ic`, as typed.
    Wildcard(String),
    /// `anthropc~`: the letters before the tilde.
    Fuzzy(String),
    /// Side by side: what `match` speaks of. At least two.
    Side(Vec<Node>),
    /// `AND`, at least two.
    And(Vec<Node>),
    /// `OR`, at least two.
    Or(Vec<Node>),
    /// `NOT x` and `-x`.
    Not(Box<Node>),
    /// `+x`: must hold whatever `match` says.
    Must(Box<Node>),
    /// `(x)`: kept because `in:` binds to the innermost parentheses.
    Paren(Box<Node>),
    /// `a near/5 b` and `near/5(a b)`.
    Near {
        /// Last position minus first, at most.
        distance: u32,
        /// At least two.
        of: Vec<Node>,
    },
    /// `same(…)`: all in one unit.
    Same(Box<Node>),
    /// `atleast/3(x)`: said at least so many times.
    AtLeast {
        /// How many times.
        count: u32,
        /// What.
        of: Box<Node>,
    },
    /// `take:(…)`: one section of that name satisfies all of it.
    Section {
        /// Kind, group or heading, as typed, without quotes.
        name: String,
        /// What the section satisfies.
        of: Box<Node>,
    },
    /// `in:take`, as typed, without quotes.
    In(String),
    /// `title:x`: the title satisfies a word, phrase, prefix or group.
    Title(Box<Node>),
    /// A field with a value.
    Field {
        /// Which field.
        field: Field,
        /// The value as typed, without quotes.
        value: String,
        /// Where the value stands, quotes included.
        value_span: Span,
    },
    /// `x^2`: counts that many times in ranking; in thousandths.
    Boost {
        /// What.
        of: Box<Node>,
        /// Factor in thousandths.
        thousandths: u32,
    },
}

/// A field that takes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Publisher or newsletter.
    Source,
    /// Author.
    Author,
    /// Tag.
    Tag,
    /// Article id.
    Id,
    /// Language tag.
    Lang,
    /// Company mentioned.
    Company,
    /// Published on, in or between.
    Date,
    /// Published on or after.
    Since,
    /// Published before.
    Before,
    /// Amount of money mentioned.
    Amount,
    /// Percentage mentioned.
    Percent,
    /// Arrived after a revision.
    AfterRev,
    /// Order of the answer.
    Sort,
}

impl Field {
    /// All fields, with the names they are typed by.
    pub const NAMES: &[(&str, Self)] = &[
        ("source", Self::Source),
        ("author", Self::Author),
        ("tag", Self::Tag),
        ("id", Self::Id),
        ("lang", Self::Lang),
        ("language", Self::Lang),
        ("company", Self::Company),
        ("date", Self::Date),
        ("since", Self::Since),
        ("before", Self::Before),
        ("amount", Self::Amount),
        ("percent", Self::Percent),
        ("after_rev", Self::AfterRev),
        ("sort", Self::Sort),
    ];
}

/// A typed query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree.
    pub tree: Node,
    /// Where text was not what it may have been meant to be; the search runs all the same.
    pub notes: Vec<SyntaxNote>,
}

/// Something about the typed text that is worth saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxNote {
    /// What.
    pub code: SyntaxCode,
    /// Where.
    pub span: Span,
    /// One clause for people: what it was read as, and what to type instead where that helps.
    pub message: String,
}

/// What is worth saying of typed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyntaxCode {
    /// A quote without its partner: closed at the end.
    UnclosedQuote,
    /// A parenthesis without its partner: closed at the end, or text.
    UnbalancedParenthesis,
    /// An operator with nothing to work on: read as a word.
    LoneOperator,
    /// A name before a colon that is no field or section: read as text.
    UnknownField,
    /// An operator's number or value that cannot be used.
    BadValue,
    /// Nesting deeper, or text longer, than is read; the rest was read as words or left out, as the message says.
    LimitReached,
}
