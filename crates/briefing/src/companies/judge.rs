//! Whether a name in a text means the company.

use std::ops::Range;

use super::around::{self, After, Before};
use super::cues;
use super::lexicon::Weight;
use super::scan::{Candidate, Found, Sign};

/// What is thought of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It means the company.
    Means,
    /// It may; something else in the article must tell.
    Open,
    /// It does not.
    Other,
}

/// Judges each candidate of a unit by what stands around it; verdicts run parallel to the candidates.
pub(super) fn judge(text: &str, found: &Found, verdicts: &mut Vec<Verdict>) {
    verdicts.clear();
    let mut title_case = None;
    for candidate in &found.candidates {
        let shadowed = found.nots.iter().any(|not| {
            not.start <= candidate.span.start
                && candidate.span.end <= not.end
                && not.len() > candidate.span.len()
        });
        let verdict = match candidate.sign {
            _ if shadowed => Verdict::Other,
            Sign::Ticker | Sign::Name(Weight::Sure) => Verdict::Means,
            Sign::Bracketed => Verdict::Other,
            Sign::Name(weight) => {
                let headline = *title_case.get_or_insert_with(|| around::is_title_case(text));
                by_neighbours(text, &candidate.span, weight, headline)
            }
        };
        verdicts.push(verdict);
    }
    by_company(text, &found.candidates, verdicts);
}

/// Judges a name that is an ordinary word too by the words on both sides.
fn by_neighbours(text: &str, span: &Range<usize>, weight: Weight, headline: bool) -> Verdict {
    let before = around::before(text, span.start);
    let after = around::after(text, span.end);
    if speaks_against(text, before, after, headline) {
        return Verdict::Other;
    }
    let is_told = || around::apposition(text, span.end).any(cues::is_apposition);
    if speaks_for(text, before, after, weight) || is_told() {
        return Verdict::Means;
    }
    let capital_counts = !headline && before != Before::Start;
    match weight {
        Weight::Doubtful if before == Before::Start => Verdict::Other,
        Weight::Doubtful => Verdict::Open,
        _ if capital_counts => Verdict::Means,
        _ => Verdict::Open,
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn speaks_against(text: &str, before: Before<'_>, after: After<'_>, headline: bool) -> bool {
    let by_before = match before {
        Before::Word(word, at) if is_capital(word) && !headline => {
            // A longer name (`Harrison Ford`), unless the capital says nothing or is an abbreviation's.
            let opens = around::before(text, at) == Before::Start;
            let abbreviation = word.len() > 1 && !word.chars().any(char::is_lowercase);
            let told = cues::is_noun_before(word) || cues::is_opener(word);
            !told && (!abbreviation || opens)
        }
        Before::Hyphened(word) => {
            !matches!(word.to_lowercase().as_str(), "ex" | "non" | "anti" | "pro" | "post" | "pre")
                && !is_capital(word)
        }
        _ => false,
    };
    let by_after = match after {
        After::Word(word, _) => {
            let told = cues::is_noun_behind(word) || cues::is_verb(word);
            is_capital(word) && word.chars().any(char::is_lowercase) && !told && !headline
        }
        After::Hyphened(word) => !cues::is_behind_hyphen(word) && !is_capital(word),
        _ => false,
    };
    by_before || by_after
}

fn speaks_for(text: &str, before: Before<'_>, after: After<'_>, weight: Weight) -> bool {
    let by_before = match before {
        Before::Word(word, at) => {
            let of = word.eq_ignore_ascii_case("of") || word.eq_ignore_ascii_case("in");
            let before_of = if of { around::before(text, at) } else { Before::Other };
            cues::is_noun_before(word)
                || (cues::is_verb_before(word) && !is_capital(word))
                || matches!(before_of, Before::Word(word, _) if cues::is_noun_before(word))
        }
        _ => false,
    };
    let by_after = match after {
        After::Possessive => true,
        After::Word(word, _) => {
            cues::is_verb(word)
                || cues::is_noun_behind(word)
                || (weight == Weight::Ambiguous && cues::is_auxiliary(word))
        }
        After::Hyphened(word) => cues::is_behind_hyphen(word),
        After::Other => false,
    };
    by_before || by_after
}

/// Settles what other companies tell: a list (`Visa, Block and PayPal`), a ticker in brackets behind the name.
fn by_company(text: &str, candidates: &[Candidate], verdicts: &mut [Verdict]) {
    // Forth and back once: what a list begins or ends with tells of all in it.
    let forth = 1..candidates.len();
    let back = (1..candidates.len()).rev();
    for at in forth.chain(back) {
        let (Some(left), Some(right)) = (candidates.get(at - 1), candidates.get(at)) else {
            continue;
        };
        let between = text.get(left.span.end..right.span.start).unwrap_or_default();
        if right.sign == Sign::Bracketed {
            if between.trim() == "(" && left.company == right.company {
                verdicts[at - 1] = Verdict::Means;
                verdicts[at] = Verdict::Means;
            }
            continue;
        }
        if left.company == right.company && right.sign == Sign::Ticker && between.len() < 12 {
            if between.trim_start().starts_with('(') && verdicts[at] == Verdict::Means {
                verdicts[at - 1] = Verdict::Means;
            }
            continue;
        }
        if !links(between) {
            continue;
        }
        if verdicts[at - 1] == Verdict::Means && verdicts[at] == Verdict::Open {
            verdicts[at] = Verdict::Means;
        } else if verdicts[at] == Verdict::Means && verdicts[at - 1] == Verdict::Open {
            verdicts[at - 1] = Verdict::Means;
        }
    }
}

/// Tells whether two names stand in one list.
fn links(between: &str) -> bool {
    let between = between.trim();
    let word = between.trim_start_matches(',').trim_start();
    matches!(between, "," | "/" | "&" | "-" | "–")
        || matches!(word, "and" | "or" | "vs" | "vs." | "versus" | "&")
}
