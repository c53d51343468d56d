//! Curation: what people say of claims, reports, figures and voices, each one logged commit that
//! `undo` takes back. Every act is told with the answers that it changed.

mod changes;
mod claims;
mod entered;
mod figures;
mod notes;
mod passage;
mod reports;
mod subject;
mod undo;

use claimbook_ledger::Commit;
use claimbook_model::{Event, Timestamp};
use claimbook_views::pending::Pending;

pub(crate) use changes::changed_since;
pub use entered::Entered;
pub(crate) use notes::Subjects;
pub use reports::BetterMetadata;
pub(crate) use subject::whole_bytes;
pub(crate) use undo::words_of_act;

use crate::answer::curation::{ChangedAnswer, CurationAnswer};
use crate::{Book, Error, OnProgress, Scope};

/// Who does something to the record, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Who: a person or a program.
    pub by: &'a str,
    /// Why, in words; may be empty where the command says so.
    pub why: &'a str,
    /// When, by the caller's clock.
    pub now: Timestamp,
    /// Tell what would change, and record nothing.
    pub is_dry_run: bool,
}

/// What is to be recorded together.
pub(crate) struct Plan<'a> {
    /// The command.
    pub(crate) act: &'static str,
    /// What it does, in words.
    pub(crate) done: String,
    /// The events; none where all is so already.
    pub(crate) events: Vec<Event<'a>>,
    /// A document to be stored with them.
    pub(crate) document: Option<&'a [u8]>,
    /// What a person should be told.
    pub(crate) findings: Vec<String>,
}

impl<'a> Plan<'a> {
    /// One event.
    pub(crate) fn of(act: &'static str, done: String, event: Event<'a>) -> Self {
        Self {
            act,
            done,
            events: vec![event],
            document: None,
            findings: Vec::new(),
        }
    }

    /// Nothing is to be done: it is so already.
    pub(crate) fn nothing(act: &'static str, done: String) -> Self {
        Self {
            act,
            done,
            events: Vec::new(),
            document: None,
            findings: Vec::new(),
        }
    }

    #[must_use]
    pub(crate) fn with_findings(mut self, findings: Vec<String>) -> Self {
        self.findings = findings;
        self
    }
}

impl Book {
    /// Records the events of a plan as one commit, on disk when this returns, and tells which
    /// answers changed. A dry run tells what would change. Nothing is recorded if the plan is empty.
    ///
    /// # Errors
    /// If the book cannot be read or written.
    pub(crate) fn curate(
        &mut self,
        plan: Plan<'_>,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let (mut seq, mut changed, mut outdates) = (None, Vec::new(), Vec::new());
        if !plan.events.is_empty() {
            changed = self.would_change(&plan.events, plan.document, act, progress)?;
            if !act.is_dry_run {
                let receipt = self.commit(&Commit {
                    recorded: act.now,
                    actor: act.by,
                    document: plan.document,
                    events: &plan.events,
                })?;
                seq = Some(receipt.first_seq + 1);
                let events = [receipt.first_seq, receipt.last_seq];
                outdates = self.outdated_by(events, act.now.date())?;
            }
        }
        Ok(CurationAnswer {
            act: plan.act,
            done: plan.done,
            seq,
            findings: plan.findings,
            changed,
            outdates,
            basis: self.basis(&self.globals()?, &Scope::default()),
        })
    }

    /// Which answers a commit of these events would change; nothing is recorded.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub(crate) fn would_change(
        &self,
        events: &[Event<'_>],
        document: Option<&[u8]>,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<Vec<ChangedAnswer>, Error> {
        let pending = Pending::new(&self.ledger, act.now, act.by, document, events);
        changed_since(&pending, pending.first_seq(), progress)
    }
}
