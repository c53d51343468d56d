//! What can go wrong, and which of the exit statuses it means.

use std::path::PathBuf;

use claimbook_model::{Date, FigureKey, Period, PeriodError};

/// A failure of the book. Every message says what and where, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no ledger at the place.
    #[error(
        "there is no book in {}: `claimbook append PATH` creates one, --ledger DIR names another place",
        dir.display()
    )]
    NoLedger {
        /// Where one was looked for.
        dir: PathBuf,
    },
    /// The log is gone, but what goes with it is there.
    #[error(
        "{} was a book: its {left} is there, but its log (segments/) is missing: restore it from a \
         copy, or name another place",
        dir.display()
    )]
    LogMissing {
        /// The folder.
        dir: PathBuf,
        /// What is left.
        left: &'static str,
    },
    /// The log says no: locked, damaged, of a newer version, out of space.
    #[error(transparent)]
    Ledger(#[from] claimbook_ledger::Error),
    /// The views say no.
    #[error(transparent)]
    Views(#[from] claimbook_views::Error),
    /// An adapter, or a manifest, says no.
    #[error(transparent)]
    Adapter(#[from] claimbook_adapter::Error),
    /// The extractor cannot be set up.
    #[error(transparent)]
    Extract(#[from] claimbook_extract::Error),
    /// A document cannot be read as a report.
    #[error("{path}: {reason}")]
    Document {
        /// The document as it was named.
        path: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A manifest or sidecar cannot be used.
    #[error("{}: {reason}", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, with the line, and what to do.
        reason: String,
    },
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder holds nothing to read.
    #[error(
        "{} holds no documents: put text, Markdown or HTML files into it, or name a file",
        path.display()
    )]
    NoDocuments {
        /// The folder.
        path: PathBuf,
    },
    /// No such figure.
    #[error("nothing is known of the figure '{figure}'{}", suggestion(near))]
    UnknownFigure {
        /// What was asked for.
        figure: FigureKey,
        /// Figures that exist and look alike.
        near: Vec<String>,
    },
    /// Nothing was known of a figure at the time that was asked about.
    #[error(
        "nothing was known of '{figure}'{}{}",
        then(*as_of, *at_seq),
        first_known(*first)
    )]
    NothingThen {
        /// What was asked for.
        figure: FigureKey,
        /// The day by which it had to be published.
        as_of: Option<Date>,
        /// The sequence number by which it had to be recorded.
        at_seq: Option<u64>,
        /// When the first report of it was known, and its event.
        first: Option<(Period, u64)>,
    },
    /// No such report.
    #[error("no report's id begins with '{id}': `claimbook reports` lists them")]
    UnknownReport {
        /// What was asked for.
        id: String,
    },
    /// Several reports' ids begin alike.
    #[error("'{id}' begins the ids of {count} reports: give more digits")]
    AmbiguousReport {
        /// What was asked for.
        id: String,
        /// How many there are.
        count: usize,
    },
    /// No such claim.
    #[error(
        "no claim's id begins with '{id}': `claimbook audit FIGURE`, `claimbook report ID` and \
         `claimbook unlinked` show them"
    )]
    UnknownClaim {
        /// What was asked for.
        id: String,
    },
    /// Several claims' ids begin alike.
    #[error("'{id}' begins the ids of {count} claims: give more digits")]
    AmbiguousClaim {
        /// What was asked for.
        id: String,
        /// How many there are.
        count: usize,
    },
    /// No report has such a voice.
    #[error("no report speaks for or names '{voice}'{}", voice_suggestion(near))]
    UnknownVoice {
        /// What was asked for.
        voice: String,
        /// Voices that exist and look alike.
        near: Vec<String>,
    },
    /// An event that is no act of curation, or that the book cannot do without.
    #[error("{message}")]
    NotUndoable {
        /// Why, and what to do instead.
        message: String,
    },
    /// A report that was never held for review.
    #[error("{message}")]
    NotHeld {
        /// Which, and what to do instead.
        message: String,
    },
    /// A quote that does not stand in its document, or says something else.
    #[error("{message}")]
    Quote {
        /// What is wrong and what to do.
        message: String,
    },
    /// A date or period of the command line.
    #[error("{option}: {source}")]
    Period {
        /// The option.
        option: &'static str,
        /// Why it is none.
        source: PeriodError,
    },
    /// Another part of the command line.
    #[error("{message}")]
    Usage {
        /// What is wrong and what to do.
        message: String,
    },
    /// The built-in or the user's catalog cannot be used.
    #[error("{path}: {source}")]
    Catalog {
        /// The catalog's file, or `built-in catalog`.
        path: String,
        /// Why.
        source: claimbook_model::CatalogError,
    },
    /// A file of the user's catalog cannot be used.
    #[error("{0}")]
    CatalogFile(claimbook_model::CatalogError),
    /// The catalog has no such entry.
    #[error(
        "the catalog has no metric, entity or kind '{name}'{}",
        entry_suggestion(near)
    )]
    UnknownEntry {
        /// What was asked for.
        name: String,
        /// Entries that exist and look alike.
        near: Vec<String>,
    },
    /// An event of the log cannot be understood.
    #[error("event {seq}: {source}: `claimbook verify` tells more")]
    Event {
        /// Its sequence number.
        seq: u64,
        /// Why.
        source: claimbook_model::event::EventError,
    },
}

