//! What was not what it may have been meant to be.

use insta::assert_snapshot;

use crate::dump::read;

#[test]
fn unclosed_quotes() {
    assert_snapshot!(read(r#"deal "revenue share"#), @r#"
    side[deal, “revenue share”]
    UnclosedQuote at `"`: the quote opened here is not closed, so all that follows was read as quoted; type `"` where it ends
    "#);
    assert_snapshot!(read(r#"source:"The Information"#), @r#"
    Source[The Information]
    UnclosedQuote at `"`: the quote opened here is not closed, so all that follows was read as quoted; type `"` where it ends
    "#);
    assert_snapshot!(read(r#"deal """#), @r#"
    deal
    BadValue at `""`: quotes with nothing between them were left out
    "#);
    assert_snapshot!(read(r#"a AND -" " b"#), @r#"
    and[a, b]
    BadValue at `" "`: quotes with nothing between them were left out
    "#);
    assert_snapshot!(read(r#""a b"~ c "a b"~99"#), @r#"
    side[“a b”, c, “a b”~50]
    BadValue at `~`: `~` behind quotes needs a number and was left out; type `"…"~3` for at most three words between
    BadValue at `~99`: `~99` was read as `~50`: the number goes from 0 to 50
    "#);
}

#[test]
fn unbalanced_parentheses() {
    assert_snapshot!(read("(a OR b"), @r#"
    (or[a, b])
    UnbalancedParenthesis at `(`: the parenthesis opened here is not closed, so it was closed at the end; type `)` where it ends
    "#);
    assert_snapshot!(read("a (b (c"), @r#"
    side[a, (side[b, (c)])]
    UnbalancedParenthesis at `(`: 2 parentheses, the first of them opened here, are not closed, so they were closed at the end; type `)` where each ends
    "#);
    assert_snapshot!(read("a (("), @r#"
    a
    UnbalancedParenthesis at `(`: 2 parentheses, the first of them opened here, are not closed, so they were closed at the end; type `)` where each ends
    "#);
    assert_snapshot!(read("a ("), @r#"
    a
    UnbalancedParenthesis at `(`: the parenthesis opened here is not closed, so it was closed at the end; type `)` where it ends
    "#);
    assert_snapshot!(read("a) b"), @r#"
    side[a, b]
    UnbalancedParenthesis at `)`: this `)` closes nothing and was left out
    "#);
    assert_snapshot!(read("() a -() NOT (()) b take:()"), @r#"
    side[a, b]
    UnbalancedParenthesis at `()`: parentheses with nothing inside were left out
    UnbalancedParenthesis at `()`: parentheses with nothing inside were left out
    UnbalancedParenthesis at `(())`: parentheses with nothing inside were left out
    UnbalancedParenthesis at `()`: parentheses with nothing inside were left out
    UnbalancedParenthesis at `()`: parentheses with nothing inside were left out
    "#);
    assert_snapshot!(read("()"), @r#"
    empty
    UnbalancedParenthesis at `()`: parentheses with nothing inside were left out
    "#);
    assert_snapshot!(read("near/5() same()^2"), @r#"
    empty
    UnbalancedParenthesis at `near/5()`: parentheses with nothing inside were left out
    UnbalancedParenthesis at `same()`: parentheses with nothing inside were left out
    "#);
}

#[test]
fn operators_with_nothing_to_work_on() {
    assert_snapshot!(read("AND"), @r#"
    AND
    LoneOperator at `AND`: `AND` was searched as a word: as an operator it needs something on both sides
    "#);
    assert_snapshot!(read("a OR"), @r#"
    side[a, OR]
    LoneOperator at `OR`: `OR` was searched as a word: as an operator it needs something on both sides
    "#);
    assert_snapshot!(read("NOT"), @r#"
    NOT
    LoneOperator at `NOT`: `NOT` was searched as a word: as an operator it needs something after it
    "#);
    assert_snapshot!(read("OR a AND AND b"), @r#"
    side[OR, a, and[AND, b]]
    LoneOperator at `OR`: `OR` was searched as a word: as an operator it needs something on both sides
    LoneOperator at `AND`: `AND` was searched as a word: as an operator it needs something on both sides
    "#);
    assert_snapshot!(read("(a AND) near/5 b"), @r#"
    near/5[(side[a, AND]), b]
    LoneOperator at `AND`: `AND` was searched as a word: as an operator it needs something on both sides
    "#);
    assert_snapshot!(read("near/5 a"), @r#"
    side[near/5, a]
    LoneOperator at `near/5`: `near/5` was searched as a word: as an operator it needs something on both sides
    "#);
    assert_snapshot!(read("atleast/3 a"), @r#"
    side[atleast/3, a]
    LoneOperator at `atleast/3`: `atleast/3` was read as a word; type `atleast/3(…)` with the words to count in the parentheses
    "#);
}

#[test]
fn unknown_names() {
    assert_snapshot!(read("autor:smith"), @r#"
    autor:smith
    UnknownField at `autor:`: no field is called `autor`, so it was searched as text; did you mean `author:`?
    "#);
    assert_snapshot!(read("headline:(a b)"), @r#"
    side[headline:, (side[a, b])]
    UnknownField at `headline:`: no field is called `headline`, so it was searched as text
    "#);
    assert_snapshot!(read(r#"site:"x y""#), @r#"
    side[site:, “x y”]
    UnknownField at `site:`: no field is called `site`, so it was searched as text; did you mean `source:`?
    "#);
    assert_snapshot!(read("source: reuters"), @r#"
    side[source:, reuters]
    UnknownField at `source:`: `source:` was searched as text because a space follows it; type `source:reuters` for the field
    "#);
    assert_snapshot!(read("foo:-) ok:, foo:"), @r#"
    side[foo:-, ok:,, foo:]
    UnbalancedParenthesis at `)`: this `)` closes nothing and was left out
    "#);
}

#[test]
fn values_out_of_range() {
    assert_snapshot!(read("a near/0 b near/99 c"), @r#"
    near/50[near/1[a, b], c]
    BadValue at `near/0`: `near/0` was read as `near/1`: the number goes from 1 to 50
    BadValue at `near/99`: `near/99` was read as `near/50`: the number goes from 1 to 50
    "#);
    assert_snapshot!(read("near/99999999999999(a b)"), @r#"
    near/50[a, b]
    BadValue at `near/99999999999999`: `near/99999999999999` was read as `near/50`: the number goes from 1 to 50
    "#);
    assert_snapshot!(read("near/5(a)"), @r#"
    (a)
    BadValue at `near/5(a)`: `near/5` was left out: it needs two things in its parentheses, as in `near/5(azure bedrock)`
    "#);
    assert_snapshot!(read("atleast/0(a)"), @r#"
    atleast/1[a]
    BadValue at `atleast/0`: `atleast/0` was read as `atleast/1`: the number goes from 1 to 1000
    "#);
    assert_snapshot!(read("a* fo*o~"), @r#"
    side[a*, fo*o~]
    BadValue at `a*`: `a*` was read as a word: `*` needs at least two letters beside it
    BadValue at `fo*o~`: `fo*o~` was read as a word: `*` and `~` do not go together in one word
    "#);
}
