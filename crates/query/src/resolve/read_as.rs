//! How a query was read, in words.

use super::{Clause, Mention, Resolved, SectionName, days};
use crate::language::boost_text;

/// Says how a search was read.
pub(crate) fn read_as(resolved: &Resolved) -> String {
    let clause = resolved.clause(None);
    if clause == Clause::All {
        return "all articles".to_owned();
    }
    let mut out = String::new();
    write(&clause, Place::Top, &mut out);
    out
}

/// Writes a part of a search as it was read.
pub(crate) fn in_words(clause: &Clause) -> String {
    let mut out = String::new();
    write(clause, Place::Top, &mut out);
    out
}

/// What a clause stands in: decides where parentheses are needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    And,
    Or,
    Tight,
}

fn write(clause: &Clause, place: Place, out: &mut String) {
    match clause {
        Clause::All => out.push_str("all articles"),
        Clause::Word(word) => {
            out.push_str(&word.text);
            boost(word.boost, out);
        }
        Clause::Spellings(spellings) => out.push_str(&spellings.text),
        Clause::Boost(of, thousandths) => {
            write(of, Place::Tight, out);
            boost(*thousandths, out);
        }
        Clause::Phrase(phrase) => {
            out.push('"');
            out.push_str(phrase.text.trim());
            out.push('"');
            if phrase.slop > 0 {
                out.push_str(&format!("~{}", phrase.slop));
            }
        }
        Clause::Prefix(letters) => {
            out.push_str(letters);
            out.push('*');
        }
        Clause::Near { distance, of } => {
            out.push_str(&format!("near/{distance}"));
            list(of, " ", Place::Tight, true, out);
        }
        Clause::Same(of) => {
            out.push_str("same");
            parenthesized(of, out);
        }
        Clause::AtLeast { count, of } => {
            out.push_str(&format!("atleast/{count}"));
            parenthesized(of, out);
        }
        Clause::Side(of) => list(of, " ", Place::Tight, place != Place::Top, out),
        Clause::And(of) => {
            // Filters of the request read on after the query: `license, source: …`.
            let inner = if place == Place::Top { Place::Top } else { Place::And };
            if place == Place::Top && of.len() > 1 && of[1..].iter().all(Clause::is_filter) {
                write(&of[0], inner, out);
                for filter in &of[1..] {
                    out.push_str(", ");
                    write(filter, Place::Tight, out);
                }
            } else {
                list(of, " AND ", Place::And, place == Place::Tight, out);
            }
        }
        Clause::Or(of) => {
            list(of, " OR ", Place::Or, matches!(place, Place::And | Place::Tight), out);
        }
        Clause::Not(of) => {
            out.push_str("NOT ");
            write(of, Place::Tight, out);
        }
        Clause::Must(of) => {
            out.push('+');
            write(of, Place::Tight, out);
        }
        Clause::Section(names, of) if **of == Clause::All => {
            out.push_str("with a section ");
            section_names(names, out);
        }
        Clause::Section(names, of) => {
            let wrap = place != Place::Top;
            if wrap {
                out.push('(');
            }
            write(of, Place::Tight, out);
            out.push_str(" in ");
            section_names(names, out);
            if wrap {
                out.push(')');
            }
        }
        Clause::Title(of) => {
            out.push_str("title: ");
            write(of, Place::Tight, out);
        }
        Clause::Name(field, value) => {
            out.push_str(field.as_str());
            out.push_str(": ");
            out.push_str(value);
        }
        Clause::Company(name) => {
            out.push_str("company: ");
            out.push_str(name);
        }
        Clause::Id(id) => {
            out.push_str("id: ");
            out.push_str(id);
        }
        Clause::Mentions(Mention::Amount(range)) => out.push_str(&format!("amount: {range}")),
        Clause::Mentions(Mention::Percent(range)) => out.push_str(&format!("percent: {range}")),
        Clause::Days { from, to } => published(*from, *to, out),
        Clause::ArrivedAfter(revision) => {
            out.push_str(&format!("arrived after revision {revision}"));
        }
    }
}

fn parenthesized(of: &Clause, out: &mut String) {
    out.push('(');
    write(of, Place::Top, out);
    out.push(')');
}

