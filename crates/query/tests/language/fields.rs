//! Names before a colon.

use insta::assert_snapshot;

use crate::dump::read;

#[test]
fn fields_take_a_value() {
    assert_snapshot!(read("source:reuters author:\"A. Writer\" tag:ai id:2026/openai-microsoft lang:en language:de"), @"side[Source[reuters], Author[A. Writer], Tag[ai], Id[2026/openai-microsoft], Lang[en], Lang[de]]");
    assert_snapshot!(read(r#"date:2026-04 since:30d before:2026 date:"last quarter" sort:newest"#), @"side[Date[2026-04], Since[30d], Before[2026], Date[last quarter], Sort[newest]]");
    assert_snapshot!(read("date:2026-04-01..2026-06-30"), @"Date[2026-04-01..2026-06-30]");
    assert_snapshot!(read("amount:1B.. amount:..1B amount:$5B..$50B amount:>=1B amount:USD5B.. percent:20.."), @"side[Amount[1B..], Amount[..1B], Amount[$5B..$50B], Amount[>=1B], Amount[USD5B..], Percent[20..]]");
    assert_snapshot!(read("company:aws, since:30d; id:notes(2)"), @"side[Company[aws], Since[30d], Id[notes(2)]]");
    assert_snapshot!(read("(source:reuters) deal"), @"side[(Source[reuters]), deal]");
}

#[test]
fn names_take_capitals() {
    assert_snapshot!(read("Title:azure SOURCE:Reuters Take:(a b) Summary:foo"), @"side[title[azure], Source[Reuters], section:take[(side[a, b])], section:summary[foo]]");
}

#[test]
fn sections_take_a_word_quotes_or_parentheses() {
    assert_snapshot!(read("take:(bedrock azure)"), @"section:take[(side[bedrock, azure])]");
    assert_snapshot!(read(r#"watch:ipo points:"revenue share" forecast:(a OR b) take:exclusiv*"#), @"side[section:watch[ipo], section:points[“revenue share”], section:forecast[(or[a, b])], section:take[prefix[exclusiv]]]");
    assert_snapshot!(read("take:-nvidia -take:nvidia take:(azure -nvidia)"), @"side[section:take[not[nvidia]], not[section:take[nvidia]], section:take[(side[azure, not[nvidia]])]]");
    assert_snapshot!(read("take:company:aws reported:amount:>1B"), @"side[section:take[Company[aws]], section:reported[Amount[>1B]]]");
    assert_snapshot!(read(r#""crate of the week":(serde)"#), @"section:crate of the week[(serde)]");
}

#[test]
fn in_takes_a_name() {
    assert_snapshot!(read(r#"azure in:take in:"crate of the week" -in:watch"#), @"side[azure, in[take], in[crate of the week], not[in[watch]]]");
    assert_snapshot!(read("in:(take watch)"), @r#"
    side[in:, (side[take, watch])]
    BadValue at `in:`: `in:` was read as text: it takes one name; type `in:take in:watch` for either
    "#);
}

#[test]
fn title_takes_a_word_quotes_a_prefix_or_parentheses() {
    assert_snapshot!(read(r#"title:azure title:"x y" title:pre* title:(a OR b)"#), @"side[title[azure], title[“x y”], title[prefix[pre]], title[(or[a, b])]]");
}

#[test]
fn several_values_of_one_field() {
    assert_snapshot!(read("company:(aws azure)"), @"(or[Company[aws], Company[azure]])");
    assert_snapshot!(read(r#"source:(reuters OR "The Information") deal"#), @"side[(or[Source[reuters], Source[The Information]]), deal]");
    assert_snapshot!(read("tag:(ai AND chips)"), @"(and[Tag[ai], Tag[chips]])");
    assert_snapshot!(read("-tag:(ai, chips)"), @"not[(or[Tag[ai], Tag[chips]])]");
    assert_snapshot!(read("tag:(ai)"), @"Tag[ai]");
    assert_snapshot!(read("tag:(ai AND chips OR cloud)"), @r#"
    (or[Tag[ai], Tag[chips], Tag[cloud]])
    BadValue at `tag:(ai AND chips OR cloud)`: values of one field were read as alternatives: `AND` and `OR` do not mix in its parentheses
    "#);
    assert_snapshot!(read("tag:(ai -chips)"), @r#"
    Tag[ai]
    BadValue at `-chips`: `-chips` was left out: a field's parentheses hold values alone; type `-` before the field's name
    "#);
    assert_snapshot!(read("tag:() deal -tag:( OR )"), @r#"
    deal
    BadValue at `tag:()`: a field with nothing in its parentheses was left out
    BadValue at `tag:( OR )`: a field with nothing in its parentheses was left out
    "#);
    assert_snapshot!(read("tag:(ai chips"), @r#"
    (or[Tag[ai], Tag[chips]])
    UnbalancedParenthesis at `(`: the parenthesis opened here is not closed, so it was closed at the end; type `)` where it ends
    "#);
}
