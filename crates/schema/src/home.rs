//! Where index folders live: `index-N` beside each other, and `current`, which names the one that is served.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The data folder of a library (`.precis`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
}

const PREFIX: &str = "index-";

impl Home {
    /// Names a data folder; nothing is touched.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_owned() }
    }

    /// The data folder itself.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder that no rebuild touches: revision, tokens, feed state.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.data.join("state")
    }

    /// Returns the index folder that is served; none if there is none yet. Fails when the pointer cannot be read.
    pub fn current(&self) -> io::Result<Option<PathBuf>> {
        let name = match fs::read_to_string(self.data.join("current")) {
            Ok(name) => name,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let folder = number(name.trim()).map(|_| self.data.join(name.trim()));
        Ok(folder.filter(|folder| folder.is_dir()))
    }

    /// Makes a fresh index folder, numbered after all that are there. Fails as the file system does.
    pub fn begin(&self) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.data)?;
        let next = self.folders()?.iter().filter_map(|f| numbered(f)).max().map_or(1, |n| n + 1);
        let folder = self.data.join(format!("{PREFIX}{next}"));
        fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// Makes an index folder the one that is served: durable and atomic. Fails as the file system does.
    pub fn publish(&self, folder: &Path) -> io::Result<()> {
        let name = folder.file_name().unwrap_or_default();
        let beside = self.data.join(".current.new");
        let mut file = File::create(&beside)?;
        file.write_all(name.as_encoded_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&beside, self.data.join("current"))?;
        File::open(&self.data)?.sync_all()
    }

    /// Lists all index folders, served or left over. Fails as the file system does.
    pub fn folders(&self) -> io::Result<Vec<PathBuf>> {
        let mut folders = Vec::new();
        for entry in fs::read_dir(&self.data)? {
            let path = entry?.path();
            if numbered(&path).is_some() && path.is_dir() {
                folders.push(path);
            }
        }
        folders.sort();
        Ok(folders)
    }

    /// Removes every index folder but one. Only under the writer lock. Fails as the file system does.
    pub fn sweep(&self, keep: &Path) -> io::Result<()> {
        for folder in self.folders()? {
            if folder != keep {
                fs::remove_dir_all(&folder)?;
            }
        }
        Ok(())
    }
}

fn numbered(path: &Path) -> Option<u64> {
    number(path.file_name()?.to_str()?)
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_served_from_its_publication_on() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::new(dir.path());
        assert_eq!(home.current().unwrap(), None);
        let first = home.begin().unwrap();
        assert_eq!(home.current().unwrap(), None);
        home.publish(&first).unwrap();
        assert_eq!(home.current().unwrap(), Some(first.clone()));
        let second = home.begin().unwrap();
        assert_ne!(first, second);
        home.publish(&second).unwrap();
        home.sweep(&second).unwrap();
        assert_eq!(home.folders().unwrap(), std::slice::from_ref(&second));
        assert_eq!(home.current().unwrap(), Some(second));
    }

    #[test]
    fn a_pointer_to_nowhere_or_elsewhere_is_no_index() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::new(dir.path());
        for name in ["index-9", "../index-1", "state", ""] {
            fs::write(dir.path().join("current"), name).unwrap();
            assert_eq!(home.current().unwrap(), None, "{name:?}");
        }
    }
}
