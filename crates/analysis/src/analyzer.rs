//! From chains to tokens.

use crate::scan::{Bond, Chain, Shape, next_start, plain_word, read_chain, unsigned};
use crate::starts::Starts;
use crate::stem::is_inflected;
use crate::stem_cache::StemCache;
use crate::token::{Role, Token};

/// Hands over the tokens of a text in order of position.
///
/// Keep an [`Analyzer`] instead where many texts are read.
pub fn for_each_token(text: &str, sink: &mut dyn FnMut(Token<'_>)) {
    Analyzer::new().for_each_token(text, sink);
}

/// Reads texts into tokens, keeping its buffers and the stems of common words from one to the next.
///
/// What it hands over depends on the text alone.
#[derive(Debug)]
pub struct Analyzer {
    chain: Chain,
    word: String,
    stem: String,
    stems: StemCache,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Makes an analyzer that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chain: Chain::default(),
            word: String::new(),
            stem: String::new(),
            stems: StemCache::new(),
        }
    }

    /// Hands over the tokens of a text in order of position, and returns the position after the last.
    ///
    /// Tokens of one position come with the joined form of a compound first and other ways to find
    /// the word last. Only letters and digits make tokens: a text of nothing else has none.
    pub fn for_each_token<F: FnMut(Token<'_>)>(&mut self, text: &str, sink: F) -> u32 {
        self.for_each_token_starting(text, &Starts::ANY, sink)
    }

    /// Does the same as [`Analyzer::for_each_token`] for those tokens alone whose exact form begins with one of these
    /// bytes. Most words of a text need no stem then, which is what takes the time.
    pub fn for_each_token_starting<F: FnMut(Token<'_>)>(
        &mut self,
        text: &str,
        starts: &Starts,
        mut sink: F,
    ) -> u32 {
        let mut position = 0;
        let mut at = 0;
        while let Some(start) = next_start(text, at) {
            if let Some(plain) = plain_word(text, start) {
                let span = start..plain.end;
                let exact = if plain.is_small || plain.shape == Shape::Capitals {
                    &text[span.clone()]
                } else {
                    self.word.clear();
                    self.word.push_str(&text[span.clone()]);
                    self.word.make_ascii_lowercase();
                    &self.word
                };
                if starts.fits(exact) {
                    let plainly = self.stems.stem(exact, &mut self.stem);
                    let inflected = is_other(plainly, exact);
                    let stem = of_shape(plain.shape, exact, plainly);
                    sink(Token { exact, stem, inflected, position, span, role: Role::Word });
                }
                position += 1;
                at = plain.end;
            } else {
                at = read_chain(text, start, &mut self.chain);
                position = self.hand_over(position, &mut |token: Token<'_>| {
                    if starts.fits(token.exact) {
                        sink(token);
                    }
                });
            }
        }
        position
    }

    fn hand_over<F: FnMut(Token<'_>)>(&mut self, mut position: u32, sink: &mut F) -> u32 {
        let chain = &self.chain;
        if let ([first, .., last], false) = (chain.pieces.as_slice(), chain.joined.is_empty()) {
            let exact = chain.joined.as_str();
            let stem = self.stems.stem(exact, &mut self.stem);
            let inflected = is_other(stem, exact);
            let span = first.span.start..last.span.end;
            sink(Token { exact, stem, inflected, position, span, role: Role::Joined });
        }
        let role = if chain.bond == Bond::Compound { Role::Part } else { Role::Word };
        for piece in &chain.pieces {
            let exact = &chain.folded[piece.exact.clone()];
            let plainly = self.stems.stem(exact, &mut self.stem);
            let inflected = is_other(plainly, exact);
            let stem = of_shape(piece.shape, exact, plainly);
            let span = piece.span.clone();
            sink(Token { exact, stem, inflected, position, span: span.clone(), role });
            if piece.has_sign {
                for exact in unsigned(exact) {
                    let span = span.clone();
                    let inflected = is_inflected(exact);
                    sink(Token {
                        exact,
                        stem: exact,
                        inflected,
                        position,
                        span,
                        role: Role::Extra,
                    });
                }
            }
            position += 1;
        }
        position
    }
}

/// Tells whether a word's stem is another than the word itself; most are the word itself, in the same place.
fn is_other(stem: &str, exact: &str) -> bool {
    !std::ptr::eq(stem, exact) && stem != exact
}

/// The stem of a word: the one it has as a plain word, unless its shape keeps it as it is.
fn of_shape<'a>(shape: Shape, exact: &'a str, plainly: &'a str) -> &'a str {
    match shape {
        Shape::Plain => plainly,
        Shape::Fixed | Shape::Capitals => exact,
    }
}
