//! The book on disk: creating, opening, appending.

use std::borrow::Borrow;
use std::path::Path;

use claimbook_model::{DocumentId, Event, Timestamp};

use crate::error::{Damage, Error, Recovered, Result};
use crate::frame::{FrameBuilder, FrameFacts};
use crate::index::{self, INDEX, Index, KeySource, Space, StagedKeys, spaced};
use crate::lock::WriterLock;
use crate::log::{Log, Position};
use crate::storage::{FileStorage, Storage};

#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

/// What a ledger is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read. Takes no lock and is never held up; sees commits up to the moment of opening
    /// or of the last [`Ledger::refresh`].
    Read,
    /// To read and append, by one process at a time.
    Write,
}

/// Called with how many bytes of how many are done.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64);

/// How a ledger is kept and opened.
pub struct Options<'p> {
    /// The length after which a segment is closed, in bytes; a longer frame has a segment of its
    /// own. It can differ from one opening to the next.
    pub segment_bytes: u64,
    /// Told while the index is rebuilt, which reads the whole log.
    pub progress: Option<Progress<'p>>,
    /// So many events are indexed in memory before a file is made of them.
    pub(crate) tail_events: u64,
    /// How often a reader looks again at what seems to be damage, since a writer may be in the
    /// middle of writing it.
    pub(crate) looks: u32,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            segment_bytes: 64 << 20,
            progress: None,
            tail_events: index::TAIL_EVENTS,
            looks: 5,
        }
    }
}

/// Events that are recorded together, or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Commit<'a> {
    /// The writer's clock. A clock that runs behind the last commit is set to that one's.
    pub recorded: Timestamp,
    /// Who makes the commit: a person or a program.
    pub actor: &'a str,
    /// A document to be stored with it. One that the book has already is not stored again.
    pub document: Option<&'a [u8]>,
    /// The events, without `Committed`, which the ledger writes itself.
    pub events: &'a [Event<'a>],
}

/// Proof that a commit is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The sequence number of its `Committed`; the events follow in their order.
    pub first_seq: u64,
    /// The sequence number of its last event.
    pub last_seq: u64,
    /// The recorded time as stored.
    pub recorded: Timestamp,
    /// The hash of its frame, which stands for everything recorded so far.
    pub frame_hash: [u8; 32],
    /// The id of its document, if it came with one.
    pub document: Option<DocumentId>,
}

/// An open book.
pub struct Ledger {
    pub(crate) log: Log,
    pub(crate) index: Index,
    pub(crate) keys: Box<dyn KeySource>,
    /// Held by a writer as long as it lives.
    pub(crate) lock: Option<WriterLock>,
    pub(crate) access: Access,
    pub(crate) poisoned: Option<String>,
    pub(crate) recovered: Option<Recovered>,
    pub(crate) damage: Option<Damage>,
    pub(crate) builder: FrameBuilder,
    /// Keys of the commit in the making.
    pub(crate) staged: StagedKeys,
}

impl Ledger {
    /// Creates an empty book in `folder`, which may exist if it holds no book, and opens it for
    /// writing.
    ///
    /// # Errors
    /// If there is a book already, the folder is a file or cannot be written.
    pub fn create(folder: &Path, keys: impl KeySource + 'static) -> Result<Self> {
        Self::create_with(folder, Box::new(keys), &mut Options::default())
    }

    /// [`Ledger::create`] with options.
    ///
    /// # Errors
    /// As [`Ledger::create`].
    pub fn create_with(
        folder: &Path,
        keys: Box<dyn KeySource>,
        options: &mut Options<'_>,
    ) -> Result<Self> {
        if folder.is_file() {
            return Err(Error::NotAFolder {
                path: folder.to_owned(),
            });
        }
        let storage = FileStorage::new(folder);
        storage.create_folders()?;
        let lock = WriterLock::take(folder)?;
        if !storage.segments()?.is_empty() {
            return Err(Error::Exists {
                path: folder.to_owned(),
            });
        }
        let mut storage: Box<dyn Storage> = Box::new(storage);
        storage.create(0)?;
        let index_folder = Some(folder.join(INDEX));
        Self::assemble(
            storage,
            index_folder,
            Some(lock),
            Access::Write,
            keys,
            options,
        )
    }

    /// Opens the book in `folder`.
    ///
    /// A commit that a crash left unfinished is set aside by a writer (see
    /// [`Ledger::recovered`]) and taken for the end by a reader. A damaged book opens for reading
    /// only; [`Ledger::damage`] then tells what was met.
    ///
    /// # Errors
    /// If there is no book, it is of a later format version, or, for writing, another process
    /// writes to it, it is damaged or cannot be written.
    pub fn open(folder: &Path, access: Access, keys: impl KeySource + 'static) -> Result<Self> {
        Self::open_with(folder, access, Box::new(keys), &mut Options::default())
    }

