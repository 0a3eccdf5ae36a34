//! What a fact is.

use std::ops::Range;

use jiff::civil::Date;

use super::currency::Currency;
use super::decimal::Decimal;

/// Something mentioned that can be searched for by its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Half-open byte range in the text of the unit, heading or title that mentions it.
    pub span: Range<usize>,
    /// What is mentioned.
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactValue {
    /// An amount of money.
    Amount(Amount),
    /// A percentage, or a number of percentage points.
    Percent(Percent),
    /// Days spoken about.
    Period(Period),
}

/// An amount of money, or a range of it: `$50 billion`, `$5-10 billion`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The currency; plain `$` is the US dollar, plain `¥` the yen.
    pub currency: Currency,
    /// The amount, or the lower end of the range.
    pub low: Decimal,
    /// The upper end of the range; equal to `low` for a single amount.
    pub high: Decimal,
}

/// A percentage, or a range of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent {
    /// The percentage, or the lower end of the range, in billionths of a percent.
    pub low: i64,
    /// The upper end of the range, likewise; equal to `low` for a single one.
    pub high: i64,
    /// Whether these are points of a percentage rather than parts of a whole: `2.5 percentage points`, `25bps`.
    pub points: bool,
}

impl Percent {
    /// What one percent counts in [`Percent::low`].
    pub const ONE: i64 = 1_000_000_000;
}

/// Days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; never before the first.
    pub to: Date,
}

/// The facts of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Facts of the title; a derived title has none, since it repeats the text.
    pub title: Vec<Fact>,
    /// Facts of each section, in the order of the article's sections.
    pub sections: Vec<SectionFacts>,
}

/// The facts of one section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionFacts {
    /// Facts of the section's own heading; a heading of the vocabulary has none.
    pub heading: Vec<Fact>,
    /// Facts of the units, each with the index of its unit, in the order of the text.
    pub units: Vec<(usize, Fact)>,
}
