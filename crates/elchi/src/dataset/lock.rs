//! One writer per output: a lock that the system drops when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::{DatasetError, io, sibling};

/// Held while a run writes an output.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Locks `output` for this process.
    ///
    /// # Errors
    /// [`DatasetError::Locked`] where another process holds it.
    pub(crate) fn acquire(output: &Path) -> Result<Lock, DatasetError> {
        let path = sibling(output, "lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(io("open the lock file", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DatasetError::Locked { path: output.to_owned() }),
            Err(TryLockError::Error(error)) => Err(io("lock", &path)(error)),
        }
    }
}
