//! The smallest changes of a typed query: everything that asks for less, one step at a time.

use super::phrases::as_words;
use crate::language::{Expr, Field, Node, print};

/// What a change changes, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reason {
    Spelling,
    WithoutQuotes,
    AnySection,
    AnyDate,
    WithoutFilter,
    WithoutOperator,
    WithoutWord,
    AnyWord,
    WithoutFilters,
    AnyWordAnywhere,
}

impl Reason {
    /// Stable name in the JSON output.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::WithoutQuotes => "without_quotes",
            Self::AnySection => "any_section",
            Self::AnyDate => "any_date",
            Self::WithoutFilter => "without_filter",
            Self::WithoutOperator => "without_operator",
            Self::WithoutWord => "without_word",
            Self::AnyWord => "any_word",
            Self::WithoutFilters => "without_filters",
            Self::AnyWordAnywhere => "any_word_anywhere",
        }
    }
}

/// A changed tree.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) reason: Reason,
    /// One clause for people.
    pub(super) message: String,
    /// None where nothing is left.
    pub(super) tree: Option<Node>,
}

/// Corrects a text; returns what was corrected to what, and the whole text so.
pub(super) type Speller<'a, E> = &'a dyn Fn(&str) -> Result<Option<(String, String)>, E>;

/// Lists all changes of a tree by one step, in the order of the text.
pub(super) fn edits<E>(node: &Node, speller: Speller<'_, E>) -> Result<Vec<Edit>, E> {
    let mut found = Vec::new();
    own(node, speller, &mut found)?;
    inner(node, speller, &mut found)?;
    Ok(found)
}

/// Changes of the node itself.
fn own<E>(node: &Node, speller: Speller<'_, E>, found: &mut Vec<Edit>) -> Result<(), E> {
    let mut add = |reason, message: String, expr: Option<Expr>| {
        let tree = expr.map(|expr| Node { span: node.span.clone(), expr });
        found.push(Edit { reason, message, tree });
    };
    let without = || format!("without {}", print(node));
    match &node.expr {
        Expr::Word(text) => {
            if let Some((message, text)) = speller(text)? {
                add(Reason::Spelling, message, Some(Expr::Word(text)));
            }
            add(Reason::WithoutWord, without(), None);
        }
        Expr::Phrase { text, slop } => {
            if let Some((message, text)) = speller(text)? {
                add(Reason::Spelling, message, Some(Expr::Phrase { text, slop: *slop }));
            }
            let words = as_words(text);
            if words.contains(' ') {
                let message = format!("“{words}” without the quotes");
                add(Reason::WithoutQuotes, message, Some(Expr::Word(words)));
            }
            add(Reason::WithoutWord, without(), None);
        }
        Expr::Prefix(_) | Expr::Wildcard(_) | Expr::Fuzzy(_) => {
            add(Reason::WithoutWord, without(), None);
        }
        Expr::In(_) => add(Reason::AnySection, "in any section".to_owned(), None),
        Expr::Section { of, .. } => {
            add(Reason::AnySection, "in any section".to_owned(), Some(of.expr.clone()));
        }
        Expr::Title(of) => {
            add(Reason::WithoutFilter, "not only in the title".to_owned(), Some(of.expr.clone()));
        }
        Expr::Field { field, .. } if !is_date(*field) && *field != Field::Sort => {
            add(Reason::WithoutFilter, without(), None);
        }
        Expr::Not(_) => add(Reason::WithoutOperator, without(), None),
        Expr::Must(of) => add(
            Reason::WithoutOperator,
            format!("{} without its +", print(of)),
            Some(of.expr.clone()),
        ),
        Expr::Near { of, .. } => add(
            Reason::WithoutOperator,
            "the words anywhere, not close together".to_owned(),
            Some(Expr::Side(of.clone())),
        ),
        Expr::Same(of) => add(
            Reason::WithoutOperator,
            "the words anywhere, not in one sentence".to_owned(),
            Some(of.expr.clone()),
        ),
        Expr::AtLeast { of, .. } => {
            add(Reason::WithoutOperator, "the words once".to_owned(), Some(of.expr.clone()));
        }
        _ => {}
    }
    Ok(())
}

