//! Names before a colon: fields, sections, and what someone may have meant by another.

use precis_briefing::{Group, Kind};

use super::ast::Field;

/// What a name before a colon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// `in:`
    In,
    /// `title:`
    Title,
    /// A field with a value.
    Field(Field),
    /// A kind or group of sections, by its name in lower case.
    Section(&'static str),
}

/// Names of other search boxes, and ours for the same.
const ELSEWHERE: &[(&str, &str)] = &[
    ("after", "since"),
    ("by", "author"),
    ("category", "tag"),
    ("from", "source"),
    ("intitle", "title"),
    ("kind", "in"),
    ("label", "tag"),
    ("order", "sort"),
    ("publisher", "source"),
    ("section", "in"),
    ("site", "source"),
    ("ticker", "company"),
    ("until", "before"),
];

/// Looks a name up; capitals do not matter.
pub(super) fn name(typed: &str) -> Option<Name> {
    all().find(|(name, _)| name.eq_ignore_ascii_case(typed)).map(|(_, known)| known)
}

/// Returns the name that someone typing an unknown one may have meant.
pub(super) fn meant(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    if let Some((_, ours)) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == typed) {
        return Some(ours);
    }
    let allowed = match typed.chars().count() {
        0..=2 => return None,
        3..=4 => 1,
        5..=12 => 2,
        _ => return None,
    };
    all()
        .map(|(name, _)| (distance(name, &typed), name))
        .filter(|(steps, _)| *steps <= allowed)
        .min()
        .map(|(_, name)| name)
}

fn all() -> impl Iterator<Item = (&'static str, Name)> {
    let fields = Field::NAMES.iter().map(|(name, field)| (*name, Name::Field(*field)));
    let kinds = Kind::ALL.into_iter().map(Kind::as_str);
    let groups = Group::ALL.into_iter().map(Group::as_str);
    [("in", Name::In), ("title", Name::Title)]
        .into_iter()
        .chain(fields)
        .chain(kinds.chain(groups).map(|name| (name, Name::Section(name))))
}

/// Counts the letters to change, add, drop or swap with their neighbour to get from one name to the other.
fn distance(ours: &str, typed: &str) -> usize {
    let (ours, typed): (Vec<char>, Vec<char>) = (ours.chars().collect(), typed.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=typed.len()).collect();
    for (row, letter) in ours.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, other) in typed.iter().enumerate() {
            let mut best = (last[column] + usize::from(letter != other))
                .min(last[column + 1] + 1)
                .min(this[column] + 1);
            let swapped =
                row > 0 && column > 0 && ours[row - 1] == *other && typed[column - 1] == *letter;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            this.push(best);
        }
        before = std::mem::replace(&mut last, this);
    }
    last[typed.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(name("TITLE"), Some(Name::Title));
        assert_eq!(name("language"), Some(Name::Field(Field::Lang)));
        assert_eq!(name("Forecast"), Some(Name::Section("forecast")));
        assert_eq!(name("headline"), None);
    }

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(meant("autor"), Some("author"));
        assert_eq!(meant("tiltle"), Some("title"));
        assert_eq!(meant("Tilte"), Some("title"));
        assert_eq!(meant("soruce"), Some("source"));
        assert_eq!(meant("section"), Some("in"));
        assert_eq!(meant("headline"), None);
        assert_eq!(meant("re"), None);
    }
}
