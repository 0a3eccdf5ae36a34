//! Days spoken about: dates, months, quarters, halves, years, and what is told from the day of the article.
//!
//! Each reader looks at one token and on; what it read is a period, or is known to be none (`fiscal 2026`, or
//! `yesterday` in an article without date), which keeps its parts from being read as something else.

mod iso;
mod months;
mod names;
mod quarters;
mod relative;
mod years;

use jiff::civil::Date;

use super::fact::Period;
use super::tokens::Tokens;

/// Words that days spoken about may begin with.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    names::openers().chain(quarters::openers()).chain(relative::OPENERS)
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As running text, where `May` and `2019` may be something else.
    Prose,
    /// As a value that somebody typed to name days.
    Typed,
}

/// Reads the days that a text speaks about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days<'a> {
    pub(super) t: Tokens<'a>,
    /// The day that the text is told from.
    pub(super) today: Option<Date>,
    pub(super) manner: Manner,
}

/// What was read: up to which token, and which days; none where it is known to name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) end: usize,
    pub(super) period: Option<Period>,
}

impl Spoken {
    fn new(end: usize, period: Option<Period>) -> Self {
        Self { end, period }
    }
}

impl Days<'_> {
    /// Reads what begins at a token; none where nothing does.
    pub(super) fn at(self, at: usize) -> Option<Spoken> {
        if self.t.is_number(at) {
            return self
                .iso(at)
                .or_else(|| self.quarter_by_number(at))
                .or_else(|| self.ago(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.years(at));
        }
        if !self.t.is_word(at) {
            return None;
        }
        self.fiscal(at)
            .or_else(|| self.quarter(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.weekday(at))
    }

    fn is_typed(self) -> bool {
        self.manner == Manner::Typed
    }

    /// Steps over `to`, `through` or a dash between the ends of a range, or over `and` behind `between`.
    fn range_separator(self, start: usize, at: usize) -> Option<usize> {
        let t = self.t;
        let dashed = t.is_dash(at) && t.is_glued(at) == t.is_glued(at + 1);
        let between = t.follows(start, &["between"]) && t.says(at, "and");
        let worded = t.says_any(at, &["to", "through", "until"]);
        (dashed || between || worded).then_some(at + 1)
    }
}
