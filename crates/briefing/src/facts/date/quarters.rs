//! Quarters and halves of calendar years; those of fiscal years are passed over.

use super::months::YearRef;
use super::{Days, Spoken};
use crate::facts::calendar::{half, month, quarter};
use crate::facts::fact::Period;
use crate::facts::number;

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const SHORT_ORDINALS: [(&str, &str); 4] = [("1", "st"), ("2", "nd"), ("3", "rd"), ("4", "th")];

/// Words that quarters, halves and fiscal years may begin with.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    ORDINALS.into_iter().chain(["q", "h", "fiscal", "fy", "financial"])
}

/// What a year is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Quarter,
    Half,
}

impl Part {
    fn from_letter(word: &str) -> Option<Self> {
        match word {
            "Q" | "q" => Some(Self::Quarter),
            "H" | "h" => Some(Self::Half),
            _ => None,
        }
    }

    fn of(self, year: i16, place: i8) -> Option<Period> {
        match self {
            Self::Quarter => quarter(year, place),
            Self::Half => half(year, place),
        }
    }

    fn has(self, place: i8) -> bool {
        (1..=if self == Self::Quarter { 4 } else { 2 }).contains(&place)
    }
}

impl Days<'_> {
    /// Reads what begins with a word: `Q3 2026`, `third quarter of 2025`, `first half of 2026`, `first nine months of 2025`.
    pub(super) fn quarter(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        if let Some((part, place, end)) = self.lettered(at) {
            let mut last = (place, end);
            if let Some(behind) = self.range_separator(at, end)
                && let Some((other, place, end)) = self.lettered(behind)
                && other == part
            {
                last = (place, end);
            }
            let bare = part == Part::Quarter;
            return self.parts_of_year(part, place, last.0, last.1, bare);
        }
        let ordinal = ORDINALS.iter().position(|word| t.says(at, word))?;
        let place = i8::try_from(ordinal + 1).ok()?;
        let next = t.over_hyphen(at + 1);
        if t.says_any(next, &["fiscal", "financial"]) {
            let part = t.says_any(t.over_hyphen(next + 1), &["quarter", "half"]);
            let end = t.over_hyphen(next + 1) + 1;
            return part.then(|| Spoken::new(self.over_fiscal(end), None));
        }
        if place == 1
            && let Some(first) = number::digits(t, next).or_else(|| number::words(t, next))
            && let Some(spoken) = self.first_months(first)
        {
            return Some(spoken);
        }
        if t.says(next, "quarter") {
            return self.parts_of_year(Part::Quarter, place, place, next + 1, true);
        }
        if t.says(next, "half") && Part::Half.has(place) {
            return self.parts_of_year(Part::Half, place, place, next + 1, false);
        }
        None
    }

    /// Reads what begins with a number: `3Q 2026`, `2Q26`, `2026 Q3`, `2026-Q3`, `1st quarter`.
    pub(super) fn quarter_by_number(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        if t.is_glued(at) && at.checked_sub(1).is_some_and(|left| t.mark(left) != Some('(')) {
            return None;
        }
        let glued_letter = t.is_glued(at + 1).then(|| Part::from_letter(t.text(at + 1))).flatten();
        if let Some(part) = glued_letter
            && let Some(place) = small(t.text(at)).filter(|place| part.has(*place))
        {
            let (year, end) = self.short_year(at + 2)?;
            return Some(Spoken::new(end, part.of(year, place)));
        }
        if let Some((_, suffix)) = SHORT_ORDINALS.iter().find(|(figure, _)| *figure == t.text(at))
            && t.says(at + 1, suffix)
            && t.says(at + 2, "quarter")
        {
            let place = small(t.text(at))?;
            return self.parts_of_year(Part::Quarter, place, place, at + 3, true);
        }
        let year = self.year_number(at).or_else(|| self.year_before_letter(at))?;
        let (part, place, end) = self.lettered(t.over_hyphen(at + 1))?;
        Some(Spoken::new(end, part.of(year, place)))
    }

    /// Reads the year of `2026Q3`.
    fn year_before_letter(self, at: usize) -> Option<i16> {
        let text = self.t.text(at);
        let letter = self.t.is_glued(at + 1) && Part::from_letter(self.t.text(at + 1)).is_some();
        (letter && text.len() == 4).then(|| text.parse().ok()).flatten()
    }

    /// Reads `Q3` or `H1`: the part, its place, and the token behind it.
    fn lettered(self, at: usize) -> Option<(Part, i8, usize)> {
        let t = self.t;
        let small_letter = t.text(at).bytes().all(|byte| byte.is_ascii_lowercase());
        if !t.is_word(at) || (small_letter && !self.is_typed()) {
            return None;
        }
        let part = Part::from_letter(t.text(at))?;
        let place = small(t.text(at + 1)).filter(|place| part.has(*place))?;
        // `Q3.` ends a sentence; `Q4_K` and `Q1.5` are names.
        let goes_on = t.is_glued(at + 2)
            && match t.mark(at + 2) {
                Some('.') => t.is_glued(at + 3),
                Some(mark) => matches!(mark, '_' | '/'),
                None => t.is_word(at + 2),
            };
        (t.is_number(at + 1) && t.is_glued(at + 1) && !goes_on).then_some((part, place, at + 2))
    }

    /// Goes on behind parts of a year: which year they are of.
    fn parts_of_year(
        self,
        part: Part,
        first: i8,
        last: i8,
        end: usize,
        bare: bool,
    ) -> Option<Spoken> {
        let t = self.t;
        let over =
            if t.says_any(end, &["of", "in"]) || t.mark(end) == Some(',') { end + 1 } else { end };
        if self.begins_fiscal(over) {
            return Some(Spoken::new(self.over_fiscal(over), None));
        }
        let apostrophe = matches!(t.mark(over), Some('\'' | '’')) && t.is_number(over + 1);
        let (year, end) = match self.short_year(over) {
            Some((year, behind)) if apostrophe => (YearRef::Year(year), behind),
            _ => self.year_behind(end),
        };
        if year == YearRef::None && !bare && !self.is_typed() {
            return None;
        }
        let period = self.of_year(year, |year| part.of(year, first)?.through(part.of(year, last)?));
        Some(Spoken::new(end, period))
    }

    /// Reads `nine months of 2025` behind `first`.
    fn first_months(self, count: number::Read) -> Option<Spoken> {
        let t = self.t;
        let each: i64 = if t.says(count.end, "months") {
            1
        } else if t.says(count.end, "quarters") {
            3
        } else {
            return None;
        };
        let last =
            count.value.count(0)?.checked_mul(each).filter(|last| (1..=12).contains(last))?;
        let last = i8::try_from(last).ok()?;
        let of = t.says(count.end + 1, "of");
        let (year, end) = self.year_behind(count.end + 1);
        if !of || year == YearRef::None {
            return None;
        }
        let period = self.of_year(year, |year| month(year, 1)?.through(month(year, last)?));
        Some(Spoken::new(end, period))
    }

    /// Passes over what is told in fiscal years, which begin on another day at each company.
    pub(super) fn fiscal(self, at: usize) -> Option<Spoken> {
        self.begins_fiscal(at).then(|| Spoken::new(self.over_fiscal(at), None))
    }

    fn begins_fiscal(self, at: usize) -> bool {
        let t = self.t;
        t.says_any(at, &["fiscal", "FY"]) || (t.says(at, "financial") && t.says(at + 1, "year"))
    }

    fn over_fiscal(self, at: usize) -> usize {
        let t = self.t;
        let words = [
            "fiscal",
            "FY",
            "financial",
            "year",
            "years",
            "quarter",
            "half",
            "of",
            "the",
            "Q",
            "H",
        ];
        let mut end = at;
        let mut last = at;
        loop {
            let step = t.says_any(end, &words) || t.says_any(end, &ORDINALS) || t.is_dash(end);
            let number = t.is_number(end) && matches!(t.text(end).len(), 1 | 2 | 4);
            if number || (step && !t.says_any(end, &["of", "the"]) && !t.is_dash(end)) {
                last = end + 1;
            } else if !step {
                return last.max(at);
            }
            end += 1;
        }
    }
}

fn small(text: &str) -> Option<i8> {
    (text.len() == 1).then(|| text.parse().ok()).flatten()
}
