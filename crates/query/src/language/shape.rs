//! What a run of characters without white space is: word, prefix, wildcard or close spelling, boosted or not.

use super::ast::Expr;
use super::limits::{MAX_BOOST_THOUSANDTHS, MIN_PATTERN_LETTERS};

/// A run, read.
pub(super) struct Shape {
    /// Word, prefix, wildcard or close spelling.
    pub(super) expr: Expr,
    /// Bytes of the run that it covers, the boost not counted.
    pub(super) len: usize,
    /// Boost as typed, and the bytes of the run covered with it.
    pub(super) boost: Option<(Factor, usize)>,
    /// Why a run that looks like a pattern was read as a word.
    pub(super) fault: Option<&'static str>,
}

/// What ends a sentence or a part of one.
const SENTENCE_MARKS: [char; 6] = [',', ';', ':', '.', '?', '!'];

/// Reads a run.
///
/// Text that merely holds the characters of operators (`5*3`, `*emphasis*`, an address) is a word.
pub(super) fn shape(run: &str) -> Shape {
    let plain = |fault| Shape { expr: Expr::Word(run.into()), len: run.len(), boost: None, fault };
    if run.contains("://") || !run.contains(['*', '~', '^']) {
        return plain(None);
    }
    // A sentence mark behind an operator belongs to the sentence: `exclusiv*, then`.
    let core = run.trim_end_matches(SENTENCE_MARKS);
    let (base, boost) = match split_boost(core) {
        Some((base, factor)) if base.chars().any(char::is_alphabetic) => {
            (base, Some((factor, core.len())))
        }
        _ => (core, None),
    };
    let stem = base.trim_end_matches(SENTENCE_MARKS);
    match pattern(stem) {
        Ok(Some(expr)) => Shape { expr, len: stem.len(), boost, fault: None },
        Ok(None) if boost.is_some() => {
            Shape { expr: Expr::Word(base.into()), len: base.len(), boost, fault: None }
        }
        Ok(None) => plain(None),
        Err(fault) if boost.is_some() => {
            Shape { expr: Expr::Word(base.into()), len: base.len(), boost, fault: Some(fault) }
        }
        Err(fault) => plain(Some(fault)),
    }
}

const _: () = assert!(MIN_PATTERN_LETTERS == 2, "the notes below say two");

/// Reads stars and a tilde; nothing where they are text, a fault where they are meant as a pattern but are none.
fn pattern(base: &str) -> Result<Option<Expr>, &'static str> {
    let letters = base.chars().filter(|c| c.is_alphanumeric()).count();
    if base.contains('*') {
        let inner = base.trim_matches('*');
        let before = base.len() - base.trim_start_matches('*').len();
        let after = base.len() - base.trim_end_matches('*').len();
        let emphasis = before == after && before > 0 && !inner.contains('*');
        if letters == 0 || emphasis || only_digits_around_stars(base) {
            return Ok(None);
        }
        if base.ends_with('~') {
            return Err("`*` and `~` do not go together in one word");
        }
        if letters < MIN_PATTERN_LETTERS {
            return Err("`*` needs at least two letters beside it");
        }
        if before == 0 && after == 1 && !inner.contains('*') {
            return Ok(Some(Expr::Prefix(inner.into())));
        }
        return Ok(Some(Expr::Wildcard(base.into())));
    }
    match base.strip_suffix('~') {
        Some(word)
            if letters >= MIN_PATTERN_LETTERS
                && !word.ends_with('~')
                && word.chars().any(char::is_alphabetic) =>
        {
            Ok(Some(Expr::Fuzzy(word.into())))
        }
        _ => Ok(None),
    }
}

