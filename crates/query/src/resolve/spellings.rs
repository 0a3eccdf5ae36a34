//! Words of which the spelling is known in part.

use super::Clause;

/// From so many letters on, a word may be spelt otherwise in one place; shorter ones would be any word.
pub(super) const ONE_EDIT: usize = 3;
/// From so many letters on, in two places.
pub(super) const TWO_EDITS: usize = 6;

/// A word of which the spelling is known in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spellings {
    /// As typed.
    pub(crate) text: String,
    /// Where, as a half-open range of Unicode scalar values of the query.
    pub(crate) range: [usize; 2],
    /// What is known.
    pub(crate) like: Like,
    /// The exact words of the index that are like it, ascending, each with the edits it is away; none until an index
    /// was asked.
    pub(crate) forms: Option<Vec<(String, u8)>>,
}

/// What is known of a spelling. All letters are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Like {
    /// It begins so.
    Start(String),
    /// These pieces in this order, the first at the start and the last at the end (either may be empty), with
    /// anything or nothing between them. At least two.
    Pieces(Vec<String>),
    /// At most so many letters changed, added, dropped or swapped with their neighbour, the first one kept.
    Close {
        /// The word as it was spelt.
        letters: String,
        /// How many.
        edits: u8,
    },
}

impl Like {
    /// Settles a word with stars; none if no letter is left.
    pub(super) fn from_stars(pattern: &str) -> Option<Self> {
        let mut pieces: Vec<String> = pattern.split('*').map(letters).collect();
        if pieces.iter().all(String::is_empty) {
            return None;
        }
        // Two stars are one.
        let last = pieces.len() - 1;
        let mut place = 0;
        pieces.retain(|piece| {
            place += 1;
            !piece.is_empty() || place == 1 || place == last + 1
        });
        match pieces.as_slice() {
            [start, end] if end.is_empty() => Some(Self::Start(start.clone())),
            _ => Some(Self::Pieces(pieces)),
        }
    }

    /// Settles a word whose spelling is not sure; none if it is not one word or has too few letters.
    pub(super) fn from_close(word: &str) -> Option<Self> {
        let mut typed = precis_analysis::typed(word);
        let typed = if typed.len() == 1 { typed.pop()? } else { return None };
        let form = match typed.parts.as_slice() {
            [part] => part,
            _ => typed.joined.as_ref()?,
        };
        let letters = form.exact.first()?.clone();
        let edits = match letters.chars().count() {
            ..ONE_EDIT => return None,
            ONE_EDIT..TWO_EDITS => 1,
            _ => 2,
        };
        Some(Self::Close { letters, edits })
    }

    /// The letters that every spelling begins with.
    pub(crate) fn start(&self) -> &str {
        match self {
            Self::Start(letters) => letters,
            Self::Pieces(pieces) => pieces.first().map_or("", String::as_str),
            Self::Close { letters, .. } => {
                let first = letters.chars().next().map_or(0, char::len_utf8);
                letters.get(..first).unwrap_or("")
            }
        }
    }

    /// Tells whether an exact word is like this, apart from its edits.
    pub(crate) fn fits(&self, word: &str) -> bool {
        let Some(mut rest) = word.strip_prefix(self.start()) else { return false };
        let Self::Pieces(pieces) = self else { return true };
        let [_, middle @ .., last] = pieces.as_slice() else { return rest.is_empty() };
        // The earliest place of each piece leaves the most room for the next.
        for piece in middle {
            match rest.split_once(piece.as_str()) {
                Some((_, behind)) => rest = behind,
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// The letters of a part of a word, as they stand in the exact words of an index: folded, without the marks that
/// those leave out. A hyphen goes too, since compounds are found by their joined form.
pub(super) fn letters(part: &str) -> String {
    let mut folded = precis_analysis::fold(part);
    folded.retain(|c| !matches!(c, '\'' | ',' | '-'));
    folded
}

/// Turns starts of words into words of which the spelling is known in part, for where their places matter. `range` is
/// where they were typed.
pub(super) fn spell_out(clause: &mut Clause, range: [usize; 2]) {
    match clause {
        Clause::Prefix(letters) => {
            let letters = std::mem::take(letters);
            let text = format!("{letters}*");
            let like = Like::Start(letters);
            *clause = Clause::Spellings(Spellings { text, range, like, forms: None });
        }
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) | Clause::Near { of, .. } => {
            for clause in of {
                spell_out(clause, range);
            }
        }
        Clause::Not(of)
        | Clause::Must(of)
        | Clause::Section(_, of)
        | Clause::Same(of)
        | Clause::AtLeast { of, .. }
        | Clause::Boost(of, _) => spell_out(of, range),
        _ => {}
    }
}

/// Calls back for each word of a clause of which the spelling is known in part.
pub(crate) fn each_spelling(clause: &mut Clause, found: &mut dyn FnMut(&mut Spellings)) {
    match clause {
        Clause::Spellings(spellings) => found(spellings),
        Clause::Side(of) | Clause::And(of) | Clause::Or(of) | Clause::Near { of, .. } => {
            for clause in of {
                each_spelling(clause, found);
            }
        }
        Clause::Not(of)
        | Clause::Must(of)
        | Clause::Section(_, of)
        | Clause::Title(of)
        | Clause::Same(of)
        | Clause::AtLeast { of, .. }
        | Clause::Boost(of, _) => each_spelling(of, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, fits, others) in [
            (
                "an*ic",
                &["anthropic", "anic", "antic"][..],
                &["anthropics", "panic", "an", "ic"][..],
            ),
            ("*soft", &["soft", "microsoft"], &["softer"]),
            ("micro*ft", &["microsoft", "microft"], &["microf"]),
            ("a*b*a", &["aba", "abba", "axbxa"], &["ab", "aa", "abab"]),
            ("*ow*", &["power", "ow"], &["pwr"]),
            ("ab*ba", &["abba"], &["aba"]),
            ("n**a", &["nvidia"], &["nvidias"]),
            ("Économ*e", &["economie"], &["économie"]),
        ] {
            let like = Like::from_stars(pattern).expect("letters");
            for word in fits {
                assert!(like.fits(word), "{pattern} {word}");
            }
            for word in others {
                assert!(!like.fits(word), "{pattern} {word}");
            }
        }
    }

    #[test]
    fn a_star_at_the_end_alone_is_a_start() {
        assert_eq!(Like::from_stars("O’Rei**"), Some(Like::Start("orei".to_owned())));
        assert_eq!(Like::from_stars("non-ex*"), Some(Like::Start("nonex".to_owned())));
        assert_eq!(Like::from_stars("**"), None);
    }

    #[test]
    fn longer_words_may_be_further_off() {
        let edits = |word| match Like::from_close(word) {
            Some(Like::Close { letters, edits }) => Some((letters, edits)),
            _ => None,
        };
        assert_eq!(edits("ai"), None);
        assert_eq!(edits("Arm"), Some(("arm".to_owned(), 1)));
        assert_eq!(edits("azure"), Some(("azure".to_owned(), 1)));
        assert_eq!(edits("Anthropc"), Some(("anthropc".to_owned(), 2)));
        assert_eq!(edits("GPT-4o"), Some(("gpt4o".to_owned(), 1)));
        assert_eq!(edits("his/her"), None);
    }
}
