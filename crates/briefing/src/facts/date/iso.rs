//! `2026-04-27` and `2026/04/27`.

use jiff::civil::Date;

use super::{Days, Spoken};
use crate::facts::fact::Period;

impl Days<'_> {
    /// Reads a day in figures, the year first.
    pub(super) fn iso(self, at: usize) -> Option<Spoken> {
        let t = self.t;
        let separator = t.mark(at + 1).filter(|mark| matches!(mark, '-' | '/'))?;
        let touches = t.is_glued(at)
            && at.checked_sub(1).is_some_and(|left| {
                t.is_word(left) || matches!(t.mark(left), Some('-' | '/' | '.' | '_'))
            });
        let together = (1..5).all(|step| t.is_glued(at + step));
        if touches || !together || t.mark(at + 3) != Some(separator) {
            return None;
        }
        let year = self.year_number(at)?;
        let part = |at: usize| {
            let text = t.text(at);
            (t.is_number(at) && matches!(text.len(), 1 | 2)).then(|| text.parse::<i8>().ok())?
        };
        let date = Date::new(year, part(at + 2)?, part(at + 4)?).ok()?;
        let goes_on = t.is_glued(at + 5)
            && (matches!(t.mark(at + 5), Some('-' | '/' | '_'))
                || (t.is_word(at + 5) && !t.says(at + 5, "T")));
        (!goes_on).then(|| Spoken::new(at + 5, Some(Period::day(date))))
    }
}
