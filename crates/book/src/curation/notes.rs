//! Notes: remarks on figures, claims and reports, shown wherever these are.

use std::borrow::Cow;
use std::collections::BTreeSet;

use claimbook_model::event::{NoteSubject, Noted};
use claimbook_model::{ClaimId, Event, ReportId};
use claimbook_views::figure::FigureView;
use claimbook_views::keys;
use claimbook_views::state::State;

use super::subject::figure_key;
use super::undo::words_of_act;
use super::{Act, Plan};
use crate::answer::curation::CurationAnswer;
use crate::answer::remarks::{ActAnswer, NoteAnswer};
use crate::{Book, Error, OnProgress};

/// What notes and acts are looked for: those on these claims and reports, and on one figure.
#[derive(Debug, Default)]
pub(crate) struct Subjects {
    pub(crate) figure: Option<String>,
    pub(crate) claims: BTreeSet<ClaimId>,
    pub(crate) reports: BTreeSet<ReportId>,
}

impl Subjects {
    /// A figure with the claims and reports of its history.
    pub(crate) fn of(figure: &str, view: &FigureView) -> Self {
        Self {
            figure: Some(figure.to_owned()),
            claims: view.rows.iter().map(|row| row.claim).collect(),
            reports: view.rows.iter().map(|row| row.report).collect(),
        }
    }

    fn has(&self, state: &State, subject: &NoteSubject<'_>) -> bool {
        match subject {
            NoteSubject::Figure(key) => {
                let own = self.figure.as_deref();
                own.is_some_and(|own| *state.resolved(key) == *state.resolved(own))
            }
            NoteSubject::Claim(claim) => self.claims.contains(claim),
            NoteSubject::Report(report) => self.reports.contains(report),
        }
    }
}

impl Book {
    /// Writes a note on a figure (a key), or on a claim or a report (the first digits of its id).
    ///
    /// # Errors
    /// If there is nothing of that name or more than one, the text is empty, or the book cannot be
    /// written.
    pub fn note(
        &mut self,
        subject: &str,
        text: &str,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let text = text.trim();
        if text.is_empty() {
            let message = "an empty note says nothing: `claimbook undo` takes a note back";
            return Err(Error::Usage {
                message: message.to_owned(),
            });
        }
        let (subject, words) = self.subject_named(subject)?;
        let event = Event::Noted(Noted {
            subject,
            text: Cow::Borrowed(text),
            by: Cow::Borrowed(act.by),
            more: Vec::new(),
        });
        let done = format!("noted on {words}: {text}");
        self.curate(Plan::of("note", done, event), act, progress)
    }

    fn subject_named(&self, subject: &str) -> Result<(NoteSubject<'static>, String), Error> {
        if subject.contains('/') {
            let key = figure_key(subject)?;
            if let Some(near) = self.known_or_near(&key)? {
                return Err(Error::UnknownFigure { figure: key, near });
            }
            let words = key.to_string();
            return Ok((NoteSubject::Figure(Cow::Owned(key.to_string())), words));
        }
        let claims = self.claims_beginning(subject)?;
        match (claims.is_empty(), self.report_in_words(subject)) {
            (true, Ok((id, words))) => Ok((NoteSubject::Report(id), words)),
            (true, Err(Error::UnknownReport { id })) => Err(Error::Usage {
                message: format!(
                    "'{id}' is no figure (subject/metric), and no claim's or report's id begins so"
                ),
            }),
            (true, Err(error)) => Err(error),
            (false, Err(Error::UnknownReport { .. })) => {
                let claim = self.claim_named(subject)?;
                Ok((NoteSubject::Claim(claim.id), claim.words))
            }
            (false, _) => Err(Error::Usage {
                message: format!(
                    "'{subject}' begins the ids of claims and of reports: give more digits"
                ),
            }),
        }
    }

    /// The notes on what is shown that count, in the order of the log, up to before `end`.
    pub(crate) fn notes_on(
        &self,
        subjects: &Subjects,
        state: &State,
        end: u64,
    ) -> Result<Vec<NoteAnswer>, Error> {
        let mut notes = Vec::new();
        for seq in self.ledger.sequence_numbers(keys::NOTES)? {
            if seq >= end || !state.counts(seq) {
                continue;
            }
            let stored = self.ledger.stored_event(seq)?;
            if let Event::Noted(noted) = stored.decode()?
                && subjects.has(state, &noted.subject)
            {
                notes.push(NoteAnswer::new(seq, stored.recorded, &noted));
            }
        }
        Ok(notes)
    }

    /// The acts of curation on what is shown that count, in the order of the log.
    pub(crate) fn acts_on(
        &self,
        subjects: &Subjects,
        state: &State,
    ) -> Result<Vec<ActAnswer>, Error> {
        let mut seqs = BTreeSet::new();
        for claim in &subjects.claims {
            seqs.extend(state.acts_on_claim(claim));
            let fact = state.claim(claim).map(|(_, number)| number);
            let fact = fact.and_then(|number| state.claims_numbered(&[number]).pop());
            let by_hand = |origin| origin == claimbook_model::Origin::Curator;
            seqs.extend(
                fact.filter(|fact| by_hand(fact.origin))
                    .map(|fact| fact.seq),
            );
        }
        for report in &subjects.reports {
            seqs.extend(state.acts_on_report(report));
        }
        if let Some(figure) = &subjects.figure {
            seqs.extend(state.merges_into(figure));
        }
        let mut acts = Vec::new();
        for seq in seqs {
            let stored = self.ledger.stored_event(seq)?;
            let event = stored.decode()?;
            let by = self.ledger.commit_of(seq)?.first_seq;
            let words = words_of_act(&event, stored.bytes);
            let actor = match self.ledger.stored_event(by)?.decode()? {
                Event::Committed(committed) => committed.actor.into_owned(),
                _ => String::new(),
            };
            acts.extend(ActAnswer::new(
                seq,
                stored.recorded,
                &event,
                stored.bytes,
                words,
                actor,
            ));
        }
        Ok(acts)
    }
}
