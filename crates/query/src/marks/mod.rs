//! Where a query matched in a text: the same analysis and the same clauses as the search itself.

mod condition;
mod mentions;
mod pattern;

use std::ops::Range;
use std::sync::Arc;

use precis_analysis::{Analyzer, Starts};
use precis_briefing::{Aliases, Section, normalize_heading};

use condition::Condition;
use mentions::{Asked, Mentioned};
use pattern::{EVERYWHERE, Pattern, Tokens};

use crate::resolve::{Clause, SectionName, What, Word};

/// The parts of a query that can match in a text, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Marker {
    analyzer: Analyzer,
    parts: Vec<Part>,
    /// What single units must satisfy for the parts that name it.
    conditions: Vec<Condition>,
    counts: Vec<Count>,
    /// What words begin with that any of these look for.
    starts: Starts,
    tokens: Tokens,
    mentioned: Mentioned,
}

/// A word, phrase, company or the like, and where it may match.
#[derive(Debug)]
struct Part {
    what: Sought,
    place: Place,
    weight: f32,
}

/// What a part looks for.
#[derive(Debug)]
enum Sought {
    Words(Pattern),
    Mention(Asked),
}

/// Where a part may match.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Sections it is confined to; empty means any place.
    sections: Vec<SectionName>,
    title_only: bool,
    /// The condition on the unit.
    condition: Option<usize>,
    /// What must be said often enough.
    count: Option<usize>,
}

/// Something that must be said often enough to be marked at all.
#[derive(Debug)]
struct Count {
    pattern: Pattern,
    least: usize,
    place: Place,
    /// Whether the article at hand says it too rarely.
    too_rare: bool,
    /// Anchors of sections that say it too rarely, where each must say it often enough by itself.
    too_rare_in: Vec<String>,
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

/// Weight of what says more than a word.
const PHRASE: f32 = 8.0;
/// Weight of a word of which the spelling is known in part.
const IN_PART: f32 = 4.0;

impl Marker {
    /// A marker that finds nothing.
    pub(crate) fn none() -> Self {
        Self::knowing(Aliases::built_in())
    }

    fn knowing(aliases: Arc<Aliases>) -> Self {
        Self {
            analyzer: Analyzer::new(),
            parts: Vec::new(),
            conditions: Vec::new(),
            counts: Vec::new(),
            starts: Starts::NONE,
            tokens: Tokens::default(),
            mentioned: Mentioned::new(aliases),
        }
    }

    /// Collects the positive parts of a clause; `weight` tells how much a word matters.
    pub(crate) fn new(
        clause: &Clause,
        aliases: Arc<Aliases>,
        weight: &dyn Fn(&Word) -> f32,
    ) -> Self {
        let mut marker = Self::knowing(aliases);
        marker.collect(clause, &Place::default(), weight);
        let Self { parts, conditions, counts, starts, mentioned, .. } = &mut marker;
        for part in parts.iter() {
            match &part.what {
                Sought::Words(pattern) => pattern.add_starts(starts),
                Sought::Mention(asked) => mentioned.ask(asked),
            }
        }
        for condition in conditions.iter() {
            condition.add_starts(starts);
            condition.each_asked(&mut |asked| mentioned.ask(asked));
        }
        counts.iter().for_each(|count| count.pattern.add_starts(starts));
        marker
    }

    fn collect(&mut self, clause: &Clause, place: &Place, weight: &dyn Fn(&Word) -> f32) {
        if let Clause::Word(word) = clause {
            for also in &word.also {
                let what = match &also.what {
                    What::Company(name) => Some(Sought::Mention(Asked::Company(name.clone()))),
                    words => words.clause().map(|clause| Sought::Words(Pattern::of(&clause))),
                };
                let weight = weight_of(clause, weight);
                self.parts.extend(what.map(|what| Part { what, place: place.clone(), weight }));
            }
        }
        match clause {
            Clause::Word(_)
            | Clause::Phrase(_)
            | Clause::Prefix(_)
            | Clause::Spellings(_)
            | Clause::Near { .. } => self.parts.push(Part {
                what: Sought::Words(Pattern::of(clause)),
                place: place.clone(),
                weight: weight_of(clause, weight),
            }),
            Clause::Company(_) | Clause::Mentions(_) => {
                let what = Asked::of(clause).map(Sought::Mention);
                let weight = weight_of(clause, weight);
                self.parts.extend(what.map(|what| Part { what, place: place.clone(), weight }));
            }
            Clause::Side(of) | Clause::And(of) | Clause::Or(of) => {
                for clause in of {
                    self.collect(clause, place, weight);
                }
            }
            Clause::Must(of) | Clause::Boost(of, _) => self.collect(of, place, weight),
            Clause::Section(names, of) => {
                let place = Place { sections: names.clone(), ..place.clone() };
                self.collect(of, &place, weight);
            }
            Clause::Title(of) => {
                let place = Place { title_only: true, ..place.clone() };
                self.collect(of, &place, weight);
            }
            Clause::Same(of) => {
                // Inside another one, it is about the same unit.
                let mut place = place.clone();
                if place.condition.is_none() {
                    place.condition = Some(self.conditions.len());
                    self.conditions.push(Condition::of(of));
                }
                self.collect(of, &place, weight);
            }
            Clause::AtLeast { count, of } => {
                let mut inner = place.clone();
                if place.condition.is_none() {
                    inner.count = Some(self.counts.len());
                    self.counts.push(Count {
                        pattern: Pattern::of(of),
                        least: *count as usize,
                        place: place.clone(),
                        too_rare: false,
                        too_rare_in: Vec::new(),
                    });
                }
                self.collect(of, &inner, weight);
            }
            _ => {}
        }
    }