    /// [`Ledger::open`] with options.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_with(
        folder: &Path,
        access: Access,
        keys: Box<dyn KeySource>,
        options: &mut Options<'_>,
    ) -> Result<Self> {
        if folder.is_file() {
            return Err(Error::NotAFolder {
                path: folder.to_owned(),
            });
        }
        let storage = FileStorage::new(folder);
        storage.segments()?;
        let lock = match access {
            Access::Write => Some(WriterLock::take(folder)?),
            Access::Read => None,
        };
        let index_folder = Some(folder.join(INDEX));
        Self::assemble(Box::new(storage), index_folder, lock, access, keys, options)
    }

    /// Records events: they are on disk when this returns, or none of them is.
    ///
    /// # Errors
    /// If the book is open for reading only, an event is too large, or writing fails; after a
    /// failed write nothing more is written until the book is opened anew.
    pub fn append(&mut self, commit: &Commit<'_>) -> Result<Receipt> {
        let Commit {
            recorded,
            actor,
            document,
            events,
        } = *commit;
        self.append_all(recorded, actor, document, events)
    }

    /// Records events from an iterator, for commits too large to be held as events: only their
    /// encoded bytes are.
    ///
    /// # Errors
    /// As [`Ledger::append`].
    pub fn append_all<'e>(
        &mut self,
        recorded: Timestamp,
        actor: &str,
        document: Option<&[u8]>,
        events: impl IntoIterator<Item: Borrow<Event<'e>>>,
    ) -> Result<Receipt> {
        self.check_writable()?;
        let first_seq = self.log.end.seq;
        // 1. Encode, and keep the keys until the events are on disk.
        self.staged.clear();
        self.builder.begin(actor);
        for (seq, event) in (first_seq + 1..).zip(events) {
            let event = event.borrow();
            let bytes = self.builder.push(event)?;
            self.keys
                .keys(seq, bytes, event, &mut |key| self.staged.push(key, seq));
        }
        // 2. Complete the frame; a document goes in once.
        let id = document.map(DocumentId::of);
        let stored = match (id, document) {
            (Some(id), Some(bytes)) if !self.has_document(&id)? => Some((id, bytes)),
            _ => None,
        };
        let recorded = recorded.micros.max(self.log.end.recorded);
        let frame = self.builder.finish(&FrameFacts {
            first_seq,
            recorded: Timestamp::from_micros(recorded),
            actor,
            previous: self.log.end.hash,
            document: stored,
        })?;
        // 3. One write, one flush. From here on a failure leaves the state of the disk unknown.
        let written = self.log.commit(frame);
        let (place, header) = written.inspect_err(|e| self.poisoned = Some(e.to_string()))?;
        // 4. It is recorded: make it findable.
        let tail = self.index.tail();
        self.staged.each(|key, seq| tail.add_key(key, seq));
        if let Some((id, _)) = stored {
            tail.add_key(&spaced(Space::Document, &id.0), first_seq);
        }
        tail.add_frame(&place, &header, self.log.end.hash);
        self.make_ready(&place);
        Ok(Receipt {
            first_seq,
            last_seq: self.log.end.seq - 1,
            recorded: Timestamp::from_micros(recorded),
            frame_hash: self.log.end.hash,
            document: id,
        })
    }

    /// Prepares the next commit while no one waits for this one any more.
    fn make_ready(&mut self, place: &Position) {
        // Where space cannot be had ahead, the next frame asks for its own and tells of it.
        let _ = self.log.allocate_ahead(self.log.end.offset - place.offset);
        self.index.maintain();
    }

    fn check_writable(&self) -> Result<()> {
        if self.access == Access::Read {
            return Err(Error::OpenedForReading {
                path: self.log.storage.folder().to_owned(),
            });
        }
        match &self.poisoned {
            Some(because) => Err(Error::Poisoned {
                because: because.clone(),
            }),
            None => Ok(()),
        }
    }

    /// The unfinished commit that was set aside when the book was opened for writing, if a crash
    /// had left one.
    pub fn recovered(&self) -> Option<&Recovered> {
        self.recovered.as_ref()
    }

    /// The damage that was met when the book was opened for reading; events behind it are not
    /// given out. `None` is no proof of health: only [`verify`](crate::verify()) checks
    /// all.
    pub fn damage(&self) -> Option<&Damage> {
        self.damage.as_ref()
    }

    /// The book's folder.
    pub fn folder(&self) -> &Path {
        self.log.storage.folder()
    }

    /// What the ledger was opened for.
    pub fn access(&self) -> Access {
        self.access
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        if self.lock.is_some() {
            self.index.flush();
        }
    }
}
