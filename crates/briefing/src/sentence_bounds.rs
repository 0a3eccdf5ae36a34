//! Where Unicode's rules end sentences, looking at the few characters that matter.

use std::iter;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Splits a text as [`UnicodeSegmentation::split_sentence_bound_indices`] does: adjoining ranges that cover it.
///
/// The rules (UAX #29) look at every character, and most time goes into asking what each one is. But they end no
/// sentence before a mark that ends one or a line break has come, and of what stands before that mark they ask for
/// the last character alone (rules SB5 to SB7). So they start there. Beyond ASCII any character may be such a mark.
pub(crate) fn sentence_bounds(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = first_bound(rest);
        let range = start..start + length;
        start = range.end;
        Some(range)
    })
}

/// Returns the length in bytes of the first sentence of a text.
fn first_bound(text: &str) -> usize {
    let may_end = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r' | 0x80..);
    let Some(mark) = text.as_bytes().iter().position(may_end) else { return text.len() };
    let from = mark.saturating_sub(1);
    let first = text.get(from..).and_then(|tail| tail.split_sentence_bounds().next());
    first.map_or(text.len(), |first| from + first.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Characters of every class that the rules tell apart, so that they meet in every order.
        #[test]
        fn bounds_are_those_of_all_rules(
            text in "[aAzZ19 .!?,:)(\"'\r\n\t\u{b}\u{ad}\u{301}\u{85}\u{2028}é’“—…。Ａ٣ßΑ\u{feff}-]{0,40}"
        ) {
            let all: Vec<_> = text
                .split_sentence_bound_indices()
                .map(|(at, piece)| at..at + piece.len())
                .collect();
            prop_assert_eq!(sentence_bounds(&text).collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn an_empty_text_has_no_sentence() {
        assert_eq!(sentence_bounds("").count(), 0);
        assert!(sentence_bounds("No mark").eq(iter::once(0..7)));
    }
}
