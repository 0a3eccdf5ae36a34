//! What holds together most tightly.

use insta::assert_snapshot;

use crate::dump::read;

#[test]
fn words_side_by_side_bind_loosest() {
    assert_snapshot!(read("openai OR anthropic deal"), @"side[or[openai, anthropic], deal]");
    assert_snapshot!(read("a b AND c"), @"side[a, and[b, c]]");
    assert_snapshot!(read("a AND b OR c AND d"), @"or[and[a, b], and[c, d]]");
    assert_snapshot!(read("a OR b OR c"), @"or[a, b, c]");
}

#[test]
fn not_binds_tightest() {
    assert_snapshot!(read("NOT a AND b"), @"and[not[a], b]");
    assert_snapshot!(read("a AND NOT b"), @"and[a, not[b]]");
    assert_snapshot!(read("-a OR +b c"), @"side[or[not[a], must[b]], c]");
    assert_snapshot!(read("NOT NOT a"), @"not[not[a]]");
}

#[test]
fn near_binds_between_not_and_and() {
    assert_snapshot!(read("a near/5 b AND c"), @"and[near/5[a, b], c]");
    assert_snapshot!(read("-a near/5 b"), @"near/5[not[a], b]");
    assert_snapshot!(read("a near/5 b near/5 c near/3 d"), @"near/3[near/5[a, b, c], d]");
}

#[test]
fn parentheses_hold_together_and_are_kept() {
    assert_snapshot!(read("(a OR b) c"), @"side[(or[a, b]), c]");
    assert_snapshot!(read("a AND (b c)"), @"and[a, (side[b, c])]");
    assert_snapshot!(read("((a))"), @"((a))");
    assert_snapshot!(read("(bedrock in:take) azure"), @"side[(side[bedrock, in[take]]), azure]");
    assert_snapshot!(read("NOT (a OR (b -c))"), @"not[(or[a, (side[b, not[c]])])]");
}

#[test]
fn operators_are_capitals() {
    assert_snapshot!(read("a and b or not c"), @"side[a, and, b, or, not, c]");
    assert_snapshot!(read("And Or Not"), @"side[And, Or, Not]");
}
