//! Dates written out: `2026-04-27`, `April 27, 2026`, `27 April 2026`, `2026-04-27T10:00:00Z`.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Longest line that can be a date, in bytes: `Wednesday, 27th of September, 2026` with room to spare.
const LINE_LIMIT_BYTES: usize = 48;

/// Reads a line that is a date and nothing else.
pub(crate) fn date_line(line: &str) -> Option<Date> {
    let line = line.trim();
    if line.len() > LINE_LIMIT_BYTES || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    numeric(line).or_else(|| in_words(line))
}

/// Reads a date given as a value: what a line can hold, a month, or a date with a time. The day is taken as written.
pub(crate) fn date_value(value: &str) -> Option<Date> {
    let value = value.trim();
    date_line(value).or_else(|| with_time(value)).or_else(|| compact(value)).or_else(|| {
        let zoned = jiff::fmt::rfc2822::parse(value).ok()?;
        Some(zoned.date())
    })
}

/// Makes a date of numbers, where there is such a day.
pub(super) fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    if !matches!(month.len(), 1 | 2) || !matches!(day.len(), 1 | 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn numeric(text: &str) -> Option<Date> {
    for separator in ['-', '/'] {
        let parts: Vec<&str> = text.split(separator).collect();
        if let [year, month, of_month] = parts[..] {
            return day(year, month, of_month);
        }
    }
    None
}

fn in_words(text: &str) -> Option<Date> {
    let mut words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    if words.first().is_some_and(|word| names(&WEEKDAYS, word).is_some()) {
        words.remove(0);
    }
    let [first, second, year] = words[..] else { return None };
    let (month, of_month) = match (names(&MONTHS, first), names(&MONTHS, second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let of_month = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| of_month.strip_suffix(suffix))
        .unwrap_or(of_month);
    day(year, &(month + 1).to_string(), of_month)
}

/// Finds a name by itself or by its beginning: `Apr`, `Apr.`, `Sept`.
fn names(list: &[&str], word: &str) -> Option<usize> {
    let word = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    list.iter().position(|name| {
        *name == word || (matches!(word.len(), 3 | 4) && name.starts_with(word.as_str()))
    })
}

fn with_time(value: &str) -> Option<Date> {
    let (date, time) = value.split_once(['T', 't', ' '])?;
    let mut clock = time.trim_start().chars();
    let hour = clock.by_ref().take_while(char::is_ascii_digit).count();
    if !matches!(hour, 1 | 2) || !clock.next().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    numeric(date)
}

fn compact(value: &str) -> Option<Date> {
    if !value.is_ascii() {
        return None;
    }
    match value.len() {
        8 => day(&value[..4], &value[4..6], &value[6..]),
        7 if &value[4..5] == "-" => day(&value[..4], &value[5..], "1"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_dates() {
        for line in [
            "2026-04-27",
            " 2026/04/27 ",
            "2026/4/27",
            "April 27, 2026",
            "april 27 2026",
            "27 April 2026",
            "Apr 27 2026",
            "Apr. 27, 2026",
            "27th April 2026",
            "Monday, April 27, 2026",
        ] {
            assert_eq!(date_line(line), Some(jiff::civil::date(2026, 4, 27)), "{line}");
        }
        assert_eq!(date_line("Sept 1, 2026"), Some(jiff::civil::date(2026, 9, 1)));
    }

    #[test]
    fn lines_that_are_not() {
        for line in [
            "",
            "2026",
            "April 2026",
            "2026-04",
            "2026-02-30",
            "On April 27, 2026",
            "April 27, 2026 was a Monday",
            "27/04/2026",
            "Ma 5, 2026",
            "é, 5 2026",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }

    #[test]
    fn values_may_hold_a_time_or_only_a_month() {
        for value in [
            "2026-04-27T10:00:00Z",
            "2026-04-27T23:30:00-08:00",
            "2026-04-27 10:00",
            "2026-04-27 10:00:00 +0200",
            "20260427",
            "Mon, 27 Apr 2026 10:00:00 GMT",
        ] {
            assert_eq!(date_value(value), Some(jiff::civil::date(2026, 4, 27)), "{value}");
        }
        assert_eq!(date_value("2026-04"), Some(jiff::civil::date(2026, 4, 1)));
        for value in ["soon", "2026-04-27 or so", "2026-04-27Tea", "٢٠٢٦٠٤٢٧"] {
            assert_eq!(date_value(value), None, "{value}");
        }
    }
}
