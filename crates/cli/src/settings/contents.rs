//! What a file of settings holds.

use std::fs;
use std::io;
use std::path::Path;

use crate::failure::reason;

/// What a file of settings holds; none where there is no such file, and the reason where it cannot be read.
pub(super) type Contents = Result<Option<String>, String>;

pub(super) fn of(path: &Path) -> Contents {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(reason(&error)),
    }
}
