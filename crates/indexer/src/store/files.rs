//! Durable files in the library: written beside under a name that no scan looks at, forced to disk, renamed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::{StoreError, durable};

/// What our temporary files in a library are called at the start.
const TEMPORARY: &str = ".precis-new-";

/// A file that is to be written.
pub(crate) struct New {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

/// Writes files, in place of what has their names. When it returns, all of them survive a power cut.
///
/// Each is forced to disk before any gets its name, and each folder once for all of its files.
pub(crate) fn write_all(library: &Path, files: Vec<New>) -> Result<(), StoreError> {
    let mut ready = Vec::with_capacity(files.len());
    for New { path, bytes } in files {
        let folder = path.parent().unwrap_or(library).to_owned();
        make_folder(library, &folder)?;
        let written = write_beside(&folder, &bytes);
        let temporary = written.map_err(StoreError::at(&path))?;
        ready.push((temporary, path, folder));
    }
    let mut folders = BTreeSet::new();
    for (temporary, path, folder) in ready {
        temporary.persist(&path).map_err(|error| StoreError::at(&path)(error.error))?;
        folders.insert(folder);
    }
    for folder in folders {
        durable::sync_folder(&folder).map_err(StoreError::at(&folder))?;
    }
    Ok(())
}

/// Writes a file where none is. Returns whether it did: another may have got the name meanwhile.
pub(crate) fn write_new(library: &Path, path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let folder = path.parent().unwrap_or(library);
    make_folder(library, folder)?;
    let temporary = write_beside(folder, bytes).map_err(StoreError::at(path))?;
    match temporary.persist_noclobber(path) {
        Ok(_) => {
            durable::sync_folder(folder).map_err(StoreError::at(folder))?;
            Ok(true)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(StoreError::at(path)(error.error)),
    }
}

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // The rights of any new file: others may read it too.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.prefix(TEMPORARY).tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Makes a folder of the library with those above it, each of them durable.
fn make_folder(library: &Path, folder: &Path) -> Result<(), StoreError> {
    let mut missing = Vec::new();
    let mut at = folder;
    while !at.is_dir() && at.starts_with(library) && at != library {
        missing.push(at);
        at = at.parent().unwrap_or(library);
    }
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(StoreError::at(folder)(error));
            }
            _ => {}
        }
        let parent = folder.parent().unwrap_or(library);
        durable::sync_folder(parent).map_err(StoreError::at(parent))?;
    }
    Ok(())
}

/// Removes a file durably; one that is not there counts as removed.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        removed => removed.map_err(StoreError::at(path))?,
    }
    let folder = path.parent().unwrap_or(path);
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if cfg!(unix) => Err(StoreError::at(folder)(error)),
        _ => Ok(()),
    }
}

/// Removes the temporary files below `incoming/` of a process that was killed. Only for the holder of the lock, who
/// alone writes there, and before he does.
pub(crate) fn sweep(library: &Path) {
    let walk = walkdir::WalkDir::new(library.join("incoming")).follow_root_links(false);
    for entry in walk.into_iter().filter_map(Result::ok) {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY));
        if ours && entry.file_type().is_file() {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}
