//! The words and phrases that stand outermost, with no operator around them: the only ones that are ever forgiven.

use crate::language::{Expr, Node};

/// Collects the words and phrases side by side in the whole query. Parentheses around words alone are text, and a
/// section that everything stands in changes nothing about them.
pub(super) fn outermost(tree: &mut Node) -> Vec<&mut Node> {
    let mut found = Vec::new();
    collect(tree, true, &mut found);
    found
}

fn collect<'a>(node: &'a mut Node, whole: bool, found: &mut Vec<&'a mut Node>) {
    if matches!(node.expr, Expr::Word(_) | Expr::Phrase { slop: None, .. }) {
        found.push(node);
        return;
    }
    match &mut node.expr {
        Expr::Side(of) => of.iter_mut().for_each(|node| collect(node, false, found)),
        Expr::Paren(of) if whole || is_text(of) => collect(of, whole, found),
        Expr::Section { of, .. } if whole => collect(of, true, found),
        _ => {}
    }
}

/// Tells whether a node holds words and phrases and no operator.
fn is_text(node: &Node) -> bool {
    match &node.expr {
        Expr::Word(_) | Expr::Phrase { slop: None, .. } => true,
        Expr::Paren(of) => is_text(of),
        Expr::Side(of) => of.iter().all(is_text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{parse, print};

    #[test]
    fn what_has_no_operator_around_it_stands_outermost() {
        for (query, expected) in [
            ("", ""),
            ("a", "a"),
            ("\"a b\"", "\"a b\""),
            ("a \"b c\" -d +e ff* gg~ title:h take:i", "a \"b c\""),
            ("a b in:take source:x", "a b"),
            ("a (b \"c d\" (e)) f", "a b \"c d\" e f"),
            ("a (b -c) d", "a d"),
            ("(a (b) c)", "a b c"),
            ("a OR b", ""),
            ("a AND b", ""),
            ("take:(a \"b c\")", "a \"b c\""),
            ("take:(a b) c", "c"),
            ("\"a b\"~3 c", "c"),
        ] {
            let mut tree = parse(query).tree;
            let found: Vec<String> = outermost(&mut tree).into_iter().map(|n| print(n)).collect();
            assert_eq!(found.join(" "), expected, "{query}");
        }
    }
}
