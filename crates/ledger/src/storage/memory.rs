//! A disk in memory that fails when told to, and forgets what was not flushed.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Map, Storage};
use crate::error::{Error, Result};
use crate::header::SECTOR_BYTES;

/// What a step that fails has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing.
    NotPersisted,
    /// All that was asked, and it is on disk.
    Persisted,
    /// Of a write the first half, to a whole sector; no space is left.
    Full,
}

#[derive(Clone, Default)]
struct Segment {
    /// What the disk has for certain.
    durable: Vec<u8>,
    /// What a process reads back.
    current: Vec<u8>,
    /// Whether its name is on disk for certain.
    named: bool,
}

#[derive(Default)]
struct Disk {
    segments: BTreeMap<u64, Segment>,
    aside: Vec<Vec<u8>>,
    steps: u64,
    fail_at: Option<(u64, Failure)>,
    dead: bool,
}

/// The disk; clones are the same disk.
#[derive(Clone, Default)]
pub(crate) struct MemoryStorage {
    disk: Arc<Mutex<Disk>>,
}

impl MemoryStorage {
    /// A disk of which step `step`, counted from 0, fails, and all after it.
    pub(crate) fn failing_at(step: u64, failure: Failure) -> Self {
        let storage = Self::default();
        storage.fail_at(step, failure);
        storage
    }

    /// Lets the step fail that comes after so many more, and all after it.
    pub(crate) fn fail_at(&self, steps: u64, failure: Failure) {
        let mut disk = self.disk();
        disk.fail_at = Some((disk.steps + steps, failure));
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap()
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> u64 {
        self.disk().steps
    }

    /// What was set aside.
    pub(crate) fn aside(&self) -> Vec<Vec<u8>> {
        self.disk().aside.clone()
    }

    /// The disk after a crash: of what was not flushed, those sectors survive for which
    /// `survives` says so, and names likewise.
    pub(crate) fn after_crash(&self, mut survives: impl FnMut() -> bool) -> Self {
        let disk = self.disk();
        let mut after = Disk {
            aside: disk.aside.clone(),
            ..Disk::default()
        };
        for (number, segment) in &disk.segments {
            if !segment.named && !survives() {
                continue;
            }
            let mut bytes = segment.durable.clone();
            for start in (0..segment.current.len()).step_by(SECTOR_BYTES) {
                let end = segment.current.len().min(start + SECTOR_BYTES);
                let written = &segment.current[start..end];
                let changed = segment.durable.get(start..end) != Some(written);
                if changed && survives() {
                    bytes.resize(bytes.len().max(end), 0);
                    bytes[start..end].copy_from_slice(written);
                }
            }
            let segment = Segment {
                current: bytes.clone(),
                durable: bytes,
                named: true,
            };
            after.segments.insert(*number, segment);
        }
        Self {
            disk: Arc::new(Mutex::new(after)),
        }
    }

    /// Changes the bytes of a segment behind the ledger's back.
    pub(crate) fn edit(&self, number: u64, change: impl FnOnce(&mut Vec<u8>)) {
        let mut disk = self.disk();
        let segment = disk.segments.get_mut(&number).unwrap();
        change(&mut segment.current);
        segment.durable = segment.current.clone();
    }

    /// The bytes of a segment.
    pub(crate) fn content(&self, number: u64) -> Vec<u8> {
        self.disk().segments[&number].current.clone()
    }

    /// Takes a step: `Ok` to do it, or what has to be done before it fails.
    fn step(&self) -> std::result::Result<(), Failure> {
        let mut disk = self.disk();
        let step = disk.steps;
        disk.steps += 1;
        if disk.dead {
            return Err(Failure::NotPersisted);
        }
        match disk.fail_at {
            Some((at, failure)) if at == step => {
                disk.dead = true;
                Err(failure)
            }
            _ => Ok(()),
        }
    }
}

fn fault(failure: Failure) -> Error {
    let source = match failure {
        Failure::Full => io::Error::from(io::ErrorKind::StorageFull),
        _ => io::Error::other("the disk failed"),
    };
    Error::write("write", Path::new("memory"), source)
}

impl Storage for MemoryStorage {
    fn segments(&self) -> Result<Vec<u64>> {
        Ok(self.disk().segments.keys().copied().collect())
    }

    fn create(&mut self, number: u64) -> Result<()> {
        let step = self.step();
        if step != Err(Failure::NotPersisted) {
            self.disk().segments.insert(number, Segment::default());
        }
        step.map_err(fault)
    }

    fn write(&mut self, number: u64, offset: u64, bytes: &[u8]) -> Result<()> {
        let step = self.step();
        if step != Err(Failure::NotPersisted) {
            let mut disk = self.disk();
            let segment = disk.segments.get_mut(&number).unwrap();
            let half = (offset as usize + bytes.len() / 2) / SECTOR_BYTES * SECTOR_BYTES;
            let written = match step {
                Err(Failure::Full) => half.saturating_sub(offset as usize),
                _ => bytes.len(),
            };
            let (start, end) = (offset as usize, offset as usize + written);
            segment.current.resize(segment.current.len().max(end), 0);
            segment.current[start..end].copy_from_slice(&bytes[..written]);
            if step == Err(Failure::Persisted) {
                segment.durable = segment.current.clone();
            }
        }
        step.map_err(fault)
    }

    fn flush(&mut self, number: u64) -> Result<()> {
        let step = self.step();
        if matches!(step, Ok(()) | Err(Failure::Persisted)) {
            let mut disk = self.disk();
            let segment = disk.segments.get_mut(&number).unwrap();
            segment.durable = segment.current.clone();
        }
        step.map_err(fault)
    }

    fn flush_folder(&mut self) -> Result<()> {
        let step = self.step();
        if matches!(step, Ok(()) | Err(Failure::Persisted)) {
            self.disk()
                .segments
                .values_mut()
                .for_each(|segment| segment.named = true);
        }
        step.map_err(fault)
    }

    fn map(&self, number: u64) -> Result<Map> {
        Ok(Map::Copy(self.content(number)))
    }

    fn length(&self, number: u64) -> Result<u64> {
        Ok(self.disk().segments[&number].current.len() as u64)
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let step = self.step();
        if matches!(step, Ok(()) | Err(Failure::Persisted)) {
            self.disk().aside.push(bytes.to_vec());
        }
        step.map_err(fault)?;
        Ok(name.into())
    }

    fn path(&self, number: u64) -> PathBuf {
        format!("memory/{number}").into()
    }

    fn folder(&self) -> &Path {
        Path::new("memory")
    }
}
