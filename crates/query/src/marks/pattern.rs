//! What a part of a query looks like in a text.

use std::ops::Range;

use precis_analysis::{Analyzer, Starts, Token};

use crate::resolve::{Clause, Like};
use crate::spans::{Span, in_any_order, in_order, smallest};

/// A word of a text.
#[derive(Debug)]
struct OwnedToken {
    exact: String,
    stem: String,
    position: u32,
    span: Range<usize>,
}

/// The words of a text that may be wanted, in order of position.
#[derive(Debug, Default)]
pub(super) struct Tokens(Vec<OwnedToken>);

impl Tokens {
    /// Reads a text; of its words those that begin so.
    pub(super) fn read(&mut self, analyzer: &mut Analyzer, starts: &Starts, text: &str) {
        self.0.clear();
        analyzer.for_each_token_starting(text, starts, |token: Token<'_>| {
            self.0.push(OwnedToken {
                exact: token.exact.to_owned(),
                stem: token.stem.to_owned(),
                position: token.position,
                span: token.span.clone(),
            });
        });
    }

    fn inside(&self, within: Span) -> impl Iterator<Item = &OwnedToken> {
        self.0.iter().filter(move |token| within.holds(Span::at(token.position)))
    }
}

/// All of a text.
pub(super) const EVERYWHERE: Span = Span { start: 0, end: u32::MAX };

/// What a part of a query looks like in a text.
#[derive(Debug)]
pub(super) enum Pattern {
    /// Any word of these stems.
    Stems(Vec<String>),
    /// Any of these exact words, which ascend.
    Exact(Vec<String>),
    /// An exact word that begins so.
    Start(String),
    /// Patterns of one word each, in this order, with at most `slop` other words between in all.
    InOrder { words: Vec<Pattern>, slop: u32 },
    /// All of these, the last position at most `distance` after the first.
    Near { of: Vec<Pattern>, distance: u32 },
    /// Any of these.
    Any(Vec<Pattern>),
}

impl Pattern {
    /// The pattern of a clause that is said in places of a text; of any other, one that nothing fits.
    pub(super) fn of(clause: &Clause) -> Self {
        match clause {
            Clause::Word(word) => {
                let whole = word.whole_stems().into_iter().map(str::to_owned).collect();
                let mut any = vec![Self::Stems(whole)];
                if let Some(parts) = word.part_stems() {
                    let words = parts.into_iter().map(|stems| Self::Stems(stems.to_vec()));
                    any.push(Self::InOrder { words: words.collect(), slop: 0 });
                }
                Self::Any(any)
            }
            Clause::Phrase(phrase) => {
                let sequence = |words: &Vec<String>| {
                    let words = words.iter().map(|word| Self::Exact(vec![word.clone()]));
                    Self::InOrder { words: words.collect(), slop: phrase.slop }
                };
                Self::Any(phrase.sequences.iter().map(sequence).collect())
            }
            Clause::Prefix(letters) => Self::Start(letters.clone()),
            Clause::Spellings(spellings) => match (&spellings.forms, &spellings.like) {
                (None, Like::Start(letters)) => Self::Start(letters.clone()),
                (forms, _) => {
                    let forms = forms.iter().flatten().map(|(word, _)| word.clone());
                    Self::Exact(forms.collect())
                }
            },
            Clause::Near { distance, of } => {
                Self::Near { of: of.iter().map(Self::of).collect(), distance: *distance }
            }
            Clause::Or(of) => Self::Any(of.iter().map(Self::of).collect()),
            Clause::Boost(of, _) | Clause::Must(of) => Self::of(of),
            _ => Self::Any(Vec::new()),
        }
    }

    /// Adds what the words of the pattern begin with.
    pub(super) fn add_starts(&self, starts: &mut Starts) {
        match self {
            Self::Stems(words) | Self::Exact(words) => {
                words.iter().for_each(|word| starts.add(word));
            }
            Self::Start(letters) => starts.add(letters),
            Self::InOrder { words: of, .. } | Self::Near { of, .. } | Self::Any(of) => {
                of.iter().for_each(|pattern| pattern.add_starts(starts));
            }
        }
    }

