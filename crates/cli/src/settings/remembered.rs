//! The library that `precis use DIR` set, kept in this person's own settings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::discovery;
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
    let Some(config) = &surroundings.config else { return Ok(None) };
    let file = config.join(FILE);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::because(
                format!("{} cannot be read", file.display()),
                reason(&error),
            ));
        }
    };
    let remembered: Remembered = toml::from_str(&text).map_err(|error| {
        Failure::because(format!("{} cannot be understood", file.display()), error.message())
            .hint("`precis use DIR` writes it anew")
    })?;
    Ok(remembered.library)
}

/// Sets the library for commands to come, and returns its folder, absolute.
pub(crate) fn remember(named: &Path, surroundings: &Surroundings) -> Result<PathBuf, Failure> {
    let folder = discovery::folder(named, "the library", surroundings)?;
    let folder = fs::canonicalize(&folder).map_err(|error| {
        Failure::because(format!("{} cannot be opened", folder.display()), reason(&error))
    })?;
    let Some(config) = &surroundings.config else {
        return Err(Failure::new("there is no home folder to keep settings in")
            .hint("set HOME or XDG_CONFIG_HOME, or use PRECIS_LIBRARY instead"));
    };
    let text = toml::to_string(&Remembered { library: Some(folder.clone()) }).map_err(|_| {
        Failure::new(format!("{} is not named in UTF-8, so it cannot be kept", folder.display()))
            .hint("use PRECIS_LIBRARY instead")
    })?;
    let file = config.join(FILE);
    // Written beside and moved, so that a command running at the same time never reads half of it.
    let beside = config.join(format!("{FILE}.new"));
    fs::create_dir_all(config)
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &file))
        .map_err(|error| {
            Failure::because(format!("{} cannot be written", file.display()), reason(&error))
        })?;
    Ok(folder)
}
