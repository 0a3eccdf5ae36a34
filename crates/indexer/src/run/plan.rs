//! What has to be read: where the library and the ledger differ.

use std::collections::HashSet;

use crate::claims::rank;
use crate::ledger::Ledger;
use crate::pipeline::{Task, Want};
use crate::scan::Scan;

/// What a round has to do.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// Files to read, by the weight of their claims.
    pub(crate) tasks: Vec<Task<'a>>,
    /// Files of the ledger that are gone from the library.
    pub(crate) gone: Vec<&'a str>,
}

/// Compares the library with the ledger. `given_up` are files that cannot be read in this run.
///
/// With `again`, entries that are not settled count as settled: this run has just read them.
pub(crate) fn plan<'a>(
    scan: &'a Scan,
    ledger: &'a Ledger,
    given_up: &HashSet<Box<str>>,
    again: bool,
) -> Plan<'a> {
    let mut plan = Plan::default();
    for found in &scan.files {
        if given_up.contains(&found.path) {
            continue;
        }
        let prior = ledger.files.get(&found.path);
        let known = prior.is_some_and(|prior| {
            prior.stat == found.stat && (prior.settled || again) && prior.hash.is_some()
        });
        if !known {
            plan.tasks.push(Task { found, prior, want: Want::Changed });
        }
    }
    plan.tasks.sort_by(|a, b| rank(&a.found.path, &b.found.path));
    let here: HashSet<&str> = scan.files.iter().map(|found| &*found.path).collect();
    let is_gone = |path: &&str| !here.contains(path) && !scan.is_blind_to(path);
    let known = || ledger.files.keys().map(|path| &**path);
    match &scan.reach {
        None => plan.gone.extend(known().filter(is_gone)),
        Some(reach) => {
            for path in reach {
                if let Some((known, _)) = ledger.files.get_key_value(path.as_str()) {
                    plan.gone.extend(Some(&**known).filter(is_gone));
                } else if !here.contains(path.as_str()) {
                    // It may have been a folder.
                    let below = |file: &&str| {
                        file.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'))
                    };
                    plan.gone.extend(known().filter(below).filter(is_gone));
                }
            }
        }
    }
    plan.gone.sort_unstable();
    plan.gone.dedup();
    plan
}

impl Plan<'_> {
    /// Tells whether the library is as the ledger says.
    pub(crate) fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.gone.is_empty()
    }
}
