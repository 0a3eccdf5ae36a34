//! Names of months and weekdays, and numbers that are days and years.

use jiff::civil::Weekday;

use super::Days;

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

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Words that the name of a month or a weekday may be written with.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    let short = MONTHS.iter().filter_map(|month| month.get(..3)).chain(["sept"]);
    MONTHS.into_iter().chain(short).chain(WEEKDAYS.iter().map(|(name, _)| *name))
}

/// Years that four digits are taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// A month's name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthName {
    /// From 1 to 12.
    pub(super) month: i8,
    /// Whether the name is written out; a short one is a month only beside a number.
    pub(super) whole: bool,
    /// The token behind it.
    pub(super) end: usize,
}

impl Days<'_> {
    /// Reads a month's name: `April`, `Apr`, `Apr.`; in capitals too, and in small letters where typed.
    pub(super) fn month_name(self, at: usize) -> Option<MonthName> {
        let t = self.t;
        if !t.is_word(at) {
            return None;
        }
        let word = t.text(at);
        if !(3..=9).contains(&word.len()) || !self.is_name(word) {
            return None;
        }
        let index = MONTHS.iter().position(|name| {
            name.eq_ignore_ascii_case(word)
                || (matches!(word.len(), 3 | 4)
                    && (word.len() == 3 || name.starts_with("sept"))
                    && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
        })?;
        let whole = MONTHS[index].len() == word.len();
        let stop = !whole && t.mark(at + 1) == Some('.') && t.is_glued(at + 1);
        let end = if stop { at + 2 } else { at + 1 };
        Some(MonthName { month: i8::try_from(index + 1).ok()?, whole, end })
    }

    /// Reads a weekday's name, written out.
    pub(super) fn weekday_name(self, at: usize) -> Option<Weekday> {
        let t = self.t;
        let word = t.text(at);
        if !t.is_word(at) || !self.is_name(word) {
            return None;
        }
        WEEKDAYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, day)| *day)
    }

    fn is_name(self, word: &str) -> bool {
        self.is_typed() || word.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Reads a year of four digits.
    pub(super) fn year_number(self, at: usize) -> Option<i16> {
        let text = self.t.text(at);
        let plain = self.t.is_number(at) && text.len() == 4 && !text.contains(['.', ',']);
        let part = self.t.is_glued(at + 1) && self.t.is_word(at + 1);
        if !plain || part {
            return None;
        }
        text.parse().ok().filter(|year| YEARS.contains(year))
    }

    /// Reads a year of four digits, or the last two of one of this century behind an apostrophe or alone.
    pub(super) fn short_year(self, at: usize) -> Option<(i16, usize)> {
        if let Some(year) = self.year_number(at) {
            return Some((year, at + 1));
        }
        let apostrophe = matches!(self.t.mark(at), Some('\'' | '’'));
        let at = if apostrophe && self.t.is_glued(at + 1) { at + 1 } else { at };
        let text = self.t.text(at);
        let plain = self.t.is_number(at) && text.len() == 2;
        plain.then(|| text.parse::<i16>().ok()).flatten().map(|year| (2000 + year, at + 1))
    }

    /// Reads a day of a month, with or without its ending: `27`, `27th`; the day and the token behind it.
    pub(super) fn day_number(self, at: usize) -> Option<(i8, usize)> {
        let t = self.t;
        let text = t.text(at);
        if !t.is_number(at) || !matches!(text.len(), 1 | 2) {
            return None;
        }
        let day: i8 = text.parse().ok().filter(|day| (1..=31).contains(day))?;
        if t.is_glued(at + 1) {
            if t.says_any(at + 1, &["st", "nd", "rd", "th"]) {
                return Some((day, at + 2));
            }
            let part = t.is_word(at + 1)
                || matches!(t.mark(at + 1), Some('%' | '/' | ':' | '°' | '$' | '€'));
            if part {
                return None;
            }
        }
        Some((day, at + 1))
    }
}
