//! Pieces in, tree out, by descent: one function for each step of binding, the loosest first.

use super::ast::{Expr, Node, Span, SyntaxCode};
use super::lexer::is_quote;
use super::notes::Notes;
use super::token::{Opener, Token, TokenKind};

/// Puts balanced pieces together; nothing if there are none.
pub(super) fn tree(text: &str, tokens: Vec<Token>, notes: &mut Notes) -> Option<Node> {
    Parser { text, tokens, at: 0, notes }.side()
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    notes: &'a mut Notes,
}

impl Parser<'_> {
    /// Things side by side, up to a closing parenthesis or the end.
    fn side(&mut self) -> Option<Node> {
        let mut items = Vec::new();
        while self.peek(0).is_some_and(|kind| !matches!(kind, TokenKind::Close)) {
            items.extend(self.or());
        }
        join(items, Expr::Side)
    }

    fn or(&mut self) -> Option<Node> {
        let mut items = vec![self.and()?];
        while self.infix(|kind| matches!(kind, TokenKind::Or)).is_some() {
            items.extend(self.and());
        }
        join(items, Expr::Or)
    }

    fn and(&mut self) -> Option<Node> {
        let mut items = vec![self.near()?];
        while self.infix(|kind| matches!(kind, TokenKind::And)).is_some() {
            items.extend(self.near());
        }
        join(items, Expr::And)
    }

    /// A chain of one distance is one thing; where the distance changes, the chain so far is the first of a new one.
    fn near(&mut self) -> Option<Node> {
        let mut items = vec![self.unary()?];
        let mut distance = 0;
        while let Some(TokenKind::Near(next)) =
            self.infix(|kind| matches!(kind, TokenKind::Near(_)))
        {
            if items.len() > 1 && next != distance {
                let chain = std::mem::take(&mut items);
                items.extend(join(chain, |of| Expr::Near { distance, of }));
            }
            distance = next;
            items.extend(self.unary());
        }
        join(items, |of| Expr::Near { distance, of })
    }

    fn unary(&mut self) -> Option<Node> {
        if !self.peek(0)?.is_prefix() || !self.peek(1).is_some_and(TokenKind::begins_operand) {
            return self.primary();
        }
        let operator = self.next()?;
        let of = Box::new(self.unary()?);
        let span = operator.span.start..of.span.end;
        let expr = match operator.kind {
            TokenKind::Not | TokenKind::Minus => Expr::Not(of),
            TokenKind::Plus => Expr::Must(of),
            TokenKind::Section(name) => Expr::Section { name, of },
            _ => Expr::Title(of),
        };
        Some(Node { span, expr })
    }

    fn primary(&mut self) -> Option<Node> {
        let token = self.next()?;
        let span = token.span.clone();
        match token.kind {
            TokenKind::Leaf(expr) => Some(boosted(Node { span, expr }, token.boost)),
            TokenKind::Values { field, values, all } => {
                let of = values.into_iter().map(|(value, value_span)| Node {
                    span: value_span.clone(),
                    expr: Expr::Field { field, value, value_span },
                });
                let fields = join(of.collect(), if all { Expr::And } else { Expr::Or })?;
                Some(match fields.expr {
                    Expr::Field { .. } => Node { span, ..fields },
                    _ => Node { span, expr: Expr::Paren(Box::new(fields)) },
                })
            }
            TokenKind::Open(opener) => {
                let of = self.side();
                let close = self.next();
                let end = close.as_ref().map_or(self.text.len(), |close| close.span.end);
                let boost = close.and_then(|close| close.boost);
                Some(boosted(self.opened(opener, span, of?, end), boost))
            }
            kind => Some(self.lone(&kind, span)),
        }
    }

    fn opened(&mut self, opener: Opener, open: Span, of: Node, end: usize) -> Node {
        let span = open.start..end;
        let expr = match opener {
            Opener::Group => Expr::Paren(Box::new(of)),
            Opener::Same => Expr::Same(Box::new(of)),
            Opener::AtLeast(count) => Expr::AtLeast { count, of: Box::new(of) },
            Opener::Near(distance) => match of.expr {
                Expr::Side(of) => Expr::Near { distance, of },
                expr => {
                    self.notes.add_with(SyntaxCode::BadValue, span.clone(), || {
                        format!("`near/{distance}` was left out: it needs two things in its parentheses, as in `near/{distance}(azure bedrock)`")
                    });
                    Expr::Paren(Box::new(Node { expr, span: of.span }))
                }
            },
        };
        Node { span, expr }
    }

    /// An operator with nothing to work on is a word; the heading of a section, in its quotes, a phrase.
    fn lone(&mut self, kind: &TokenKind, span: Span) -> Node {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let expr = match kind {
            TokenKind::Section(heading) if written.starts_with(is_quote) => {
                Expr::Phrase { text: heading.clone(), slop: None }
            }
            _ => Expr::Word(written.into()),
        };
        self.notes.add_with(SyntaxCode::LoneOperator, span.clone(), || {
            let missing = match kind {
                TokenKind::And | TokenKind::Or | TokenKind::Near(_) => "something on both sides",
                _ => "something after it",
            };
            let what = if matches!(expr, Expr::Word(_)) { "word" } else { "phrase" };
            format!("`{written}` was searched as a {what}: as an operator it needs {missing}")
        });
        Node { expr, span }
    }

    fn peek(&self, ahead: usize) -> Option<&TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        Some(token)
    }

    /// Takes an operator of that sort if something it can work on follows.
    fn infix(&mut self, sort: impl Fn(&TokenKind) -> bool) -> Option<TokenKind> {
        let acts =
            self.peek(0).is_some_and(sort) && self.peek(1).is_some_and(TokenKind::begins_operand);
        if acts { self.next().map(|token| token.kind) } else { None }
    }
}

/// Joins several things to one, or returns the only one.
fn join(mut items: Vec<Node>, expr: impl FnOnce(Vec<Node>) -> Expr) -> Option<Node> {
    if items.len() < 2 {
        return items.pop();
    }
    let span = items.first()?.span.start..items.last()?.span.end;
    Some(Node { span, expr: expr(items) })
}

fn boosted(of: Node, boost: Option<super::token::BoostSuffix>) -> Node {
    match boost {
        None => of,
        Some(boost) => Node {
            span: of.span.start..boost.end,
            expr: Expr::Boost { of: Box::new(of), thousandths: boost.thousandths },
        },
    }
}
