//! Quotes, patterns, closeness, boosts.

use insta::assert_snapshot;

use crate::dump::read;

#[test]
fn quotes_make_phrases() {
    assert_snapshot!(read(r#""revenue share" deal"#), @"side[“revenue share”, deal]");
    assert_snapshot!(read("“revenue share” „per quarter“"), @"side[“revenue share”, “per quarter”]");
    assert_snapshot!(read(r#""cloud license"~3"#), @"“cloud license”~3");
    assert_snapshot!(read(r#""cloud license"~0"#), @"“cloud license”");
    assert_snapshot!(read(r#"say"hello" -"no deal""#), @r#"side[say"hello", not[“no deal”]]"#);
}

#[test]
fn stars_and_tildes_make_patterns() {
    assert_snapshot!(read("exclusiv* anthropc~"), @"side[prefix[exclusiv], fuzzy[anthropc]]");
    assert_snapshot!(read("an*ic *soft GPT-4* o*a*"), @"side[wildcard[an*ic], wildcard[*soft], prefix[GPT-4], wildcard[o*a*]]");
    assert_snapshot!(read("is it exclusiv*, or anthropc~?"), @"side[is, it, prefix[exclusiv], or, fuzzy[anthropc]]");
    assert_snapshot!(read("-exclusiv*"), @"not[prefix[exclusiv]]");
}

#[test]
fn signs_work_on_what_touches_them() {
    assert_snapshot!(read("+openai -nvidia"), @"side[must[openai], not[nvidia]]");
    assert_snapshot!(read(r#"-"no deal" -(a b) -source:reuters +title:x"#), @"side[not[“no deal”], not[(side[a, b])], not[Source[reuters]], must[title[x]]]");
    assert_snapshot!(read("(-a) (+b)"), @"side[(not[a]), (must[b])]");
}

#[test]
fn closeness() {
    assert_snapshot!(read("azure near/5 bedrock"), @"near/5[azure, bedrock]");
    assert_snapshot!(read("azure NEAR/5 bedrock"), @"near/5[azure, bedrock]");
    assert_snapshot!(read("near/5(azure bedrock)"), @"near/5[azure, bedrock]");
    assert_snapshot!(read(r#"near/5((azure OR aws) "model garden")"#), @"near/5[(or[azure, aws]), “model garden”]");
    assert_snapshot!(read("same(layoffs microsoft)"), @"same[side[layoffs, microsoft]]");
    assert_snapshot!(read("same(company:aws amount:>1B)"), @"same[side[Company[aws], Amount[>1B]]]");
    assert_snapshot!(read("atleast/3(anthropic)"), @"atleast/3[anthropic]");
}

#[test]
fn boosts() {
    assert_snapshot!(read(r#"azure^2 "x y"^1.5 (a b)^0.25 "x y"~3^2 near/5(a b)^2"#), @"side[boost/2000[azure], boost/1500[“x y”], boost/250[(side[a, b])], boost/2000[“x y”~3], boost/2000[near/5[a, b]]]");
    assert_snapshot!(read("exclusiv*^2 anthropc~^3. -azure^2"), @"side[boost/2000[prefix[exclusiv]], boost/3000[fuzzy[anthropc]], not[boost/2000[azure]]]");
    assert_snapshot!(read("azure^0 bedrock^1000"), @r#"
    side[boost/1[azure], boost/100000[bedrock]]
    BadValue at `^0`: `^0` was read as `^0.001`: the number goes from 0.001 to 100
    BadValue at `^1000`: `^1000` was read as `^100`: the number goes from 0.001 to 100
    "#);
    assert_snapshot!(read("2^10 x^y x^ ^2"), @"side[2^10, x^y, x^, ^2]");
}
