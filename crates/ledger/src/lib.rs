//! The append-only log of hashed events: segments, frames, index, verification.
//!
//! A book's log is a folder of segment files, each a row of frames; a frame is one commit. A
//! commit is acknowledged when it is on disk, and never changes. The ledger knows no figure: it
//! stores [`Event`](claimbook_model::Event)s and finds them again by sequence number and by the
//! opaque keys that a [`KeySource`] gives. One process writes at a time; any number read, and
//! are never held up.
//!
//! ```
//! use claimbook_ledger::{Access, Commit, Ledger, NoKeys};
//! use claimbook_model::event::{Event, Noted, NoteSubject};
//! use claimbook_model::Timestamp;
//!
//! # let place = tempfile::tempdir()?;
//! # let folder = place.path().join("book");
//! let mut ledger = Ledger::create(&folder, NoKeys)?;
//! let note = Event::Noted(Noted {
//!     subject: NoteSubject::Figure("acme/revenue".into()),
//!     text: "counted twice in May".into(),
//!     by: "ada".into(),
//!     more: vec![],
//! });
//! let receipt = ledger.append(&Commit {
//!     recorded: Timestamp::from_micros(1_700_000_000_000_000),
//!     actor: "ada",
//!     document: None,
//!     events: &[note.clone()],
//! })?;
//!
//! // The note is on disk. `Committed` was written before it.
//! assert_eq!((receipt.first_seq, receipt.last_seq), (0, 1));
//! drop(ledger);
//! let ledger = Ledger::open(&folder, Access::Read, NoKeys)?;
//! assert_eq!(Event::decode(ledger.event(1)?)?, note);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Limits: an event has at most 16 MiB, the events of one commit 4 GiB, and a commit
//! 4,294,967,294 events besides `Committed`.

#[doc = include_str!("../../../docs/format.md")]
#[expect(
    clippy::doc_markdown,
    reason = "its tables name many words of the format"
)]
pub mod format {
    #[cfg(test)]
    mod tests;
}

mod bytes;
mod error;
mod frame;
mod header;
mod index;
mod ledger;
mod lock;
mod log;
mod open;
mod reader;
mod recovery;
mod scan;
mod storage;
#[cfg(test)]
mod testing;
mod verify;

pub use error::{Damage, Error, Recovered, Result};
pub use header::FORMAT_VERSION;
pub use index::{KeySource, NoKeys};
pub use ledger::{Access, Commit, Ledger, Options, Progress, Receipt};
pub use reader::{CommitFacts, Events, StoredEvent};
pub use verify::{Verification, verify};
