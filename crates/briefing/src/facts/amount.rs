//! Amounts of money in running text.

use super::currency::{Currency, MoneyUnit};
use super::decimal::Decimal;
use super::fact::Amount;
use super::number::{self, Read};
use super::tokens::Tokens;

/// Finds an amount that begins at a token: the token behind it, and the amount.
pub(super) fn amount_at(t: Tokens<'_>, at: usize) -> Option<(usize, Amount)> {
    signed_amount(t, at).or_else(|| worded_amount(t, at))
}

/// Reads a number with its scale and without currency, as somebody types it.
pub(super) fn number_typed(t: Tokens<'_>, at: usize) -> Option<(usize, Decimal)> {
    quantity(t, at).map(|read| (read.end, read.value))
}

/// Reads an amount whose currency stands before the number.
fn signed_amount(t: Tokens<'_>, at: usize) -> Option<(usize, Amount)> {
    let (low, unit) = signed(t, at)?;
    if let Some(separator) = range_separator(t, at, low.end) {
        let high = match signed(t, separator) {
            Some((high, other)) if other.currency == unit.currency => Some(high),
            Some(_) => None,
            None => {
                let high = scaled_digits(t, separator);
                // `$5 to 10 customers` is no range; `$5-10` is.
                high.filter(|high| high.scale.is_some() || t.is_glued(separator))
            }
        };
        if let Some(high) = high
            && !is_change(t, at, low, separator)
            && let Some(amount) = range(unit, low, high)
        {
            return Some((over_unit(t, high.end, unit), amount));
        }
    }
    Some((over_unit(t, low.end, unit), single(unit, low.value)?))
}

/// Reads an amount whose currency stands behind the number.
fn worded_amount(t: Tokens<'_>, at: usize) -> Option<(usize, Amount)> {
    let low = quantity(t, at)?;
    if let Some((unit, end)) = unit_behind(t, low) {
        if let Some(separator) = range_separator(t, at, end)
            && let Some(high) = quantity(t, separator)
            && let Some((other, end)) = unit_behind(t, high)
            && other == unit
            && !t.follows(at, &["from"])
            && let Some(amount) = range(unit, low, high)
        {
            return Some((end, amount));
        }
        return Some((end, single(unit, low.value)?));
    }
    // `5 to 10 million dollars`
    let separator = range_separator(t, at, low.end)?;
    let high = quantity_behind(t, separator)?;
    let (unit, end) = unit_behind(t, high)?;
    Some((end, range(unit, low, high)?))
}

fn single(unit: MoneyUnit, value: Decimal) -> Option<Amount> {
    let value = value.shifted(unit.power)?;
    Some(Amount { currency: unit.currency, low: value, high: value })
}

/// Makes a range; the lower end takes the upper one's scale where it has none, unless it alone is written out (`$500,000 to
/// $2 million`). None where it does not ascend.
fn range(unit: MoneyUnit, low: Read, high: Read) -> Option<Amount> {
    let ends = |low: Decimal| {
        let (low, high) = (low.shifted(unit.power)?, high.value.shifted(unit.power)?);
        (low < high).then_some(Amount { currency: unit.currency, low, high })
    };
    match (low.scale, high.scale) {
        (None, Some(power)) if !low.grouped || high.grouped => {
            low.value.shifted(power).and_then(ends).or_else(|| ends(low.value))
        }
        _ => ends(low.value),
    }
}

/// Tells whether two amounts are where something came from and where it went, each written in full.
fn is_change(t: Tokens<'_>, at: usize, low: Read, separator: usize) -> bool {
    let Some((high, _)) = signed(t, separator) else { return false };
    let full = low.scale.is_some() || high.scale.is_none();
    full && t.follows(at, &["from"]) && t.follows(separator, &["to"])
}

/// Finds what separates the ends of a range: the token behind it.
fn range_separator(t: Tokens<'_>, at: usize, end: usize) -> Option<usize> {
    let dashed = t.is_dash(end) && (t.is_glued(end) == t.is_glued(end + 1));
    let between = t.follows(at, &["between"]) && t.says(end, "and");
    (dashed || t.says(end, "to") || between).then_some(end + 1)
}

