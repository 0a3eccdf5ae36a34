//! Which library is meant.

use std::path::{Path, PathBuf};

use super::{FILE_NAME, remembered};
use crate::environment::Surroundings;
use crate::failure::Failure;

/// Finds the library: the flag or argument, else `PRECIS_LIBRARY`, else the nearest folder from here upwards that
/// holds `precis.toml` or `.precis`, else the one set by `precis use`, else `./corpus`.
///
/// A library that is named but is no folder is a failure, never a reason to look further.
pub(crate) fn find(
    flag: Option<&Path>,
    argument: Option<&Path>,
    surroundings: &Surroundings,
) -> Result<PathBuf, Failure> {
    if let (Some(flag), Some(argument)) = (flag, argument)
        && flag != argument
    {
        return Err(Failure::new(format!(
            "two libraries are named: {} and {}",
            flag.display(),
            argument.display()
        ))
        .hint("name the folder once"));
    }
    if let Some(named) = argument.or(flag) {
        return folder(named, "the library", surroundings);
    }
    if let Some(named) = &surroundings.library_variable {
        return folder(named, "the library that PRECIS_LIBRARY names", surroundings);
    }
    if let Some(here) = &surroundings.folder {
        let marked = here
            .ancestors()
            .find(|folder| folder.join(FILE_NAME).is_file() || folder.join(".precis").is_dir());
        if let Some(marked) = marked {
            return Ok(marked.to_owned());
        }
    }
    if let Some(remembered) = remembered::recall(surroundings)? {
        return folder(&remembered, "the library set by `precis use`", surroundings);
    }
    if let Some(here) = &surroundings.folder
        && here.join("corpus").is_dir()
    {
        return Ok(here.join("corpus"));
    }
    Err(Failure::new("no library of articles is named or found")
        .hint("name one: `--library DIR`, or PRECIS_LIBRARY in the environment")
        .hint(format!("go to one: a folder with {FILE_NAME} or .precis in it, or below"))
        .hint("set one for good: `precis use DIR`")
        .hint("or start where a folder `corpus` is"))
}

/// Returns a folder that must exist, absolute.
pub(super) fn folder(
    named: &Path,
    what: &str,
    surroundings: &Surroundings,
) -> Result<PathBuf, Failure> {
    let folder = absolute(named, surroundings)?;
    match std::fs::metadata(&folder) {
        Ok(metadata) if metadata.is_dir() => Ok(folder),
        Ok(_) => Err(Failure::new(format!("{what} is a file, not a folder: {}", named.display()))),
        Err(error) => Err(Failure::because(
            format!("{what} cannot be opened: {}", named.display()),
            crate::failure::reason(&error),
        )),
    }
}

/// Returns a path as seen from the root.
pub(super) fn absolute(path: &Path, surroundings: &Surroundings) -> Result<PathBuf, Failure> {
    if path.is_absolute() {
        return Ok(path.to_owned());
    }
    let Some(here) = &surroundings.folder else {
        return Err(Failure::new(format!(
            "{} is relative, and the current folder is gone",
            path.display()
        )));
    };
    // `.` and `..` are kept as they are but for those in front, which only make messages longer.
    Ok(here.join(path.strip_prefix(".").unwrap_or(path)))
}
