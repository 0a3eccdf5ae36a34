//! Any text is searched for amounts and percentages, and read as a range of either.
#![no_main]

use std::ops::Bound::Included;

use libfuzzer_sys::fuzz_target;
use precis_briefing::facts::{AmountRange, Currency, FactValue, PercentRange, find_in};

fuzz_target!(|text: &str| {
    let mut from = 0;
    for fact in find_in(text, None) {
        assert!(from <= fact.span.start && fact.span.start < fact.span.end, "{fact:?}");
        assert!(text.get(fact.span.clone()).is_some(), "{fact:?}");
        from = fact.span.end;
        match fact.value {
            FactValue::Amount(amount) => assert!(amount.low <= amount.high, "{amount:?}"),
            FactValue::Percent(percent) => assert!(percent.low <= percent.high, "{percent:?}"),
            _ => {}
        }
    }
    let spaced = format!(" {text}\t");
    let amounts = AmountRange::parse(text);
    assert_eq!(amounts, AmountRange::parse(&spaced));
    if let Some(range) = amounts {
        assert!(!range.to_string().is_empty());
        let currency = range.currency.or_else(|| Currency::all().next());
        if let (Included(low), Included(high), Some(currency)) = (range.from, range.to, currency)
            && low <= high
        {
            assert!(range.contains(currency, low) && range.contains(currency, high), "{range:?}");
        }
    }
    let percents = PercentRange::parse(text);
    assert_eq!(percents, PercentRange::parse(&spaced));
    if let Some(range) = percents {
        assert!(!range.to_string().is_empty());
        if let (Included(low), Included(high)) = (range.from, range.to)
            && low <= high
        {
            assert!(range.contains(low) && range.contains(high), "{range:?}");
        }
    }
});
