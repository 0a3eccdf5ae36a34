//! Where sentences begin and end.

use std::borrow::Cow;
use std::ops::Range;

use crate::sentence_bounds::sentence_bounds;

/// Abbreviations that a name, a number or more of the sentence always follows.
const BEFORE_MORE: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt",
    "hon", "rev", "vs", "v", "cf", "e.g", "i.e", "viz", "approx", "ca", "incl", "resp", "al",
];
/// Abbreviations that stand before a number; elsewhere their dot may end a sentence.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "fig", "sec", "vol", "p", "pp", "ch", "art", "rs", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];
/// Abbreviations that stand inside a sentence or end it: what follows decides.
const EITHER: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "jr", "sr", "etc", "dept", "est",
    "bn", "mn", "mln", "pct", "ph.d",
];
/// Words that begin a sentence far more often than they go on after an abbreviation.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "each",
    "early",
    "even",
    "few",
    "first",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "over",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "yet",
    "you",
];

/// Returns the sentences of one paragraph: half-open byte ranges in order, trimmed, none empty.
///
/// Line breaks inside the paragraph are white space.
pub(crate) fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let text = on_one_line(paragraph);
    let mut found = Vec::new();
    let mut start = 0;
    for Range { end, .. } in sentence_bounds(&text) {
        if end < text.len() && goes_on(&text[start..end], &text[end..]) {
            continue;
        }
        push_trimmed(&mut found, &text, start..end);
        start = end;
    }
    push_trimmed(&mut found, &text, start..text.len());
    found
}

/// Tells whether a text ends with the dot of an abbreviation that may stand at the end of a name.
pub(crate) fn ends_with_abbreviation(text: &str) -> bool {
    last_dotted_word(text)
        .is_some_and(|word| is_initials(&word) || EITHER.contains(&word.to_lowercase().as_str()))
}

/// Replaces what parts lines by spaces, byte for byte, because sentences run over lines.
fn on_one_line(paragraph: &str) -> Cow<'_, str> {
    let parts_lines =
        |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !paragraph.contains(parts_lines) {
        return Cow::Borrowed(paragraph);
    }
    let mut line = String::with_capacity(paragraph.len());
    for c in paragraph.chars() {
        if parts_lines(c) {
            line.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            line.push(c);
        }
    }
    Cow::Owned(line)
}

fn push_trimmed(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = start + piece.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Tells whether the sentence goes on over a boundary that Unicode's rules see.
fn goes_on(before: &str, after: &str) -> bool {
    let trimmed = before.trim_end();
    let parted = trimmed.len() < before.len();
    match trimmed.chars().next_back() {
        // `.NET`, `Yahoo!s`: no sentence ends where no space follows.
        Some('.' | '!' | '?') if !parted => return true,
        Some('!' | '?') => return after.starts_with(char::is_lowercase),
        Some('.') => {}
        _ => return false,
    }
    let number = trimmed.trim_start().trim_end_matches('.');
    if !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let Some(word) = last_dotted_word(trimmed) else { return false };
    let lower = word.to_lowercase();
    let next = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit());
    if BEFORE_MORE.contains(&lower.as_str()) {
        return true;
    }
    // `P.` is an initial, `p.` a page.
    if BEFORE_NUMBER.contains(&lower.as_str()) && !(word.len() == 1 && word != lower) {
        return number_follows;
    }
    if !EITHER.contains(&lower.as_str()) && !is_initials(&word) {
        return false;
    }
    let next: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    !OPENERS.contains(&next.to_lowercase().as_str())
}

/// Returns the last word of a text that ends with a dot, without that dot and opening marks.
fn last_dotted_word(text: &str) -> Option<String> {
    let text = text.strip_suffix('.')?;
    let word = text
        .rsplit(|c: char| {
            c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '/' | '—' | '–')
        })
        .next()?;
    (!word.is_empty() && word.len() <= 16).then(|| word.to_owned())
}

/// Tells initials: `J`, `U.S`, `a.m`.
fn is_initials(word: &str) -> bool {
    let mut single = 0;
    for part in word.split('.') {
        let mut letters = part.chars();
        if !letters.next().is_some_and(char::is_alphabetic) || letters.next().is_some() {
            return false;
        }
        single += 1;
    }
    single > 1 || word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span]).collect()
    }

    /// Sentences are written with ` | ` between them.
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ");
        assert_eq!(split(&text), marked.split(" | ").collect::<Vec<_>>());
    }

    #[test]
    fn sentences_end_at_their_marks() {
        check("It closed. | The deal is done! | Is it? | Yes.");
        check("He said “Go.” | Then they went.");
        check("A thought… and more.");
    }

    #[test]
    fn numbers_and_names_hold_dots() {
        check("Revenue rose 7.5% to $1.2 billion in the quarter. | Costs fell.");
        check("The ASP.NET team uses .NET and Node.js daily. | Amazon.com does not.");
        check("Yahoo! said no. | It left.");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("Apple Inc. Chief Executive Tim Cook spoke. | Mr. Cook left.");
        check("The U.S. Department of Justice sued Acme Corp. on Monday. | It won.");
        check("Musk vs. Altman went to trial. | The No. 1 issue was control.");
        check("J. P. Morgan and George R. R. Martin met. | They talked.");
        check("It starts on Jan. 5 at 9 a.m. Pacific time. | Sept. 12 is the end.");
    }

    #[test]
    fn abbreviations_may_end_sentences() {
        check("It moved to the U.S. | The rest stayed.");
        check("They bought Acme Inc. | It cost little.");
        check("She said no. | Microsoft said yes.");
    }

    #[test]
    fn lines_do_not_end_sentences() {
        assert_eq!(
            split("A line\nthat goes\r\non. And\ranother."),
            ["A line\nthat goes\r\non.", "And\ranother."]
        );
        assert_eq!(split("1. First point. Second."), ["1. First point.", "Second."]);
        assert_eq!(split("这是一句。这是另一句。"), ["这是一句。", "这是另一句。"]);
        assert_eq!(split("  \n "), Vec::<&str>::new());
    }
}
