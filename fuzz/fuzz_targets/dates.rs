//! Any text is searched for days and periods, told from any day, and read as the name of one.
#![no_main]

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use precis_briefing::facts::{FactValue, find_in, period};

fuzz_target!(|input: (i16, u8, u8, &str)| {
    let (year, month, day, text) = input;
    let month = i8::try_from(month % 12 + 1).unwrap_or(1);
    let day = i8::try_from(day % 28 + 1).unwrap_or(1);
    let Ok(today) = Date::new(year, month, day) else { return };
    for date in [None, Some(today)] {
        let mut from = 0;
        for fact in find_in(text, date) {
            assert!(from <= fact.span.start && fact.span.start < fact.span.end, "{fact:?}");
            assert!(text.get(fact.span.clone()).is_some(), "{fact:?}");
            from = fact.span.end;
            if let FactValue::Period(period) = fact.value {
                assert!(period.from <= period.to, "{period:?}");
            }
        }
    }
    let named = period(text, today);
    assert_eq!(named, period(&format!(" {text}\t"), today));
    if let Some(named) = named {
        assert!(named.from <= named.to, "{named:?}");
    }
});
