//! The revision count, which outlives every index.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::durable;

/// Name of the count, and the highest revision ever given out in it.
///
/// Written before the commit that carries the revision: a number may be left out after a crash, but none is ever
/// given twice to different contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) epoch: String,
    pub(crate) revision: u64,
}

/// Digits of an epoch: lower-case letters and digits that are hard to mistake for each other.
const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Length of an epoch in digits of five bits.
const EPOCH_DIGITS: usize = 8;

impl State {
    /// Starts a count of its own, at revision 0.
    pub(crate) fn new() -> io::Result<Self> {
        let mut random = [0_u8; EPOCH_DIGITS];
        getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
        let epoch = random.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect();
        Ok(Self { epoch, revision: 0 })
    }

    /// Reads the state of a data folder; none when there is none or it cannot be understood.
    pub(crate) fn load(data: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(file(data)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the state, so that it survives a power cut.
    pub(crate) fn save(&self, data: &Path) -> io::Result<()> {
        make_folder(data)?;
        let text = serde_json::to_vec(self)?;
        durable::replace(&file(data), |out| {
            out.write_all(&text)?;
            out.write_all(b"\n")
        })
    }
}

/// Returns the folder of state in a data folder.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("state")
}

/// Makes the folder of state, durably, if it is not there.
pub(crate) fn make_folder(data: &Path) -> io::Result<()> {
    let folder = folder(data);
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(&folder)?;
    durable::sync_folder(data)
}

fn file(data: &Path) -> PathBuf {
    folder(data).join("revision.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_as_it_was_saved() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(State::load(data.path()).unwrap(), None);
        let mut state = State::new().unwrap();
        state.revision = 57;
        state.save(data.path()).unwrap();
        assert_eq!(State::load(data.path()).unwrap(), Some(state));
    }

    #[test]
    fn a_damaged_state_is_none() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder(data.path())).unwrap();
        std::fs::write(file(data.path()), b"{\"epoch\":").unwrap();
        assert_eq!(State::load(data.path()).unwrap(), None);
    }

    #[test]
    fn epochs_differ() {
        let first = State::new().unwrap().epoch;
        assert_eq!(first.len(), EPOCH_DIGITS);
        assert_ne!(first, State::new().unwrap().epoch);
    }
}