/// What kind of failure it is, which decides the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The answer is no, or nothing was found (exit status 1).
    No,
    /// The command line is wrong (2).
    Usage,
    /// What was given to read is bad (3).
    Input,
    /// The ledger is damaged, locked or cannot be written (4).
    Ledger,
}

impl Error {
    /// What kind of failure it is.
    pub fn failure(&self) -> Failure {
        match self {
            Self::UnknownFigure { .. }
            | Self::NothingThen { .. }
            | Self::UnknownReport { .. }
            | Self::UnknownEntry { .. }
            | Self::UnknownClaim { .. }
            | Self::UnknownVoice { .. }
            | Self::NotUndoable { .. }
            | Self::NotHeld { .. }
            | Self::Quote { .. } => Failure::No,
            Self::Adapter(claimbook_adapter::Error::UnknownAdapter { .. })
            | Self::Period { .. }
            | Self::Usage { .. }
            | Self::AmbiguousReport { .. }
            | Self::AmbiguousClaim { .. } => Failure::Usage,
            Self::Adapter(_)
            | Self::Extract(_)
            | Self::Document { .. }
            | Self::Manifest { .. }
            | Self::Unreadable { .. }
            | Self::NoDocuments { .. }
            | Self::Catalog { .. }
            | Self::CatalogFile(_) => Failure::Input,
            Self::NoLedger { .. }
            | Self::LogMissing { .. }
            | Self::Ledger(_)
            | Self::Views(_)
            | Self::Event { .. } => Failure::Ledger,
        }
    }
}

/// Why a run over many documents ended before the last.
#[derive(Debug)]
pub enum Stopped {
    /// The book cannot go on, or the command line is wrong.
    Book(Error),
    /// The caller could not take an answer.
    Caller(std::io::Error),
}

fn suggestion(near: &[String]) -> String {
    match near {
        [] => ": `claimbook figures` lists what is known".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

fn voice_suggestion(near: &[String]) -> String {
    match near {
        [] => ": `claimbook show FIGURE` names the voices of a figure".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

fn entry_suggestion(near: &[String]) -> String {
    match near {
        [] => ": `claimbook catalog` lists what there is".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

/// The clocks of a question, in words.
fn then(as_of: Option<Date>, at_seq: Option<u64>) -> String {
    let as_of = as_of.map_or(String::new(), |day| format!(" as of {day}"));
    let at_seq = at_seq.map_or(String::new(), |seq| format!(" at event {seq}"));
    as_of + &at_seq
}

fn first_known(first: Option<(Period, u64)>) -> String {
    first.map_or(String::new(), |(known, seq)| {
        format!(": the first report of it is of {known}, recorded as event {seq}")
    })
}
