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
        Ok(Self { licences, bans: names(&table, "bans", "deny") })
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

/// Names each crate that comes under no licence of the list.
pub(super) fn unlisted_licences(crates: &[Crate], policy: &Policy) -> Vec<String> {
    crates
        .iter()
        .filter_map(|one| match &one.licence {
            None => Some(format!("{} names no licence", one.name)),
            Some(terms) if licence::allowed(terms, &policy.licences) => None,
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
