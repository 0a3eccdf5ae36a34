//! Places of words in a text, and which of them stand together: one reckoning for searching and for marking.

/// Positions from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The span of one position.
    pub(crate) fn at(position: u32) -> Self {
        Self { start: position, end: position }
    }

    /// Tells whether another span lies inside this one.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Sorts spans and leaves out those that hold another: what remains ascends by start and by end.
pub(crate) fn smallest(spans: &mut Vec<Span>) {
    spans.sort_unstable_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut least_end = u32::MAX;
    let mut kept = spans.len();
    for at in (0..spans.len()).rev() {
        if spans[at].end < least_end {
            least_end = spans[at].end;
            kept -= 1;
            spans[kept] = spans[at];
        }
    }
    spans.drain(..kept);
}

/// Finds the smallest spans that begin with a position of the first list and go on through the others in order to
/// one of the last, with at most `slop` other positions between them in all. Lists ascend.
pub(crate) fn in_order(lists: &[Vec<u32>], slop: u32, found: &mut Vec<Span>) {
    found.clear();
    let Some((first, others)) = lists.split_first() else { return };
    let least = u32::try_from(others.len()).unwrap_or(u32::MAX);
    let mut at = vec![0; others.len()];
    for start in first {
        let mut end = *start;
        // The earliest place of each word leaves the most room for the next, and a later start never comes earlier.
        for (list, at) in others.iter().zip(&mut at) {
            while list.get(*at).is_some_and(|position| *position <= end) {
                *at += 1;
            }
            match list.get(*at) {
                Some(position) => end = *position,
                None => return smallest(found),
            }
        }
        if end - start - least <= slop {
            found.push(Span { start: *start, end });
        }
    }
    smallest(found);
}

/// Finds the smallest spans that hold a span of each list, in any order, the last position at most `distance` after
/// the first. Lists are as [`smallest`] leaves them; spans of two lists may share positions.
pub(crate) fn in_any_order(lists: &[Vec<Span>], distance: u32, found: &mut Vec<Span>) {
    found.clear();
    let mut at = vec![0; lists.len()];
    'next: loop {
        let mut earliest: Option<(usize, u32)> = None;
        let mut end = 0;
        for (place, (list, at)) in lists.iter().zip(&at).enumerate() {
            let Some(span) = list.get(*at) else { break 'next };
            end = end.max(span.end);
            if earliest.is_none_or(|(_, start)| span.start < start) {
                earliest = Some((place, span.start));
            }
        }
        let Some((place, start)) = earliest else { break };
        if end - start <= distance {
            found.push(Span { start, end });
        }
        // Whatever holds this start ends here at the earliest, so the start is done with.
        at[place] += 1;
    }
    smallest(found);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(u32, u32)]) -> Vec<Span> {
        pairs.iter().map(|(start, end)| Span { start: *start, end: *end }).collect()
    }

    #[test]
    fn what_holds_another_is_left_out() {
        for (all, small) in [
            (&[(0, 5), (1, 2), (4, 4), (0, 0)][..], &[(0, 0), (1, 2), (4, 4)][..]),
            (&[(3, 4), (3, 4), (3, 3)], &[(3, 3)]),
            (&[(0, 9), (1, 9), (2, 10)], &[(1, 9), (2, 10)]),
            (&[], &[]),
        ] {
            let mut list = spans(all);
            smallest(&mut list);
            assert_eq!(list, spans(small), "{all:?}");
        }
    }

    #[test]
    fn in_order_means_in_order() {
        let mut found = Vec::new();
        for (lists, slop, expected) in [
            (vec![vec![0, 5], vec![1, 9]], 0, &[(0, 1)][..]),
            (vec![vec![0, 5], vec![1, 9]], 3, &[(0, 1), (5, 9)]),
            (vec![vec![0, 1, 2], vec![0, 1, 2]], 0, &[(0, 1), (1, 2)]),
            (vec![vec![4], vec![2], vec![6]], 9, &[]),
            // Two others between a and c: one before b, one behind it.
            (vec![vec![0], vec![2], vec![4]], 2, &[(0, 4)]),
            (vec![vec![0], vec![2], vec![4]], 1, &[]),
            (vec![vec![0, 1], vec![3]], 2, &[(1, 3)]),
        ] {
            in_order(&lists, slop, &mut found);
            assert_eq!(found, spans(expected), "{lists:?} {slop}");
        }
    }

    #[test]
    fn any_order_counts_from_first_to_last() {
        let mut found = Vec::new();
        for (lists, distance, expected) in [
            (vec![spans(&[(7, 7)]), spans(&[(2, 2)])], 5, &[(2, 7)][..]),
            (vec![spans(&[(7, 7)]), spans(&[(2, 2)])], 4, &[]),
            (vec![spans(&[(3, 4)]), spans(&[(4, 4), (9, 9)])], 5, &[(3, 4)]),
            (vec![spans(&[(0, 0), (10, 10)]), spans(&[(5, 5)])], 5, &[(0, 5), (5, 10)]),
            (vec![spans(&[(0, 0)]), spans(&[(3, 3)]), spans(&[(6, 6)])], 5, &[]),
        ] {
            in_any_order(&lists, distance, &mut found);
            assert_eq!(found, spans(expected), "{lists:?} {distance}");
        }
    }
}
