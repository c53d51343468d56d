//! The views of all figures, kept in sled so that listing them needs no fold.
//!
//! Everything here can be rebuilt from the log, and is whenever that is in doubt: when the
//! version differs, when sled cannot open its folder, when the log is not the one that was
//! folded. A rebuild makes a fresh generation beside the old one and swaps it in.
//!
//! One process holds the store at a time, which is sled's rule: another gets [`Error::Held`] and
//! folds what it needs from the index ([`crate::source`]). sled's flush reaches the kernel, not
//! the device; a batch with its log position is atomic, so that what is lost is folded again.

mod chunk;
mod generation;
mod record;
mod update;

use std::path::{Path, PathBuf};

use claimbook_model::EventId;

use crate::digest::{self, Digests, FigureDigest};
use crate::error::{Error, Result};
use crate::figure::HistoryRow;
use crate::source::{Catalogs, EventSource};
use crate::state::State;

pub use record::FigureRecord;
pub use update::touched_figures;

/// The version of what is stored; another version is rebuilt.
pub const VERSION: u32 = 2;
/// So many events more are always caught up with, figure by figure.
const FEW_EVENTS: u64 = 1 << 13;
/// What an event costs more when its figure is folded from the index, and not with all others.
const INDEX_FACTOR: u64 = 2;

/// Called with how many of how many steps are done.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64);

/// The stored views.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    db: sled::Db,
    position: Position,
}

/// How far the log is folded, and the last event that was, which tells one log from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Position {
    seq_end: u64,
    last: [u8; 32],
}

/// What bringing the views up to date took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// Nothing was missing.
    Current,
    /// So many events were new, and so many figures were folded again.
    CaughtUp {
        /// The events.
        events: u64,
        /// The figures.
        figures: u64,
    },
    /// Everything was folded from nothing.
    Rebuilt {
        /// The events.
        events: u64,
        /// The figures.
        figures: u64,
    },
}

/// What was folded incrementally beside what is folded from nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The digests of the stored views.
    pub stored: Digests,
    /// The digests of the views folded from nothing.
    pub rebuilt: Digests,
    /// The figures whose views differ, in order.
    pub differing: Vec<String>,
}

impl Check {
    /// Whether both are equal.
    pub fn is_sound(&self) -> bool {
        self.differing.is_empty() && self.stored == self.rebuilt
    }
}

