//! The library that `precis use DIR` set, kept in this person's own settings.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{discovery, own};
use crate::environment::Surroundings;
use crate::failure::{Failure, reason};

/// Name of the file, in the folder of this person's settings.
const FILE: &str = "settings.toml";

#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    library: Option<PathBuf>,
}

/// Returns the library that was set, if one was.
pub(super) fn recall(surroundings: &Surroundings) -> Result<Option<PathBuf>, Failure> {
    let remembered: Option<Remembered> =
        own::read(FILE, "`precis use DIR` writes it anew", surroundings)?;
    Ok(remembered.and_then(|remembered| remembered.library))
}

/// Sets the library for commands to come, and returns its folder, absolute.
pub(crate) fn remember(named: &Path, surroundings: &Surroundings) -> Result<PathBuf, Failure> {
    let folder = discovery::folder(named, "the library", surroundings)?;
    let folder = fs::canonicalize(&folder).map_err(|error| {
        Failure::because(format!("{} cannot be opened", folder.display()), reason(&error))
    })?;
    let text = toml::to_string(&Remembered { library: Some(folder.clone()) }).map_err(|_| {
        Failure::new(format!("{} is not named in UTF-8, so it cannot be kept", folder.display()))
            .hint("use PRECIS_LIBRARY instead")
    })?;
    let otherwise = "set HOME or XDG_CONFIG_HOME, or use PRECIS_LIBRARY instead";
    own::write(FILE, &text, otherwise, surroundings)?;
    Ok(folder)
}
