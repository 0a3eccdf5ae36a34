//! Dates as people type them in filters, settled into days.

use jiff::civil::Date;
use jiff::{Span, ToSpan, Zoned};

/// Days since 1970-01-01, inclusive at both ends.
pub(crate) type Days = (Option<i64>, Option<i64>);

/// Counts a date in days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// Turns a day count back into a date; none outside the calendar.
pub(crate) fn date_of(day: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(day).ok()?).ok()
}

/// Settles the value of `date:`: a day, month or year, or a range of them with either end open.
pub(crate) fn date(value: &str, now: &Zoned) -> Option<Days> {
    if let Some((from, to)) = value.split_once("..") {
        let from = if from.is_empty() { None } else { Some(period(from, now)?.0) };
        let to = if to.is_empty() { None } else { Some(period(to, now)?.1) };
        if from.is_none() && to.is_none() {
            return None;
        }
        return Some((from, to));
    }
    if let Some(rest) = value.strip_prefix(">=") {
        return Some((Some(period(rest, now)?.0), None));
    }
    if let Some(rest) = value.strip_prefix("<=") {
        return Some((None, Some(period(rest, now)?.1)));
    }
    period(value, now).map(|(from, to)| (Some(from), Some(to)))
}

/// Settles the value of `since:`: from that day on, or from so long ago (`30d`, `2w`, `6m`, `1y`).
pub(crate) fn since(value: &str, now: &Zoned) -> Option<Days> {
    let from = match ago(value, now) {
        Some(day) => day,
        None => period(value, now)?.0,
    };
    Some((Some(from), None))
}

/// Settles the value of `before:`: the days before that day, month or year begins.
pub(crate) fn before(value: &str, now: &Zoned) -> Option<Days> {
    let to = match ago(value, now) {
        Some(day) => day,
        None => period(value, now)?.0,
    };
    Some((None, Some(to - 1)))
}

/// The UTC day of a moment, in days since 1970-01-01.
pub(crate) fn utc_day(now: &Zoned) -> i64 {
    now.timestamp().as_second().div_euclid(24 * 60 * 60)
}

fn ago(value: &str, now: &Zoned) -> Option<i64> {
    let unit = value.chars().last()?;
    let count: i64 = value.get(..value.len() - unit.len_utf8())?.parse().ok()?;
    if !(0..=40_000).contains(&count) {
        return None;
    }
    let span = match unit {
        'd' => count.days(),
        'w' => count.weeks(),
        'm' => count.months(),
        'y' if count < 9_000 => count.years(),
        _ => return None,
    };
    now.date().checked_sub(span).ok().map(day_number)
}

/// First and last day of what names days: in figures, or in the words of running text.
fn period(value: &str, now: &Zoned) -> Option<(i64, i64)> {
    in_figures(value).or_else(|| {
        let period = precis_briefing::facts::period(value, now.date())?;
        Some((day_number(period.from), day_number(period.to)))
    })
}

/// First and last day of a day, month or year in figures.
fn in_figures(value: &str) -> Option<(i64, i64)> {
    let mut parts = value.split('-');
    let year = digits(parts.next()?, 4)?;
    let year = i16::try_from(year).ok()?;
    let Some(month) = parts.next() else {
        let first = Date::new(year, 1, 1).ok()?;
        return Some((day_number(first), day_number(first.last_of_year())));
    };
    let month = i8::try_from(digits(month, 2)?).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let Some(day) = parts.next() else {
        return Some((day_number(first), day_number(first.last_of_month())));
    };
    let day = Date::new(year, month, i8::try_from(digits(day, 2)?).ok()?).ok()?;
    parts.next().is_none().then(|| (day_number(day), day_number(day)))
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    // A year has its four digits; months and days may leave out a leading zero.
    (plain && (most < 4 || text.len() == 4)).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Zoned {
        jiff::civil::date(2026, 11, 23).to_zoned(jiff::tz::TimeZone::UTC).unwrap()
    }

    fn shown(days: Option<Days>) -> String {
        let show = |day: Option<i64>| {
            day.and_then(date_of).map_or_else(String::new, |date| date.to_string())
        };
        days.map_or_else(|| "none".to_owned(), |(a, b)| format!("{}..{}", show(a), show(b)))
    }

    #[test]
    fn dates_settle() {
        let now = now();
        for (value, expected) in [
            ("2026", "2026-01-01..2026-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026-04-27", "2026-04-27..2026-04-27"),
            ("2026-4-7", "2026-04-07..2026-04-07"),
            ("2026-04-01..2026-06-30", "2026-04-01..2026-06-30"),
            ("2026-04..2026-06", "2026-04-01..2026-06-30"),
            ("2025..", "2025-01-01.."),
            ("..2025", "..2025-12-31"),
            (">=2026-04", "2026-04-01.."),
            ("today", "2026-11-23..2026-11-23"),
            ("..", "none"),
            ("2026-13", "none"),
            ("2026-02-30", "none"),
            ("26", "none"),
            ("+2026", "none"),
            ("last quarter", "2026-07-01..2026-09-30"),
            ("LAST 2 WEEKS", "2026-11-09..2026-11-23"),
            ("q3 2026", "2026-07-01..2026-09-30"),
            ("2026-q3", "2026-07-01..2026-09-30"),
            ("april 2026..last month", "2026-04-01..2026-10-31"),
            ("27 april 2026", "2026-04-27..2026-04-27"),
            ("yesterday", "2026-11-22..2026-11-22"),
            ("soon", "none"),
        ] {
            assert_eq!(shown(date(value, &now)), expected, "{value}");
        }
        assert_eq!(shown(since("30d", &now)), "2026-10-24..");
        assert_eq!(shown(since("2026-04", &now)), "2026-04-01..");
        assert_eq!(shown(since("1y", &now)), "2025-11-23..");
        assert_eq!(shown(since("99999999999d", &now)), "none");
        assert_eq!(shown(since("last quarter", &now)), "2026-07-01..");
        assert_eq!(shown(since("past 3 months", &now)), "2026-08-23..");
        assert_eq!(shown(before("this year", &now)), "..2025-12-31");
        assert_eq!(shown(before("monday", &now)), "..2026-11-22");
        assert_eq!(shown(before("2026", &now)), "..2025-12-31");
        assert_eq!(shown(before("é", &now)), "none");
    }

    #[test]
    fn day_numbers_go_both_ways() {
        for day in [-100_000, -1, 0, 1, 20_570] {
            assert_eq!(date_of(day).map(day_number), Some(day));
        }
    }
}
