//! What can go wrong with views.

use std::path::PathBuf;

use claimbook_model::DocumentId;
use claimbook_model::event::EventError;

/// Result of an operation on views.
pub type Result<T> = std::result::Result<T, Error>;

/// Why views could not be made or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An event cannot be read.
    #[error("event {seq} cannot be read: {source}")]
    Event {
        /// Its sequence number.
        seq: u64,
        /// What the decoder says.
        source: EventError,
    },
    /// The log cannot be read.
    #[error(transparent)]
    Ledger(#[from] claimbook_ledger::Error),
    /// The adopted catalog cannot be read.
    #[error("the adopted catalog {} cannot be read: {reason}; adopt a sound one with `claimbook catalog adopt`", document.short())]
    Catalog {
        /// The catalog's document.
        document: DocumentId,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process holds the stored views: fold what is needed from the index instead.
    #[error("the views at {} are held by another process", path.display())]
    Held {
        /// Their folder.
        path: PathBuf,
    },
    /// The stored views cannot be read or written. They can be rebuilt with `claimbook replay`.
    #[error("the views at {} cannot be used: {reason}; `claimbook replay` rebuilds them", path.display())]
    Store {
        /// Their folder.
        path: PathBuf,
        /// What the store says.
        reason: String,
    },
    /// A stored record is not of the form that this version writes.
    #[error("the view of '{figure}' is damaged; `claimbook replay` rebuilds it")]
    Record {
        /// The figure.
        figure: String,
    },
}
