//! What holds of facts in any text.

use precis_briefing::facts::{FactValue, find_in};
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
