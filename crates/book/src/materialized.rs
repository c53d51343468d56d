//! The materialized views: kept up to date, rebuilt, compared with rebuilt ones.

use claimbook_views::source::state_of;
use claimbook_views::store::Store;

use crate::answer::replay::ReplayAnswer;
use crate::answer::show::{FigureAnswer, figure_answer, tell_families};
use crate::{Book, Error, OnProgress, Scope};

/// The folder of the views in the book's own.
pub(crate) const VIEWS: &str = "views";

impl Book {
    /// Folds into the views what was recorded since they were last brought up to date. Where
    /// another process holds them, it is left to that one. [`Book::figures`] does so by itself.
    ///
    /// # Errors
    /// If the log cannot be read or the views cannot be written.
    pub fn catch_up(&mut self, progress: &mut OnProgress<'_>) -> Result<(), Error> {
        if let Some(mut store) = self.store()? {
            store.catch_up(&self.ledger, progress)?;
        }
        Ok(())
    }

    /// Rebuilds the views from the log: into a fresh generation, which is then swapped in.
    ///
    /// # Errors
    /// If the log cannot be read, or the views are held by another process or cannot be written.
    pub fn replay(&mut self, progress: &mut OnProgress<'_>) -> Result<ReplayAnswer, Error> {
        self.refuse_damage()?;
        let mut store = Store::open(&self.folder().join(VIEWS))?;
        store.rebuild(&self.ledger, progress)?;
        let digests = store.digests()?;
        Ok(ReplayAnswer {
            equal: true,
            events: self.ledger.seq_end(),
            figures: digests.figures,
            state_digest: digests.state.to_string(),
            history_digest: digests.history.to_string(),
            state_digest_before: None,
            history_digest_before: None,
            differing: Vec::new(),
        })
    }

    /// Brings the views up to date, folds everything from nothing beside them, and compares.
    ///
    /// # Errors
    /// As [`Book::replay`].
    pub fn check_views(&mut self, progress: &mut OnProgress<'_>) -> Result<ReplayAnswer, Error> {
        self.refuse_damage()?;
        let mut store = Store::open(&self.folder().join(VIEWS))?;
        store.catch_up(&self.ledger, progress)?;
        let check = store.check(&self.ledger, progress)?;
        Ok(ReplayAnswer {
            equal: check.is_sound(),
            events: self.ledger.seq_end(),
            figures: check.rebuilt.figures,
            state_digest: check.rebuilt.state.to_string(),
            history_digest: check.rebuilt.history.to_string(),
            state_digest_before: Some(check.stored.state.to_string()),
            history_digest_before: Some(check.stored.history.to_string()),
            differing: check.differing,
        })
    }

    /// The wanted figures from the views, brought up to date; nothing where they cannot be used.
    pub(crate) fn materialized(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        progress: &mut OnProgress<'_>,
    ) -> Result<Option<Vec<FigureAnswer>>, Error> {
        let Some(mut store) = self.store()? else {
            return Ok(None);
        };
        store.catch_up(&self.ledger, progress)?;
        // No figure is called so: what is left are the events that bear on all.
        let state = state_of(&self.ledger, "", None)?;
        let basis = self.basis(&state, &Scope::default());
        let mut answers = Vec::new();
        store.for_each(wanted, &mut |figure, record| {
            answers.push(figure_answer(figure, &record, basis.clone()));
            Ok(())
        })?;
        tell_families(&mut answers);
        Ok(Some(answers))
    }

    /// Views of a log that is cut short would hide what is behind the damage.
    fn refuse_damage(&self) -> Result<(), Error> {
        match self.ledger.damage() {
            Some(damage) => Err(claimbook_ledger::Error::Damaged(damage.clone()).into()),
            None => Ok(()),
        }
    }

    /// The views, unless another process holds them, the folder cannot be written, or the log is
    /// damaged: they are disposable, and every answer can be folded from the log.
    fn store(&self) -> Result<Option<Store>, Error> {
        if self.ledger.damage().is_some() {
            return Ok(None);
        }
        match Store::open(&self.folder().join(VIEWS)) {
            Ok(store) => Ok(Some(store)),
            Err(claimbook_views::Error::Held { .. } | claimbook_views::Error::Store { .. }) => {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
