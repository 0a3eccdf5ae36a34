//! Files that are either the old or the new one after any crash.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What a temporary file of ours is called at the start; leftovers of it may be removed under the lock.
pub(crate) const TEMPORARY: &str = ".tmp";

/// Writes a file beside, forces it to disk and puts it in the place of the old one.
pub(crate) fn replace(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // The rights of any new file: others may search too.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.prefix(TEMPORARY).tempfile_in(folder)?;
    let mut buffer = BufWriter::new(temporary.as_file());
    write(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Forces the names in a folder to disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes temporary files that a run left behind when it was killed. Only for the holder of the lock.
pub(crate) fn sweep_temporary(folder: &Path) -> io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY));
        if ours && entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