fn boost(thousandths: u32, out: &mut String) {
    if thousandths != 1000 {
        out.push('^');
        out.push_str(&boost_text(thousandths));
    }
}

fn list(of: &[Clause], between: &str, place: Place, wrap: bool, out: &mut String) {
    if wrap {
        out.push('(');
    }
    for (index, clause) in of.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        write(clause, place, out);
    }
    if wrap {
        out.push(')');
    }
}

fn section_names(names: &[SectionName], out: &mut String) {
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            out.push_str(if index + 1 == names.len() { " or " } else { ", " });
        }
        match name {
            SectionName::Kind(kind) => out.push_str(kind.label()),
            SectionName::Heading { typed, .. } => {
                out.push('“');
                out.push_str(typed);
                out.push('”');
            }
        }
    }
}

fn published(from: Option<i64>, to: Option<i64>, out: &mut String) {
    let date = |day: i64| days::date_of(day).map_or_else(String::new, |date| date.to_string());
    match (from, to) {
        (Some(from), Some(to)) if from == to => {
            out.push_str(&format!("published on {}", date(from)));
        }
        (Some(from), Some(to)) => {
            out.push_str(&format!("published {} to {}", date(from), date(to)));
        }
        (Some(from), None) => out.push_str(&format!("published since {}", date(from))),
        (None, Some(to)) => out.push_str(&format!("published before {}", date(to + 1))),
        (None, None) => out.push_str("published any time"),
    }
}

#[cfg(test)]
mod tests {
    use precis_briefing::{Aliases, Vocabulary};

    use super::*;
    use crate::request::SearchRequest;
    use crate::resolve::resolve;

    #[test]
    fn queries_are_read_back_without_doubt() {
        let now = jiff::civil::date(2026, 11, 23).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        for (typed, read) in [
            ("", "all articles"),
            ("license in:take", "license in My Take"),
            ("openai OR anthropic deal", "(openai OR anthropic) deal"),
            ("a b AND c", "a (b AND c)"),
            ("a OR b AND c", "a OR b AND c"),
            ("(a b) AND c", "(a b) AND c"),
            ("cloud -nvidia", "cloud NOT nvidia"),
            ("+cloud \"revenue share\" exclusiv*", "+cloud \"revenue share\" exclusiv*"),
            ("take:(bedrock azure) cloud", "((bedrock azure) in My Take) cloud"),
            ("in:watch", "with a section What to Watch Next"),
            ("cloud in:\"Crate of the Week\"", "cloud in “Crate of the Week”"),
            ("x in:take in:watch", "x in My Take or What to Watch Next"),
            (
                "cloud source:Wire date:2026-04",
                "cloud source: wire published 2026-04-01 to 2026-04-30",
            ),
            ("cloud after_rev:57", "cloud arrived after revision 57"),
            ("title:(a OR b)", "title: (a OR b)"),
            ("azure^2 \"b c\"^1.5 (d e^3)^2", "azure^2 \"b c\"^1.5 d^2 e^6"),
            ("azure near/5 bedrock deal", "near/5(azure bedrock) deal"),
            ("near/9((a b) \"c d\"~3 (e OR fg*))", "near/9(a b \"c d\"~3 (e OR fg*))"),
            ("near/5(a -b c) d", "(near/5(a c) AND NOT b) d"),
            ("same(a -b) c", "same(a NOT b) c"),
            ("same(a OR b in:take)", "same((a OR b) in My Take)"),
            ("atleast/3(a) -atleast/2(b OR \"c d\")", "atleast/3(a) NOT atleast/2(b OR \"c d\")"),
            ("atleast/3(a -b (c OR d)^2)", "atleast/3(a) AND NOT b AND atleast/3(c^2 OR d^2)"),
            ("an*ic anthropc~ *soft^2", "an*ic anthropc~ *soft^2"),
        ] {
            let request = SearchRequest { query: typed.to_owned(), ..SearchRequest::default() };
            let parsed = crate::language::parse(typed);
            let resolved =
                resolve(&parsed, &request, &Vocabulary::default(), &Aliases::built_in(), &now)
                    .unwrap();
            assert_eq!(read_as(&resolved), read, "{typed}");
        }
    }
}
