//! Text that looks like operators is text.

use insta::assert_snapshot;

use crate::dump::read;

#[test]
fn names_and_numbers_stay_whole() {
    assert_snapshot!(read("AT&T C++ .NET GPT-4o U.S. $50 27% 1,000,000 Q3'26 €1.2bn"), @"side[AT&T, C++, .NET, GPT-4o, U.S., $50, 27%, 1,000,000, Q3'26, €1.2bn]");
    assert_snapshot!(read("what is RAG? really! yes: no; fine."), @"side[what, is, RAG?, really!, yes:, no;, fine.]");
    assert_snapshot!(read("注意 🚀 naïve"), @"side[注意, 🚀, naïve]");
}

#[test]
fn signs_before_numbers_and_alone_are_text() {
    assert_snapshot!(read("-5% +3% -$2bn - – a - b non-exclusive Disney+ --flag"), @"side[-5%, +3%, -$2bn, -, –, a, -, b, non-exclusive, Disney+, --flag]");
    assert_snapshot!(read(r#""cloud"-based (a)-b"#), @"side[“cloud”, based, (a), b]");
}

#[test]
fn colons_in_text_are_text() {
    assert_snapshot!(read("https://example.com/a?b=c*(d) 10:30 16:9 std::fs c:\\x"), @r#"side[https://example.com/a?b=c*, (d), 10:30, 16:9, std::fs, c:\x]"#);
    assert_snapshot!(read("Summary: the deal. Title: none"), @"side[Summary:, the, deal., Title:, none]");
}

#[test]
fn faces_are_text() {
    assert_snapshot!(read(":-) :) ;-( (fine :))"), @"side[:-), :), ;-(, (side[fine, :)])]");
}

#[test]
fn quotes_inside_words_are_text() {
    assert_snapshot!(read(r#"5" disk don't 6'2""#), @r#"side[5", disk, don't, 6'2"]"#);
}

#[test]
fn stars_and_tildes_in_text_are_text() {
    assert_snapshot!(read("* ** 5*3 2*2*2=8 *really* **bold** ~ ~50 50~"), @"side[*, **, 5*3, 2*2*2=8, *really*, **bold**, ~, ~50, 50~]");
}

#[test]
fn operators_behind_a_sign_or_colon_are_words() {
    assert_snapshot!(read("-OR +NOT title:AND take:near/5"), @"side[not[OR], must[NOT], title[AND], section:take[near/5]]");
}

#[test]
fn nothing_typed() {
    assert_snapshot!(read(""), @"empty");
    assert_snapshot!(read(" \t\n "), @"empty");
}
