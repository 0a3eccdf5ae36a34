//! What may come in from outside, as `deny.toml` lists it: the one list, which cargo-deny reads as well.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::graph::Crate;
use super::licence;
use crate::outcome::Outcome;

/// Licences that may come in, and crates that may not.
#[derive(Debug)]
pub(super) struct Policy {
    pub(super) licences: Vec<String>,
    /// Licences that one crate alone may come under, by its name.
    pub(super) exceptions: Vec<(String, Vec<String>)>,
    pub(super) bans: Vec<String>,
}

impl Policy {
    /// Reads the lists. Fails when there are none.
    pub(super) fn read(path: &Path) -> Outcome<Self> {
        Self::parse(&fs::read_to_string(path)?)
    }

    fn parse(text: &str) -> Outcome<Self> {
        let table: Table = text.parse()?;
        let licences = names(&table, "licenses", "allow");
        if licences.is_empty() {
            return Err("deny.toml lists no licences".into());
        }
        Ok(Self { licences, exceptions: exceptions(&table), bans: names(&table, "bans", "deny") })
    }

    /// Tells whether the terms of a crate can be met.
    fn allows(&self, name: &str, terms: &str) -> bool {
        let own = self.exceptions.iter().filter(|(crate_name, _)| crate_name == name);
        let own = own.flat_map(|(_, licences)| licences);
        let listed: Vec<String> = self.licences.iter().chain(own).cloned().collect();
        licence::allowed(terms, &listed)
    }
}

/// Reads a list whose items are names, or tables that hold one.
fn names(table: &Table, section: &str, list: &str) -> Vec<String> {
    let items = table.get(section).and_then(|it| it.get(list)).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item.as_str().or_else(|| item.get("crate")?.as_str()))
        .map(str::to_owned)
        .collect()
}

/// Reads the list of crates with licences of their own.
fn exceptions(table: &Table) -> Vec<(String, Vec<String>)> {
    let list = table.get("licenses").and_then(|it| it.get("exceptions")).and_then(Value::as_array);
    let exception = |item: &Value| {
        let allowed = item.get("allow")?.as_array()?.iter();
        let allowed = allowed.filter_map(Value::as_str).map(str::to_owned).collect();
        Some((item.get("crate")?.as_str()?.to_owned(), allowed))
    };
    list.into_iter().flatten().filter_map(exception).collect()
}

/// Names each crate that comes under no licence of the list.
pub(super) fn unlisted_licences(crates: &[Crate], policy: &Policy) -> Vec<String> {
    crates
        .iter()
        .filter_map(|one| match &one.licence {
            None => Some(format!("{} names no licence", one.name)),
            Some(terms) if policy.allows(&one.name, terms) => None,
            Some(terms) => Some(format!("{} comes under {terms}, which is not listed", one.name)),
        })
        .collect()
}

/// Names each crate of the tree that is banned.
pub(super) fn banned(crates: &[Crate], policy: &Policy) -> Vec<String> {
    crates
        .iter()
        .filter(|one| policy.bans.contains(&one.name))
        .map(|one| format!("{} is banned by deny.toml", one.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::graph::made_up::{foreign, ours};
    use super::*;

    const LISTS: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0"]
        exceptions = [{ allow = ["MPL-2.0"], crate = "shared-files" }]
        [bans]
        deny = [{ crate = "openssl-sys", reason = "a build without it" }, "cmake"]
    "#;

    #[test]
    fn a_licence_that_is_not_listed_is_refused() {
        let policy = Policy::parse(LISTS).expect("the lists can be read");
        let crates = [
            ours("precis", &[]),
            foreign("free", Some("MIT/Apache-2.0")),
            foreign("copyleft", Some("GPL-3.0-only")),
            foreign("silent", None),
        ];
        let expected =
            ["copyleft comes under GPL-3.0-only, which is not listed", "silent names no licence"];
        assert_eq!(unlisted_licences(&crates, &policy), expected);
    }

    #[test]
    fn an_exception_is_for_the_crate_that_it_names() {
        let policy = Policy::parse(LISTS).expect("the lists can be read");
        let crates =
            [foreign("shared-files", Some("MPL-2.0")), foreign("other-files", Some("MPL-2.0"))];
        let expected = ["other-files comes under MPL-2.0, which is not listed"];
        assert_eq!(unlisted_licences(&crates, &policy), expected);
    }

    #[test]
    fn a_banned_crate_is_refused_wherever_it_comes_from() {
        let policy = Policy::parse(LISTS).expect("the lists can be read");
        let crates = [foreign("openssl-sys", Some("MIT")), foreign("cmake", Some("MIT"))];
        let expected = ["openssl-sys is banned by deny.toml", "cmake is banned by deny.toml"];
        assert_eq!(banned(&crates, &policy), expected);
    }

    #[test]
    fn an_empty_list_is_a_mistake() {
        assert!(Policy::parse("[licenses]\nallow = []").is_err());
    }
}