/// Reads a sign or code of a currency with the number behind it.
fn signed(t: Tokens<'_>, at: usize) -> Option<(Read, MoneyUnit)> {
    let (unit, number_at) = unit_before(t, at)?;
    let digits = number::digits_behind_sign(t, number_at)?;
    // `$1,2` and `$1/2` are no amounts that could be told.
    if t.is_glued(digits.end)
        && (t.mark(digits.end) == Some('/') || t.mark(digits.end) == Some(':'))
        && t.is_number(digits.end + 1)
    {
        return None;
    }
    let read = number::scaled(t, digits)?;
    let certain = !unit.doubtful || read.scale.is_some() || read.grouped;
    certain.then_some((read, unit))
}

/// Reads what stands before a number: the currency, and the token of the number.
fn unit_before(t: Tokens<'_>, at: usize) -> Option<(MoneyUnit, usize)> {
    let text = t.text;
    let start = t.get(at)?.span.start;
    let touches_word = t.is_glued(at)
        && at.checked_sub(1).is_some_and(|left| t.is_word(left) || t.is_number(left));
    if touches_word {
        return None;
    }
    let may_be_sign = match t.mark(at) {
        Some(mark) => mark == '$' || !mark.is_ascii(),
        None => t.is_word(at) && t.is_glued(at + 1) && matches!(t.mark(at + 1), Some('$' | '¥')),
    };
    if may_be_sign && let Some((currency, len)) = Currency::sign(text.get(start..)?) {
        let mut end = at;
        while t.get(end).is_some_and(|token| token.span.start < start + len) {
            end += 1;
        }
        return Some((MoneyUnit { currency, power: 0, doubtful: false }, end));
    }
    if !t.is_word(at) {
        return None;
    }
    let unit = MoneyUnit::code(t.text(at))?;
    // `Rs. 400`
    let stop = t.mark(at + 1) == Some('.') && t.is_glued(at + 1) && t.text(at).len() == 2;
    Some((unit, if stop { at + 2 } else { at + 1 }))
}

fn scaled_digits(t: Tokens<'_>, at: usize) -> Option<Read> {
    number::scaled(t, number::digits_behind_sign(t, at)?)
}

/// Reads a number in digits or words with its scale, or a part of a scale.
fn quantity(t: Tokens<'_>, at: usize) -> Option<Read> {
    number::parts_of_scale(t, at).or_else(|| {
        let read = number::digits(t, at).or_else(|| number::words(t, at))?;
        number::scaled(t, read)
    })
}

fn quantity_behind(t: Tokens<'_>, at: usize) -> Option<Read> {
    scaled_digits(t, at).or_else(|| quantity(t, at))
}

/// Reads what stands behind a number: the unit of money, and the token behind it.
fn unit_behind(t: Tokens<'_>, read: Read) -> Option<(MoneyUnit, usize)> {
    let (unit, end) = unit_at(t, read.end)?;
    let certain = !unit.doubtful || read.scale.is_some() || read.grouped;
    certain.then_some((unit, end))
}

fn unit_at(t: Tokens<'_>, at: usize) -> Option<(MoneyUnit, usize)> {
    if t.mark(at).is_some()
        && let Some((currency, len)) = Currency::sign(t.text.get(t.get(at)?.span.start..)?)
        && len == t.text(at).len()
        && !(t.is_number(at + 1) && t.is_glued(at + 1))
    {
        return Some((MoneyUnit { currency, power: 0, doubtful: false }, at + 1));
    }
    let at = t.over_hyphen(at);
    if !t.is_word(at) {
        return None;
    }
    let lower = |at: usize| t.text(at).to_ascii_lowercase();
    let pair = t
        .is_word(at + 2)
        .then(|| MoneyUnit::national_pair(&lower(at), &lower(at + 1), &lower(at + 2)))
        .flatten();
    if let Some(unit) = pair {
        return Some((unit, at + 3));
    }
    if t.is_word(at + 1)
        && let Some(unit) = MoneyUnit::national(&lower(at), &lower(at + 1))
    {
        return Some((unit, at + 2));
    }
    // A code in front of the next number belongs to that: `in 2025 USD 5bn`.
    let behind_is_number = t.is_number(at + 1);
    let code = MoneyUnit::code(t.text(at)).filter(|_| !behind_is_number);
    code.or_else(|| MoneyUnit::word(&lower(at))).map(|unit| (unit, at + 1))
}

/// Steps over the same currency said once more: `$50 billion dollars`.
fn over_unit(t: Tokens<'_>, end: usize, unit: MoneyUnit) -> usize {
    match unit_at(t, end) {
        Some((again, behind)) if again.currency == unit.currency && again.power == 0 => behind,
        _ => end,
    }
}
