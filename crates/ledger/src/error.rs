//! What can go wrong with a book on disk, each with the place and what to do.

use std::io;
use std::path::{Path, PathBuf};

use claimbook_model::event::EventError;
use claimbook_model::{DocumentId, Timestamp};

/// Result of an operation on the ledger.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an operation on the ledger failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no book in the folder.
    #[error("there is no book at {}: create one with `claimbook init`, or append a report", path.display())]
    Missing {
        /// Where one was expected.
        path: PathBuf,
    },
    /// A book is there already.
    #[error("there is a book at {} already", path.display())]
    Exists {
        /// Its folder.
        path: PathBuf,
    },
    /// The place of the folder is taken by something else.
    #[error("{} is a file, and a book is a folder: give another place", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// Another process writes to the book.
    #[error("another process is writing to the book at {}: wait until it is done", path.display())]
    Locked {
        /// The book's folder.
        path: PathBuf,
    },
    /// The folder does not let this process write.
    #[error("{} cannot be written: {source}; change its permissions or give another place", path.display())]
    WriteForbidden {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No space is left, or a quota is used up.
    #[error("no space is left for {}: {source}; nothing was recorded, free some space and try again", path.display())]
    DiskFull {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Any other failure of the file system.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The book was written by a later version.
    #[error(
        "the book at {} has format version {found}, and this claimbook reads up to version {known}: update claimbook", path.display()
    )]
    NewerFormat {
        /// The segment.
        path: PathBuf,
        /// The version it has.
        found: u32,
        /// The latest version that is read.
        known: u32,
    },
    /// Stored bytes are not what was written.
    #[error(
        "the book is damaged: {0}; it can be read but not written, `claimbook verify` lists all damage"
    )]
    Damaged(Damage),
    /// A write or a flush failed earlier.
    #[error(
        "an earlier write to the book failed ({because}): nothing more is written until it is opened anew"
    )]
    Poisoned {
        /// That failure.
        because: String,
    },
    /// The book was opened for reading.
    #[error("the book at {} was opened for reading only", path.display())]
    OpenedForReading {
        /// Its folder.
        path: PathBuf,
    },
    /// An event that cannot be stored.
    #[error("event {index} of the commit has {bytes} bytes, and {limit} is the most one may have")]
    EventTooLarge {
        /// Its place in the commit, from 0.
        index: u64,
        /// Its encoded length.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A commit that cannot be stored.
    #[error("a commit holds at most {limit} {what}: divide it into several")]
    CommitTooLarge {
        /// The limit.
        limit: u64,
        /// Of what.
        what: &'static str,
    },
    /// An event that only the ledger itself writes.
    #[error("event {index} of the commit is a Committed, which the ledger writes itself")]
    CommittedGiven {
        /// Its place in the commit, from 0.
        index: u64,
    },
    /// There is no such event.
    #[error("there is no event {seq}: the book ends before {end}")]
    NoSuchEvent {
        /// What was asked for.
        seq: u64,
        /// The sequence number of the next event.
        end: u64,
    },
    /// A stored event that this version cannot read.
    #[error("event {seq} cannot be read: {source}")]
    Event {
        /// Its sequence number.
        seq: u64,
        /// Why.
        source: EventError,
    },
    /// There is no such document.
    #[error("the book holds no document {id}")]
    NoSuchDocument {
        /// What was asked for.
        id: DocumentId,
    },
    /// The bytes of the document were removed by law.
    #[error("document {id} was erased; its claims and proofs stand")]
    DocumentErased {
        /// The document.
        id: DocumentId,
    },
    /// The index beside the log is damaged; it can be rebuilt.
    #[error("the index file {} is damaged: delete it, and it is made anew when the book is opened", path.display())]
    IndexDamaged {
        /// The file.
        path: PathBuf,
    },
}

/// Where stored bytes are not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The segment's number.
    pub segment: u64,
    /// Offset in the segment, in bytes.
    pub offset: u64,
    /// The first sequence number that is affected.
    pub first_seq: u64,
    /// What is wrong, in words.
    pub what: String,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            segment,
            offset,
            first_seq,
            what,
        } = self;
        write!(
            f,
            "segment {segment}, offset {offset}, from event {first_seq} on: {what}"
        )
    }
}

/// An unfinished commit that a crash left behind, set aside when the book was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The file that keeps its bytes.
    pub path: PathBuf,
    /// How many bytes were set aside.
    pub bytes: u64,
    /// The segment it stood in.
    pub segment: u64,
    /// Its offset there.
    pub offset: u64,
    /// The sequence number at which the book goes on.
    pub next_seq: u64,
    /// When the last commit before it was recorded.
    pub last_recorded: Timestamp,
}

impl Error {
    /// A failure to read `path`.
    pub(crate) fn read(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// A failure to write `path`: full disks and forbidden places have their own words.
    pub(crate) fn write(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { path, source },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::WriteForbidden { path, source }
            }
            io::ErrorKind::NotADirectory => Self::NotAFolder { path },
            _ => Self::Io {
                action,
                path,
                source,
            },
        }
    }

    /// Damage at a place.
    pub(crate) fn damaged(segment: u64, offset: u64, first_seq: u64, what: &str) -> Self {
        Self::Damaged(Damage {
            segment,
            offset,
            first_seq,
            what: what.to_owned(),
        })
    }
}
