//! A tree and its notes on a few lines, for snapshots.

use precis_query::language::{Expr, Node, parse};

/// Reads a query and shows its tree and, a line each, its notes with the text they point at.
pub(crate) fn read(text: &str) -> String {
    let parsed = parse(text);
    let mut shown = tree(&parsed.tree);
    for note in parsed.notes {
        let place = &text[note.span.clone()];
        shown += &format!("\n{:?} at `{place}`: {}", note.code, note.message);
    }
    shown
}

/// Shows a tree alone.
pub(crate) fn tree(node: &Node) -> String {
    match &node.expr {
        Expr::Empty => "empty".into(),
        Expr::Word(word) => word.clone(),
        Expr::Phrase { text, slop: None } => format!("“{text}”"),
        Expr::Phrase { text, slop: Some(slop) } => format!("“{text}”~{slop}"),
        Expr::Prefix(letters) => format!("prefix[{letters}]"),
        Expr::Wildcard(pattern) => format!("wildcard[{pattern}]"),
        Expr::Fuzzy(letters) => format!("fuzzy[{letters}]"),
        Expr::Side(items) => list("side", items),
        Expr::And(items) => list("and", items),
        Expr::Or(items) => list("or", items),
        Expr::Not(of) => one("not", of),
        Expr::Must(of) => one("must", of),
        Expr::Paren(of) => format!("({})", tree(of)),
        Expr::Near { distance, of } => list(&format!("near/{distance}"), of),
        Expr::Same(of) => one("same", of),
        Expr::AtLeast { count, of } => one(&format!("atleast/{count}"), of),
        Expr::Section { name, of } => one(&format!("section:{name}"), of),
        Expr::In(name) => format!("in[{name}]"),
        Expr::Title(of) => one("title", of),
        Expr::Field { field, value, .. } => format!("{field:?}[{value}]"),
        Expr::Boost { of, thousandths } => one(&format!("boost/{thousandths}"), of),
    }
}

fn list(name: &str, items: &[Node]) -> String {
    format!("{name}[{}]", items.iter().map(tree).collect::<Vec<_>>().join(", "))
}

fn one(name: &str, of: &Node) -> String {
    format!("{name}[{}]", tree(of))
}
