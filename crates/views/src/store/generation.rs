//! Generations of the store: folders of which one is current.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Names the current generation.
const CURRENT: &str = "current";
/// How much of the store is kept in memory, in bytes.
const CACHE_BYTES: u64 = 64 << 20;

/// A generation in the making.
pub(super) struct Fresh {
    pub(super) db: sled::Db,
    name: String,
}

fn failed(path: &Path, reason: impl std::fmt::Display) -> Error {
    Error::Store {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn name(number: u64) -> String {
    format!("generation-{number:06}")
}

fn current(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join(CURRENT)).ok()?;
    let name = text.trim();
    name.starts_with("generation-").then(|| name.to_owned())
}

/// Opens the current generation, or a first one.
pub(super) fn open_current(folder: &Path) -> Result<sled::Db> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let name = current(folder).unwrap_or_else(|| name(0));
    let path = folder.join(&name);
    match open(&path) {
        Ok(db) => {
            point_to(folder, &name)?;
            Ok(db)
        }
        Err(Error::Store { .. }) => {
            set_aside(folder, &path)?;
            let db = open(&path)?;
            point_to(folder, &name)?;
            Ok(db)
        }
        Err(held) => Err(held),
    }
}

/// sled has been seen to panic on folders that a crash left behind, and not only to fail.
fn open(path: &Path) -> Result<sled::Db> {
    let config = sled::Config::new()
        .path(path)
        .cache_capacity(CACHE_BYTES)
        .flush_every_ms(None);
    let opened = catch_unwind(AssertUnwindSafe(|| config.open()));
    match opened {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(error)) if error.to_string().contains("could not acquire lock") => {
            Err(Error::Held {
                path: path.to_owned(),
            })
        }
        Ok(Err(error)) => Err(failed(path, error)),
        Err(_) => Err(failed(path, "sled panicked while opening it")),
    }
}

fn set_aside(folder: &Path, path: &Path) -> Result<()> {
    let aside = (0..u32::MAX)
        .map(|number| folder.join(format!("unusable-{number:06}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| folder.join("unusable"));
    fs::rename(path, aside).map_err(|error| failed(path, error))
}

/// Begins a generation beside the current one; leftovers of an earlier attempt go.
pub(super) fn begin(folder: &Path) -> Result<Fresh> {
    let number = current(folder)
        .and_then(|name| name.strip_prefix("generation-")?.parse::<u64>().ok())
        .map_or(0, |number| number + 1);
    let name = name(number);
    let path = folder.join(&name);
    if path.exists() {
        fs::remove_dir_all(&path).map_err(|error| failed(&path, error))?;
    }
    let db = open(&path)?;
    Ok(Fresh { db, name })
}

impl Fresh {
    /// Makes it the current generation and removes the others.
    pub(super) fn swap_in(self, folder: &Path) -> Result<sled::Db> {
        point_to(folder, &self.name)?;
        remove_others(folder, &self.name);
        Ok(self.db)
    }
}

fn point_to(folder: &Path, name: &str) -> Result<()> {
    if current(folder).as_deref() == Some(name) {
        return Ok(());
    }
    let fresh: PathBuf = folder.join("current.new");
    fs::write(&fresh, format!("{name}\n")).map_err(|error| failed(&fresh, error))?;
    fs::rename(&fresh, folder.join(CURRENT)).map_err(|error| failed(folder, error))
}

/// An old generation that cannot be removed only takes space.
fn remove_others(folder: &Path, current: &str) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("generation-") && name != current {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
