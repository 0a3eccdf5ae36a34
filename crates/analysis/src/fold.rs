//! One spelling for letters that readers take for the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use crate::scan::{Class, class};

/// Folds a name for comparison: lower case, no accents, straight quotes and dashes, single spaces.
///
/// Folding a folded name changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        expand(straight(c), &mut |letter| {
            if !letter.is_whitespace() {
                folded.push(straight(letter));
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        });
    }
    folded.truncate(folded.trim_end().len());
    compose_from(&mut folded, 0);
    folded
}

/// Appends the folded form of a word, without the marks inside it that carry no sound.
///
/// Apostrophes and commas go (`O'Reilly`, `1,000`); a point stays (`7.5`), as do the signs that
/// belong to a name (`c++`).
pub(crate) fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let kept = word.chars().filter(|&c| c != '\'' && c != ',');
        folded.extend(kept.map(|c| c.to_ascii_lowercase()));
        return;
    }
    let start = folded.len();
    for c in word.chars() {
        match class(c) {
            Class::Apostrophe | Class::Comma => {}
            Class::Dot => folded.push('.'),
            Class::Plus => folded.push('+'),
            Class::Hash => folded.push('#'),
            Class::Percent => folded.push('%'),
            Class::Currency => expand(c, &mut |symbol| folded.push(symbol)),
            _ => expand(c, &mut |letter| {
                if matters(letter) {
                    folded.push(letter);
                }
            }),
        }
    }
    compose_from(folded, start);
}

/// Hands over what one character folds to, piece by piece and not yet composed.
pub(crate) fn expand(c: char, emit: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        emit(c.to_ascii_lowercase());
        return;
    }
    let mut is_fraction = false;
    decompose_compatible(c, |part| is_fraction |= part == '\u{2044}');
    if is_fraction {
        // One half is not twelve.
        emit(c);
        return;
    }
    decompose_compatible(c, |part| {
        for small in part.to_lowercase() {
            if class(small) != Class::Ignored {
                plain_letter(small, emit);
            }
        }
    });
}

fn plain_letter(c: char, emit: &mut dyn FnMut(char)) {
    let spelled = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        other => return emit(other),
    };
    spelled.chars().for_each(emit);
}

fn straight(c: char) -> char {
    match c {
        '_' | '＿' => '_',
        '—' | '―' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″' => '"',
        _ => match class(c) {
            Class::Apostrophe => '\'',
            Class::Hyphen => '-',
            _ => c,
        },
    }
}

fn matters(c: char) -> bool {
    matches!(
        class(c),
        Class::Letter | Class::Capital | Class::Digit | Class::Mark | Class::Unspaced
    )
}

fn compose_from(folded: &mut String, start: usize) {
    if !folded[start..].is_ascii() {
        let composed: String = folded[start..].nfc().collect();
        folded.truncate(start);
        folded.push_str(&composed);
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_word};

    #[test]
    fn names_compare_without_case_accents_or_curls() {
        assert_eq!(fold("  Crème   Brûlée "), "creme brulee");
        assert_eq!(fold("What’s “Next” — Søren Straße"), "what's \"next\" - soren strasse");
        assert_eq!(fold("ＯｐｅｎＡＩ\u{a0}Ⅻ ﬁne"), "openai xii fine");
        assert_eq!(fold("ΟΔΟΣ οδος"), "οδοσ οδοσ");
        assert_eq!(fold("한국어 ガ ｶﾞ"), "한국어 ガ ガ");
    }

    #[test]
    fn every_character_is_folded_once_for_all() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_word_loses_its_silent_marks() {
        let mut folded = String::new();
        for word in ["O’Reilly", "１，０００", "7.5", "C++", "e\u{301}x\u{ad}tra", "x½"] {
            fold_word(word, &mut folded);
            folded.push(' ');
        }
        assert_eq!(folded, "oreilly 1000 7.5 c++ extra x½ ");
    }
}
