//! Dates in the names of files and folders.

use jiff::civil::Date;

use super::literal::day;

/// Years that a number in a path is taken for; others are more likely counts or keys.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Finds the date in a path without its ending.
///
/// A whole day goes before a month, the file's name before its folders, a near folder before a far one.
pub(crate) fn date_in_path(path: &str) -> Option<Date> {
    let near_first = || path.rsplit('/');
    near_first()
        .find_map(whole_day)
        .or_else(|| over_folders(path))
        .or_else(|| near_first().find_map(month))
}

fn whole_day(name: &str) -> Option<Date> {
    digit_runs(name).find_map(|(before, run, after)| {
        if run.len() == 8 {
            return in_range(day(&run[..4], &run[4..6], &run[6..]));
        }
        if run.len() != 4 || ends_with_digit_and_dash(before) {
            return None;
        }
        let (month, rest) = dashed_pair(after)?;
        let (of_month, _) = dashed_pair(rest)?;
        in_range(day(run, month, of_month))
    })
}

fn month(name: &str) -> Option<Date> {
    digit_runs(name).find_map(|(before, run, after)| {
        if run.len() != 4 || ends_with_digit_and_dash(before) {
            return None;
        }
        let (month, rest) = dashed_pair(after)?;
        // `2026-04-99` is no month: more digits belong to it.
        let mut next = rest.chars();
        if next.next() == Some('-') && next.next().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        in_range(day(run, month, "1"))
    })
}

/// Finds `2026/04/27`, the last part of which may begin the file's name.
fn over_folders(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).rev().find_map(|three| {
        let digits = three[2].bytes().take_while(u8::is_ascii_digit).count();
        if three[1].len() != 2 || digits != 2 {
            return None;
        }
        in_range(day(three[0], three[1], &three[2][..2]))
    })
}

/// Splits `-27…` into its two digits and the rest, where no third digit follows.
fn dashed_pair(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('-')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2).then(|| rest.split_at(2))
}

fn ends_with_digit_and_dash(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// Yields every run of ASCII digits with what stands before and after it.
fn digit_runs(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
        let end = text[start..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(text.len(), |length| start + length);
        from = end;
        Some((&text[..start], &text[start..end], &text[end..]))
    })
}

fn in_range(date: Option<Date>) -> Option<Date> {
    date.filter(|date| YEARS.contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_a_date() {
        for (path, expected) in [
            ("2026-04-27", "2026-04-27"),
            ("news/2026-04-27-openai", "2026-04-27"),
            ("openai 20260427 final", "2026-04-27"),
            ("2026/04/27/openai", "2026-04-27"),
            ("news/2026/04/27-openai", "2026-04-27"),
            ("2026-04/openai", "2026-04-01"),
            ("openai-2026-04", "2026-04-01"),
            ("2026-04/05-openai-2026-04-27", "2026-04-27"),
            ("2025-01-01/2026-04-27-openai", "2026-04-27"),
            ("2026-04-27/issue-2025-03", "2026-04-27"),
        ] {
            assert_eq!(
                date_in_path(path).map(|date| date.to_string()).as_deref(),
                Some(expected),
                "{path}"
            );
        }
    }

    #[test]
    fn paths_without() {
        for path in [
            "openai",
            "2026/openai",
            "2026/04/openai",
            "12026-04-27",
            "2026-04-99",
            "2026-13",
            "1024-10",
            "123456789",
            "99991231",
            "5-2026-04",
        ] {
            assert_eq!(date_in_path(path), None, "{path}");
        }
    }
}
