//! Where a query matched in a text: the same analysis and the same clauses as the search itself.

use std::ops::Range;

use precis_analysis::{Analyzer, Token};
use precis_briefing::{Section, normalize_heading};

use crate::resolve::{Clause, SectionName, Word};

/// The parts of a query that can match in a text, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Marker {
    analyzer: Analyzer,
    parts: Vec<Part>,
    tokens: Vec<OwnedToken>,
}

/// A word, phrase or prefix, and where it may match.
#[derive(Debug)]
struct Part {
    pattern: Pattern,
    /// Sections it is confined to; empty means any place.
    sections: Vec<SectionName>,
    title_only: bool,
    weight: f32,
}

#[derive(Debug)]
enum Pattern {
    Word { whole: Vec<String>, parts: Vec<Vec<String>> },
    Phrase(Vec<Vec<String>>),
    Prefix(String),
}

#[derive(Debug)]
struct OwnedToken {
    exact: String,
    stem: String,
    position: u32,
    span: Range<usize>,
}

/// A match: a half-open byte range, and which part of the query it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Range<usize>,
    pub(crate) part: usize,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Within<'a> {
    Title,
    Section(&'a Section),
}

impl Marker {
    /// A marker that finds nothing.
    pub(crate) fn none() -> Self {
        Self { analyzer: Analyzer::new(), parts: Vec::new(), tokens: Vec::new() }
    }

    /// Collects the positive parts of a clause; `weight` tells how much a word matters.
    pub(crate) fn new(clause: &Clause, weight: &dyn Fn(&Word) -> f32) -> Self {
        let mut marker = Self::none();
        marker.collect(clause, &[], false, weight);
        marker
    }

    fn collect(
        &mut self,
        clause: &Clause,
        sections: &[SectionName],
        title_only: bool,
        weight: &dyn Fn(&Word) -> f32,
    ) {
        let mut add = |pattern, weight| {
            self.parts.push(Part { pattern, sections: sections.to_vec(), title_only, weight });
        };
        match clause {
            Clause::Word(word) => {
                let whole = word.whole_stems().into_iter().map(str::to_owned).collect();
                let parts = word.part_stems().unwrap_or_default();
                let parts = parts.into_iter().map(<[String]>::to_vec).collect();
                // Words that carry no meaning are marked, but make no passage better.
                let weight = if word.function { 0.01 } else { weight(word) };
                add(Pattern::Word { whole, parts }, weight);
            }
            Clause::Phrase(phrase) => add(Pattern::Phrase(phrase.sequences.clone()), 8.0),
            Clause::Prefix(letters) => add(Pattern::Prefix(letters.clone()), 4.0),
            Clause::Side(of) | Clause::And(of) | Clause::Or(of) => {
                for clause in of {
                    self.collect(clause, sections, title_only, weight);
                }
            }
            Clause::Must(of) => self.collect(of, sections, title_only, weight),
            Clause::Section(names, of) => self.collect(of, names, title_only, weight),
            Clause::Title(of) => self.collect(of, sections, true, weight),
            _ => {}
        }
    }

    /// Weight of a part.
    pub(crate) fn weight(&self, part: usize) -> f32 {
        self.parts.get(part).map_or(0.0, |part| part.weight)
    }

    /// Finds all matches in one unit of text, given with its offset, in order of their start.
    pub(crate) fn mark(&mut self, text: &str, offset: usize, within: Within<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        if !self.parts.iter().any(|part| part.applies(within)) {
            return marks;
        }
        self.tokens.clear();
        self.analyzer.for_each_token(text, &mut |token: Token<'_>| {
            self.tokens.push(OwnedToken {
                exact: token.exact.to_owned(),
                stem: token.stem.to_owned(),
                position: token.position,
                span: token.span.clone(),
            });
        });
        for (index, part) in self.parts.iter().enumerate() {
            if part.applies(within) {
                part.pattern.find(&self.tokens, &mut |span| {
                    let span = span.start + offset..span.end + offset;
                    marks.push(Mark { span, part: index });
                });
            }
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        marks
    }
}

impl Part {
    fn applies(&self, within: Within<'_>) -> bool {
        match within {
            Within::Title => self.sections.is_empty(),
            Within::Section(section) => {
                !self.title_only
                    && (self.sections.is_empty()
                        || self.sections.iter().any(|name| is_named(section, name)))
            }
        }
    }
}

/// Tells whether a section has a name.
pub(crate) fn is_named(section: &Section, name: &SectionName) -> bool {
    match name {
        SectionName::Kind(kind) => section.kind == *kind,
        SectionName::Heading { key, .. } => section
            .heading
            .iter()
            .chain(&section.subheadings)
            .any(|heading| normalize_heading(heading) == *key),
    }
}

impl Pattern {
    fn find(&self, tokens: &[OwnedToken], found: &mut dyn FnMut(Range<usize>)) {
        match self {
            Self::Word { whole, parts } => {
                for token in tokens.iter().filter(|token| whole.contains(&token.stem)) {
                    found(token.span.clone());
                }
                if parts.len() > 1 {
                    sequences(tokens, parts.len(), found, &|token, at| {
                        parts[at].contains(&token.stem)
                    });
                }
            }
            Self::Phrase(spellings) => {
                for words in spellings {
                    sequences(tokens, words.len(), found, &|token, at| token.exact == words[at]);
                }
            }
            Self::Prefix(letters) => {
                for token in tokens.iter().filter(|token| token.exact.starts_with(letters)) {
                    found(token.span.clone());
                }
            }
        }
    }
}

/// Finds runs of tokens, one position apart, of which each is the word wanted at its place.
fn sequences(
    tokens: &[OwnedToken],
    length: usize,
    found: &mut dyn FnMut(Range<usize>),
    is_word: &dyn Fn(&OwnedToken, usize) -> bool,
) {
    for (index, first) in tokens.iter().enumerate() {
        if !is_word(first, 0) {
            continue;
        }
        let mut end = first.span.end;
        let mut at = index;
        let complete = (1..length).all(|place| {
            let position = first.position + u32::try_from(place).unwrap_or(u32::MAX);
            let next =
                tokens[at..].iter().position(|t| t.position == position && is_word(t, place));
            if let Some(next) = next {
                at += next;
                end = end.max(tokens[at].span.end);
            }
            next.is_some()
        });
        if complete {
            found(first.span.start..end);
        }
    }
}

/// Joins marks that overlap, in order; the ranges that are shown.
pub(crate) fn merged(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.span.start < last.end => last.end = last.end.max(mark.span.end),
            _ => merged.push(mark.span.clone()),
        }
    }
    merged
}

/// Turns byte ranges of a text, sorted and apart, into ranges of Unicode scalar values.
pub(crate) fn scalar_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let mut out = Vec::with_capacity(ranges.len());
    let mut at = 0;
    let mut count = 0;
    let mut count_to = |end: usize| {
        count += text.get(at..end).map_or(0, |text| text.chars().count());
        at = end;
        count
    };
    for range in ranges {
        let start = count_to(range.start);
        out.push([start, count_to(range.end)]);
    }
    out
}
