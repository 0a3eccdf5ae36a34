//! The form of a list of companies and synonyms, built in or a library's own.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{AliasFault, Company};

/// What a list says, in its order.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) companies: Vec<Entry>,
    /// Words that mean the same, each group with the line it begins on.
    pub(super) synonyms: Vec<Vec<String>>,
}

/// What a list says of one company.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) company: Company,
    /// Names taken away.
    pub(super) remove: Vec<String>,
    /// Whether the company as a whole is taken away.
    pub(super) removed: bool,
}

/// Reads a list. What cannot be used is left out and told; the rest stands.
pub(super) fn parse(text: &str) -> (Written, Vec<AliasFault>) {
    let line_ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at);
    let mut reading = Reading { line_ends: line_ends.collect(), faults: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reading.fault(&error.span().unwrap_or(0..0), None, error.message().to_owned());
    }
    let mut written = Written::default();
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("companies", DeValue::Table(companies)) => {
                for (name, value) in companies {
                    written.companies.extend(reading.entry(name, value));
                }
            }
            ("synonyms", DeValue::Table(groups)) => {
                for (word, value) in groups {
                    let mut group = vec![word.get_ref().to_string()];
                    group.extend(reading.strings(&format!("synonyms.{}", group[0]), value));
                    if group.len() > 1 {
                        written.synonyms.push(group);
                    }
                }
            }
            ("companies" | "synonyms", _) => {
                reading.fault(&value.span(), Some(name), "is to be a table".to_owned());
            }
            _ => reading.fault(&key.span(), Some(name), "is no part of such a file".to_owned()),
        }
    }
    reading.faults.sort_by(|a, b| (a.line, &a.key).cmp(&(b.line, &b.key)));
    // Tables are given by name; what was written first wins where two claim a name.
    written.companies.sort_by_key(|entry| entry.line);
    (written, reading.faults)
}

struct Reading {
    line_ends: Vec<usize>,
    faults: Vec<AliasFault>,
}

impl Reading {
    fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }

    fn fault(&mut self, span: &Range<usize>, key: Option<&str>, message: String) {
        let line = self.line(span.start);
        self.faults.push(AliasFault { line, key: key.map(str::to_owned), message });
    }

    fn entry(
        &mut self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Entry> {
        let at = name.span();
        let line = self.line(at.start);
        let name = name.get_ref().trim().to_owned();
        if !name.chars().any(char::is_alphanumeric) {
            self.fault(&value.span(), Some(&name), "is no name".to_owned());
            return None;
        }
        let mut entry = Entry {
            line,
            company: Company { name, ..Company::default() },
            remove: Vec::new(),
            removed: false,
        };
        match value.get_ref() {
            DeValue::Boolean(false) => entry.removed = true,
            DeValue::Table(lists) => {
                for (key, value) in lists {
                    let key = key.get_ref().as_ref();
                    let path = format!("{}.{key}", entry.company.name);
                    if key == "remove" {
                        entry.remove = self.strings(&path, value);
                    } else if entry.company.list_mut(key).is_some() {
                        let strings = self.strings(&path, value);
                        if let Some(list) = entry.company.list_mut(key) {
                            *list = strings;
                        }
                    } else {
                        let message = "is not known: short, former, tickers, products, clues, \
                                       not, ambiguous, doubtful and remove are";
                        self.fault(&value.span(), Some(&path), message.to_owned());
                    }
                }
            }
            _ => {
                let message = "is to be a table of lists, or false to take the company out";
                self.fault(&at, Some(&entry.company.name), message.to_owned());
                return None;
            }
        }
        Some(entry)
    }

    /// Returns the strings of a list; one string alone is a list of one.
    fn strings(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let one = std::slice::from_ref(value);
        let items: &[Spanned<DeValue<'_>>] = match value.get_ref() {
            DeValue::Array(items) => items,
            _ => one,
        };
        let mut strings = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref() {
                DeValue::String(text) if text.chars().any(char::is_alphanumeric) => {
                    strings.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                _ => self.fault(
                    &item.span(),
                    Some(path),
                    "is to be a list of names in quotes".to_owned(),
                ),
            }
        }
        strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_and_synonyms_are_read() {
        let (written, faults) = parse(
            "[companies]\n\"Contoso\" = { short = [\"CTS\"], tickers = \"CTSO\" }\nGap = false\n\
             [synonyms]\nlayoffs = [\"job cuts\", \"redundancies\"]\n",
        );
        assert_eq!(faults, []);
        assert_eq!(written.companies[0].company.short, ["CTS"]);
        assert_eq!(written.companies[0].company.tickers, ["CTSO"]);
        assert!(written.companies[1].removed);
        assert_eq!(written.synonyms, [["layoffs", "job cuts", "redundancies"]]);
    }

    #[test]
    fn faults_name_line_and_key_and_the_rest_stands() {
        let (written, faults) = parse(
            "[companies]\nContoso = { shrot = [\"CTS\"], short = [\"C\", 3] }\nFabrikam = 7\n\
             Northwind = { short = [\"NW\"] }\n[companys]\n",
        );
        let told: Vec<_> =
            faults.iter().map(|fault| (fault.line, fault.key.as_deref().unwrap_or(""))).collect();
        assert_eq!(
            told,
            [(2, "Contoso.short"), (2, "Contoso.shrot"), (3, "Fabrikam"), (5, "companys")]
        );
        let names: Vec<_> = written.companies.iter().map(|entry| &entry.company.name).collect();
        assert_eq!(names, ["Contoso", "Northwind"]);
        assert_eq!(written.companies[0].company.short, ["C"]);
    }

    #[test]
    fn a_broken_line_leaves_the_others() {
        let (written, faults) = parse(
            "[companies]\nContoso = { short = [\"CTS\"] }\nFabrikam = = 3\nNorthwind = { short = [\"NW\"] }\n",
        );
        assert!(!faults.is_empty());
        let names: Vec<_> = written.companies.iter().map(|entry| &entry.company.name).collect();
        assert!(names.iter().any(|name| *name == "Contoso"), "{names:?}");
        assert!(names.iter().any(|name| *name == "Northwind"), "{names:?}");
    }
}
