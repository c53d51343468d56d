//! Opening a book, and reading on behind what is indexed.

use std::path::PathBuf;
use std::time::Duration;

use claimbook_model::Event;

use crate::error::{Error, Result};
use crate::frame::{Frame, FrameBuilder};
use crate::index::{self, Index, KeySource, Space, StagedKeys, spaced};
use crate::ledger::{Access, Ledger, Options};
use crate::lock::WriterLock;
use crate::log::{Log, Position};
use crate::recovery;
use crate::scan::Next;
use crate::storage::Storage;

/// How long it waits in between.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

impl Ledger {
    /// Opens a book in any storage.
    pub(crate) fn assemble(
        storage: Box<dyn Storage>,
        index_folder: Option<PathBuf>,
        lock: Option<WriterLock>,
        access: Access,
        keys: Box<dyn KeySource>,
        options: &mut Options<'_>,
    ) -> Result<Self> {
        let mut log = Log::open(storage, options.segment_bytes)?;
        log.check_versions()?;
        if access == Access::Write && !log.has_header(0)? {
            log.create_segment(0)?;
        }
        let index = Index::load(index_folder, keys.version(), options.tail_events, &mut log);
        if access == Access::Write {
            // Before any file is made. A leftover that stays only takes space.
            let _ = index::delete_unused(&index);
        }
        let mut ledger = Self {
            log,
            index,
            keys,
            lock,
            access,
            poisoned: None,
            recovered: None,
            damage: None,
            builder: FrameBuilder::default(),
            staged: StagedKeys::default(),
        };
        ledger.read_on(options)?;
        if access == Access::Write {
            ledger.prepare_to_write()?;
        }
        Ok(ledger)
    }

    /// Indexes the commits behind the end that is known, up to the end, an unfinished commit or
    /// damage.
    fn read_on(&mut self, options: &mut Options<'_>) -> Result<()> {
        self.log.end = self.index.end();
        let total = if options.progress.is_some() {
            self.log.total_bytes()?
        } else {
            0
        };
        let mut looks = 0;
        loop {
            match self.read_frame() {
                Ok(true) => looks = 0,
                Ok(false) => return Ok(()),
                Err(Error::Damaged(_)) if self.access == Access::Read && looks < options.looks => {
                    looks += 1;
                    std::thread::sleep(BETWEEN_LOOKS);
                    self.log.refresh()?;
                    continue;
                }
                Err(Error::Damaged(damage)) => {
                    self.damage = Some(damage);
                    return Ok(());
                }
                Err(e) => return Err(e),
            }
            if self.access == Access::Write {
                self.index.maintain();
            }
            if let Some(progress) = &mut options.progress {
                progress(self.log.bytes_before(self.log.end)?, total);
            }
        }
    }

    /// Indexes the next commit; false if there is none.
    fn read_frame(&mut self) -> Result<bool> {
        let (place, header, hash) = match self.log.next(self.log.end)? {
            Next::Frame(frame, place) => {
                emit_keys(&*self.keys, &frame, &place, &mut |key, seq| {
                    self.index.tail().add_key(key, seq);
                })?;
                let hash = frame.hash();
                (place, frame.header, hash)
            }
            Next::End | Next::Unfinished => {
                let missing = self.log.missing_segment();
                return missing.map_or(Ok(false), |damage| Err(Error::Damaged(damage)));
            }
            Next::Damaged(damage) => return Err(Error::Damaged(damage)),
        };
        self.index.tail().add_frame(&place, &header, hash);
        self.log.end = place.after(&header, hash);
        Ok(true)
    }

    /// Makes the index anew from the log, after a look-up has found it damaged: in files if the
    /// book is open for writing, in memory if not. Tells the options' progress.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn rebuild_index(&mut self, options: &mut Options<'_>) -> Result<()> {
        self.index.forget();
        if self.access == Access::Write {
            let _ = index::delete_unused(&self.index);
        }
        self.read_on(options)
    }

    /// Makes a freshly opened book ready for appending.
    fn prepare_to_write(&mut self) -> Result<()> {
        if let Some(damage) = &self.damage {
            return Err(Error::Damaged(damage.clone()));
        }
        self.recovered = recovery::set_unfinished_aside(&mut self.log)?;
        self.log.prepare_to_write()?;
        Ok(())
    }

    /// Takes in what was committed since the book was opened or last refreshed. Borrowed events
    /// must have been let go. A writer always sees everything.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn refresh(&mut self) -> Result<()> {
        if self.access == Access::Write || self.damage.is_some() {
            return Ok(());
        }
        self.log.refresh()?;
        self.read_on(&mut Options::default())
    }
}

/// Tells the keys of a frame's events, and of its document, within their spaces.
fn emit_keys(
    keys: &dyn KeySource,
    frame: &Frame<'_>,
    place: &Position,
    emit: &mut dyn FnMut(&[u8], u64),
) -> Result<()> {
    let first_seq = frame.header.first_seq;
    if let Some(document) = frame.header.document {
        emit(&spaced(Space::Document, &document.id), first_seq);
    }
    let mut key_buffer = Vec::new();
    for index in 0..frame.header.event_count {
        let seq = first_seq + u64::from(index);
        let what = "the table of events is wrong";
        let bytes = frame
            .event(index)
            .ok_or_else(|| Error::damaged(place.segment, place.offset, seq, what))?;
        let event = Event::decode(bytes).map_err(|source| Error::Event { seq, source })?;
        keys.keys(seq, bytes, &event, &mut |key| {
            key_buffer.clear();
            key_buffer.push(Space::Given as u8);
            key_buffer.extend_from_slice(key);
            emit(&key_buffer, seq);
        });
    }
    Ok(())
}
