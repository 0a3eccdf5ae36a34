//! Files in the folder of this person's own settings.

use std::fs;
use std::io;

use crate::environment::Surroundings;
use crate::failure::{Failure, reason};

/// Reads a file as TOML; none if there is none. `mend` says what makes it anew where it cannot be understood.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    name: &str,
    mend: &str,
    surroundings: &Surroundings,
) -> Result<Option<T>, Failure> {
    let Some(config) = &surroundings.config else { return Ok(None) };
    let file = config.join(name);
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
    let value = toml::from_str(&text).map_err(|error| {
        Failure::because(format!("{} cannot be understood", file.display()), error.message())
            .hint(mend)
    })?;
    Ok(Some(value))
}

/// Writes a file. `otherwise` says what to do where there is no place for it.
pub(super) fn write(
    name: &str,
    text: &str,
    otherwise: &str,
    surroundings: &Surroundings,
) -> Result<(), Failure> {
    let Some(config) = &surroundings.config else {
        return Err(Failure::new("there is no home folder to keep settings in").hint(otherwise));
    };
    let file = config.join(name);
    // Written beside and moved, so that a command running at the same time never reads half of it.
    let beside = config.join(format!("{name}.new"));
    fs::create_dir_all(config)
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &file))
        .map_err(|error| {
            Failure::because(format!("{} cannot be written", file.display()), reason(&error))
        })
}
