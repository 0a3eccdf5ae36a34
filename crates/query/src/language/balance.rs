//! Pairs parentheses and leaves out what holds nothing or is nested too deep, so that the parser meets neither.

use super::ast::{Span, SyntaxCode};
use super::lexer::Lexed;
use super::limits::MAX_DEPTH;
use super::notes::Notes;
use super::token::{Token, TokenKind};

/// Pieces in which every parenthesis has its partner and holds something.
pub(super) fn balance(lexed: Lexed) -> (Vec<Token>, Notes) {
    let Lexed { tokens, notes, end, cut } = lexed;
    let mut balance = Balance { notes, ..Balance::default() };
    for token in tokens {
        balance.piece(token);
    }
    let mut unclosed = Vec::new();
    while let Some(frame) = balance.frames.pop() {
        balance.close(&frame, Token { kind: TokenKind::Close, span: end..end, boost: None }, true);
        unclosed.extend(frame.open);
    }
    if let Some(outermost) = unclosed.last()
        && !cut
    {
        // One mistake, however often it was made.
        balance.notes.add_with(SyntaxCode::UnbalancedParenthesis, outermost.clone(), || {
            match unclosed.len() {
                1 => "the parenthesis opened here is not closed, so it was closed at the end; type `)` where it ends".to_owned(),
                count => format!("{count} parentheses, the first of them opened here, are not closed, so they were closed at the end; type `)` where each ends"),
            }
        });
    }
    (balance.out, balance.notes)
}

#[derive(Default)]
struct Balance {
    out: Vec<Token>,
    notes: Notes,
    frames: Vec<Frame>,
    /// Parentheses and prefix operators around the next piece.
    depth: usize,
    said_too_deep: bool,
}

/// An open parenthesis.
struct Frame {
    /// Where it stands; none when it was left out for its depth.
    open: Option<Span>,
    /// Its place in the output.
    place: usize,
    /// Depth right inside it.
    inside: usize,
}

impl Balance {
    fn piece(&mut self, token: Token) {
        match token.kind {
            TokenKind::Open(_) => self.open(token),
            TokenKind::Close => match self.frames.pop() {
                Some(frame) => self.close(&frame, token, false),
                None => self.notes.add(
                    SyntaxCode::UnbalancedParenthesis,
                    token.span,
                    "this `)` closes nothing and was left out",
                ),
            },
            TokenKind::Nothing => self.drop_prefixes(),
            _ if token.kind.is_prefix() => {
                if self.depth < MAX_DEPTH {
                    self.depth += 1;
                    self.out.push(token);
                } else {
                    self.too_deep(token.span);
                }
            }
            _ => {
                self.out.push(token);
                self.leave();
            }
        }
    }

    fn open(&mut self, token: Token) {
        let place = self.out.len();
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            self.frames.push(Frame { open: Some(token.span.clone()), place, inside: self.depth });
            self.out.push(token);
        } else {
            self.too_deep(token.span);
            self.frames.push(Frame { open: None, place, inside: self.depth });
        }
    }

    /// Closes a parenthesis that was just taken off the frames. One with nothing inside is noted, unless something was
    /// or will be `told` of it.
    fn close(&mut self, frame: &Frame, close: Token, told: bool) {
        if let Some(open) = &frame.open {
            if self.out.len() > frame.place + 1 {
                self.out.push(close);
            } else {
                if !told {
                    self.notes.add(
                        SyntaxCode::UnbalancedParenthesis,
                        open.start..close.span.end,
                        "parentheses with nothing inside were left out",
                    );
                }
                self.out.truncate(frame.place);
                self.drop_prefixes();
            }
        }
        self.leave();
    }

    /// Drops the operators before something that was left out, so that they do not act on what follows it.
    fn drop_prefixes(&mut self) {
        while self.out.last().is_some_and(|last| last.kind.is_prefix()) {
            self.out.pop();
        }
        self.leave();
    }

    /// Goes back to the depth of the innermost open parenthesis.
    fn leave(&mut self) {
        self.depth = self.frames.last().map_or(0, |frame| frame.inside);
    }

    fn too_deep(&mut self, span: Span) {
        if !std::mem::replace(&mut self.said_too_deep, true) {
            self.notes.too_deep(span);
        }
    }
}
