//! How far the log was recorded, noted beside it: commits that are cut from its end leave a whole
//! log behind, and only something outside of it can tell.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::materialized::VIEWS;

/// The file in the folder of the views.
const FILE: &str = "seen";

/// Digits of the number in it, so that a later one overwrites an earlier one whole.
const DIGITS: usize = 20;

/// The note of a book that is written.
#[derive(Debug)]
pub(crate) struct Seen {
    path: PathBuf,
    file: Option<File>,
}

impl Seen {
    pub(crate) fn of(folder: &Path) -> Self {
        Self {
            path: folder.join(VIEWS).join(FILE),
            file: None,
        }
    }

    /// Notes that the log was recorded up to `seq_end`, not included. The note is disposable: one
    /// that cannot be written is left out, and one that is lost with the power tells of less.
    pub(crate) fn note(&mut self, seq_end: u64) {
        if self.file.is_none() {
            self.file = self.opened();
        }
        if let Some(file) = &mut self.file
            && file.seek(SeekFrom::Start(0)).is_ok()
        {
            let _ = file.write_all(format!("{seq_end:0DIGITS$}\n").as_bytes());
        }
    }

    fn opened(&self) -> Option<File> {
        fs::create_dir_all(self.path.parent()?).ok()?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        options.open(&self.path).ok()
    }
}

/// The sequence number up to which the log of the book in `folder` was recorded, as far as noted.
pub(crate) fn seen(folder: &Path) -> u64 {
    let text = fs::read_to_string(folder.join(VIEWS).join(FILE));
    text.map_or(0, |text| text.trim().parse().unwrap_or_default())
}
