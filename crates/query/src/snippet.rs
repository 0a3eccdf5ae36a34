//! The best passages of a section, cut at sentence edges.

use std::ops::Range;

use precis_briefing::{Section, UnitKind};

use crate::marks::{Mark, Marker, merged, scalar_ranges};
use crate::response::Snippet;

/// Longest passage, in bytes of the text; a longer sentence is cut around its matches.
const LONGEST: usize = 320;
/// Shortest passage; sentences that follow are added to a shorter one.
const SHORTEST: usize = 90;

/// Matches in a section, unit by unit.
pub(crate) struct MarkedSection<'a> {
    pub(crate) section: &'a Section,
    /// Matches of each unit, in the section's bytes.
    pub(crate) units: Vec<Vec<Mark>>,
}

impl<'a> MarkedSection<'a> {
    pub(crate) fn new(section: &'a Section, marker: &mut Marker) -> Self {
        let units = section
            .units
            .iter()
            .map(|unit| {
                let text = section.text.get(unit.span.clone()).unwrap_or_default();
                marker.mark(text, unit.span.start, crate::marks::Within::Section(section))
            })
            .collect();
        Self { section, units }
    }

    /// All matches of the section, in order.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.units.iter().flatten()
    }

    /// The ranges that are shown as matches.
    pub(crate) fn shown(&self) -> Vec<Range<usize>> {
        let marks: Vec<Mark> = self.marks().cloned().collect();
        merged(&marks)
    }

    /// What the matches are worth: each part of the query once, and a little for each time it is said again.
    pub(crate) fn worth(&self, marker: &Marker) -> f32 {
        worth(self.marks(), marker)
    }

    /// The best passages, at most `most`, in the order of the text.
    pub(crate) fn snippets(&self, marker: &Marker, most: usize) -> Vec<Snippet> {
        let mut ranked: Vec<(usize, f32)> = self
            .units
            .iter()
            .enumerate()
            .map(|(index, marks)| (index, worth(marks.iter(), marker)))
            .filter(|(_, worth)| *worth > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut chosen: Vec<Range<usize>> = Vec::new();
        for (index, _) in ranked {
            if chosen.len() == most {
                break;
            }
            if !chosen.iter().any(|run| run.contains(&index)) {
                chosen.push(self.run_from(index));
            }
        }
        if chosen.is_empty() {
            chosen.extend(self.first_words());
        }
        chosen.sort_by_key(|run| run.start);
        chosen.dedup_by(|next, run| {
            // Runs that meet are one passage.
            let meet = next.start < run.end;
            if meet {
                run.end = run.end.max(next.end);
            }
            meet
        });
        chosen.into_iter().map(|run| self.passage(run)).collect()
    }

    /// A unit, and the sentences after it while the passage is short.
    fn run_from(&self, index: usize) -> Range<usize> {
        let units = &self.section.units;
        let mut end = index + 1;
        while units[index].kind == UnitKind::Sentence
            && units[end - 1].span.end - units[index].span.start < SHORTEST
            && units.get(end).is_some_and(|next| {
                next.kind == UnitKind::Sentence
                    && next.span.end - units[index].span.start <= LONGEST
                    && !self.gap(end).contains('\n')
            })
        {
            end += 1;
        }
        index..end
    }

    /// What stands between a unit and the one before it.
    fn gap(&self, index: usize) -> &str {
        let units = &self.section.units;
        self.section.text.get(units[index - 1].span.end..units[index].span.start).unwrap_or("\n")
    }

    fn first_words(&self) -> Option<Range<usize>> {
        let first = self.section.units.iter().position(|unit| unit.kind != UnitKind::Heading)?;
        Some(self.run_from(first))
    }

    fn passage(&self, run: Range<usize>) -> Snippet {
        let units = &self.section.units[run.clone()];
        let whole =
            units.first().map_or(0, |u| u.span.start)..units.last().map_or(0, |u| u.span.end);
        let marks: Vec<Mark> = self.units[run].iter().flatten().cloned().collect();
        let shown = merged(&marks);
        let range = cut(&self.section.text, whole.clone(), &shown);
        let mut text = String::with_capacity(range.len() + 6);
        if range.start > whole.start {
            text.push('…');
        }
        let lead = text.len();
        text.push_str(self.section.text.get(range.clone()).unwrap_or_default());
        if range.end < whole.end {
            text.push('…');
        }
        let inside: Vec<Range<usize>> = shown
            .into_iter()
            .filter(|mark| mark.start >= range.start && mark.end <= range.end)
            .map(|mark| mark.start - range.start + lead..mark.end - range.start + lead)
            .collect();
        let highlights = scalar_ranges(&text, &inside);
        Snippet { text, highlights, byte_start: range.start }
    }
}

fn worth<'a>(marks: impl Iterator<Item = &'a Mark>, marker: &Marker) -> f32 {
    let mut seen: Vec<(usize, u32)> = Vec::new();
    for mark in marks {
        match seen.iter_mut().find(|(part, _)| *part == mark.part) {
            Some((_, count)) => *count += 1,
            None => seen.push((mark.part, 1)),
        }
    }
    seen.into_iter()
        .map(|(part, count)| {
            let again = (count - 1).min(5) as f32;
            (marker.weight(part) + 0.01) * (1.0 + 0.1 * again)
        })
        .sum()
}

/// Cuts a long passage down around its matches, between words.
fn cut(text: &str, whole: Range<usize>, marks: &[Range<usize>]) -> Range<usize> {
    if whole.len() <= LONGEST {
        return whole;
    }
    let first = marks.first().map_or(whole.start, |mark| mark.start);
    // The window with the most matches starts a little before one of them.
    let lead = LONGEST / 4;
    let best = marks
        .iter()
        .map(|mark| {
            let end = mark.start.saturating_sub(lead).max(whole.start) + LONGEST;
            let inside = marks.iter().filter(|m| m.start >= mark.start && m.end <= end).count();
            (inside, mark.start)
        })
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
        .map_or(first, |(_, start)| start);
    let mut start = best.saturating_sub(lead).max(whole.start);
    if best < whole.start + lead {
        start = whole.start;
    }
    let mut end = (start + LONGEST).min(whole.end);
    // A match longer than the window is shown whole.
    if let Some(mark) = marks.iter().find(|mark| mark.start == best) {
        end = end.max(mark.end);
    }
    if end == whole.end {
        start = start.min(end.saturating_sub(LONGEST)).max(whole.start).min(best);
    }
    let start = word_start(text, start, whole.start, best);
    start..word_end(text, end, start, whole.end, marks)
}

/// The start of the first word at or after a place, but not past a match.
fn word_start(text: &str, mut at: usize, least: usize, most: usize) -> usize {
    if at <= least {
        return least;
    }
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let rest = text.get(at..most).unwrap_or_default();
    match rest.find(char::is_whitespace) {
        Some(space) => {
            let after = &rest[space..];
            at + space + (after.len() - after.trim_start().len())
        }
        None => most,
    }
}

/// The end of the last word at or before a place, but not inside a match.
fn word_end(text: &str, mut at: usize, start: usize, most: usize, marks: &[Range<usize>]) -> usize {
    if at >= most {
        return most;
    }
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let least = marks.iter().filter(|mark| mark.end <= at).map(|mark| mark.end).max();
    let least = least.unwrap_or(start).max(start);
    let piece = text.get(least..at).unwrap_or_default();
    match piece.rfind(char::is_whitespace) {
        Some(space) => least + piece[..space].trim_end().len(),
        None if least > start => least,
        // Text without spaces: between letters is better than nothing.
        None => at,
    }
}
