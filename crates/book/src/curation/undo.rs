//! Takes an act back, or takes that back.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use claimbook_model::event::{NoteSubject, Undone, reader_of};
use claimbook_model::{ClaimId, Event, Origin, ReportId, event};
use claimbook_views::state::State;
use claimbook_views::store::touched_figures;

use super::{Act, Plan};
use crate::answer::curation::CurationAnswer;
use crate::{Book, Error, OnProgress};

/// What `undo` is asked to take back.
struct Target {
    /// The events it takes in, in the order of the log.
    seqs: Vec<u64>,
    /// What they did, in words that `is undone` can follow.
    words: String,
}

impl Book {
    /// Takes back what the event at `seq` did: an act of curation, or an undoing. The number of a
    /// commit, or of the first event of one, stands for all that can be undone of it.
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
        let target = self.target(seq)?;
        let state = self.globals()?;
        let (counting, gone): (Vec<u64>, Vec<u64>) =
            target.seqs.iter().partition(|seq| state.counts(**seq));
        if counting.is_empty() {
            let by = gone.first().map(|seq| self.undone_by(&state, *seq));
            let by = by.transpose()?.flatten();
            let by = by.map_or(String::new(), |by| {
                format!(", by event {by}: `claimbook undo {by}` brings it back")
            });
            let done = format!("{} was undone already{by}", target.words);
            return self.curate(Plan::nothing("undo", done), act, progress);
        }
        let mut events = Vec::with_capacity(counting.len());
        for &seq in counting.iter().rev() {
            self.refuse_to_leave_without_catalog(seq, &state)?;
            events.push(self.undoing_of(seq, act)?);
        }
        let plan = Plan {
            events,
            ..Plan::nothing("undo", format!("{} is undone", target.words))
        };
        self.curate(plan, act, progress)
    }

    /// The event that takes another one back.
    pub(crate) fn undoing_of<'e>(&self, seq: u64, act: &Act<'e>) -> Result<Event<'e>, Error> {
        let figures = touched_figures(&self.ledger, seq..seq + 1)?.unwrap_or_default();
        Ok(Event::Undone(Undone {
            seq,
            figures: figures.into_iter().map(Cow::Owned).collect(),
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        }))
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

    /// What a sequence number stands for; an error if nothing of it can be undone.
    fn target(&self, seq: u64) -> Result<Target, Error> {
        let Some(commit) = self.commit_begun_by(seq)? else {
            return self.single(seq);
        };
        let mut filed = BTreeSet::new();
        let mut undoable = Vec::new();
        for seq in commit.clone() {
            let event = self.ledger.stored_event(seq)?.decode()?;
            if let Event::ReportFiled(filing) = &event {
                filed.insert(filing.report);
            }
            if can_be_undone(&event, &filed) {
                undoable.push(seq);
            }
        }
        let Some(&first) = undoable.first() else {
            return self.single(commit.start);
        };
        let stored = self.ledger.stored_event(first)?;
        let words = words_of_act(&stored.decode()?, stored.bytes);
        let words = match undoable.len() - 1 {
            0 => words,
            1 => format!("{words}, with 1 more event of that act,"),
            more => format!("{words}, with {more} more events of that act,"),
        };
        Ok(Target {
            seqs: undoable,
            words,
        })
    }

    fn single(&self, seq: u64) -> Result<Target, Error> {
        Ok(Target {
            seqs: vec![seq],
            words: self.undoable(seq)?,
        })
    }

    /// The events of a commit, if `seq` is the number of its own event, or of an act that is its
    /// first one.
    fn commit_begun_by(&self, seq: u64) -> Result<Option<Range<u64>>, Error> {
        let event = self.ledger.stored_event(seq)?.decode()?;
        if let Event::Committed(committed) = &event {
            return Ok(Some(seq + 1..seq + 1 + committed.count));
        }
        // What was taken in is no act: its number stands for the report alone.
        let before = seq
            .checked_sub(1)
            .filter(|_| !matches!(event, Event::ReportFiled(_)));
        let Some(before) = before else {
            return Ok(None);
        };
        let Event::Committed(committed) = self.ledger.stored_event(before)?.decode()? else {
            return Ok(None);
        };
        Ok(Some(seq..seq + committed.count))
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
            Event::Committed(_) => refused("it only begins a commit in which nothing is an act"),
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
            Event::Undone(undone) => {
                let target = self.ledger.stored_event(undone.seq)?;
                let words = words_of_act(&target.decode()?, target.bytes);
                Ok(format!("the undoing of event {} ({words})", undone.seq))
            }
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

/// Whether an event of a commit goes with the rest of it. What was read of a report goes with a
/// reading again, but not with the report's own filing.
fn can_be_undone(event: &Event<'_>, filed: &BTreeSet<ReportId>) -> bool {
    match event {
        Event::ClaimAsserted(asserted) => !filed.contains(&asserted.content.report),
        Event::Committed(_)
        | Event::ReportFiled(_)
        | Event::ReportReaffirmed(_)
        | Event::DocumentErased(_) => false,
        _ => true,
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
        Event::ClaimAsserted(asserted) => {
            let id = event::claim_content(bytes).map(|content| ClaimId::of(content).short());
            let how = match asserted.content.origin {
                Origin::Curator => "entered by hand",
                Origin::Reader => "as it was read",
            };
            format!("the claim {} {how}", id.unwrap_or_default())
        }
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
        Event::ReportAmended(amended) if reader_of(&amended.more).is_some() => {
            format!("the reading again of the report {}", amended.report.short())
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
