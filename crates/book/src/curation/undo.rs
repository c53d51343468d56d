//! Takes an act back, or takes that back.

use std::borrow::Cow;

use claimbook_model::event::{NoteSubject, Undone};
use claimbook_model::{ClaimId, Event, Origin, event};
use claimbook_views::state::State;
use claimbook_views::store::touched_figures;

use super::{Act, Plan};
use crate::answer::curation::CurationAnswer;
use crate::{Book, Error, OnProgress};

impl Book {
    /// Takes back what the event at `seq` did: an act of curation, or an undoing.
    ///
    /// # Errors
    /// If there is no such event, it cannot be undone (the message says why), or the book cannot
    /// be written.
    pub fn undo(
        &mut self,
        seq: u64,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let end = self.ledger.seq_end();
        if seq >= end {
            let message = format!("there is no event {seq}: the last one is {}", end - 1);
            return Err(Error::NotUndoable { message });
        }
        let words = self.undoable(seq)?;
        let state = self.globals()?;
        if !state.counts(seq) {
            let by = self.undone_by(&state, seq)?;
            let by = by.map_or(String::new(), |by| {
                format!(", by event {by}: `claimbook undo {by}` brings it back")
            });
            let done = format!("{words} was undone already{by}");
            return self.curate(Plan::nothing("undo", done), act, progress);
        }
        self.refuse_to_leave_without_catalog(seq, &state)?;
        let figures = touched_figures(&self.ledger, seq..seq + 1)?.unwrap_or_default();
        let event = Event::Undone(Undone {
            seq,
            figures: figures.into_iter().map(Cow::Owned).collect(),
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let done = format!("{words} is undone");
        self.curate(Plan::of("undo", done, event), act, progress)
    }

    /// The event that undid another and counts.
    pub(crate) fn undone_by(&self, state: &State, seq: u64) -> Result<Option<u64>, Error> {
        for by in self
            .ledger
            .sequence_numbers(claimbook_views::keys::GLOBAL)?
        {
            if let Event::Undone(undone) = self.ledger.stored_event(by)?.decode()?
                && undone.seq == seq
                && state.counts(by)
            {
                return Ok(Some(by));
            }
        }
        Ok(None)
    }

    /// What an event did, in words; an error if it cannot be undone.
    fn undoable(&self, seq: u64) -> Result<String, Error> {
        let stored = self.ledger.stored_event(seq)?;
        let event = stored.decode()?;
        let refused = |why: &str| {
            let message = format!("event {seq} cannot be undone: {why}");
            Err(Error::NotUndoable { message })
        };
        match &event {
            Event::Committed(_) => refused(&format!(
                "it only begins a commit; the events of that follow, from {} on",
                seq + 1
            )),
            Event::ReportFiled(filed) => refused(&format!(
                "it took in the report {}; `claimbook retract` says that its publication took it \
                 back, `claimbook reject` that a held version is not to count",
                filed.report.short()
            )),
            Event::ClaimAsserted(asserted) if asserted.content.origin == Origin::Reader => {
                let id = event::claim_content(stored.bytes).map(ClaimId::of);
                refused(&format!(
                    "it is what was read in a report; `claimbook withdraw {}` takes the claim out",
                    id.map(|id| id.short()).unwrap_or_default()
                ))
            }
            Event::ReportReaffirmed(_) => refused("it is what a release says"),
            Event::DocumentErased(_) => refused("the bytes of the document are gone"),
            Event::Undone(undone) => Ok(format!(
                "the undoing of event {} ({})",
                undone.seq,
                self.undoable(undone.seq)?
            )),
            event => Ok(words_of_act(event, stored.bytes)),
        }
    }

    /// A book judges by a catalog; without one no metric means anything.
    fn refuse_to_leave_without_catalog(&self, seq: u64, state: &State) -> Result<(), Error> {
        if !matches!(
            self.ledger.stored_event(seq)?.decode()?,
            Event::CatalogAdopted(_)
        ) {
            return Ok(());
        }
        for other in self
            .ledger
            .sequence_numbers(claimbook_views::keys::GLOBAL)?
        {
            if other != seq
                && state.counts(other)
                && let Event::CatalogAdopted(_) = self.ledger.stored_event(other)?.decode()?
            {
                return Ok(());
            }
        }
        let message = format!(
            "event {seq} cannot be undone: it adopts the only catalog that the book judges by; \
             `claimbook catalog adopt` adopts another"
        );
        Err(Error::NotUndoable { message })
    }
}

/// What an act did, in words that `is undone` can follow.
pub(crate) fn words_of_act(event: &Event<'_>, bytes: &[u8]) -> String {
    let figure =
        |figure: &Option<Cow<'_, str>>| figure.as_deref().unwrap_or("no figure").to_owned();
    match event {
        Event::ClaimWithdrawn(withdrawn) => {
            format!("the withdrawal of the claim {}", withdrawn.claim.short())
        }
        Event::ClaimLinked(linked) => format!(
            "the link of the claim {} from {} to {}",
            linked.claim.short(),
            figure(&linked.from),
            figure(&linked.to)
        ),
        Event::ClaimAsserted(_) => format!(
            "the claim {} entered by hand",
            event::claim_content(bytes)
                .map(|content| ClaimId::of(content).short())
                .unwrap_or_default()
        ),
        Event::FiguresMerged(merged) => {
            format!("the merge of {} into {}", merged.from, merged.into)
        }
        Event::VoiceRated(rated) => {
            format!(
                "the rating of {} with the trust {}",
                rated.voice, rated.trust
            )
        }
        Event::Noted(noted) => {
            let about = match &noted.subject {
                NoteSubject::Figure(figure) => figure.to_string(),
                NoteSubject::Claim(claim) => format!("the claim {}", claim.short()),
                NoteSubject::Report(report) => format!("the report {}", report.short()),
            };
            format!("the note on {about}")
        }
        Event::ReportAmended(amended) => {
            format!(
                "the better metadata of the report {}",
                amended.report.short()
            )
        }
        Event::ReportRetracted(retracted) => {
            format!("the retraction of the report {}", retracted.report.short())
        }
        Event::VersionJudged(judged) => {
            let verdict = if judged.accepted {
                "acceptance"
            } else {
                "rejection"
            };
            format!("the {verdict} of the report {}", judged.report.short())
        }
        Event::PolicySet(set) => format!("the choice of the policy {}", set.policy),
        Event::CatalogAdopted(_) => "the adoption of the catalog".to_owned(),
        Event::Undone(undone) => format!("the undoing of event {}", undone.seq),
        Event::DraftPinned(pinned) => format!("the pin of {}", pinned.title),
        _ => "what was taken in".to_owned(),
    }
}
