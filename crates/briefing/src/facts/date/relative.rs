//! Days told from the day of the article: `yesterday`, `last quarter`, `two years ago`, `Monday`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Days, Spoken};
use crate::facts::calendar::{Unit, month, nearest, weekday_until};
use crate::facts::fact::Period;
use crate::facts::number;

/// Words before a weekday that make it a name.
const NAMED_DAYS: [&str; 8] =
    ["black", "cyber", "good", "ash", "super", "easter", "giving", "palm"];

/// Words before `last` that tell the adjective from the verb.
const BEFORE_LAST: [&str; 8] = ["the", "these", "those", "its", "their", "our", "his", "her"];

/// Words that what is told from the day of the article may begin with, numbers aside.
pub(super) const OPENERS: [&str; 9] =
    ["yesterday", "today", "tomorrow", "last", "past", "this", "current", "next", "coming"];

/// Where a word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Last,
    Past,
    This,
    Next,
}

impl Days<'_> {
    /// Reads `today`, `last week`, `next June`, `past three months`.
    pub(super) fn relative(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        let day = ["yesterday", "today", "tomorrow"].iter().position(|word| t.says(at, word));
        if let Some(day) = day.and_then(|day| i64::try_from(day).ok()) {
            // `today's` means nowadays more often than the day.
            let owns = matches!(t.mark(at + 1), Some('\'' | '’')) && t.is_glued(at + 1);
            let period = self.today.and_then(|today| Unit::Day.shifted(today, day - 1));
            return (day != 1 || !owns).then(|| Spoken::new(at + 1, period));
        }
        let way = if t.says(at, "last") {
            Way::Last
        } else if t.says(at, "past") {
            Way::Past
        } else if t.says_any(at, &["this", "current"]) {
            Way::This
        } else if t.says_any(at, &["next", "coming"]) {
            Way::Next
        } else {
            return None;
        };
        if let Some(spoken) = self.many(way, at) {
            return Some(spoken);
        }
        let next = at + 1;
        if let Some(unit) = unit(t.text(next)).filter(|_| t.is_word(next)) {
            return self.one(way, unit, next + 1);
        }
        let name = self.month_name(next).filter(|name| name.whole || self.is_typed());
        if let Some(name) = name {
            let period = self.today.and_then(|today| once_a_year(way, today, name.month));
            return Some(Spoken::new(name.end, period));
        }
        let weekday = self.weekday_name(next)?;
        let period = self.today.and_then(|today| {
            let day = match way {
                Way::Last | Way::Past => weekday_until(today.checked_sub(1.day()).ok()?, weekday)?,
                Way::Next => weekday_until(today.checked_add(7.days()).ok()?, weekday)?,
                Way::This => weekday_until(Unit::Week.around(today)?.to, weekday)?,
            };
            Some(Period::day(day))
        });
        Some(Spoken::new(next + 1, period))
    }

    /// One unit: `last quarter`, `this year`; `past year` counts back from the day.
    fn one(self, way: Way, unit: Unit, end: usize) -> Option<Spoken> {
        let t = self.t;
        if t.says(end, "of") {
            // `last quarter of 2025`
            let year = self.year_number(end + 1)?;
            let period = (way == Way::Last)
                .then(|| crate::facts::calendar::year(year))
                .flatten()
                .and_then(|year| unit.around(year.to));
            return period.map(|period| Spoken::new(end + 2, Some(period)));
        }
        let period = self.today.and_then(|today| match way {
            Way::Last => unit.shifted(today, -1),
            Way::This => unit.shifted(today, 0),
            Way::Next => unit.shifted(today, 1),
            Way::Past if unit == Unit::Quarter => unit.shifted(today, -1),
            Way::Past => stretch(today, unit, -1),
        });
        Some(Spoken::new(end, period))
    }

    /// Many units: `past three months`, `next two years`, from the day on or up to it.
    fn many(self, way: Way, at: usize) -> Option<Spoken> {
        let t = self.t;
        let count = number::digits(t, at + 1).or_else(|| number::words(t, at + 1))?;
        let unit = unit_plural(t.text(count.end))?;
        let sure = way != Way::Last || at == 0 || self.is_typed() || t.follows(at, &BEFORE_LAST);
        if !sure || way == Way::This || t.says(count.end + 1, "of") {
            return None;
        }
        let count_of = count.value.count(0).filter(|count| *count > 0)?;
        let by = if way == Way::Next { count_of } else { -count_of };
        let period = self.today.and_then(|today| stretch(today, unit, by));
        Some(Spoken::new(count.end + 1, period))
    }

    /// Reads `two years ago`, `a week ago`: the whole week, month, quarter or year.
    pub(super) fn ago(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        let (count, end) = match number::digits(t, at).or_else(|| number::words(t, at)) {
            Some(read) if read.scale.is_none() => (read.value.count(0)?, read.end),
            _ if t.says(at, "a") => (1, at + 1),
            _ => return None,
        };
        if !t.says(end + 1, "ago") {
            return None;
        }
        let (unit, each) = match unit_plural(t.text(end)).or_else(|| unit(t.text(end))) {
            Some(unit) => (unit, 1),
            None if t.says_any(end, &["decade", "decades"]) => (Unit::Year, 10),
            None => return None,
        };
        let by = count.checked_mul(each)?.checked_neg()?;
        Some(Spoken::new(end + 2, self.today.and_then(|today| unit.shifted(today, by))))
    }

    /// Reads a weekday: the last one that is not after the day of the article.
    pub(super) fn weekday(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        let weekday = self.weekday_name(at)?;
        // `Black Friday`, and monday.com
        let domain = t.mark(at + 1) == Some('.') && t.is_glued(at + 1) && t.is_glued(at + 2);
        if t.follows(at, &NAMED_DAYS) || domain {
            return None;
        }
        let over = if t.mark(at + 1) == Some(',') { at + 2 } else { at + 1 };
        let dated = self.month_name(over).is_some_and(|name| self.day_number(name.end).is_some());
        if dated && let Some(spoken) = self.month_first(over) {
            return Some(spoken);
        }
        if self.day_number(over).is_some()
            && let Some(spoken) = self.day_first(over)
        {
            return Some(spoken);
        }
        let day = self.today.and_then(|today| weekday_until(today, weekday));
        Some(Spoken::new(at + 1, day.map(Period::day)))
    }
}

/// The month of that name before, around or after a day.
fn once_a_year(way: Way, today: Date, of: i8) -> Option<Period> {
    let this_year = month(today.year(), of)?;
    match way {
        Way::This => Some(this_year),
        Way::Last | Way::Past if this_year.to < today => Some(this_year),
        Way::Last | Way::Past => month(today.year().checked_sub(1)?, of),
        Way::Next if this_year.from > today => Some(this_year),
        Way::Next => month(today.year().checked_add(1)?, of),
    }
    .or_else(|| nearest(today, |year| month(year, of)))
}

/// The days from one to so many units later, or up to it from so many earlier.
fn stretch(today: Date, unit: Unit, by: i64) -> Option<Period> {
    let other = unit.step(today, by)?;
    Some(Period { from: today.min(other), to: today.max(other) })
}

fn unit(word: &str) -> Option<Unit> {
    let units = [
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("quarter", Unit::Quarter),
        ("year", Unit::Year),
    ];
    units.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, unit)| *unit)
}

fn unit_plural(word: &str) -> Option<Unit> {
    unit(word.strip_suffix(['s', 'S'])?)
}
