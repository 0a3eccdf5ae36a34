//! How typed text is looked for.

use std::ops::Range;

use crate::function_words::is_function_word;
use crate::scan::{Chain, Piece, Shape, next_start, read_chain};
use crate::stem::stem;

/// One typed word, and the forms in which it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The word as typed.
    pub text: String,
    /// Half-open byte range in the typed text.
    pub span: Range<usize>,
    /// Successive parts: one for a plain word, several for a compound (`gpt`, `4o`) or a run of CJK.
    pub parts: Vec<Form>,
    /// Joined form of a compound; a compound is its joined form OR the phrase of its parts.
    pub joined: Option<Form>,
}

/// The spellings that count as one word: any of them will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Spellings in the exact field; the first is the one typed.
    pub exact: Vec<String>,
    /// Spellings in the stems field.
    pub stems: Vec<String>,
}

/// Reads typed text as the words that are looked for.
///
/// Text without a letter or digit has none.
#[must_use]
pub fn typed(text: &str) -> Vec<Typed> {
    let mut words = Vec::new();
    let mut chain = Chain::default();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        at = read_chain(text, start, &mut chain);
        let (Some(first), Some(last)) = (chain.pieces.first(), chain.pieces.last()) else {
            continue;
        };
        let span = first.span.start..last.span.end;
        words.push(Typed {
            text: text[span.clone()].to_owned(),
            span,
            parts: chain.pieces.iter().map(|piece| form(piece, &chain)).collect(),
            joined: (!chain.joined.is_empty()).then(|| spelled(&chain.joined, Shape::Plain)),
        });
    }
    words
}

fn form(piece: &Piece, chain: &Chain) -> Form {
    let exact = &chain.folded[piece.exact.clone()];
    let mut form = spelled(exact, piece.shape);
    // Small letters may stand for the capitals; capitals are meant.
    if piece.shape != Shape::Capitals && (2..=5).contains(&exact.len()) && is_function_word(exact) {
        form.exact.push(exact.to_ascii_uppercase());
        form.stems.push(exact.to_ascii_uppercase());
    }
    form
}

/// Whether a text stems a word depends on its capitals there, so both forms are looked for.
fn spelled(exact: &str, shape: Shape) -> Form {
    let mut stems = match shape {
        Shape::Plain => vec![stem(exact).into_owned(), exact.to_owned()],
        Shape::Fixed => vec![exact.to_owned(), stem(exact).into_owned()],
        Shape::Capitals => vec![exact.to_owned()],
    };
    stems.dedup();
    Form { exact: vec![exact.to_owned()], stems }
}
