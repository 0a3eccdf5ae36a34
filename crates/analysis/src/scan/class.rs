//! What a character can do in a word.

use unicode_normalization::char::is_combining_mark;

/// What a character can do in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A letter that is not a capital, or of a script without capitals.
    Letter,
    /// A capital letter.
    Capital,
    /// A digit or another number sign.
    Digit,
    /// A mark that belongs to the letter before it and is kept (Indic vowel signs).
    Mark,
    /// A mark that is dropped inside words: accents, soft hyphens, joiners.
    Ignored,
    /// A character of a script written without spaces.
    Unspaced,
    /// Any apostrophe.
    Apostrophe,
    /// A hyphen, a short dash or an underscore: binds compounds.
    Hyphen,
    /// A full stop.
    Dot,
    /// A comma.
    Comma,
    /// An ampersand.
    Ampersand,
    /// A plus sign.
    Plus,
    /// A number sign.
    Hash,
    /// A percent sign.
    Percent,
    /// A currency sign.
    Currency,
    /// Anything else: it parts words.
    Other,
}

/// Tells what a character can do in a word.
pub(crate) fn class(c: char) -> Class {
    match c {
        'a'..='z' => Class::Letter,
        'A'..='Z' => Class::Capital,
        '0'..='9' => Class::Digit,
        '\'' => Class::Apostrophe,
        '-' | '_' => Class::Hyphen,
        '.' => Class::Dot,
        ',' => Class::Comma,
        '&' => Class::Ampersand,
        '+' => Class::Plus,
        '#' => Class::Hash,
        '%' => Class::Percent,
        '$' => Class::Currency,
        '\0'..='\u{7f}' => Class::Other,
        _ => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Class {
    match c {
        '‘' | '’' | '‛' | 'ʼ' | 'ʻ' | '＇' => Class::Apostrophe,
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' | '－' | '＿' => Class::Hyphen,
        '．' => Class::Dot,
        '，' => Class::Comma,
        '＆' => Class::Ampersand,
        '＋' => Class::Plus,
        '＃' => Class::Hash,
        '％' | '٪' => Class::Percent,
        '£' | '¥' | '\u{20a0}'..='\u{20cf}' | '฿' | '＄' | '￡' | '￥' | '￦' => {
            Class::Currency
        }
        _ if is_ignored(c) => Class::Ignored,
        _ if is_unspaced(c) => Class::Unspaced,
        _ if c.is_uppercase() => Class::Capital,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        _ if is_combining_mark(c) => Class::Mark,
        _ => Class::Other,
    }
}

fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        // Accents and other combining diacritics.
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // Variation selectors.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer letters. Korean has spaces, but its words
/// carry endings, so it is found by pairs of characters too.
fn is_unspaced(c: char) -> bool {
    let in_blocks = matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aa7f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}' | '\u{1aff0}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}');
    let is_radical = matches!(c, '\u{2e80}'..='\u{2fdf}');
    in_blocks && (is_radical || c.is_alphabetic() || is_combining_mark(c))
}
