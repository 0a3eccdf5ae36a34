//! Why an article stands where it does, in words.

use crate::answer;
use crate::backend::{Candidate, EngineError, Shares, Sides, Snapshot};
use crate::fold::Shown;
use crate::ranking::all_come_first;
use crate::request::Sort;
use crate::resolve::{Clause, Resolved};
use crate::response::{Below, Explanation, Hit, ScorePart, WordShare};

/// The first part: what the words earn.
const WORDS: usize = 0;
/// Names of the parts of a score, and what they are called, in the order in which they are told.
const PARTS: [(&str, &str); 7] = [
    ("words", "words"),
    ("title", "title"),
    ("section", "best section"),
    ("closeness", "close together"),
    ("typed", "as typed"),
    ("opening", "at the beginning"),
    ("recency", "recent"),
];

/// A score taken apart, to be compared with the next one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    parts: [f32; PARTS.len()],
    words: Vec<(String, f32)>,
    lacks_words: bool,
}

impl Score {
    /// Takes apart the score of a candidate.
    pub(crate) fn of(
        snapshot: &Snapshot,
        clause: &Clause,
        sides: Sides,
        candidate: &Candidate,
        lacks_words: bool,
    ) -> Result<Self, EngineError> {
        let Shares { words, title } = snapshot.shares(clause, sides, candidate)?;
        let parts = &candidate.parts;
        let parts = [
            words.iter().map(|(_, value)| value).sum(),
            title + parts.named,
            parts.section,
            parts.closeness,
            parts.typed,
            parts.opening,
            parts.recency,
        ];
        Ok(Self { parts, words, lacks_words })
    }

    /// Tells it in words, beside the score before it, if there is one.
    fn explain(&self, score: f32, above: Option<&Self>) -> Explanation {
        let parts: Vec<ScorePart> = PARTS
            .iter()
            .zip(self.parts)
            .enumerate()
            .filter(|(_, (_, value))| *value != 0.0)
            .map(|(at, ((name, label), value))| ScorePart {
                name: (*name).to_owned(),
                label: (*label).to_owned(),
                value,
                words: if at == WORDS { self.word_shares() } else { Vec::new() },
            })
            .collect();
        let sum: Vec<String> = parts.iter().map(in_figures).collect();
        let message = if sum.is_empty() {
            format!("score {score:.2}")
        } else {
            format!("score {score:.2} = {}", sum.join(" + "))
        };
        Explanation { message, parts, below: above.map(|above| self.below(above)) }
    }

    fn word_shares(&self) -> Vec<WordShare> {
        let share = |(text, value): &(String, f32)| WordShare { text: text.clone(), value: *value };
        self.words.iter().map(share).collect()
    }

    fn below(&self, above: &Self) -> Below {
        if self.lacks_words && !above.lacks_words {
            let message = "below the one before since it lacks some of the words".to_owned();
            return Below { by: "missing".to_owned(), difference: 0.0, message };
        }
        let least = |differences: &mut dyn Iterator<Item = f32>| {
            differences.enumerate().filter(|(_, d)| *d < 0.0).min_by(|a, b| a.1.total_cmp(&b.1))
        };
        let mut differences = self.parts.iter().zip(above.parts).map(|(this, above)| this - above);
        let Some((at, difference)) = least(&mut differences) else {
            let message = "below the one before by its id alone: the scores are equal".to_owned();
            return Below { by: "id".to_owned(), difference: 0.0, message };
        };
        let (name, label) = PARTS[at];
        let mut message =
            format!("below the one before mostly by: {label} {}", in_signed_figures(difference));
        if at == WORDS {
            let value = |score: &Self, text: &str| {
                score.words.iter().find(|(known, _)| known == text).map_or(0.0, |(_, v)| *v)
            };
            let mut by_word = above.words.iter().map(|(text, v)| value(self, text) - v);
            if let Some((word, difference)) = least(&mut by_word) {
                let (text, _) = &above.words[word];
                message.push_str(&format!(" ({text} {})", in_signed_figures(difference)));
            }
        }
        Below { by: name.to_owned(), difference, message }
    }
}

