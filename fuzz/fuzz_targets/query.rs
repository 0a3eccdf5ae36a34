//! Any text is read as a query, and what was read prints as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use precis_query::language::{Expr, Node, SyntaxCode, parse, print};

fuzz_target!(|text: &str| {
    let parsed = parse(text);
    check(text, &parsed.tree, 0, text.len());
    for note in &parsed.notes {
        assert!(text.get(note.span.clone()).is_some(), "{note:?}");
    }
    let printed = print(&parsed.tree);
    let again = parse(&printed);
    // What is written out in full can be longer, or deeper by parentheses, than what is read.
    if again.notes.iter().all(|note| note.code != SyntaxCode::LimitReached) {
        assert_eq!(print(&again.tree), printed);
    }
});

/// Places lie inside their parents, in order and between characters.
fn check(text: &str, node: &Node, start: usize, end: usize) {
    let span = node.span.clone();
    assert!(start <= span.start && span.end <= end && text.get(span.clone()).is_some(), "{node:?}");
    let mut from = span.start;
    for child in children(&node.expr) {
        check(text, child, from, span.end);
        from = child.span.end;
    }
}

fn children(expr: &Expr) -> Vec<&Node> {
    match expr {
        Expr::Side(of) | Expr::And(of) | Expr::Or(of) | Expr::Near { of, .. } => {
            of.iter().collect()
        }
        Expr::Not(of)
        | Expr::Must(of)
        | Expr::Paren(of)
        | Expr::Same(of)
        | Expr::Title(of)
        | Expr::AtLeast { of, .. }
        | Expr::Section { of, .. }
        | Expr::Boost { of, .. } => vec![of],
        _ => Vec::new(),
    }
}
