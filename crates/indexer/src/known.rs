//! What the index knows of some files, without lock.

use std::fs::File;
use std::io::BufReader;

use precis_schema::Home;

use crate::keeper::{LookedAt, looked_at};
use crate::ledger::{self, Hash128};
use crate::pipeline::Hashing;
use crate::{IndexError, Settings};

/// Returns what the index knows of some files, by their paths inside the library: of those alone whose contents it
/// has as they are now.
///
/// Fails when the data folder cannot be read.
pub fn known(settings: &Settings, paths: &[String]) -> Result<Vec<LookedAt>, IndexError> {
    let home = Home::new(&settings.data);
    let Some(folder) = home.current().map_err(IndexError::at(home.data()))? else {
        return Ok(Vec::new());
    };
    let Some(ledger) = ledger::load(&folder).map_err(IndexError::at(&folder))? else {
        return Ok(Vec::new());
    };
    let hash = |path: &str| -> Option<Hash128> {
        let file = File::open(settings.library.join(path)).ok()?;
        Hashing::new(BufReader::new(file)).finish().ok()
    };
    let known = paths.iter().filter_map(|path| {
        let entry = ledger.files.get(path.as_str())?;
        let is_same = entry.hash.is_some() && entry.hash == hash(path);
        is_same.then(|| looked_at(path.clone(), entry))
    });
    Ok(known.collect())
}
