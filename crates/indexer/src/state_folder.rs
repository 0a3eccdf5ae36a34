//! Files of state that others than the index keep: in a folder of their own, which no rebuild touches.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::{durable, state};

/// Name of the file that is locked.
const LOCK: &str = "lock";

/// A folder of state in a data folder. It is made with the first file in it.
#[derive(Debug, Clone)]
pub struct StateFolder {
    data: PathBuf,
    folder: PathBuf,
}

/// Keeps every other process from writing into a folder of state; freed when dropped.
#[derive(Debug)]
pub struct StateLock {
    folder: PathBuf,
    _file: File,
}

impl StateFolder {
    /// Names the folder of this name in the state of a data folder.
    #[must_use]
    pub fn new(data: &Path, name: &str) -> Self {
        Self { data: data.to_owned(), folder: state::folder(data).join(name) }
    }

    /// Returns where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Reads a file; none if it is not there. Fails as the file system does.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Waits until nobody else writes into it. Fails as the file system does.
    pub fn lock(&self) -> io::Result<StateLock> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            durable::sync_folder(&state::folder(&self.data))?;
        }
        let path = self.folder.join(LOCK);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        // What a process that was killed left.
        durable::sweep_temporary(&self.folder)?;
        Ok(StateLock { folder: self.folder.clone(), _file: file })
    }
}

impl StateLock {
    /// Writes a file in place of the one there, so that it survives a power cut. Fails as the file system does.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        durable::replace(&self.folder.join(name), |out| out.write_all(bytes))
    }

    /// Removes a file; one that is not there counts as removed. Fails as the file system does.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => durable::sync_folder(&self.folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_and_what_was_left_half_written_goes() {
        let data = tempfile::tempdir().unwrap();
        let folder = StateFolder::new(data.path(), "feeds");
        assert_eq!(folder.read("a.json").unwrap(), None);
        folder.lock().unwrap().write("a.json", b"1").unwrap();
        fs::write(folder.path().join(".tmp123"), b"half").unwrap();
        let lock = folder.lock().unwrap();
        assert!(!folder.path().join(".tmp123").exists());
        assert_eq!(folder.read("a.json").unwrap().as_deref(), Some(&b"1"[..]));
        lock.remove("a.json").unwrap();
        lock.remove("a.json").unwrap();
        assert_eq!(folder.read("a.json").unwrap(), None);
    }
}
