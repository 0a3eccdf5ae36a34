//! An amount of money as one number, so that a range of one currency is a range of numbers.
//!
//! From the highest bit down: seven bits for the currency, then the value as [`Decimal::to_bits`] packs it, seven
//! bits for its power of ten and fifty for its fifteen digits. The value is decimal, so what people write is kept
//! exactly, from a ten-thousandth of a cent to quadrillions; and one value has one form, so within a currency
//! the keys have the order of the values. Currencies keep their numbers from version to version.

use std::ops::Bound;

use precis_briefing::facts::{AmountRange, Currency, Decimal};

/// Packs an amount.
#[must_use]
pub fn amount_key(currency: Currency, value: Decimal) -> u64 {
    u64::from(currency.number()) << Decimal::BITS | value.to_bits()
}

/// Unpacks an amount; none for a number that is no key.
#[must_use]
pub fn amount_of_key(key: u64) -> Option<(Currency, Decimal)> {
    let currency = u8::try_from(key >> Decimal::BITS).ok().and_then(Currency::from_number)?;
    Some((currency, Decimal::from_bits(value_of(key))?))
}

fn value_of(key: u64) -> u64 {
    key & ((1 << Decimal::BITS) - 1)
}

/// The keys of a range of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountKeys {
    /// Number of the currency; none means any.
    currency: Option<u64>,
    /// Least value, without its currency.
    from: u64,
    /// Greatest value; below `from` where nothing is in the range.
    to: u64,
}

impl AmountKeys {
    /// Makes the keys of a range.
    #[must_use]
    pub fn new(range: &AmountRange) -> Self {
        let from = match range.from {
            Bound::Included(value) => value.to_bits(),
            // Between two values that follow each other as keys there is no third.
            Bound::Excluded(value) => value.to_bits() + 1,
            Bound::Unbounded => 0,
        };
        let to = match range.to {
            Bound::Included(value) => Some(value.to_bits()),
            Bound::Excluded(value) => value.to_bits().checked_sub(1),
            Bound::Unbounded => Some(u64::MAX),
        };
        let currency = range.currency.map(|currency| u64::from(currency.number()));
        // Nothing is below the least value there is.
        let (from, to) = to.map_or((1, 0), |to| (from, to));
        Self { currency, from, to }
    }

    /// Tells whether an amount with this key is in the range.
    #[must_use]
    pub fn contains(&self, key: u64) -> bool {
        let value = value_of(key);
        self.from <= value
            && value <= self.to
            && self.currency.is_none_or(|currency| key >> Decimal::BITS == currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amounts() -> impl Strategy<Value = (Currency, Decimal)> {
        let currencies: Vec<Currency> = Currency::all().collect();
        let values = (0u64..2_000, -4i32..12)
            .prop_filter_map("too great", |(significand, power)| Decimal::new(significand, power));
        (prop::sample::select(currencies), values)
    }

    fn bound() -> impl Strategy<Value = Bound<Decimal>> {
        prop_oneof![
            1 => Just(Bound::Unbounded),
            3 => amounts().prop_map(|(_, value)| Bound::Included(value)),
            2 => amounts().prop_map(|(_, value)| Bound::Excluded(value)),
        ]
    }

    proptest! {
        #[test]
        fn keys_go_both_ways(amount in amounts()) {
            prop_assert_eq!(amount_of_key(amount_key(amount.0, amount.1)), Some(amount));
        }

        #[test]
        fn keys_are_in_a_range_exactly_when_their_amounts_are(
            amount in amounts(), from in bound(), to in bound(), other in amounts(), any in any::<bool>(),
        ) {
            let currency = (!any).then_some(if other.1 > amount.1 { other.0 } else { amount.0 });
            let range = AmountRange { currency, from, to };
            let key = amount_key(amount.0, amount.1);
            prop_assert_eq!(AmountKeys::new(&range).contains(key), range.contains(amount.0, amount.1));
        }
    }
}
