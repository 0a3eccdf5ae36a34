//! Scripts written without spaces: found by pairs of neighbouring characters.

use std::ops::Range;

use unicode_normalization::char::compose;

use super::chain::{Chain, Piece, Shape};
use super::{Class, MOST_PIECES, class_at};
use crate::fold::expand;

/// Reads a run of characters of such scripts as overlapping pairs; a character alone is itself.
/// Returns the byte after the run, or where the rest of a very long one begins.
pub(super) fn read_run(text: &str, start: usize, chain: &mut Chain) -> usize {
    let mut letters: Vec<(char, Range<usize>)> = Vec::new();
    let mut end = start;
    loop {
        let (class, length) = class_at(text, end);
        if length == 0 || !matches!(class, Class::Unspaced | Class::Ignored) {
            break;
        }
        let span = end..end + length;
        if let Some(c) = text[span.clone()].chars().next().filter(|_| class == Class::Unspaced) {
            expand(c, &mut |letter| add(&mut letters, letter, span.clone()));
        }
        end = span.end;
        if letters.len() > MOST_PIECES {
            // The next run begins with the last letter of this one, so no pair is lost.
            letters.pop();
            end = letters.last().map_or(end, |(_, last)| last.start);
            break;
        }
    }
    match letters.as_slice() {
        [] => {}
        [alone] => push(chain, &[alone]),
        several => several.windows(2).for_each(|pair| push(chain, &[&pair[0], &pair[1]])),
    }
    end
}

/// Adds a letter, or completes the one before it (a voiced kana, a syllable of Hangul).
fn add(letters: &mut Vec<(char, Range<usize>)>, letter: char, span: Range<usize>) {
    if let Some((before, whole)) = letters.last_mut()
        && let Some(composed) = compose(*before, letter)
    {
        *before = composed;
        whole.end = span.end;
        return;
    }
    letters.push((letter, span));
}

fn push(chain: &mut Chain, letters: &[&(char, Range<usize>)]) {
    let from = chain.folded.len();
    chain.folded.extend(letters.iter().map(|(letter, _)| letter));
    let span = letters[0].1.start..letters[letters.len() - 1].1.end;
    chain.pieces.push(Piece {
        span,
        exact: from..chain.folded.len(),
        shape: Shape::Fixed,
        is_number: false,
        has_sign: false,
    });
}
