//! One run at a time.

use std::fs::{File, OpenOptions, TryLockError};

use crate::{IndexError, Settings};

/// Holds the library's writer lock; freed when dropped, and by the system when the process dies.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock without waiting. Fails with [`IndexError::Busy`] when another run holds it.
    pub(crate) fn take(settings: &Settings) -> Result<Self, IndexError> {
        std::fs::create_dir_all(&settings.data).map_err(IndexError::at(&settings.data))?;
        let path = settings.data.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(IndexError::at(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(IndexError::Busy { library: settings.library.clone() })
            }
            Err(TryLockError::Error(source)) => Err(IndexError::Data { path, source }),
        }
    }
}