/// Changes of what stands inside.
fn inner<E>(node: &Node, speller: Speller<'_, E>, found: &mut Vec<Edit>) -> Result<(), E> {
    let again = |expr| Node { span: node.span.clone(), expr };
    match &node.expr {
        Expr::Side(of) => many(of, speller, found, &|of| again(Expr::Side(of))),
        Expr::And(of) => many(of, speller, found, &|of| again(Expr::And(of))),
        Expr::Or(of) => {
            let mut here = Vec::new();
            many(of, speller, &mut here, &|of| again(Expr::Or(of)))?;
            // An alternative less finds nothing more.
            let is_whole = |edit: &Edit| matches!(&edit.tree, Some(Node { expr: Expr::Or(left), .. }) if left.len() == of.len());
            found.extend(here.into_iter().filter(is_whole));
            Ok(())
        }
        Expr::Paren(of) => one(of, speller, found, &|of| again(Expr::Paren(of))),
        Expr::Must(of) => one(of, speller, found, &|of| again(Expr::Must(of))),
        Expr::Title(of) => one(of, speller, found, &|of| again(Expr::Title(of))),
        Expr::Same(of) => one(of, speller, found, &|of| again(Expr::Same(of))),
        Expr::Section { name, of } => {
            one(of, speller, found, &|of| again(Expr::Section { name: name.clone(), of }))
        }
        Expr::AtLeast { count, of } => {
            one(of, speller, found, &|of| again(Expr::AtLeast { count: *count, of }))
        }
        Expr::Boost { of, thousandths } => {
            one(of, speller, found, &|of| again(Expr::Boost { of, thousandths: *thousandths }))
        }
        Expr::Near { distance, of } => {
            many(of, speller, found, &|of| again(Expr::Near { distance: *distance, of }))
        }
        _ => Ok(()),
    }
}

fn one<E>(
    of: &Node,
    speller: Speller<'_, E>,
    found: &mut Vec<Edit>,
    around: &dyn Fn(Box<Node>) -> Node,
) -> Result<(), E> {
    for edit in edits(of, speller)? {
        let tree = edit.tree.map(|of| around(Box::new(of)));
        found.push(Edit { tree, ..edit });
    }
    Ok(())
}

fn many<E>(
    of: &[Node],
    speller: Speller<'_, E>,
    found: &mut Vec<Edit>,
    around: &dyn Fn(Vec<Node>) -> Node,
) -> Result<(), E> {
    for (place, node) in of.iter().enumerate() {
        for edit in edits(node, speller)? {
            let mut rest = of.to_vec();
            match edit.tree {
                Some(tree) => rest[place] = tree,
                None => {
                    rest.remove(place);
                }
            }
            let tree = if rest.len() < 2 { rest.pop() } else { Some(around(rest)) };
            found.push(Edit { tree, ..edit });
        }
    }
    Ok(())
}

/// Conditions that are lifted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lifted {
    /// When an article was published.
    Dates,
    /// Every field with a value, and every section.
    Filters,
}

impl Lifted {
    fn is_out(self, expr: &Expr) -> bool {
        match expr {
            Expr::Field { field, .. } if self == Self::Dates => is_date(*field),
            Expr::Field { field, .. } => *field != Field::Sort,
            Expr::In(_) => self == Self::Filters,
            _ => false,
        }
    }
}

/// Takes conditions out of a tree; none where nothing is left. What is denied stays denied.
pub(super) fn without(node: &Node, lifted: Lifted) -> Option<Node> {
    if lifted.is_out(&node.expr) {
        return None;
    }
    let several = |of: &[Node], around: fn(Vec<Node>) -> Expr| {
        let mut left: Vec<Node> = of.iter().filter_map(|node| without(node, lifted)).collect();
        match left.len() {
            0 | 1 => left.pop(),
            _ => Some(Node { span: node.span.clone(), expr: around(left) }),
        }
    };
    match &node.expr {
        Expr::Side(of) => several(of, Expr::Side),
        Expr::And(of) => several(of, Expr::And),
        Expr::Or(of) => several(of, Expr::Or),
        Expr::Paren(of) => {
            let expr = Expr::Paren(Box::new(without(of, lifted)?));
            Some(Node { span: node.span.clone(), expr })
        }
        Expr::Section { of, .. } if lifted == Lifted::Filters => without(of, lifted),
        _ => Some(node.clone()),
    }
}

