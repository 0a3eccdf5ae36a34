//! Ranges in words.

use std::fmt;
use std::ops::Bound::{self, Excluded, Included, Unbounded};

use super::{AmountRange, PercentRange};
use crate::facts::decimal::Decimal;

impl fmt::Display for AmountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(currency) = self.currency {
            write!(f, "{} ", currency.code())?;
        }
        f.write_str(&in_words(self.from, self.to, short))
    }
}

impl fmt::Display for PercentRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_words(self.from, self.to, |billionths| {
            let value = Decimal::new(billionths.unsigned_abs(), -9).unwrap_or(Decimal::ZERO);
            format!("{}{value}%", if billionths < 0 { "-" } else { "" })
        }))
    }
}

/// Writes a range, each end by `show`.
fn in_words<T: PartialEq>(from: Bound<T>, to: Bound<T>, show: impl Fn(T) -> String) -> String {
    match (from, to) {
        (Included(from), Included(to)) if from == to => show(from),
        (Included(from), Included(to)) => format!("{} to {}", show(from), show(to)),
        (from, to) => {
            let least = match from {
                Included(from) => Some(format!("at least {}", show(from))),
                Excluded(from) => Some(format!("more than {}", show(from))),
                Unbounded => None,
            };
            let most = match to {
                Included(to) => Some(format!("at most {}", show(to))),
                Excluded(to) => Some(format!("less than {}", show(to))),
                Unbounded => None,
            };
            match (least, most) {
                (Some(least), Some(most)) => format!("{least}, {most}"),
                (least, most) => least.or(most).unwrap_or_else(|| "any".to_owned()),
            }
        }
    }
}

/// Writes a number with the scale that leaves the fewest digits before the point: `7.5B`.
fn short(value: Decimal) -> String {
    [("T", 12), ("B", 9), ("M", 6), ("K", 3)]
        .into_iter()
        .find_map(|(letter, power)| {
            let scaled = value.shifted(-power)?;
            (scaled >= Decimal::new(1, 0)?).then(|| format!("{scaled}{letter}"))
        })
        .unwrap_or_else(|| value.to_string())
}
