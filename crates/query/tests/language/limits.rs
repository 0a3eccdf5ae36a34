//! How much of a query is read, and what is said of the rest.

use precis_query::language::{
    Expr, MAX_DEPTH, MAX_LEAVES, MAX_NOTES, MAX_QUERY_BYTES, Node, SyntaxCode, parse,
};

use crate::dump::tree;

fn codes(text: &str) -> Vec<SyntaxCode> {
    parse(text).notes.iter().map(|note| note.code).collect()
}

#[test]
fn a_long_query_is_cut_behind_a_word() {
    let text = format!("{} tail", "x".repeat(MAX_QUERY_BYTES - 3));
    let parsed = parse(&text);
    assert_eq!(parsed.tree.expr, Expr::Word("x".repeat(MAX_QUERY_BYTES - 3)));
    assert_eq!(parsed.notes[0].code, SyntaxCode::LimitReached);
    assert_eq!(parsed.notes[0].span, MAX_QUERY_BYTES - 3..text.len());
    assert_eq!(parsed.notes[0].message, "only the first 8 KiB of a query are read");
}

#[test]
fn a_long_word_is_cut_between_characters() {
    let text = "é".repeat(MAX_QUERY_BYTES);
    let parsed = parse(&text);
    assert_eq!(parsed.tree.expr, Expr::Word("é".repeat(MAX_QUERY_BYTES / 2)));
    assert_eq!(codes(&text), [SyntaxCode::LimitReached]);
}

#[test]
fn a_query_as_long_as_allowed_is_read_whole() {
    let text = "x".repeat(MAX_QUERY_BYTES);
    assert_eq!(parse(&text).tree.expr, Expr::Word(text.clone()));
    assert_eq!(codes(&text), []);
}

#[test]
fn words_beyond_the_limit_are_left_out() {
    let text = "a ".repeat(MAX_LEAVES) + "AND b";
    let parsed = parse(&text);
    let Expr::Side(items) = &parsed.tree.expr else { panic!("{:?}", parsed.tree) };
    assert_eq!(items.len(), MAX_LEAVES);
    assert_eq!(codes(&text), [SyntaxCode::LimitReached]);
    assert_eq!(&text[parsed.notes[0].span.clone()], "AND b");
    assert_eq!(codes(&"a ".repeat(MAX_LEAVES)), []);
}

#[test]
fn a_group_cut_by_the_limit_is_no_fault_of_the_typist() {
    let text = format!("({} b) c", "a ".repeat(MAX_LEAVES));
    assert_eq!(codes(&text), [SyntaxCode::LimitReached]);
    let whole = format!("({})", "a ".repeat(MAX_LEAVES));
    assert_eq!(codes(&whole), []);
}

#[test]
fn values_of_a_field_count() {
    let text = format!("tag:({}b c)", "a ".repeat(MAX_LEAVES - 1));
    assert_eq!(codes(&text), [SyntaxCode::LimitReached]);
}

#[test]
fn deep_parentheses_are_left_out_and_their_words_kept() {
    let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(codes(&deep(MAX_DEPTH)), []);
    assert_eq!(codes(&deep(MAX_DEPTH + 1)), [SyntaxCode::LimitReached]);
    assert_eq!(tree(&parse(&deep(MAX_DEPTH)).tree), deep(MAX_DEPTH));
    assert_eq!(tree(&parse(&deep(MAX_DEPTH * 10)).tree), deep(MAX_DEPTH));
}

#[test]
fn chains_of_prefix_operators_count_as_nesting() {
    for operator in ["NOT ", "take:", "title:", "-(", "same(", "near/5(b "] {
        let text = format!("{}a", operator.repeat(1000));
        let parsed = parse(&text);
        assert!(depth(&parsed.tree) <= 2 * MAX_DEPTH + 1, "{operator}: {}", depth(&parsed.tree));
        assert!(parsed.notes.iter().any(|note| note.code == SyntaxCode::LimitReached));
    }
}

#[test]
fn notes_end_somewhere() {
    let parsed = parse(&") ".repeat(1000));
    assert_eq!(parsed.notes.len(), MAX_NOTES);
    let last = &parsed.notes[MAX_NOTES - 1].message;
    assert!(last.ends_with("more notes of this query were left out"), "{last}");
}

#[test]
fn what_was_not_read_is_told_whatever_else_there_is_to_tell() {
    let text = format!("{}{}deep", "*a ".repeat(MAX_NOTES + 8), "(".repeat(MAX_DEPTH + 1));
    let parsed = parse(&text);
    assert_eq!(parsed.notes.len(), MAX_NOTES);
    assert!(parsed.notes.iter().any(|note| note.code == SyntaxCode::LimitReached));
}

fn depth(node: &Node) -> usize {
    match &node.expr {
        Expr::Side(items) | Expr::And(items) | Expr::Or(items) | Expr::Near { of: items, .. } => {
            1 + items.iter().map(depth).max().unwrap_or(0)
        }
        Expr::Not(of)
        | Expr::Must(of)
        | Expr::Paren(of)
        | Expr::Same(of)
        | Expr::Title(of)
        | Expr::AtLeast { of, .. }
        | Expr::Section { of, .. }
        | Expr::Boost { of, .. } => 1 + depth(of),
        _ => 1,
    }
}
