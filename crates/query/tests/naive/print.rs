//! Queries as people type them.

use super::Query;

impl Query {
    /// Prints the query, with no more parentheses than its binding needs.
    pub fn print(&self) -> String {
        self.at(0)
    }

    /// 0: side by side, 1: OR, 2: AND, 3: NOT and the rest.
    fn at(&self, tightness: u8) -> String {
        let (own, text) = match self {
            Self::Word(word) => (4, (*word).to_owned()),
            Self::Phrase(words) => (4, format!("\"{}\"", words.join(" "))),
            Self::Prefix(letters) => (4, format!("{letters}*")),
            Self::Fuzzy(slip) => (4, format!("{slip}~")),
            Self::Wildcard(pattern) => (4, (*pattern).to_owned()),
            Self::Slop(words, slop) => (4, format!("\"{}\"~{slop}", words.join(" "))),
            Self::Near(distance, of) => (4, format!("near/{distance}({})", join(of, 1, " "))),
            Self::Same(of) => (4, format!("same({})", of.at(0))),
            Self::AtLeast(count, of) => (4, format!("atleast/{count}({})", of.at(0))),
            Self::Boost(of, factor) if of.is_leaf() => (4, format!("{}^{factor}", of.at(4))),
            Self::Boost(of, factor) => (4, format!("({})^{factor}", of.at(0))),
            Self::Not(of) => (3, format!("NOT {}", of.at(4))),
            // A sign acts before letters, quotes and parentheses alone.
            Self::Must(of) => match of.at(4) {
                text if text.starts_with('*') => (3, format!("+({text})")),
                text => (3, format!("+{text}")),
            },
            Self::And(of) => (2, join(of, 3, " AND ")),
            Self::Or(of) => (1, join(of, 2, " OR ")),
            Self::Side(of) => (0, join(of, 1, " ")),
            Self::In { names, of, trailing } => {
                let ins: Vec<String> = names.iter().map(|name| format!("in:{name}")).collect();
                match of {
                    None => (4, format!("({})", ins.join(" "))),
                    Some(of) if *trailing || names.len() > 1 => {
                        (4, format!("({} {})", of.at(1), ins.join(" ")))
                    }
                    Some(of) => (4, format!("{}:({})", names[0], of.at(0))),
                }
            }
            Self::Title(of) => (4, format!("title:({})", of.at(0))),
            Self::Source(source) => (4, format!("source:{source}")),
            Self::Date(year, None) => (4, format!("date:{year}")),
            Self::Date(year, Some(month)) => (4, format!("date:{year}-{month:02}")),
        };
        if own < tightness { format!("({text})") } else { text }
    }
}

fn join(of: &[Query], tightness: u8, between: &str) -> String {
    of.iter().map(|query| query.at(tightness)).collect::<Vec<_>>().join(between)
}