    /// Tells whether a word by itself fits.
    fn fits(&self, token: &OwnedToken) -> bool {
        match self {
            Self::Stems(stems) => stems.contains(&token.stem),
            Self::Exact(words) => words.binary_search(&token.exact).is_ok(),
            Self::Start(letters) => token.exact.starts_with(letters),
            _ => false,
        }
    }

    fn positions(&self, tokens: &Tokens, within: Span) -> Vec<u32> {
        let fitting = tokens.inside(within).filter(|token| self.fits(token));
        let mut positions: Vec<u32> = fitting.map(|token| token.position).collect();
        positions.dedup();
        positions
    }

    /// The smallest spans of the text, inside a span, that the pattern takes; ascending.
    pub(super) fn spans(&self, tokens: &Tokens, within: Span) -> Vec<Span> {
        let mut found = Vec::new();
        match self {
            Self::InOrder { words, slop } => {
                let lists: Vec<_> = words.iter().map(|w| w.positions(tokens, within)).collect();
                in_order(&lists, *slop, &mut found);
            }
            Self::Near { of, distance } => {
                let lists: Vec<_> = of.iter().map(|of| of.spans(tokens, within)).collect();
                in_any_order(&lists, *distance, &mut found);
            }
            Self::Any(of) => {
                found.extend(of.iter().flat_map(|of| of.spans(tokens, within)));
                smallest(&mut found);
            }
            _ => found.extend(self.positions(tokens, within).into_iter().map(Span::at)),
        }
        found
    }

    /// Hands over the byte ranges of the words that the pattern takes inside a span.
    pub(super) fn mark(&self, tokens: &Tokens, within: Span, found: &mut dyn FnMut(Range<usize>)) {
        match self {
            Self::InOrder { words, slop: 0 } => runs(words, tokens, within, found),
            Self::InOrder { words, .. } => {
                for span in self.spans(tokens, within) {
                    let mut from = span.start;
                    for word in words {
                        let rest = Span { start: from, end: span.end };
                        let Some(place) = word.positions(tokens, rest).first().copied() else {
                            break;
                        };
                        word.mark(tokens, Span::at(place), found);
                        from = place.saturating_add(1);
                    }
                }
            }
            Self::Near { of, distance } => {
                let lists: Vec<_> = of.iter().map(|of| of.spans(tokens, within)).collect();
                for (of, list) in of.iter().zip(&lists) {
                    for span in list.iter().filter(|span| takes_part(**span, &lists, *distance)) {
                        of.mark(tokens, *span, found);
                    }
                }
            }
            Self::Any(of) => of.iter().for_each(|of| of.mark(tokens, within, found)),
            _ => {
                for token in tokens.inside(within).filter(|token| self.fits(token)) {
                    found(token.span.clone());
                }
            }
        }
    }
}

/// Tells whether a span and one of each list are together within a distance.
fn takes_part(span: Span, lists: &[Vec<Span>], distance: u32) -> bool {
    let starts = lists.iter().flatten().map(|other| other.start);
    starts.filter(|start| *start <= span.start && span.end - *start <= distance).any(|start| {
        lists.iter().all(|list| {
            let first = list.partition_point(|other| other.start < start);
            list.get(first).is_some_and(|other| other.end - start <= distance)
        })
    })
}

/// Finds words one position apart, each run as one range.
fn runs(words: &[Pattern], tokens: &Tokens, within: Span, found: &mut dyn FnMut(Range<usize>)) {
    let Some((first_word, others)) = words.split_first() else { return };
    for (index, first) in tokens.0.iter().enumerate() {
        if !within.holds(Span::at(first.position)) || !first_word.fits(first) {
            continue;
        }
        let mut end = first.span.end;
        let mut at = index;
        let complete = others.iter().zip(1..).all(|(word, place)| {
            let position = first.position.saturating_add(place);
            let next = tokens.0[at..]
                .iter()
                .position(|token| token.position == position && word.fits(token));
            if let Some(next) = next {
                at += next;
                end = end.max(tokens.0[at].span.end);
            }
            next.is_some() && position <= within.end
        });
        if complete {
            found(first.span.start..end);
        }
    }
}
