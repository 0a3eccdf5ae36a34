//! Every example on the page for people holds.

use precis_query::language::{
    MAX_AT_LEAST, MAX_BOOST_THOUSANDTHS, MAX_DEPTH, MAX_FORMS, MAX_LEAVES, MAX_NEAR, MAX_NOTES,
    MAX_QUERY_BYTES, MAX_SLOP, parse, print,
};

use crate::trees::bare;

const PAGE: &str = include_str!("../../../../docs/query-language.md");

/// Examples of the blocks opened by a line, as typed and as read.
fn examples(fence: &str) -> Vec<(&'static str, &'static str)> {
    let mut examples = Vec::new();
    let mut open = "";
    for line in PAGE.lines() {
        if let Some(block) = line.strip_prefix("```") {
            open = if open.is_empty() { block } else { "" };
        } else if open == fence {
            let sides = line.split_once('⇒');
            let (typed, read) = sides.unwrap_or_else(|| panic!("no arrow in {line:?}"));
            examples.push((typed.trim(), read.trim()));
        }
    }
    examples
}

fn check(typed: &str, read: &str) {
    let (left, right) = (parse(typed), parse(read));
    assert_eq!(
        bare(&left.tree),
        bare(&right.tree),
        "{typed} is read as {}, the page says {read}",
        print(&left.tree)
    );
}

#[test]
fn examples_are_read_as_the_page_says() {
    let examples = examples("query");
    assert!(examples.len() >= 45, "{} examples found", examples.len());
    for (typed, read) in examples {
        check(typed, read);
        assert_eq!(parse(typed).notes, [], "{typed}");
    }
}

#[test]
fn mistakes_are_read_as_the_page_says_with_a_note() {
    let examples = examples("query with notes");
    assert!(examples.len() >= 12, "{} examples found", examples.len());
    for (typed, read) in examples {
        check(typed, read);
        assert!(!parse(typed).notes.is_empty(), "{typed}");
    }
}

/// What stands in code in the first column of a table is read without a fault.
#[test]
fn tables_hold_queries_that_are_read_without_notes() {
    let mut found = 0;
    let tables = PAGE.split("\n## ").find(|part| part.starts_with("What can be typed"));
    for line in tables.expect("the tables").lines().filter(|line| line.starts_with("| `")) {
        let typed = line.split('|').nth(1).expect("a first column");
        for query in typed.split('`').skip(1).step_by(2).filter(|query| *query != "( )") {
            found += 1;
            assert_eq!(parse(query).notes, [], "{query}");
        }
    }
    assert!(found >= 35, "{found} queries found");
}

#[test]
fn limits_are_those_of_the_page() {
    for row in [
        format!("| length of a query | {} KiB |", MAX_QUERY_BYTES / 1024),
        format!("| words, phrases and values | {MAX_LEAVES} |"),
        format!("| nesting of parentheses and of operators before a word | {MAX_DEPTH} |"),
        format!("| `near/N` | 1 to {MAX_NEAR} |"),
        format!("| words between, `\"…\"~N` | 0 to {MAX_SLOP} |"),
        format!("| `atleast/N` | 1 to {MAX_AT_LEAST} |"),
        format!("| `^N` | 0.001 to {} |", MAX_BOOST_THOUSANDTHS / 1000),
        format!("| words that a pattern fits | {MAX_FORMS} |"),
        format!("| notes about one query | {MAX_NOTES} |"),
    ] {
        assert!(PAGE.contains(&row), "the page does not say {row}");
    }
}
