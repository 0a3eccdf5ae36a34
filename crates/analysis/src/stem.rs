//! Stems of English words.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Stems one folded word. Only words of three or more small ASCII letters have a stem of their own:
/// shorter ones are grammar or names, and the rules know no other script.
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Some(singular) = acronym(word) {
        return Cow::Borrowed(singular);
    }
    if !may_change(word) {
        return Cow::Borrowed(word);
    }
    Stemmer::new(Algorithm::English).stem(word)
}

/// Tells whether an exact form, read as a plain word, has another stem than itself (`layoffs`, not `layoff`).
///
/// What is not inflected is its own stem wherever it stands, so whoever looks for that stem finds it by its exact form.
#[must_use]
pub fn is_inflected(exact: &str) -> bool {
    stem(exact) != exact
}

/// Tells whether a word ends as one that the rules change. Many words of a text do not, and need no closer look.
///
/// The endings are those of the English rules, each shortened to its last letters.
pub(crate) fn may_change(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [.., b's' | b'e' | b'y']
            | [.., b'e', b'd' | b'r']
            | [.., b'i', b'n', b'g']
            | [.., b'i', b'o', b'n']
            | [.., b'i', b's', b'm' | b't']
            | [.., b'i', b'c']
            | [.., b'a' | b'e', b'n', b't']
            | [.., b'a' | b'u' | b'l', b'l']
            | [.., b't', b'o', b'r']
            | [.., b'c' | b'g' | b'l' | b't', b'i']
    )
}

/// The stem of a plain plural: a word of which the rules take the `s` away and nothing else (`markets`). None where
/// more must be looked at.
///
/// The `s` goes where a vowel stands before the letter before it; the other rules leave what does not end as they expect.
pub(crate) fn plain_plural(word: &str) -> Option<&str> {
    let singular = word.strip_suffix('s')?;
    let (last, before) = singular.as_bytes().split_last()?;
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let plain = !is_vowel(last)
        && !may_change(singular)
        && before.iter().any(is_vowel)
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && word != "news";
    plain.then_some(singular)
}

/// The acronym of which a word is the plural, where the rules for English do not see it: a word
/// without vowels (`llms`, `pcs`), and the kinds of processing units (`gpus`).
fn acronym(word: &str) -> Option<&str> {
    let singular = word.strip_suffix('s')?;
    let is_vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let is_unit = singular.len() == 3 && singular.ends_with("pu") && !is_vowel(word.as_bytes()[0]);
    let is_unspoken = !singular.ends_with('s') && !singular.bytes().any(is_vowel);
    (is_unit || is_unspoken).then_some(singular)
}

#[cfg(test)]
mod tests {
    use frostem::{Algorithm, Stemmer};
    use proptest::prelude::*;

    use super::{may_change, plain_plural, stem};

    /// Endings that the rules know or nearly know, some of them after one another.
    fn endings() -> impl Strategy<Value = String> {
        let known = [
            "s", "ss", "us", "ies", "ied", "eed", "eedly", "ed", "edly", "ing", "ingly", "y", "at",
            "bl", "iz", "tt", "enci", "anci", "abli", "entli", "izer", "ization", "ational",
            "tional", "ation", "ator", "alism", "aliti", "alli", "fulness", "ousli", "ousness",
            "iveness", "iviti", "biliti", "bli", "ogi", "ogist", "fulli", "lessli", "li", "icate",
            "ative", "alize", "iciti", "ical", "ful", "ness", "al", "ance", "ence", "er", "ic",
            "able", "ible", "ant", "ement", "ment", "ent", "ion", "ism", "ate", "iti", "ous",
            "ive", "ize", "e", "l", "ll",
        ];
        let ending =
            prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), "[a-z]{0,3}"];
        prop::collection::vec(ending, 0..3).prop_map(|endings| endings.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn what_may_not_change_does_not(root in "[a-z]{0,6}", ending in endings()) {
            let word = root + &ending;
            if word.len() > 2 && !may_change(&word) {
                let stemmed = Stemmer::new(Algorithm::English).stem(&word);
                prop_assert_eq!(&*stemmed, &*word);
            }
        }

        #[test]
        fn a_plain_plural_is_stemmed_like_any_word(root in "[a-z]{0,6}", ending in endings()) {
            let word = root + &ending + "s";
            if let Some(singular) = plain_plural(&word) {
                prop_assert_eq!(&*stem(&word), singular);
            }
        }
    }

    #[test]
    fn plain_plurals_are_told() {
        for (word, singular) in [
            ("markets", Some("market")),
            ("llms", None),
            ("news", None),
            ("glass", None),
            ("deals", None),
            ("proceeds", None),
            ("videos", None),
            ("b2bs", None),
        ] {
            assert_eq!(plain_plural(word), singular, "{word}");
        }
    }

    #[test]
    fn words_share_a_stem() {
        for (words, expected) in [
            (&["layoff", "layoffs"][..], "layoff"),
            (&["exclusive", "exclusivity", "exclusively"], "exclus"),
            (&["acquire", "acquired", "acquires", "acquiring"], "acquir"),
            (&["gpu", "gpus"], "gpu"),
            (&["llm", "llms"], "llm"),
            (&["ipo", "ipos"], "ipo"),
            (&["license", "licenses", "licensing"], "licens"),
        ] {
            for word in words {
                assert_eq!(stem(word), expected, "{word}");
            }
        }
    }

    #[test]
    fn what_is_no_english_word_stays() {
        for word in ["as", "4o", "c++", "été", "companies2", "css", "opus", "news"] {
            assert_eq!(stem(word), word);
        }
    }
}
