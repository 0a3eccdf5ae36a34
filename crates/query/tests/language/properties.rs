//! Laws of reading and printing.

use std::ops::Range;

use precis_query::language::{Expr, Node, SyntaxCode, parse, print};
use proptest::prelude::*;

use crate::trees::{any_tree, bare, placeless};

/// Pieces that operators are made of.
fn operator_soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "bc",
        "AND",
        "OR",
        "NOT",
        "-",
        "+",
        "(",
        ")",
        "((",
        "))",
        "\"",
        "“",
        "”",
        "~",
        "~3",
        "*",
        "^",
        "^2",
        "^1.5",
        ":",
        "::",
        "//",
        "in:",
        "take:",
        "title:",
        "source:",
        "amount:",
        "foo:",
        "near/5",
        "near/99",
        "near/5(",
        "same(",
        "atleast/3(",
        "atleast/2",
        ".",
        ",",
        ";",
        "?",
        "!",
        "$",
        "5",
        "%",
        "é",
        "注",
        "🚀",
        "\t",
        "\n",
        ":-)",
        ":(",
        ">=",
        "..",
        "'",
        "/",
        "\\",
        " OR ",
        " AND ",
        " -",
        "\" ",
    ];
    let piece = prop::sample::select(pieces);
    let spaced = (piece, prop::bool::ANY)
        .prop_map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() });
    prop::collection::vec(spaced, 0..24).prop_map(|pieces| pieces.concat())
}

fn check_laws(text: &str) -> Result<(), TestCaseError> {
    let parsed = parse(text);
    check_spans(text, &parsed.tree, &(0..text.len()))?;
    for note in &parsed.notes {
        prop_assert!(text.get(note.span.clone()).is_some(), "{note:?}");
        prop_assert!(!note.message.is_empty());
    }
    // Quotes in a value are read as typed, but what is cut off or left out is not there to print.
    let printed = print(&parsed.tree);
    let again = parse(&printed);
    prop_assert_eq!(bare(&again.tree), bare(&parsed.tree), "{} printed as {}", text, printed);
    let reprinted = print(&again.tree);
    prop_assert_eq!(&reprinted, &printed, "{}", text);
    prop_assert_eq!(placeless(&parse(&reprinted).tree), placeless(&again.tree));
    Ok(())
}

/// Spans lie inside the text, on character boundaries, children inside their parents and in order.
fn check_spans(text: &str, node: &Node, outer: &Range<usize>) -> Result<(), TestCaseError> {
    let span = &node.span;
    prop_assert!(text.get(span.clone()).is_some(), "{span:?} in {text:?}");
    prop_assert!(outer.start <= span.start && span.end <= outer.end, "{span:?} in {outer:?}");
    let children: Vec<&Node> = match &node.expr {
        Expr::Side(items) | Expr::And(items) | Expr::Or(items) | Expr::Near { of: items, .. } => {
            items.iter().collect()
        }
        Expr::Not(of)
        | Expr::Must(of)
        | Expr::Paren(of)
        | Expr::Same(of)
        | Expr::Title(of)
        | Expr::AtLeast { of, .. }
        | Expr::Section { of, .. }
        | Expr::Boost { of, .. } => vec![of],
        Expr::Word(word) => {
            prop_assert!(text[span.clone()].starts_with(word.as_str()), "{word} in {text:?}");
            vec![]
        }
        Expr::Field { value, value_span, .. } => {
            prop_assert!(span.start <= value_span.start && value_span.end <= span.end);
            prop_assert!(text[value_span.clone()].contains(value.as_str()));
            vec![]
        }
        _ => vec![],
    };
    for pair in children.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
    for child in children {
        check_spans(text, child, span)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_string_is_read(text in "\\PC{0,60}") {
        check_laws(&text)?;
    }

    #[test]
    fn any_mix_of_operators_is_read(text in operator_soup()) {
        check_laws(&text)?;
    }

    #[test]
    fn a_printed_tree_reads_back(tree in any_tree()) {
        let printed = print(&tree);
        let parsed = parse(&printed);
        let limited = parsed.notes.iter().any(|note| note.code == SyntaxCode::LimitReached);
        prop_assume!(!limited);
        prop_assert_eq!(bare(&parsed.tree), bare(&tree), "printed as {}", printed);
        prop_assert_eq!(print(&parsed.tree), printed);
    }

    #[test]
    fn ordinary_text_is_words_without_notes(
        words in prop::collection::vec(
            "[a-zA-Z0-9$€]{1,8}([-'.,&/%][a-z0-9]{1,4})?[.,;?!%]?".prop_filter(
                "operators in capitals", |word| !matches!(word.as_str(), "AND" | "OR" | "NOT")
            ).prop_filter("closeness", |word| !word.to_ascii_lowercase().contains("near/")),
            1..12,
        ),
    ) {
        let text = words.join(" ");
        let parsed = parse(&text);
        prop_assert_eq!(&parsed.notes, &[]);
        let read: Vec<String> = match parsed.tree.expr {
            Expr::Side(items) => items.iter().map(|item| text[item.span.clone()].to_owned()).collect(),
            Expr::Word(word) => vec![word],
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        prop_assert_eq!(read, words);
    }
}

/// A query as long as allowed is read at once, whatever it is made of.
#[test]
fn hostile_queries_are_read_in_one_pass() {
    for piece in
        ["(", ")", "\"", "-", "NOT ", "a:", "in:\"", "tag:(", "^1", "*", "~", "near/1 ", ":("]
    {
        let text = piece.repeat(8192 / piece.len());
        let parsed = parse(&text);
        let printed = print(&parsed.tree);
        assert!(printed.len() <= 2 * text.len() + 16, "{piece}");
    }
}

/// Inputs that fuzzing is started from, and those that once broke something.
#[test]
fn kept_inputs_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/query");
    let mut kept = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What a run adds is named by its hash, and need not be text.
        if path.file_name().is_some_and(|name| name.len() == 40) {
            continue;
        }
        kept += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        check_laws(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
    assert!(kept >= 14, "{kept} kept inputs");
}
