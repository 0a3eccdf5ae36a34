//! Months, and days of them.

use jiff::civil::Date;

use super::{Days, Spoken};
use crate::facts::calendar::{Unit, last_begun, month, nearest};
use crate::facts::fact::Period;

/// Words before `May` and `March` that tell the month from the verb.
const BEFORE_MONTHS: [&str; 20] = [
    "in", "since", "by", "until", "till", "through", "during", "before", "after", "early", "late",
    "mid", "of", "from", "to", "between", "for", "around", "every", "as",
];

impl Days<'_> {
    /// Reads what begins with a month: `April 27, 2026`, `April 27`, `April 2026`, `April to June`, `April`.
    pub(super) fn month_first(self, at: usize) -> Option<Spoken> {
        let name = self.month_name(at)?;
        if let Some((day, end)) = self.day_number(name.end) {
            return self.behind_day(name.month, day, end);
        }
        if let Some((separator, last)) = self.month_behind(at, name.end) {
            let (year, end) = self.year_behind(last.1);
            let period = self.months(name.month, last.0, year);
            return (name.whole || separator).then_some(Spoken::new(end, period));
        }
        match self.year_behind(name.end) {
            (YearRef::None, _) => {
                let sure = self.is_typed() || (name.whole && self.is_surely_month(at));
                let only = self.of_year(YearRef::None, |year| month(year, name.month));
                sure.then(|| Spoken::new(name.end, only))
            }
            (year, end) => Some(Spoken::new(end, self.of_year(year, |y| month(y, name.month)))),
        }
    }

    /// Reads what begins with a day: `27 April 2026`, `27th of April`, `8-12 June`.
    pub(super) fn day_first(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        if t.is_glued(at) && at.checked_sub(1).is_some_and(|left| t.mark(left) != Some('(')) {
            return None;
        }
        let (first, end) = self.day_number(at)?;
        let (last, end) = self
            .range_separator(at, end)
            .and_then(|behind| self.day_number(behind))
            .unwrap_or((first, end));
        let end = if t.says(end, "of") { end + 1 } else { end };
        let name = self.month_name(end)?;
        // `10 March 5` and `5 March on` are a number before a month and a verb.
        let (year, end) = self.year_behind(name.end);
        let period = self.of_year(year, |year| days(year, (name.month, first), (name.month, last)));
        Some(Spoken::new(end, period))
    }

    /// Goes on behind a month and a day: a range, a year.
    fn behind_day(self, of: i8, day: i8, end: usize) -> Option<Spoken> {
        let mut last = (of, day);
        let mut end = end;
        if let Some(behind) = self.range_separator(end, end) {
            if let Some((day, further)) = self.day_number(behind) {
                (last, end) = ((of, day), further);
            } else if let Some(name) = self.month_name(behind)
                && let Some((day, further)) = self.day_number(name.end)
            {
                (last, end) = ((name.month, day), further);
            }
        }
        let (year, end) = self.year_behind(end);
        Some(Spoken::new(end, self.of_year(year, |year| days(year, (of, day), last))))
    }

    /// Reads the month at the other end of a range; whether it surely is one, the month and the token behind it.
    fn month_behind(self, start: usize, at: usize) -> Option<(bool, (i8, usize))> {
        let behind = self.range_separator(start, at)?;
        let name = self.month_name(behind)?;
        let day_follows = self.day_number(name.end).is_some();
        (!day_follows).then_some((name.whole, (name.month, name.end)))
    }

    /// Months of one year, or from one year into the next.
    fn months(self, first: i8, last: i8, year: YearRef) -> Option<Period> {
        self.of_year(year, |year| {
            let before = if first <= last { year } else { year.checked_sub(1)? };
            month(before, first)?.through(month(year, last)?)
        })
    }

    /// Tells whether a name written out is a month where it stands alone: `May` and `March` are words too.
    fn is_surely_month(self, at: usize) -> bool {
        let t = self.t;
        if !t.says_any(at, &["may", "march"]) {
            return true;
        }
        let hyphened =
            at >= 2 && t.is_dash(at - 1) && t.says_any(at - 2, &["mid", "early", "late", "end"]);
        let listed = at >= 2 && t.follows(at, &["and", "or"]) && self.month_name(at - 2).is_some();
        t.follows(at, &BEFORE_MONTHS) || hyphened || listed
    }

    /// Reads the year behind a month or a day: `2026`, `, 2026`, `of 2026`, `of last year`.
    pub(super) fn year_behind(self, at: usize) -> (YearRef, usize) {
        let t = self.t;
        let over = if t.mark(at) == Some(',') || t.says(at, "of") { at + 1 } else { at };
        if let Some(year) = self.year_number(over) {
            return (YearRef::Year(year), over + 1);
        }
        if t.says(over, "the") && t.says(over + 1, "year") && t.says(at, "of") {
            return (YearRef::Shifted(0), over + 2);
        }
        if t.says(over + 1, "year") && (t.says(at, "of") || over == at) {
            let shift = ["last", "this", "next"].iter().position(|word| t.says(over, word));
            if let Some(shift) = shift.and_then(|shift| i64::try_from(shift).ok()) {
                return (YearRef::Shifted(shift - 1), over + 2);
            }
        }
        (YearRef::None, at)
    }

    /// What comes once a year, in the year given; else the nearest to today, and the last one begun where typed.
    pub(super) fn of_year(
        self,
        year: YearRef,
        of_year: impl Fn(i16) -> Option<Period>,
    ) -> Option<Period> {
        match year {
            YearRef::Year(year) => of_year(year),
            YearRef::Shifted(by) => of_year(Unit::Year.step(self.today?, by)?.year()),
            YearRef::None if self.is_typed() => last_begun(self.today?, of_year),
            YearRef::None => nearest(self.today?, of_year),
        }
    }
}

/// The year of what comes once a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRef {
    Year(i16),
    /// So many years after today's.
    Shifted(i64),
    /// Not said.
    None,
}

/// Days from one day of a year to another; into the next year where the months say so.
fn days(year: i16, first: (i8, i8), last: (i8, i8)) -> Option<Period> {
    let into_next = last.0 < first.0;
    let from_year = if into_next { year.checked_sub(1)? } else { year };
    let (from, to) =
        (Date::new(from_year, first.0, first.1).ok()?, Date::new(year, last.0, last.1).ok()?);
    (from <= to).then_some(Period { from, to })
}
