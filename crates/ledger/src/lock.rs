//! One writer at a time: an exclusive lock on a file of the book, let go when the process ends.

use std::fs::File;
use std::path::Path;

use fs4::FileExt;

use crate::error::{Error, Result};

/// The writer's lock. Readers need none.
pub(crate) struct WriterLock {
    /// Closing the file lets the lock go, also when the process dies.
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the book in `folder`, or says at once that another process has it.
    pub(crate) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join("lock");
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| Error::write("open", &path, e))?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs4::TryLockError::WouldBlock) => Err(Error::Locked {
                path: folder.to_owned(),
            }),
            Err(fs4::TryLockError::Error(e)) => Err(Error::write("lock", &path, e)),
        }
    }
}
