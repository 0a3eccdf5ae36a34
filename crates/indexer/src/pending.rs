//! What a run would do, found out without lock and without writing.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::BufReader;

use precis_schema::{Home, Layout};

use crate::ledger::{Hash128, Ledger};
use crate::pipeline::{Hashing, Task};
use crate::rules::Rules;
use crate::run::plan;
use crate::scan::scan;
use crate::{IndexError, Settings, Silent, SkipRule, Unreadable, ledger, reading};

/// What a run would do, by files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// Files that are not in the index.
    pub new_files: u64,
    /// Files that are in the index with other contents.
    pub changed_files: u64,
    /// Files that are in the index and gone from the library.
    pub removed_files: u64,
    /// Whether the index would be made anew: there is none, it is of another version, or it was cut off.
    pub rebuild: bool,
    /// Files that are no articles, by the rule that says so.
    pub skipped: BTreeMap<SkipRule, u64>,
    /// Folders and files that could not be listed or opened.
    pub unreadable: Vec<Unreadable>,
}

impl Pending {
    /// Tells whether a run would change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new_files + self.changed_files + self.removed_files == 0 && !self.rebuild
    }
}

/// Compares library and index without lock and without writing. Reads files that may have changed, no others.
///
/// Fails when the library cannot be listed, or a pattern cannot be understood.
pub fn pending(settings: &Settings) -> Result<Pending, IndexError> {
    let rules = Rules::new(settings)?;
    let scan = scan(settings, &rules, &Silent)?;
    let reading = reading::fingerprint(&settings.vocabulary, &settings.aliases());
    let usable = usable_ledger(settings, reading)?;
    let rebuild = usable.is_none();
    let ledger = usable.unwrap_or_else(|| Ledger::new(reading));
    let plan = plan(&scan, &ledger, &HashSet::new(), false);
    let mut pending = Pending {
        removed_files: plan.gone.len() as u64,
        rebuild,
        skipped: scan.skipped.clone(),
        unreadable: scan.unreadable.clone(),
        ..Pending::default()
    };
    for task in &plan.tasks {
        if task.prior.is_none() {
            pending.new_files += 1;
            continue;
        }
        match is_same(settings, task) {
            Ok(true) => {}
            Ok(false) => pending.changed_files += 1,
            Err(error) => pending
                .unreadable
                .push(Unreadable { path: task.found.path.to_string(), reason: error.to_string() }),
        }
    }
    Ok(pending)
}

/// Returns the ledger of the index that is served, if a run would carry on from it.
fn usable_ledger(settings: &Settings, reading: [u8; 16]) -> Result<Option<Ledger>, IndexError> {
    let home = Home::new(&settings.data);
    let Some(folder) = home.current().map_err(IndexError::at(home.data()))? else {
        return Ok(None);
    };
    let Ok((_, stamp)) = precis_schema::open(&folder, &Layout::new()) else { return Ok(None) };
    let ledger = ledger::load(&folder).map_err(IndexError::at(&folder))?;
    Ok(ledger.filter(|it| it.reading == reading && it.agrees_with(stamp.revision)))
}

fn is_same(settings: &Settings, task: &Task<'_>) -> std::io::Result<bool> {
    let Some(prior) = task.prior else { return Ok(false) };
    if prior.stat.size_bytes != task.found.stat.size_bytes {
        return Ok(false);
    }
    let file = File::open(task.found.location(&settings.library))?;
    let hash: Hash128 = Hashing::new(BufReader::new(file)).finish()?;
    Ok(prior.hash == Some(hash))
}
