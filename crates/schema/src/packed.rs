//! Tokens packed into a string: how an analyzed text reaches the engine.
//!
//! A text feeds up to three fields. Analyzing it once and handing the engine the tokens saves two analyses,
//! and a packed string costs one allocation where a list of tokens costs one a token. Each token is two numbers and its own
//! text: how many positions it stands after the one before it, and how many bytes of text it has. A number is the character
//! of that scalar value up to [`NEAR`]; else [`FAR`] and two characters with its high and its low [`HALF`] bits.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer that unpacks.
pub(crate) const PACKED: &str = "packed";
/// Name of the tokenizer that folds a whole name into one token.
pub(crate) const FOLDED: &str = "folded";

/// Largest number that is a character by itself, and a byte.
const NEAR: u32 = 0x7E;
const FAR: char = '\u{7F}';
/// Bits of a far number's second character, so few that it is no surrogate.
const HALF: u32 = 15;
const LOW: u32 = (1 << HALF) - 1;
/// Largest number: its high bits are the last scalar value before the surrogates. No article is long enough to reach it.
const FARTHEST: u32 = (0xD7FF << HALF) | LOW;
/// Bytes that are copied at once, of which a token has no more in most cases: a copy of a length that is known beforehand
/// takes no call.
const AT_ONCE: usize = 16;

/// Packs tokens into a string.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    packed: String,
    /// Position of the last token; tokens may share it.
    last: Option<u32>,
}

impl Packer {
    /// Adds a token. Positions must not decrease.
    pub(crate) fn push(&mut self, text: &str, position: u32) {
        let step = match self.last {
            // The stream starts one before position 0.
            None => position + 1,
            Some(last) => position.saturating_sub(last),
        };
        self.last = Some(position);
        self.number(step);
        self.number(u32::try_from(text.len()).unwrap_or(FARTHEST));
        self.packed.push_str(text);
    }

    fn number(&mut self, number: u32) {
        match u8::try_from(number) {
            Ok(near) if number <= NEAR => self.packed.push(char::from(near)),
            _ => {
                let number = number.min(FARTHEST);
                let halves = [number >> HALF, number & LOW].map(char::from_u32);
                self.packed.push(FAR);
                self.packed.extend(halves.into_iter().flatten());
            }
        }
    }

    /// Position of the last token.
    pub(crate) fn last(&self) -> Option<u32> {
        self.last
    }

    /// Tells whether no token was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The packed string.
    pub(crate) fn as_str(&self) -> &str {
        &self.packed
    }

    /// Begins anew; the memory stays.
    pub(crate) fn clear(&mut self) {
        self.packed.clear();
        self.last = None;
    }
}

/// Unpacks what a [`Packer`] made.
#[derive(Clone, Default)]
struct Unpacker {
    token: Token,
}

impl Tokenizer for Unpacker {
    type TokenStream<'a> = Unpacking<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Unpacking<'a> {
        self.token.reset();
        // `reset` leaves the position one before 0, wrapping; so does our first step.
        self.token.position = usize::MAX;
        Unpacking { rest: text, token: &mut self.token }
    }
}

struct Unpacking<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Unpacking<'_> {
    #[inline]
    fn number(&mut self) -> Option<u32> {
        let mut chars = self.rest.chars();
        let number = match chars.next()? {
            FAR => (u32::from(chars.next()?) << HALF) | u32::from(chars.next()?),
            near => u32::from(near),
        };
        self.rest = chars.as_str();
        Some(number)
    }
}

impl TokenStream for Unpacking<'_> {
    fn advance(&mut self) -> bool {
        let Some((step, length)) = self.number().zip(self.number()) else { return false };
        let Some((text, rest)) = self.rest.split_at_checked(length as usize) else { return false };
        self.token.position = self.token.position.wrapping_add(step as usize);
        self.token.text.clear();
        match self.rest.get(..AT_ONCE) {
            Some(more) if text.len() <= AT_ONCE => {
                self.token.text.push_str(more);
                self.token.text.truncate(text.len());
            }
            _ => self.token.text.push_str(text),
        }
        self.rest = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Folds a whole name into one token.
#[derive(Clone, Default)]
struct Folder {
    token: Token,
}

impl Tokenizer for Folder {
    type TokenStream<'a> = Folded<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Folded<'a> {
        self.token.reset();
        self.token.position = 0;
        self.token.text = precis_analysis::fold(text);
        Folded { token: &mut self.token, done: false }
    }
}

struct Folded<'a> {
    token: &'a mut Token,
    done: bool,
}

impl TokenStream for Folded<'_> {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.done, true)
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The tokenizers that the layout names.
pub(crate) fn tokenizers() -> TokenizerManager {
    // The engine asks for its own defaults even where a field has no text.
    let manager = TokenizerManager::default();
    manager.register(PACKED, TextAnalyzer::from(Unpacker::default()));
    manager.register(FOLDED, TextAnalyzer::from(Folder::default()));
    manager
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack(packed: &str) -> Vec<(String, usize)> {
        let mut unpacker = Unpacker::default();
        let mut stream = unpacker.token_stream(packed);
        let mut out = Vec::new();
        while stream.advance() {
            out.push((stream.token().text.clone(), stream.token().position));
        }
        out
    }

    #[test]
    fn unpacking_gives_back_what_was_packed() {
        let tokens = [
            ("gpt", 0),
            ("gpt4o", 0),
            ("4o", 1),
            ("名前", 2),
            ("far", 90),
            ("farther", 100_000),
            ("farthest", 40_000_000),
        ];
        let mut packer = Packer::default();
        for (text, position) in tokens {
            packer.push(text, position);
        }
        let expected: Vec<_> = tokens
            .iter()
            .map(|(text, position)| ((*text).to_owned(), *position as usize))
            .collect();
        assert_eq!(unpack(packer.as_str()), expected);
    }

    #[test]
    fn a_first_token_may_stand_late() {
        let mut packer = Packer::default();
        packer.push("late", 64);
        assert_eq!(unpack(packer.as_str()), [("late".to_owned(), 64)]);
    }

    #[test]
    fn texts_of_any_length_and_letters_come_back() {
        let long = "é".repeat(20_000);
        let texts = ["", "a\u{1}b", "\u{7F}", "c", "sixteen letters!", "fifteen lettérs", &long];
        let mut packer = Packer::default();
        for (text, position) in texts.into_iter().zip(0..) {
            packer.push(text, position);
        }
        let expected: Vec<_> =
            texts.into_iter().zip(0..).map(|(text, at)| (text.to_owned(), at)).collect();
        assert_eq!(unpack(packer.as_str()), expected);
    }
}
