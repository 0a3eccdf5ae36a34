//! Numbers as people write them: decimal, exact, ordered.

use std::fmt;

/// Digits that a number keeps.
const DIGITS: u32 = 15;
/// Least significand of a number that is not zero.
const LEAST: u64 = 100_000_000_000_000;
/// Least exponent of the last digit kept.
const LEAST_EXPONENT: i8 = -64;
/// Greatest exponent of the last digit kept.
const GREATEST_EXPONENT: i8 = 63;
/// Bits that the significand takes in [`Decimal::to_bits`].
const SIGNIFICAND_BITS: u32 = 50;

/// A number that is not negative: exact up to fifteen significant digits, cut off behind them.
///
/// Kept as a significand of exactly fifteen digits and the power of ten of the last one, so that numbers compare as
/// the pair does and one number has one form: 0.10 and 0.1 are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    exponent: i8,
    significand: u64,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { exponent: LEAST_EXPONENT, significand: 0 };
    /// The greatest number there is, about 10 to the 78th.
    pub const MAX: Self = Self { exponent: GREATEST_EXPONENT, significand: LEAST * 10 - 1 };
    /// Bits that [`Decimal::to_bits`] uses, from the lowest on.
    pub const BITS: u32 = SIGNIFICAND_BITS + 7;

    /// Makes `significand` × 10^`exponent`; none where that is too great or too small to be written.
    #[must_use]
    pub fn new(significand: u64, exponent: i32) -> Option<Self> {
        if significand == 0 {
            return Some(Self::ZERO);
        }
        let (mut significand, mut exponent) = (significand, exponent);
        while significand < LEAST {
            significand *= 10;
            exponent = exponent.checked_sub(1)?;
        }
        while significand >= LEAST * 10 {
            significand /= 10;
            exponent = exponent.checked_add(1)?;
        }
        let exponent = i8::try_from(exponent).ok()?;
        let fits = (LEAST_EXPONENT..=GREATEST_EXPONENT).contains(&exponent);
        fits.then_some(Self { exponent, significand })
    }

    /// Reads ASCII digits with at most one point, commas between them passed over; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mut significand, mut exponent, mut kept, mut digits) = (0u64, 0i32, 0u32, 0usize);
        let mut behind_point = false;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    if kept < DIGITS {
                        significand = significand * 10 + u64::from(byte - b'0');
                        kept += u32::from(significand > 0);
                        exponent -= i32::from(behind_point);
                    } else {
                        exponent += i32::from(!behind_point);
                    }
                }
                b'.' if !behind_point => behind_point = true,
                b',' if !behind_point => {}
                _ => return None,
            }
        }
        if digits == 0 {
            return None;
        }
        Self::new(significand, exponent)
    }

    /// Multiplies by a power of ten; none where that is too great or too small.
    #[must_use]
    pub fn shifted(self, power: i32) -> Option<Self> {
        if self.significand == 0 {
            return Some(self);
        }
        Self::new(self.significand, i32::from(self.exponent) + power)
    }

    /// Adds a number; none where the sum is too great. Exact where the sum has at most fifteen digits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (great, small) = if self > other { (self, other) } else { (other, self) };
        let apart = u32::from(great.exponent.abs_diff(small.exponent));
        let small = 10u64.checked_pow(apart).map_or(0, |by| small.significand / by);
        Self::new(great.significand + small, i32::from(great.exponent))
    }

    /// Counts whole 10^-`places`, cut off behind them; none where that is too great.
    #[must_use]
    pub fn count(self, places: i32) -> Option<i64> {
        let power = i32::from(self.exponent) + places;
        let count = match u32::try_from(power) {
            Ok(up) => self.significand.checked_mul(10u64.checked_pow(up)?)?,
            Err(_) => 10u64.checked_pow(power.unsigned_abs()).map_or(0, |by| self.significand / by),
        };
        i64::try_from(count).ok()
    }

    /// Packs the number into the lowest [`Decimal::BITS`] bits; numbers compare as their bits do.
    #[must_use]
    pub fn to_bits(self) -> u64 {
        let exponent = u64::from(self.exponent.abs_diff(LEAST_EXPONENT));
        exponent << SIGNIFICAND_BITS | self.significand
    }

    /// Unpacks what [`Decimal::to_bits`] made; none for bits that it does not make.
    #[must_use]
    pub fn from_bits(bits: u64) -> Option<Self> {
        let significand = bits & ((1 << SIGNIFICAND_BITS) - 1);
        let exponent = i16::try_from(bits >> SIGNIFICAND_BITS).ok()? + i16::from(LEAST_EXPONENT);
        let exponent = i8::try_from(exponent).ok()?;
        let decimal = Self { exponent, significand };
        (decimal == Self::ZERO || Self::new(significand, i32::from(exponent)) == Some(decimal))
            .then_some(decimal)
    }
}

/// Writes all digits, without grouping: `7500000000`, `0.25`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.significand.to_string();
        let mut text = if self.exponent >= 0 {
            format!("{digits}{}", "0".repeat(usize::from(self.exponent.unsigned_abs())))
        } else {
            let places = usize::from(self.exponent.unsigned_abs());
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (whole, part) = digits.split_at(digits.len() - places);
            format!("{whole}.{}", part.trim_end_matches('0'))
        };
        if text.ends_with('.') {
            text.pop();
        }
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_have_one_form_and_their_order() {
        assert_eq!(decimal("0.10"), decimal(".1"));
        assert_eq!(decimal("1,000,000"), Decimal::new(1, 6).unwrap());
        assert_eq!(decimal("0.000"), Decimal::ZERO);
        assert_eq!(decimal("7.5").shifted(9), Decimal::new(7_500_000_000, 0));
        assert_eq!(decimal("1234567890123456789"), Decimal::new(123_456_789_012_345, 4).unwrap());
        assert_eq!(decimal("0.25").plus(decimal("1")), Decimal::parse("1.25"));
        assert_eq!(decimal("2.5").count(9), Some(2_500_000_000));
        assert_eq!(decimal("99.999999999").count(9), Some(99_999_999_999));
        let ordered = ["0", "0.000001", "0.5", "1", "9.99", "10", "1000000000000000"];
        assert!(ordered.windows(2).all(|two| decimal(two[0]) < decimal(two[1])));
        assert!(decimal("1000000000000000") < Decimal::MAX);
        for text in ["", ".", "1.2.3", "1e5", "-1", "٣"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(Decimal::parse(&"9".repeat(200)), None);
    }

    proptest! {
        #[test]
        fn bits_go_both_ways_and_keep_the_order(
            a in (any::<u64>(), -60i32..40), b in (any::<u64>(), -60i32..40),
        ) {
            let (a, b) = (Decimal::new(a.0, a.1).unwrap(), Decimal::new(b.0, b.1).unwrap());
            prop_assert_eq!(Decimal::from_bits(a.to_bits()), Some(a));
            prop_assert!(a.to_bits() < 1 << Decimal::BITS);
            prop_assert_eq!(a.cmp(&b), a.to_bits().cmp(&b.to_bits()));
        }

        #[test]
        fn what_is_written_is_read_back(significand in 0u64..1_000_000_000_000_000, exponent in -30i32..30) {
            let number = Decimal::new(significand, exponent).unwrap();
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn any_bits_are_unpacked_or_refused(bits in any::<u64>()) {
            if let Some(number) = Decimal::from_bits(bits) {
                prop_assert_eq!(number.to_bits(), bits);
            }
        }
    }
}