/// The words that a tree looks for, with nothing else.
pub(super) fn bare_words(node: &Node) -> String {
    let mut words = Vec::new();
    collect_words(node, &mut words);
    words.join(" ")
}

fn collect_words(node: &Node, words: &mut Vec<String>) {
    match &node.expr {
        Expr::Word(text) | Expr::Phrase { text, .. } | Expr::Fuzzy(text) => {
            words.push(as_words(text));
        }
        Expr::Prefix(_) => words.push(print(node)),
        Expr::Side(of) | Expr::And(of) | Expr::Or(of) | Expr::Near { of, .. } => {
            of.iter().for_each(|node| collect_words(node, words));
        }
        Expr::Paren(of)
        | Expr::Must(of)
        | Expr::Title(of)
        | Expr::Same(of)
        | Expr::Section { of, .. }
        | Expr::AtLeast { of, .. }
        | Expr::Boost { of, .. } => collect_words(of, words),
        _ => {}
    }
}

/// Tells whether a field says when an article was published.
pub(super) fn is_date(field: Field) -> bool {
    matches!(field, Field::Date | Field::Since | Field::Before)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::language::parse;

    fn changed(query: &str) -> Vec<String> {
        let speller = |text: &str| {
            Ok::<_, Infallible>(
                text.contains("opnai")
                    .then(|| ("with openai".to_owned(), text.replace("opnai", "openai"))),
            )
        };
        let Ok(edits) = edits(&parse(query).tree, &speller);
        edits
            .into_iter()
            .map(|edit| {
                let text = edit.tree.as_ref().map_or_else(String::new, print);
                format!("{}: {text}", edit.reason.as_str())
            })
            .collect()
    }

    #[test]
    fn every_step_is_taken_by_itself() {
        for (query, expected) in [
            ("", &[][..]),
            ("a", &["without_word: "]),
            ("a opnai", &["without_word: opnai", "spelling: a openai", "without_word: a"]),
            (
                "\"a opnai\" b",
                &[
                    "spelling: \"a openai\" b",
                    "without_quotes: a opnai b",
                    "without_word: b",
                    "without_word: \"a opnai\"",
                ],
            ),
            ("a in:take", &["without_word: in:take", "any_section: a"]),
            (
                "take:(a b)",
                &["any_section: (a b)", "without_word: take:(b)", "without_word: take:(a)"],
            ),
            (
                "a source:x since:30d",
                &["without_word: source:x since:30d", "without_filter: a since:30d"],
            ),
            ("a -b", &["without_word: -b", "without_operator: a"]),
            ("a +b", &["without_word: +b", "without_operator: a b", "without_word: a"]),
            ("a OR opnai", &["spelling: a OR openai"]),
            ("a AND b", &["without_word: b", "without_word: a"]),
            ("title:a", &["without_filter: a", "without_word: "]),
        ] {
            assert_eq!(changed(query), expected, "{query}");
        }
    }

    #[test]
    fn the_words_alone_are_without_operators() {
        let query = "a \"b OR c\" -d +e take:(f gg*) source:x hh~";
        assert_eq!(bare_words(&parse(query).tree), "a b or c e f gg* hh");
    }

    #[test]
    fn conditions_of_one_sort_go_together() {
        for (query, lifted, expected) in [
            ("a since:30d before:2026", Lifted::Dates, "a"),
            ("since:30d", Lifted::Dates, ""),
            ("(a since:30d) b -since:2d", Lifted::Dates, "(a) b -since:2d"),
            ("date:(2025 2026) a tag:b", Lifted::Dates, "a tag:b"),
            ("take:(a in:watch) tag:b c sort:newest", Lifted::Filters, "(a) c sort:newest"),
        ] {
            let left = without(&parse(query).tree, lifted);
            assert_eq!(left.as_ref().map_or_else(String::new, print), expected, "{query}");
        }
    }
}