/// Tells whether each star stands between digits, as in a product.
fn only_digits_around_stars(base: &str) -> bool {
    base.match_indices('*').all(|(at, star)| {
        base[..at].ends_with(|c: char| c.is_ascii_digit())
            && base[at + star.len()..].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// A boost, brought into its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Factor {
    /// Factor in thousandths, from 1 to [`MAX_BOOST_THOUSANDTHS`].
    pub(super) thousandths: u32,
    /// Whether another one was typed.
    pub(super) clamped: bool,
}

/// Splits `word^2` into the word and the factor; a word with several is text.
fn split_boost(run: &str) -> Option<(&str, Factor)> {
    let (base, factor) = trailing_boost(run)?;
    let single = trailing_boost(base.trim_end_matches(SENTENCE_MARKS)).is_none();
    (single && !base.is_empty()).then_some((base, factor))
}

fn trailing_boost(run: &str) -> Option<(&str, Factor)> {
    let (base, number) = run.rsplit_once('^')?;
    let (factor, len) = leading_boost(&run[base.len()..])?;
    (len == number.len() + 1).then_some((base, factor))
}

/// Reads `^2` or `^1.5` at the start of a text: the factor and the bytes it takes.
///
/// Digits behind the third decimal are dropped.
pub(super) fn leading_boost(text: &str) -> Option<(Factor, usize)> {
    let number = text.strip_prefix('^')?;
    let whole_len = digits(number);
    if whole_len == 0 {
        return None;
    }
    let mut len = 1 + whole_len;
    let mut thousandths = count(&number[..whole_len]).saturating_mul(1000);
    if let Some(rest) = number[whole_len..].strip_prefix('.') {
        let decimals = digits(rest);
        if decimals > 0 {
            len += 1 + decimals;
            let kept = &rest[..decimals.min(3)];
            let unit = [1000, 100, 10, 1][kept.len()];
            thousandths = thousandths.saturating_add(count(kept).saturating_mul(unit));
        }
    }
    let inside = thousandths.clamp(1, MAX_BOOST_THOUSANDTHS);
    Some((Factor { thousandths: inside, clamped: inside != thousandths }, len))
}

/// Counts the ASCII digits at the start of a text.
pub(super) fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// Reads a run of digits, or the largest number there is.
pub(super) fn count(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}

/// Writes a factor the shortest way: `2`, `1.5`.
pub(crate) fn boost_text(thousandths: u32) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(run: &str) -> (Expr, Option<u32>) {
        let shape = shape(run);
        (shape.expr, shape.boost.map(|(factor, _)| factor.thousandths))
    }

    #[test]
    fn a_pattern_needs_letters() {
        assert_eq!(read("exclusiv*").0, Expr::Prefix("exclusiv".into()));
        assert_eq!(read("an*ic").0, Expr::Wildcard("an*ic".into()));
        assert_eq!(read("anthropc~").0, Expr::Fuzzy("anthropc".into()));
        for text in ["a*", "*", "5*3", "*really*", "50~", "~", "x~~", "https://a.example/b*"] {
            assert_eq!(read(text).0, Expr::Word(text.into()));
        }
    }

    #[test]
    fn a_sentence_mark_behind_a_pattern_is_passed_over() {
        assert_eq!(read("exclusiv*,"), (Expr::Prefix("exclusiv".into()), None));
        assert_eq!(read("azure^2."), (Expr::Word("azure".into()), Some(2000)));
        assert_eq!(read("azure."), (Expr::Word("azure.".into()), None));
    }

    #[test]
    fn a_boost_is_kept_in_thousandths() {
        for (run, thousandths) in [
            ("a^2", 2000),
            ("a^1.5", 1500),
            ("a^0.0019", 1),
            ("a^0", 1),
            ("a^99999999999", 100_000),
        ] {
            assert_eq!(read(run), (Expr::Word("a".into()), Some(thousandths)), "{run}");
        }
        for text in ["a^", "a^b", "^2", "2^10", "a^2^3"] {
            assert_eq!(read(text), (Expr::Word(text.into()), None));
        }
    }

    #[test]
    fn a_boost_is_written_the_shortest_way() {
        for (thousandths, text) in
            [(2000, "2"), (1500, "1.5"), (1, "0.001"), (250, "0.25"), (10_000, "10")]
        {
            assert_eq!(boost_text(thousandths), text);
        }
    }
}
