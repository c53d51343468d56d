//! An open book: the log, and the views that follow it.

use std::path::{Path, PathBuf};

use claimbook_ledger::{Access, Commit, Ledger, Receipt};
use claimbook_model::{Catalog, Timestamp};
use claimbook_views::keys::Keys;
use claimbook_views::source::Catalogs;

use crate::answer::append::AppendAnswer;
use crate::append::{self, AppendRun, OnAnswer, Target};
use crate::reading::{Desk, ReadReport};
use crate::seen::Seen;
use crate::{Error, Stopped, catalog};

/// Told how much of how much is done.
pub type OnProgress<'p> = dyn FnMut(u64, u64) + 'p;

/// An open book.
pub struct Book {
    folder: PathBuf,
    pub(crate) ledger: Ledger,
    pub(crate) catalogs: Catalogs,
    seen: Seen,
}

impl Book {
    /// Creates an empty book in `folder` and adopts the catalog: the built-in one, extended by the
    /// folder's own `catalog.toml`, if there is one.
    ///
    /// # Errors
    /// If there is a book already, or the folder is a file or cannot be written.
    pub fn create(folder: &Path, actor: &str, now: Timestamp) -> Result<Self, Error> {
        Self::create_with(folder, &catalog::of_book(folder, &[])?, actor, now)
    }

    /// Creates an empty book in `folder`, which judges by `catalog`.
    ///
    /// # Errors
    /// As [`Book::create`].
    pub fn create_with(
        folder: &Path,
        catalog: &Catalog,
        actor: &str,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let ledger = Ledger::create(folder, Keys)?;
        let mut book = Self::of(folder, ledger);
        let why = "the catalog with which the book begins";
        book.commit_catalog(catalog, actor, why, now)?;
        Ok(book)
    }

    fn of(folder: &Path, ledger: Ledger) -> Self {
        Self {
            folder: folder.to_owned(),
            ledger,
            catalogs: Catalogs::default(),
            seen: Seen::of(folder),
        }
    }

    /// Opens the book in `folder` for questions. Takes no lock, and is never held up by a writer.
    ///
    /// # Errors
    /// If there is no book, or it is of a later format version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        match Self::open_if_there(folder)? {
            Some(book) => Ok(book),
            None => Err(Error::NoLedger {
                dir: folder.to_owned(),
            }),
        }
    }

    /// Opens the book in `folder` for questions, if there is one.
    ///
    /// # Errors
    /// As [`Book::open`], but for a missing book.
    pub fn open_if_there(folder: &Path) -> Result<Option<Self>, Error> {
        match Ledger::open(folder, Access::Read, Keys) {
            Ok(ledger) => Ok(Some(Self::of(folder, ledger))),
            Err(claimbook_ledger::Error::Missing { .. }) => {
                refuse_remains(folder)?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the book in `folder` for writing, if there is one.
    ///
    /// # Errors
    /// If another process is writing, or the book is damaged, of a later format version, or cannot
    /// be written.
    pub fn open_to_append(folder: &Path) -> Result<Option<Self>, Error> {
        match Ledger::open(folder, Access::Write, Keys) {
            Ok(ledger) => Ok(Some(Self::of(folder, ledger))),
            Err(claimbook_ledger::Error::Missing { .. }) => {
                refuse_remains(folder)?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes in reports like [`Book::append`], into a book that is created in `folder` with the
    /// first report that can be read, and judges by the desk's catalog. Without one, nothing is
    /// created and none is returned.
    ///
    /// # Errors
    /// As [`Book::create`] and [`Book::append`].
    pub fn append_to_new(
        folder: &Path,
        desk: &Desk,
        run: &AppendRun<'_>,
        on_answer: &mut OnAnswer<'_>,
    ) -> Result<Option<Self>, Stopped> {
        let mut book = None;
        append::run(
            &mut Target::New(folder, desk.catalog(), &mut book),
            desk,
            run,
            on_answer,
        )?;
        Ok(book)
    }

    /// The folder it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What opening found and set aside, in words: the unfinished commit of a crash.
    pub fn recovered(&self) -> Option<String> {
        let recovered = self.ledger.recovered()?;
        Some(format!(
            "the last append did not finish; its {} bytes were set aside in {}, and the book goes \
             on after what was acknowledged, at event {}",
            recovered.bytes,
            recovered.path.display(),
            recovered.next_seq
        ))
    }

    /// What is wrong with the log, in words, where opening met damage.
    pub fn damage(&self) -> Option<String> {
        self.ledger.damage().map(ToString::to_string)
    }

    /// Takes in reports, one commit each. An answer is given once its report is on disk.
    ///
    /// # Errors
    /// If the book cannot be written, the options are wrong, or the caller cannot take an answer.
    /// What was answered before stays. A document that cannot be read is answered as refused.
    pub fn append(
        &mut self,
        desk: &Desk,
        run: &AppendRun<'_>,
        on_answer: &mut OnAnswer<'_>,
    ) -> Result<(), Stopped> {
        append::run(&mut Target::Book(self), desk, run, on_answer)
    }

    /// Files one report that was read already, as [`Book::append`] does: on disk when this returns.
    ///
    /// # Errors
    /// If the book cannot be written.
    pub fn file(
        &mut self,
        read: &ReadReport,
        actor: &str,
        now: Timestamp,
    ) -> Result<AppendAnswer, Error> {
        Target::Book(self).file(read, actor, now)
    }

    /// Records events: on disk when this returns, or none of them is.
    pub(crate) fn commit(&mut self, commit: &Commit<'_>) -> Result<Receipt, Error> {
        let receipt = self.ledger.append(commit)?;
        self.seen.note(self.ledger.seq_end());
        Ok(receipt)
    }
}

/// What a book keeps beside its log, and nothing else makes.
const REMAINS: [&str; 2] = ["views", "index"];

/// A folder with views or an index and no log was a book: a new one in its place would hide that.
fn refuse_remains(folder: &Path) -> Result<(), Error> {
    match REMAINS.into_iter().find(|name| folder.join(name).exists()) {
        Some(left) => Err(Error::LogMissing {
            dir: folder.to_owned(),
            left,
        }),
        None => Ok(()),
    }
}
