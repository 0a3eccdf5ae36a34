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
    Stemmer::new(Algorithm::English).stem(word)
}

/// Tells whether an exact form, read as a plain word, has another stem than itself (`layoffs`, not `layoff`).
///
/// What is not inflected is its own stem wherever it stands, so whoever looks for that stem finds it by its exact form.
#[must_use]
pub fn is_inflected(exact: &str) -> bool {
    stem(exact) != exact
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
    use super::stem;

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
