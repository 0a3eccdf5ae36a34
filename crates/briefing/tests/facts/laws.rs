//! What holds of facts in any text.

use std::ops::Bound::Included;

use precis_briefing::facts::{AmountRange, Currency, FactValue, PercentRange, find_in, period};
use proptest::prelude::*;

/// Pieces that facts are made of, so that made-up texts are full of beginnings of them.
fn piece() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "$",
        "US$",
        "€",
        "USD",
        "Rs.",
        "5",
        "1,000",
        "1.5",
        "2026",
        "04",
        "27",
        "-",
        "–",
        "to",
        "and",
        "between",
        "from",
        "%",
        "percent",
        "percentage",
        "points",
        "bps",
        "billion",
        "bn",
        "k",
        "lakh",
        "crore",
        "half",
        "a",
        "quarter",
        "of",
        "dollars",
        "Q3",
        "third",
        "first",
        "last",
        "next",
        "May",
        "March",
        "April",
        "month",
        "year",
        "ago",
        "fiscal",
        "Monday",
        ".",
        ",",
        "(",
        "two",
        "twenty",
    ]);
    prop_oneof![
        8 => (pieces, prop_oneof![2 => Just(" "), 1 => Just("")]).prop_map(|(a, b)| format!("{a}{b}")),
        1 => "\\PC{0,3}",
    ]
}

/// A piece, or what makes a range of what stands around it.
fn range_piece() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec!["..", "<", "..<", ">=", "≤", "9", "B", "M"]);
    prop_oneof![2 => piece(), 1 => signs.prop_map(str::to_owned)]
}

proptest! {
    #[test]
    fn places_are_in_order_and_values_ascend(
        pieces in prop::collection::vec(piece(), 0..24), dated in any::<bool>(),
    ) {
        let text = pieces.concat();
        let date = dated.then(|| jiff::civil::date(2026, 4, 27));
        let mut from = 0;
        for fact in find_in(&text, date) {
            prop_assert!(from <= fact.span.start && fact.span.start < fact.span.end);
            prop_assert!(text.get(fact.span.clone()).is_some_and(|words| words.trim() == words));
            from = fact.span.end;
            match fact.value {
                FactValue::Amount(amount) => prop_assert!(amount.low <= amount.high),
                FactValue::Percent(percent) => prop_assert!(percent.low <= percent.high),
                FactValue::Period(period) => prop_assert!(period.from <= period.to),
                _ => {}
            }
        }
    }

    #[test]
    fn a_range_as_typed_holds_its_ends_and_no_period_ends_before_it_begins(
        pieces in prop::collection::vec(range_piece(), 0..8),
        (year, month, day) in (-9999i16..=9999, 1i8..=12, 1i8..=28),
    ) {
        let text = pieces.concat();
        let spaced = format!(" {text}\t");
        let amounts = AmountRange::parse(&text);
        prop_assert_eq!(amounts, AmountRange::parse(&spaced));
        if let Some(AmountRange { currency, from: Included(low), to: Included(high) }) = amounts
            && low <= high
        {
            let range = amounts.unwrap();
            let currency = currency.or_else(|| Currency::all().next()).unwrap();
            prop_assert!(range.contains(currency, low) && range.contains(currency, high));
        }
        let percents = PercentRange::parse(&text);
        prop_assert_eq!(percents, PercentRange::parse(&spaced));
        if let Some(range @ PercentRange { from: Included(low), to: Included(high) }) = percents
            && low <= high
        {
            prop_assert!(range.contains(low) && range.contains(high));
        }
        let today = jiff::civil::date(year, month, day);
        let named = period(&text, today);
        prop_assert_eq!(named, period(&spaced, today));
        prop_assert!(named.is_none_or(|named| named.from <= named.to), "{:?}", named);
        for fact in find_in(&text, Some(today)) {
            if let FactValue::Period(period) = fact.value {
                prop_assert!(period.from <= period.to, "{:?}", period);
            }
        }
    }

    #[test]
    fn an_amount_means_the_same_however_its_scale_is_written(
        digits in 1u32..999, places in 0u32..99, currency in 0usize..3,
    ) {
        let number = format!("{digits}.{places:02}");
        let (sign, code, word) = [("$", "USD", "dollars"), ("€", "EUR", "euros"), ("¥", "JPY", "yen")][currency];
        let values: Vec<_> = [
            format!("{sign}{number} billion"),
            format!("{sign}{number}bn"),
            format!("{sign}{number}B"),
            format!("{sign}{number}-billion"),
            format!("{code} {number} billion"),
            format!("{code}{number}bn"),
            format!("{number} billion {word}"),
            format!("{number} bn {code}"),
        ]
        .iter()
        .map(|text| {
            let facts = find_in(text, None);
            assert_eq!(facts.len(), 1, "{text}");
            assert_eq!(facts[0].span, 0..text.len(), "{text}");
            facts[0].value.clone()
        })
        .collect();
        prop_assert!(values.windows(2).all(|two| two[0] == two[1]), "{values:?}");
    }
}