fn in_figures(part: &ScorePart) -> String {
    let mut text = format!("{} {:.2}", part.label, part.value);
    if !part.words.is_empty() {
        let each = |share: &WordShare| format!("{} {:.2}", share.text, share.value);
        let words: Vec<String> = part.words.iter().map(each).collect();
        text.push_str(&format!(" ({})", words.join(", ")));
    }
    text
}

fn in_signed_figures(difference: f32) -> String {
    format!("−{:.2}", difference.abs())
}

/// Adds to each result why it stands where it does. `before` is the result before the first of them, if there is one.
pub(crate) fn explain(
    snapshot: &Snapshot,
    resolved: &Resolved,
    sides: Sides,
    before: Option<&Candidate>,
    shown: &[Shown],
    results: &mut [Hit],
) -> Result<(), EngineError> {
    if resolved.sort != Sort::Relevance {
        let message = match resolved.sort {
            Sort::Oldest => "oldest first, undated last, then by id",
            Sort::Arrived => "last arrived first, then newest, undated last, then by id",
            _ => "newest first, undated last, then by id",
        };
        for hit in results {
            let message = message.to_owned();
            hit.explanation = Some(Explanation { message, parts: Vec::new(), below: None });
        }
        return Ok(());
    }
    let clause = resolved.clause(None);
    let taken_apart = |candidate: &Candidate, lacks_words: bool| {
        // Only where it may be partial does an answer put those with all words first, and then not always.
        let lacks_words = lacks_words && sides == Sides::Enough && all_come_first(&clause);
        Score::of(snapshot, &clause, sides, candidate, lacks_words)
    };
    let mut above = before
        .map(|candidate| {
            let missing = answer::missing(snapshot, &clause, sides, candidate)?;
            taken_apart(candidate, !missing.is_empty())
        })
        .transpose()?;
    for (shown, hit) in shown.iter().zip(results) {
        let score = taken_apart(&shown.candidate, !hit.missing.is_empty())?;
        hit.explanation = Some(score.explain(hit.score, above.as_ref()));
        above = Some(score);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(parts: [f32; PARTS.len()], words: &[(&str, f32)], lacks_words: bool) -> Score {
        let words = words.iter().map(|(text, value)| ((*text).to_owned(), *value)).collect();
        Score { parts, words, lacks_words }
    }

    #[test]
    fn a_score_is_told_as_a_sum() {
        let words = [("openai", 2.125), ("deal", 1.375)];
        let told = score([3.5, 0.75, 0.0, 0.0, 0.0, 0.0, 0.25], &words, false).explain(4.5, None);
        assert_eq!(
            told.message,
            "score 4.50 = words 3.50 (openai 2.12, deal 1.38) + title 0.75 + recent 0.25"
        );
        assert_eq!(told.parts.iter().map(|part| part.value).sum::<f32>(), 4.5);
        assert_eq!(told.below, None);
        assert_eq!(Score::default().explain(0.0, None).message, "score 0.00");
    }

    #[test]
    fn what_differs_most_is_named() {
        let above = score([3.5, 0.75, 0.0, 0.0, 0.0, 0.0, 0.0], &[("a", 2.0), ("b", 1.5)], false);
        let below = |this: Score| {
            let below = this.below(&above);
            (below.by, below.message)
        };
        let (by, message) = below(score([4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], &[("a", 4.0)], false));
        assert_eq!(
            (by.as_str(), message.as_str()),
            ("title", "below the one before mostly by: title −0.75")
        );
        let (by, message) = below(score([2.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0], &[("a", 2.0)], false));
        assert_eq!(by, "words");
        assert_eq!(message, "below the one before mostly by: words −1.50 (b −1.50)");
        assert_eq!(below(above.clone()).0, "id");
        assert_eq!(below(Score { lacks_words: true, ..above.clone() }).0, "missing");
    }
}