    /// Weight of a part.
    pub(crate) fn weight(&self, part: usize) -> f32 {
        self.parts.get(part).map_or(0.0, |part| part.weight)
    }

    /// Looks at an article as a whole before its parts are marked: what must be said often enough may be said too
    /// rarely. `title` is the article's own, none if derived.
    pub(crate) fn begin(&mut self, title: Option<&str>, sections: &[&Section]) {
        self.mentioned.begin(title, sections);
        for count in &mut self.counts {
            let mut times = |text: &str| {
                self.tokens.read(&mut self.analyzer, &self.starts, text);
                count.pattern.spans(&self.tokens, EVERYWHERE).len()
            };
            let mut total = 0;
            count.too_rare_in.clear();
            if count.place.sections.is_empty() {
                total += title.map_or(0, &mut times);
            }
            for section in sections {
                if !count.place.may_be(Within::Section(section)) {
                    continue;
                }
                let mut here = section.own_heading().map_or(0, &mut times);
                for unit in &section.units {
                    here += times(section.text.get(unit.span.clone()).unwrap_or_default());
                }
                total += here;
                if !count.place.sections.is_empty() && here < count.least {
                    count.too_rare_in.push(section.anchor.clone());
                }
            }
            count.too_rare = count.place.sections.is_empty() && total < count.least;
        }
    }

    /// Finds all matches in one unit of text, given with its offset, in order of their start.
    pub(crate) fn mark(&mut self, text: &str, offset: usize, within: Within<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let Self { analyzer, parts, conditions, counts, starts, tokens, mentioned } = self;
        if !parts.iter().any(|part| part.place.may_be(within)) {
            return marks;
        }
        tokens.read(analyzer, starts, text);
        mentioned.read(text, offset, within);
        let holds: Vec<bool> = conditions
            .iter()
            .map(|condition| condition.holds(tokens, mentioned, within).unwrap_or(true))
            .collect();
        let often_enough = |count: usize| {
            counts.get(count).is_none_or(|count| match within {
                _ if count.too_rare => false,
                Within::Title => true,
                Within::Section(section) => !count.too_rare_in.contains(&section.anchor),
            })
        };
        for (index, part) in parts.iter().enumerate() {
            let place = &part.place;
            let marked = place.may_be(within)
                && place.condition.is_none_or(|at| holds.get(at).is_some_and(|holds| *holds))
                && place.count.is_none_or(often_enough);
            if marked {
                let mut found = |span: Range<usize>| {
                    let span = span.start + offset..span.end + offset;
                    marks.push(Mark { span, part: index });
                };
                match &part.what {
                    Sought::Words(pattern) => pattern.mark(tokens, EVERYWHERE, &mut found),
                    Sought::Mention(asked) => {
                        mentioned.spans(asked).into_iter().for_each(&mut found);
                    }
                }
            }
        }
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        marks
    }
}

/// How much a match of something matters to a passage.
fn weight_of(clause: &Clause, weight: &dyn Fn(&Word) -> f32) -> f32 {
    let of_each = |of: &[Clause]| of.iter().map(|clause| weight_of(clause, weight)).sum();
    match clause {
        // Words that carry no meaning are marked, but make no passage better.
        Clause::Word(word) if word.function => 0.01,
        Clause::Word(word) => weight(word),
        Clause::Phrase(_) => PHRASE,
        Clause::Near { of, .. } => of_each(of),
        Clause::Or(of) => of.iter().map(|clause| weight_of(clause, weight)).fold(0.0, f32::max),
        Clause::Boost(of, _) => weight_of(of, weight),
        _ => IN_PART,
    }
}

impl Place {
    fn may_be(&self, within: Within<'_>) -> bool {
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
