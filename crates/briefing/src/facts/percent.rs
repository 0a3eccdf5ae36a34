//! Percentages and percentage points in running text.

use super::decimal::Decimal;
use super::fact::Percent;
use super::number::{self, Read};
use super::tokens::{TokenKind, Tokens};

/// Places behind the point of a percentage that are kept.
const PLACES: i32 = 9;

/// What a percentage is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    points: bool,
    /// Power of ten of the unit in percent: basis points are -2.
    power: i32,
}

/// Finds a percentage that begins at a token: the token behind it, and the percentage.
pub(super) fn percent_at(t: Tokens<'_>, at: usize) -> Option<(usize, Percent)> {
    let (low, negative) = signed(t, at)?;
    if let Some((unit, end)) = unit_at(t, low.end) {
        if let Some(separator) = range_separator(t, at, end)
            && let Some(high) = behind(t, separator)
            && let Some((other, further)) = unit_at(t, high.end)
            && other == unit
            && !negative
            && !(t.follows(at, &["from"]) && t.says(end, "to"))
            && let Some(range) = range(unit, low.value, high.value)
        {
            return Some((further, range));
        }
        let value = count(unit, low.value)?;
        let value = if negative { -value } else { value };
        return Some((end, Percent { low: value, high: value, points: unit.points }));
    }
    // `5-10%`, `5 to 10 percent`
    if negative {
        return None;
    }
    let high = behind(t, range_separator(t, at, low.end)?)?;
    let (unit, end) = unit_at(t, high.end)?;
    Some((end, range(unit, low.value, high.value)?))
}

fn range(unit: Unit, low: Decimal, high: Decimal) -> Option<Percent> {
    let (low, high) = (count(unit, low)?, count(unit, high)?);
    (low < high).then_some(Percent { low, high, points: unit.points })
}

fn count(unit: Unit, value: Decimal) -> Option<i64> {
    value.count(PLACES + unit.power)
}

/// Reads a number with its sign, where it has one that is no dash between words.
fn signed(t: Tokens<'_>, at: usize) -> Option<(Read, bool)> {
    let sign = matches!(t.mark(at), Some('-' | '−' | '+'));
    if !sign || !t.is_glued(at + 1) {
        let read = number::digits(t, at)
            .or_else(|| number::words(t, at))
            .or_else(|| part_of_unit(t, at))?;
        // The sign that stands before it was read with it, or refused.
        return Some((read, false));
    }
    let touches = t.is_glued(at)
        && at.checked_sub(1).is_some_and(|left| {
            !matches!(t.kind(left), Some(TokenKind::Mark('(' | '[' | '"' | '“' | '~')))
        });
    if touches {
        return None;
    }
    let read = number::digits_behind_sign(t, at + 1)?;
    Some((read, t.mark(at) != Some('+')))
}

/// Reads what makes a part of the unit behind it: `half a percentage point`, `a quarter of a percent`.
fn part_of_unit(t: Tokens<'_>, at: usize) -> Option<Read> {
    let (value, end) = if t.says(at, "half") {
        (Decimal::new(5, -1)?, t.over_hyphen(at + 1))
    } else if t.says(at, "a") && t.says(at + 1, "quarter") && t.says(at + 2, "of") {
        (Decimal::new(25, -2)?, at + 3)
    } else {
        return None;
    };
    t.says(end, "a").then_some(Read { value, scale: None, grouped: false, end: end + 1 })
}

/// Reads the upper end of a range.
fn behind(t: Tokens<'_>, at: usize) -> Option<Read> {
    number::digits_behind_sign(t, at).or_else(|| number::words(t, at))
}

fn range_separator(t: Tokens<'_>, at: usize, end: usize) -> Option<usize> {
    let dashed = t.is_dash(end) && (t.is_glued(end) == t.is_glued(end + 1));
    let between = t.follows(at, &["between"]) && t.says(end, "and");
    (dashed || t.says(end, "to") || between).then_some(end + 1)
}

/// Reads what stands behind a percentage's number: the unit, and the token behind it.
fn unit_at(t: Tokens<'_>, at: usize) -> Option<(Unit, usize)> {
    const PERCENT: Unit = Unit { points: false, power: 0 };
    const POINTS: Unit = Unit { points: true, power: 0 };
    const BASIS: Unit = Unit { points: true, power: -2 };
    if matches!(t.mark(at), Some('%' | '％')) {
        let points = t.over_hyphen(at + 1);
        if t.says_any(points, &["point", "points"]) {
            return Some((POINTS, points + 1));
        }
        return Some((PERCENT, at + 1));
    }
    let at = t.over_hyphen(at);
    if t.says(at, "per") && t.says(at + 1, "cent") {
        return Some((PERCENT, at + 2));
    }
    if t.says_any(at, &["percent", "pct"]) || (t.is_glued(at) && t.says(at, "pc")) {
        let points = t.over_hyphen(at + 1);
        if t.says_any(points, &["point", "points"]) {
            return Some((POINTS, points + 1));
        }
        return Some((PERCENT, at + 1));
    }
    if t.says(at, "percentage") {
        let points = t.over_hyphen(at + 1);
        return t.says_any(points, &["point", "points"]).then_some((POINTS, points + 1));
    }
    if t.says(at, "basis") {
        let points = t.over_hyphen(at + 1);
        return t.says_any(points, &["point", "points"]).then_some((BASIS, points + 1));
    }
    if t.says_any(at, &["pp", "ppt", "ppts", "pps"]) {
        return Some((POINTS, at + 1));
    }
    t.says_any(at, &["bps", "bp"]).then_some((BASIS, at + 1))
}
