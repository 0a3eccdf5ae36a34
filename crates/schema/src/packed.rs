//! Tokens packed into a string: how an analyzed text reaches the engine.
//!
//! A text feeds up to three fields. Analyzing it once and handing the engine the tokens saves two analyses,
//! and a packed string costs one allocation where a list of tokens costs one a token. Each token is a control
//! character that tells how many positions it stands after the one before it, then the token's own text:
//! `\x01` + n for n up to [`NEAR`], else `\x1F` and two characters whose scalar values are the high and the low
//! [`HALF`] bits of n.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer that unpacks.
pub(crate) const PACKED: &str = "packed";
/// Name of the tokenizer that folds a whole name into one token.
pub(crate) const FOLDED: &str = "folded";

/// Largest step that fits the control character itself.
const NEAR: u32 = 0x1D;
const FIRST: u8 = 0x01;
const FAR: u8 = 0x1F;
/// Bits of a far step's second character, so few that it is no surrogate.
const HALF: u32 = 15;
const LOW: u32 = (1 << HALF) - 1;
/// Largest step: its high bits are the last scalar value before the surrogates. No article is long enough to reach it.
const FARTHEST: u32 = (0xD7FF << HALF) | LOW;

/// Packs tokens into a string.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    packed: String,
    /// Position of the last token; tokens may share it.
    last: Option<u32>,
}

impl Packer {
    /// Adds a token. Positions must not decrease; characters below U+0020 in `text` would be lost and are left out.
    pub(crate) fn push(&mut self, text: &str, position: u32) {
        let step = match self.last {
            // The stream starts one before position 0.
            None => position + 1,
            Some(last) => position.saturating_sub(last),
        };
        self.last = Some(position);
        if step <= NEAR {
            self.packed.push(char::from(FIRST + u8::try_from(step).unwrap_or(0)));
        } else {
            self.packed.push(char::from(FAR));
            let step = step.min(FARTHEST);
            self.packed.extend([step >> HALF, step & LOW].into_iter().filter_map(char::from_u32));
        }
        if text.bytes().all(|b| b >= 0x20) {
            self.packed.push_str(text);
        } else {
            self.packed.extend(text.chars().filter(|c| *c >= ' '));
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

impl TokenStream for Unpacking<'_> {
    fn advance(&mut self) -> bool {
        let mut chars = self.rest.chars();
        let Some(control) = chars.next() else { return false };
        let step = if control == char::from(FAR) {
            let mut half = || chars.next().map_or(0, u32::from);
            (half() << HALF) | half()
        } else {
            u32::from(control).saturating_sub(u32::from(FIRST))
        };
        let rest = chars.as_str();
        let end = rest.bytes().position(|b| b < 0x20).unwrap_or(rest.len());
        self.token.position = self.token.position.wrapping_add(step as usize);
        self.token.text.clear();
        self.token.text.push_str(&rest[..end]);
        self.rest = &rest[end..];
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
    fn control_characters_in_a_token_do_not_break_the_stream() {
        let mut packer = Packer::default();
        packer.push("a\u{1}b", 0);
        packer.push("c", 1);
        assert_eq!(unpack(packer.as_str()), [("ab".to_owned(), 0), ("c".to_owned(), 1)]);
    }
}
