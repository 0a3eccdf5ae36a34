//! What has been typed so far, and which word of it is still being typed.

use precis_analysis::{Typed, typed};

use crate::language::{Expr, Node, parse};

/// A query in the course of being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typing {
    /// All before the word that is being typed; behind a space, all of it.
    pub(super) before: String,
    /// Letters of that word, folded; empty behind a space.
    pub(super) letters: String,
    /// The words before it, where there are only words.
    pub(super) words: Vec<Typed>,
    /// Whether there are only words.
    pub(super) is_plain: bool,
    /// Whether it stands in quotes that are still open: where they begin.
    pub(super) quote: Option<usize>,
}

impl Typing {
    /// Reads what was typed; none where no word is being typed that could be completed.
    pub(super) fn read(text: &str) -> Option<Self> {
        let tree = parse(text).tree;
        let last = last_leaf(&tree)?;
        let ends_there = last.span.end == text.len();
        match &last.expr {
            Expr::Word(_) => {
                let is_plain = is_plain(&tree);
                let mut words = if is_plain { typed(text) } else { Vec::new() };
                let of_leaf = typed(text.get(last.span.clone())?);
                let being = of_leaf
                    .last()
                    .filter(|t| ends_there && last.span.start + t.span.end == text.len());
                let Some(being) = being else {
                    let before = text.to_owned();
                    return Some(Self {
                        before,
                        letters: String::new(),
                        words,
                        is_plain,
                        quote: None,
                    });
                };
                words.pop();
                Some(Self {
                    before: text.get(..last.span.start + being.span.start)?.to_owned(),
                    letters: letters(being),
                    words,
                    is_plain,
                    quote: None,
                })
            }
            Expr::Phrase { slop: None, .. } if ends_there && is_open(text, last) => {
                let start = last.span.start;
                let quote = text.get(start..)?.chars().next()?.len_utf8();
                let inside = text.get(start + quote..)?;
                let mut words = typed(inside);
                let being = words.pop().filter(|t| t.span.end == inside.len())?;
                Some(Self {
                    before: text.get(..start + quote + being.span.start)?.to_owned(),
                    letters: letters(&being),
                    words,
                    is_plain: false,
                    quote: Some(start),
                })
            }
            _ => None,
        }
    }
}

/// The letters by which a word stands in the word list: a compound's as one.
fn letters(being: &Typed) -> String {
    let form = being.joined.as_ref().or(being.parts.last());
    form.and_then(|form| form.exact.first()).cloned().unwrap_or_default()
}

/// The leaf that stands last.
fn last_leaf(node: &Node) -> Option<&Node> {
    match &node.expr {
        Expr::Side(of) | Expr::And(of) | Expr::Or(of) => last_leaf(of.last()?),
        Expr::Not(of)
        | Expr::Must(of)
        | Expr::Paren(of)
        | Expr::Title(of)
        | Expr::Same(of)
        | Expr::Section { of, .. } => last_leaf(of),
        Expr::Word(_) | Expr::Phrase { .. } => Some(node),
        _ => None,
    }
}

fn is_plain(tree: &Node) -> bool {
    match &tree.expr {
        Expr::Word(_) => true,
        Expr::Side(of) => of.iter().all(|node| matches!(node.expr, Expr::Word(_))),
        _ => false,
    }
}

/// Tells whether a phrase at the end lacks its second quote.
fn is_open(text: &str, phrase: &Node) -> bool {
    let written = text.get(phrase.span.clone()).unwrap_or_default();
    let mut chars = written.chars();
    chars.next();
    !chars.next_back().is_some_and(|c| matches!(c, '"' | '“' | '”' | '„' | '‟'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let Some(typing) = Typing::read(text) else { return "none".to_owned() };
        let words: Vec<_> = typing.words.iter().map(|word| word.text.as_str()).collect();
        let plain = if typing.is_plain { "" } else { " operators" };
        let quote = if typing.quote.is_some() { " open" } else { "" };
        format!("{}[{}] {}{plain}{quote}", typing.before, typing.letters, words.join(","))
    }

    #[test]
    fn the_last_word_is_being_typed() {
        for (text, expected) in [
            ("open", "[open] "),
            ("Open", "[open] "),
            ("openai mic", "openai [mic] openai"),
            ("openai ", "openai [] openai"),
            ("openai,", "openai,[] openai"),
            ("GPT-4", "[gpt4] "),
            ("openai -nvid", "openai -[nvid]  operators"),
            ("take:(azure bed", "take:(azure [bed]  operators"),
            ("a OR op", "a OR [op]  operators"),
            ("\"revenue sh", "\"revenue [sh] revenue operators open"),
            ("deal “revenue sh", "deal “revenue [sh] revenue operators open"),
            ("\"revenue share\"", "none"),
            ("source:wi", "none"),
            ("exclusiv*", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
