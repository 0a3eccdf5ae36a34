//! Days, weeks, months, quarters, halves and years as periods.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::fact::Period;

/// A stretch of the calendar that has a place in a sequence of its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    /// From Monday to Sunday.
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    /// A single day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { from: date, to: date }
    }

    /// From the beginning of one period to the end of another; none where that does not ascend.
    pub(super) fn through(self, last: Self) -> Option<Self> {
        (self.from <= last.from && self.to <= last.to)
            .then_some(Self { from: self.from, to: last.to })
    }

    /// Days between the period and a day; 0 where it holds the day.
    pub(super) fn distance(self, day: Date) -> i64 {
        let days = |from: Date, to: Date| from.duration_until(to).as_hours() / 24;
        days(day, self.from).max(days(self.to, day)).max(0)
    }
}

impl Unit {
    /// The period of this length that holds a day.
    pub(super) fn around(self, day: Date) -> Option<Period> {
        Some(match self {
            Self::Day => Period::day(day),
            Self::Week => {
                let from = day
                    .checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
                    .ok()?;
                Period { from, to: from.checked_add(6.days()).ok()? }
            }
            Self::Month => Period { from: day.first_of_month(), to: day.last_of_month() },
            Self::Quarter => quarter(day.year(), (day.month() + 2) / 3)?,
            Self::Year => year(day.year())?,
        })
    }

    /// The day so many of these later, or earlier where the count is negative.
    pub(super) fn step(self, day: Date, count: i64) -> Option<Date> {
        if count.abs() > 40_000 {
            return None;
        }
        let span = match self {
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => (count * 3).months(),
            Self::Year if count.abs() < 9_000 => count.years(),
            Self::Year => return None,
        };
        day.checked_add(span).ok()
    }

    /// The period so many of these after the one that holds a day.
    pub(super) fn shifted(self, day: Date, count: i64) -> Option<Period> {
        // From the first day on, so that no month is too short to step into.
        self.around(self.step(self.around(day)?.from, count)?)
    }
}

/// A year.
pub(super) fn year(year: i16) -> Option<Period> {
    Some(Period { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? })
}

/// A month of a year.
pub(super) fn month(year: i16, month: i8) -> Option<Period> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Period { from, to: from.last_of_month() })
}

/// A quarter of a year, from 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<Period> {
    let first = (1..=4).contains(&quarter).then(|| quarter * 3 - 2)?;
    let from = Date::new(year, first, 1).ok()?;
    Some(Period { from, to: Date::new(year, first + 2, 1).ok()?.last_of_month() })
}

/// A half of a year, 1 or 2.
pub(super) fn half(year: i16, half: i8) -> Option<Period> {
    let first = (1..=2).contains(&half).then(|| half * 6 - 5)?;
    let from = Date::new(year, first, 1).ok()?;
    Some(Period { from, to: Date::new(year, first + 5, 1).ok()?.last_of_month() })
}

/// The nearest to a day of what comes once a year; the earlier one where two are as near.
pub(super) fn nearest(day: Date, of_year: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let year = day.year();
    [year.checked_sub(1)?, year, year.checked_add(1)?]
        .into_iter()
        .filter_map(of_year)
        .min_by_key(|period| (period.distance(day), period.from))
}

/// The last that has begun on a day, of what comes once a year.
pub(super) fn last_begun(day: Date, of_year: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let year = day.year();
    let this_year = of_year(year).filter(|period| period.from <= day);
    this_year.or_else(|| of_year(year.checked_sub(1)?))
}

/// The last such weekday that is not after a day.
pub(super) fn weekday_until(day: Date, weekday: Weekday) -> Option<Date> {
    let back = i64::from(weekday.until(day.weekday()));
    day.checked_sub(back.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn shown(period: Option<Period>) -> String {
        period.map_or_else(|| "none".to_owned(), |p| format!("{}..{}", p.from, p.to))
    }

    #[test]
    fn units_stand_around_days() {
        let day = date(2026, 5, 31);
        for (unit, count, expected) in [
            (Unit::Week, 0, "2026-05-25..2026-05-31"),
            (Unit::Week, 1, "2026-06-01..2026-06-07"),
            (Unit::Month, -3, "2026-02-01..2026-02-28"),
            (Unit::Quarter, 0, "2026-04-01..2026-06-30"),
            (Unit::Quarter, -2, "2025-10-01..2025-12-31"),
            (Unit::Year, -1, "2025-01-01..2025-12-31"),
            (Unit::Year, 30_000, "none"),
        ] {
            assert_eq!(shown(unit.shifted(day, count)), expected, "{unit:?} {count}");
        }
        assert_eq!(weekday_until(day, Weekday::Sunday), Some(day));
        assert_eq!(weekday_until(day, Weekday::Monday), Some(date(2026, 5, 25)));
    }

    #[test]
    fn what_comes_once_a_year_is_the_nearest() {
        let day = date(2026, 1, 12);
        assert_eq!(shown(nearest(day, |y| month(y, 11))), "2025-11-01..2025-11-30");
        assert_eq!(shown(nearest(day, |y| month(y, 2))), "2026-02-01..2026-02-28");
        assert_eq!(shown(nearest(day, |y| quarter(y, 4))), "2025-10-01..2025-12-31");
        assert_eq!(shown(nearest(Date::MAX, year)), "9999-01-01..9999-12-31");
    }
}
