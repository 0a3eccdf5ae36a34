//! What a mistyped name may have been meant to be.

/// Names that other search services use for what a parameter of ours does.
const ELSEWHERE: &[(&str, &str)] = &[
    ("query", "q"),
    ("search", "q"),
    ("section", "in"),
    ("kind", "in"),
    ("tags", "tag"),
    ("language", "lang"),
    ("after", "since"),
    ("from", "since"),
    ("until", "before"),
    ("to", "before"),
    ("order", "sort"),
    ("size", "limit"),
    ("n", "limit"),
    ("per_page", "limit"),
    ("page", "cursor"),
    ("offset", "cursor"),
    ("next", "cursor"),
];

/// Returns the name nearest to what was typed, if one is near enough.
pub(super) fn near_miss(typed: &str, names: &[&'static str]) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    if let Some((_, ours)) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == typed) {
        return names.iter().copied().find(|name| name == ours);
    }
    names
        .iter()
        .copied()
        .map(|name| (distance(&typed, name), name))
        .filter(|(distance, name)| *distance <= name.len() / 3)
        .min()
        .map(|(_, name)| name)
}

/// Single-character edits from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    // A typed name can be as long as an address; names of ours are short.
    if from.len() > 32 {
        return usize::MAX;
    }
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, c) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["q", "match", "in", "source", "since", "before", "limit", "cursor"];

    #[test]
    fn slips_and_names_from_elsewhere_are_recognized() {
        for (typed, meant) in [
            ("Source", Some("source")),
            ("sorce", Some("source")),
            ("mach", Some("match")),
            ("befor", Some("before")),
            ("query", Some("q")),
            ("page", Some("cursor")),
            ("utm_campaign", None),
            ("x", None),
            ("tags", None),
        ] {
            assert_eq!(near_miss(typed, NAMES), meant, "{typed}");
        }
    }

    #[test]
    fn the_distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "in"), 2);
        assert_eq!(distance("in", "in"), 0);
    }
}
