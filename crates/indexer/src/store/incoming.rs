//! Where the articles below `incoming/` lie: a hint, which is checked when it is used.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::key;
use crate::ledger::{Entry, Hash128};

/// Path of the file below `incoming/` by the id that it holds.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    paths: HashMap<Hash128, Box<str>>,
}

impl Incoming {
    pub(super) fn path_of(&self, id: &str) -> Option<&str> {
        self.paths.get(&key(id)).map(|path| &**path)
    }

    pub(super) fn learn(&mut self, id: &str, path: &str) {
        self.paths.insert(key(id), path.into());
    }

    /// Takes over the articles of a file, if it lies below `incoming/`. Those that others hide say nothing.
    pub(super) fn learn_entry(&mut self, path: &str, entry: &Entry) {
        if !path.starts_with("incoming/") {
            return;
        }
        for member in entry.members.iter().filter(|member| !member.hidden) {
            self.learn(&member.id, path);
        }
    }
}

/// What a file holds, seen from an id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// There is no file.
    Nothing,
    /// One native article of that id.
    It,
    /// One native article of another id.
    Other,
    /// Something else, which may have the id in it.
    AmongOthers,
}

/// Looks at what a file holds.
pub(super) fn holds(path: &Path, id: &str) -> Holds {
    #[derive(Deserialize)]
    struct Named {
        id: Option<String>,
    }
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Holds::Nothing,
        Err(_) => return Holds::AmongOthers,
        Ok(bytes) => bytes,
    };
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    match serde_json::from_slice::<Named>(&bytes) {
        Ok(Named { id: Some(held) }) if is_json => {
            let held = precis_briefing::checked_id(&held).unwrap_or(held);
            if held == id { Holds::It } else { Holds::Other }
        }
        _ => Holds::AmongOthers,
    }
}
