//! Years and decades: numbers of four digits that are no counts.

use super::{Days, Spoken};
use crate::facts::calendar;
use crate::facts::fact::Period;
use crate::facts::tokens::{TokenKind, is_one_of};

/// Words before a number that make it a year whatever follows.
const BEFORE_YEARS: [&str; 10] =
    ["in", "since", "during", "until", "till", "through", "early", "late", "mid", "year"];

/// Words before a number that let it be a year from further away.
const NEAR_YEARS: [&str; 10] =
    ["by", "of", "from", "to", "before", "after", "and", "or", "than", "between"];

/// Words before a number that make it the number of something.
const NUMBERED: [&str; 20] = [
    "section", "article", "chapter", "page", "no", "number", "room", "route", "rule", "model",
    "version", "server", "office", "windows", "studio", "exchange", "sql", "bill", "building",
    "iso",
];

/// Words behind a number that are counted or measured by it, and do not look like plurals.
const COUNTED: [&str; 16] = [
    "people", "staff", "mhz", "ghz", "km", "kg", "mm", "nm", "gb", "tb", "mb", "mw", "gw", "mah",
    "percent", "basis",
];

/// Words behind a year that look like plurals of what could be counted and are not.
const NOT_COUNTED: [&str; 30] = [
    "results",
    "sales",
    "earnings",
    "revenues",
    "elections",
    "olympics",
    "profits",
    "plans",
    "goals",
    "targets",
    "taxes",
    "figures",
    "levels",
    "estimates",
    "forecasts",
    "deliveries",
    "shipments",
    "numbers",
    "was",
    "has",
    "is",
    "as",
    "this",
    "its",
    "versus",
    "plus",
    "minus",
    "less",
    "across",
    "vs",
];

/// Years that a number without any word before it is taken for.
const PLAIN_YEARS: std::ops::RangeInclusive<i16> = 1950..=2049;
/// Years that a number with such a word is taken for.
const TOLD_YEARS: std::ops::RangeInclusive<i16> = 1850..=2149;

impl Days<'_> {
    /// Reads `2026`, `2019-2021`, `2019 to 2021`, `the 1990s`.
    pub(super) fn years(self, at: usize) -> Option<Spoken> {
        if !self.is_typed() && self.touches_left(at) {
            return None;
        }
        if let Some(decade) = self.decade(at) {
            return Some(decade);
        }
        let first = self.year_number(at)?;
        let t = self.t;
        let behind = t.mark(at + 1).filter(|_| t.is_glued(at + 1));
        if matches!(behind, Some('%' | '/' | ':' | '°')) && t.is_glued(at + 2)
            || behind == Some('%')
        {
            return None;
        }
        if t.says_any(at + 1, &["fiscal", "financial"]) && t.says(at + 2, "year") {
            return Some(Spoken::new(at + 3, None));
        }
        if let Some((last, end)) = self.last_year(at, first) {
            let period = calendar::year(first)?.through(calendar::year(last)?);
            return Some(Spoken::new(end, period));
        }
        if !self.is_typed() && !self.is_year(at, first) {
            return None;
        }
        Some(Spoken::new(at + 1, calendar::year(first)))
    }

    /// Reads the other end of a range of years: the year and the token behind it.
    fn last_year(self, at: usize, first: i16) -> Option<(i16, usize)> {
        let behind = self.range_separator(at, at + 1)?;
        if let Some(last) = self.year_number(behind) {
            let told = self.is_typed() || !self.is_counted(behind);
            return (first < last && told && TOLD_YEARS.contains(&first))
                .then_some((last, behind + 1));
        }
        // `2019-21`, but not the month of `2019-08`
        let (last, end) = self.short_year(behind).filter(|_| self.t.is_dash(at + 1))?;
        let last = first - first % 100 + last % 100;
        (first < last && last % 100 > 12 && self.t.is_glued(behind)).then_some((last, end))
    }

    fn decade(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        let text = t.text(at);
        let end = if t.says(at + 1, "s") && t.is_glued(at + 1) { at + 2 } else { return None };
        let first: i16 = (text.len() == 4).then(|| text.parse().ok()).flatten()?;
        if first % 10 != 0 || !TOLD_YEARS.contains(&first) {
            return None;
        }
        let length = if first % 100 == 0 && first < 2000 { 99 } else { 9 };
        let years: Option<Period> =
            calendar::year(first)?.through(calendar::year(first.checked_add(length)?)?);
        Some(Spoken::new(end, years))
    }

    /// Tells whether something that a year would not touch touches it on the left.
    fn touches_left(self, at: usize) -> bool {
        let t = self.t;
        let Some(left) = at.checked_sub(1).filter(|_| t.is_glued(at)) else { return false };
        if matches!(t.mark(left), Some('(' | '[' | '"' | '“' | '‘' | '—')) {
            return false;
        }
        let prefixed = t.is_dash(left)
            && t.follows(left, &["mid", "early", "late", "end", "pre", "post", "since"]);
        !prefixed
    }

    fn is_year(self, at: usize, year: i16) -> bool {
        let t = self.t;
        if t.follows(at, &NUMBERED) {
            return false;
        }
        let hyphened = at > 0 && t.is_glued(at) && t.is_dash(at - 1);
        if hyphened || t.follows(at, &BEFORE_YEARS) {
            return TOLD_YEARS.contains(&year);
        }
        let told = t.follows(at, &NEAR_YEARS);
        let years = if told { TOLD_YEARS } else { PLAIN_YEARS };
        years.contains(&year) && !self.is_counted(at)
    }

    /// Tells whether what stands behind a number is counted by it: `2019 employees`, `2025 GPUs`.
    fn is_counted(self, at: usize) -> bool {
        let t = self.t;
        if t.kind(at + 1) != Some(TokenKind::Word) {
            return false;
        }
        let word = t.text(at + 1);
        if is_one_of(word, &COUNTED) {
            return true;
        }
        let plural = word.len() > 2 && word.ends_with('s') && !word.ends_with("ss");
        let small = word.starts_with(|c: char| c.is_lowercase());
        let initials = word.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
        plural && (small || initials) && !is_one_of(word, &NOT_COUNTED)
    }
}
