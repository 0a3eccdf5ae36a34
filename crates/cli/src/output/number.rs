//! Numbers as people read them.

use std::time::Duration;

/// Returns a count with its noun, in the right number: `1 article`, `1,204 articles`.
pub(crate) fn counted(count: u64, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(count))
}

/// Returns a number with commas between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns a size in bytes, kB, MB or GB (powers of ten).
pub(crate) fn size(bytes: u64) -> String {
    let scaled = |unit: u64, name: &str| {
        let tenths = bytes / (unit / 10);
        format!("{}.{} {name}", grouped(tenths / 10), tenths % 10)
    };
    match bytes {
        0..1_000 => counted(bytes, "byte"),
        1_000..1_000_000 => scaled(1_000, "kB"),
        1_000_000..1_000_000_000 => scaled(1_000_000, "MB"),
        _ => scaled(1_000_000_000, "GB"),
    }
}

/// Returns a length of time to about two digits: `8 ms`, `1.4 s`, `3 min 20 s`.
pub(crate) fn duration(time: Duration) -> String {
    let ms = time.as_millis();
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{counted, duration, size};

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(counted(0, "article"), "0 articles");
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(1_234_567, "article"), "1,234,567 articles");
    }

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_550), "1.5 kB");
        assert_eq!(size(12_345_678), "12.3 MB");
        assert_eq!(size(1_012_345_678_000), "1,012.3 GB");
    }

    #[test]
    fn times_have_about_two_digits() {
        assert_eq!(duration(Duration::from_millis(8)), "8 ms");
        assert_eq!(duration(Duration::from_millis(1_432)), "1.4 s");
        assert_eq!(duration(Duration::from_secs(200)), "3 min 20 s");
    }
}
