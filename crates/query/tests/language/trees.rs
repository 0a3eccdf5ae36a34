//! Trees made at random, and trees made comparable.

use precis_query::language::{Expr, Field, Node};
use proptest::prelude::*;

/// Takes places and parentheses out of a tree; binding is in its shape.
pub(crate) fn bare(node: &Node) -> Node {
    if let Expr::Paren(of) = &node.expr {
        return bare(of);
    }
    rebuilt(node, &bare)
}

/// Takes places out of a tree.
pub(crate) fn placeless(node: &Node) -> Node {
    rebuilt(node, &placeless)
}

fn rebuilt(node: &Node, each: &dyn Fn(&Node) -> Node) -> Node {
    let one = |of: &Node| Box::new(each(of));
    let all = |items: &[Node]| items.iter().map(each).collect();
    let expr = match &node.expr {
        Expr::Side(items) => Expr::Side(all(items)),
        Expr::And(items) => Expr::And(all(items)),
        Expr::Or(items) => Expr::Or(all(items)),
        Expr::Not(of) => Expr::Not(one(of)),
        Expr::Must(of) => Expr::Must(one(of)),
        Expr::Paren(of) => Expr::Paren(one(of)),
        Expr::Near { distance, of } => Expr::Near { distance: *distance, of: all(of) },
        Expr::Same(of) => Expr::Same(one(of)),
        Expr::AtLeast { count, of } => Expr::AtLeast { count: *count, of: one(of) },
        Expr::Section { name, of } => Expr::Section { name: name.clone(), of: one(of) },
        Expr::Title(of) => Expr::Title(one(of)),
        Expr::Field { field, value, .. } => {
            Expr::Field { field: *field, value: value.clone(), value_span: 0..0 }
        }
        Expr::Boost { of, thousandths } => Expr::Boost { of: one(of), thousandths: *thousandths },
        leaf => leaf.clone(),
    };
    node_of(expr)
}

fn node_of(expr: Expr) -> Node {
    Node { span: 0..0, expr }
}

fn word() -> impl Strategy<Value = Expr> {
    prop_oneof![
        4 => "[a-z]{1,6}",
        1 => prop::sample::select(vec![
            "AT&T", "C++", ".NET", "GPT-4o", "U.S.", "$50", "27%", "-5%", "1,000,000", "Q3'26", "AND",
            "OR", "NOT", "near/5", "same", "5\"", "-", "–", "?", "https://example.com/a?b=c", "10:30",
            ":)", "🚀", "注意", "2^10", "*", "5*3", "title:", "re:invent", "atleast/3", "//x", "::",
        ]).prop_map(str::to_owned),
    ]
    .prop_map(Expr::Word)
}

fn leaf() -> impl Strategy<Value = Node> {
    let value = prop_oneof![
        "[a-z0-9./>=$-]{1,8}",
        "[a-z]{1,4} [a-z]{1,4}",
        "[a-z(),;:/-]{1,6}x?",
        Just("2026-04-01..2026-06-30".to_owned()),
    ];
    let fields: Vec<Field> = Field::NAMES.iter().map(|(_, field)| *field).collect();
    prop_oneof![
        6 => word(),
        2 => ("[a-z][a-z ,.:()*^-]{0,10}", prop::option::of(1..=50_u32))
            .prop_map(|(text, slop)| Expr::Phrase { text, slop }),
        1 => "[a-z]{2,5}".prop_map(Expr::Prefix),
        1 => "[a-z]{1,3}\\*[a-z]{1,3}".prop_map(Expr::Wildcard),
        1 => "[a-z]{2,5}".prop_map(Expr::Fuzzy),
        1 => value.clone().prop_map(Expr::In),
        2 => (prop::sample::select(fields), value)
            .prop_map(|(field, value)| Expr::Field { field, value, value_span: 0..0 }),
    ]
    .prop_map(node_of)
}

/// Any tree that someone could have meant.
pub(crate) fn any_tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(5, 40, 4, |inner| {
        let one = || inner.clone().prop_map(Box::new);
        let some = || prop::collection::vec(inner.clone(), 2..4);
        let section = prop::sample::select(vec!["take", "forecast", "crate of the week"]);
        prop_oneof![
            2 => some().prop_map(Expr::Side),
            2 => some().prop_map(Expr::And),
            2 => some().prop_map(Expr::Or),
            2 => one().prop_map(Expr::Not),
            1 => one().prop_map(Expr::Must),
            1 => one().prop_map(Expr::Paren),
            1 => (1..=50_u32, some()).prop_map(|(distance, of)| Expr::Near { distance, of }),
            1 => one().prop_map(Expr::Same),
            1 => (1..=1000_u32, one()).prop_map(|(count, of)| Expr::AtLeast { count, of }),
            1 => (section, one()).prop_map(|(name, of)| Expr::Section { name: name.into(), of }),
            1 => one().prop_map(Expr::Title),
            1 => (one(), 1..=100_000_u32)
                .prop_map(|(of, thousandths)| Expr::Boost { of, thousandths }),
        ]
        .prop_map(node_of)
    })
}