impl Store {
    /// Opens the views in `folder`, empty if there are none, or none that can be used: what
    /// cannot be opened is moved aside.
    ///
    /// # Errors
    /// [`Error::Held`] if another process has them open; else if the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self> {
        let db = generation::open_current(folder)?;
        let position = record::read_position(&db).unwrap_or_default();
        Ok(Self {
            folder: folder.to_owned(),
            db,
            position,
        })
    }

    /// The sequence number up to which the log is folded, not included.
    pub fn seq_end(&self) -> u64 {
        self.position.seq_end
    }

    /// Folds what the log has more. Only the figures that the new events touch are folded again;
    /// all of them if a catalog, a policy or a rating changed, if the log is another one, or if
    /// so much is new that all are folded sooner.
    ///
    /// # Errors
    /// If the log cannot be read or the store not be written. Nothing is half written: what is
    /// missing is folded the next time.
    pub fn catch_up(&mut self, source: &dyn EventSource, progress: Progress<'_>) -> Result<Update> {
        let end = source.seq_end();
        if !self.continues(source)? || self.is_interrupted()? {
            return self.rebuild(source, progress);
        }
        let start = self.position.seq_end;
        if start == end {
            return Ok(Update::Current);
        }
        let Some(figures) = update::touched_figures(source, start..end)? else {
            return self.rebuild(source, progress);
        };
        if end - start > FEW_EVENTS && update::events_of(source, &figures)? > end / INDEX_FACTOR {
            return self.rebuild(source, progress);
        }
        let total = figures.len() as u64;
        let catalogs = Catalogs::default();
        let mut batch = sled::Batch::default();
        for (done, figure) in figures.iter().enumerate() {
            update::refold(&self.db, &mut batch, source, &catalogs, figure)
                .map_err(|error| self.explained(error))?;
            progress(done as u64 + 1, total);
        }
        let position = position_at(source, end)?;
        record::write_position(&mut batch, position);
        self.db
            .apply_batch(batch)
            .map_err(|error| self.failed(&error))?;
        self.db.flush().map_err(|error| self.failed(&error))?;
        self.position = position;
        Ok(Update::CaughtUp {
            events: end - start,
            figures: total,
        })
    }

    /// Folds the whole log into a fresh generation and swaps it in.
    ///
    /// # Errors
    /// As [`Store::catch_up`]; the old generation then stays.
    pub fn rebuild(&mut self, source: &dyn EventSource, progress: Progress<'_>) -> Result<Update> {
        let end = source.seq_end();
        let fresh = generation::begin(&self.folder)?;
        let figures = update::fold_all(&fresh.db, source, end, progress)
            .map_err(|error| self.explained(error))?;
        let position = position_at(source, end)?;
        let mut batch = sled::Batch::default();
        record::write_position(&mut batch, position);
        fresh
            .db
            .apply_batch(batch)
            .map_err(|error| self.failed(&error))?;
        fresh.db.flush().map_err(|error| self.failed(&error))?;
        self.db = fresh.swap_in(&self.folder)?;
        self.position = position;
        Ok(Update::Rebuilt {
            events: end,
            figures,
        })
    }

    /// Whether what is stored was folded from the beginning of this log.
    fn continues(&self, source: &dyn EventSource) -> Result<bool> {
        if record::read_version(&self.db) != Some(VERSION) {
            return Ok(false);
        }
        if self.position.seq_end > source.seq_end() {
            return Ok(false);
        }
        Ok(position_at(source, self.position.seq_end)? == self.position)
    }

    fn is_interrupted(&self) -> Result<bool> {
        record::is_interrupted(&self.db).map_err(|error| self.failed(&error))
    }

    /// What is best known of one figure; `None` if it has no claims.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn figure(&self, figure: &str) -> Result<Option<FigureRecord>> {
        let bytes = chunk::read(&self.db, &record::best_key(figure))
            .map_err(|error| self.failed(&error))?;
        bytes
            .map(|bytes| FigureRecord::decode(figure, &bytes))
            .transpose()
    }

    /// The rows of a figure's history, in order.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn history(&self, figure: &str) -> Result<Vec<HistoryRow>> {
        let bytes = chunk::read(&self.db, &record::history_key(figure))
            .map_err(|error| self.failed(&error))?;
        record::decode_rows(figure, &bytes.unwrap_or_default())
    }

    /// Calls `each` with every wanted figure, in order.
    ///
    /// # Errors
    /// If the store cannot be read, or what `each` returns.
    pub fn for_each(
        &self,
        wanted: &dyn Fn(&str) -> bool,
        each: &mut dyn FnMut(&str, FigureRecord) -> Result<()>,
    ) -> Result<()> {
        for entry in chunk::scan(&self.db, record::BEST) {
            let (key, bytes) = entry.map_err(|error| self.failed(&error))?;
            let figure = record::figure_of(&key);
            if wanted(&figure) {
                each(&figure, FigureRecord::decode(&figure, &bytes)?)?;
            }
        }
        Ok(())
    }

    /// The digests of what is stored.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn digests(&self) -> Result<Digests> {
        let figures = self.figure_digests()?;
        let each = figures
            .iter()
            .map(|(figure, digest)| (figure.as_str(), *digest));
        Ok(digest::of_all(each))
    }

    fn figure_digests(&self) -> Result<Vec<(String, FigureDigest)>> {
        let mut figures = Vec::new();
        self.for_each(&|_| true, &mut |figure, record| {
            figures.push((figure.to_owned(), record.digest));
            Ok(())
        })?;
        Ok(figures)
    }

    /// Folds the whole log from nothing and compares: the digests, and of each figure the stored
    /// rows too.
    ///
    /// # Errors
    /// If the log or the store cannot be read.
    pub fn check(&self, source: &dyn EventSource, progress: Progress<'_>) -> Result<Check> {
        let stored = self.figure_digests()?;
        let mut state = State::new();
        let end = self.position.seq_end.min(source.seq_end());
        source.for_each(0..end, &mut |recorded| state.apply(&recorded))?;
        let rebuilt = update::digests_of(&state, source, progress)?;
        let mut differing: Vec<String> = Vec::new();
        let known: std::collections::BTreeMap<&str, &FigureDigest> = rebuilt
            .iter()
            .map(|(figure, digest)| (&**figure, digest))
            .collect();
        for (figure, digest) in &stored {
            let rows = digest::of_rows(&self.history(figure)?);
            if known.get(figure.as_str()) != Some(&digest) || rows != digest.history {
                differing.push(figure.clone());
            }
        }
        let missing = known.keys().filter(|figure| {
            stored
                .binary_search_by(|(stored, _)| stored.as_str().cmp(figure))
                .is_err()
        });
        differing.extend(missing.map(|figure| (*figure).to_owned()));
        differing.sort_unstable();
        Ok(Check {
            stored: digest::of_all(
                stored
                    .iter()
                    .map(|(figure, digest)| (figure.as_str(), *digest)),
            ),
            rebuilt: digest::of_all(rebuilt.iter().map(|(figure, digest)| (&**figure, *digest))),
            differing,
        })
    }

    fn failed(&self, error: &sled::Error) -> Error {
        Error::Store {
            path: self.folder.clone(),
            reason: error.to_string(),
        }
    }

    fn explained(&self, error: update::Failure) -> Error {
        match error {
            update::Failure::Views(error) => error,
            update::Failure::Sled(error) => self.failed(&error),
        }
    }
}

fn position_at(source: &dyn EventSource, seq_end: u64) -> Result<Position> {
    let last = match seq_end.checked_sub(1) {
        None => [0; 32],
        Some(seq) => EventId::of(seq, source.recorded(seq)?.bytes).0,
    };
    Ok(Position { seq_end, last })
}
