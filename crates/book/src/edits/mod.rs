//! Edited articles: what each version takes back of those before it.
//!
//! Versions are compared pair by pair, whichever came first into the book, so that a version filed
//! late withdraws and is withdrawn as if it had come in its turn. Which of several withdrawals of a
//! claim decides, and which version is held, the views tell.

mod pairing;
mod sentence;
mod told;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use claimbook_model::event::{
    ClaimContent, ClaimWithdrawn, TextNote, WithdrawalCause, claim_content, compared_extension,
    notes_of,
};
use claimbook_model::{ClaimId, Event, ReportId, Timestamp};
use claimbook_views::keys;
use claimbook_views::reports::{Place, Report};
use claimbook_views::source;
use claimbook_views::state::{Recorded, State, Version};

use crate::quotes::Quotes;
use crate::{Book, Error};
use pairing::taken_back;
use told::Told;

/// The versions of an article with what is about to be recorded.
pub(crate) struct Article<'b> {
    book: &'b Book,
    quotes: Quotes<'b>,
    state: State,
    told: BTreeMap<ReportId, Rc<Told>>,
    now: Timestamp,
}

impl<'b> Article<'b> {
    /// The article at a place, as it is on record.
    pub(crate) fn at(book: &'b Book, place: &Place, now: Timestamp) -> Result<Self, Error> {
        Ok(Self {
            book,
            quotes: Quotes::new(&book.ledger),
            state: source::state_of_place(&book.ledger, place)?,
            told: BTreeMap::new(),
            now,
        })
    }

    /// The versions in their order.
    pub(crate) fn versions(&self, report: &ReportId) -> Vec<Version> {
        self.state.versions(report)
    }

    /// Takes events in that are about to be recorded.
    pub(crate) fn expect(&mut self, events: &[Event<'_>]) -> Result<(), Error> {
        for event in events {
            let seq = self.state.seq_end().max(self.book.ledger.seq_end());
            self.state.apply(&Recorded {
                seq,
                recorded: self.now,
                bytes: &event.encode(),
            })?;
        }
        Ok(())
    }

    /// Says what a version says that is not on record, or not so.
    pub(crate) fn tell(
        &mut self,
        report: ReportId,
        bytes: &[u8],
        notes: &[TextNote],
        claims: &[(ClaimId, ClaimContent<'_>)],
    ) {
        let claims = claims.iter().map(|(id, claim)| (*id, claim));
        let told = Told::new(Rc::new(bytes.to_vec()), notes.to_vec(), claims);
        self.told.insert(report, Rc::new(told));
    }

    /// Those of some claims of a report that were not misread.
    pub(crate) fn standing<'e>(
        &self,
        mut claims: Vec<(ClaimId, ClaimContent<'e>)>,
    ) -> Vec<(ClaimId, ClaimContent<'e>)> {
        claims.retain(|(id, _)| !self.is_misread(id));
        claims
    }

    /// The withdrawals, found by comparing versions, that put in place of a claim what a version
    /// does not say after all.
    pub(crate) fn void_withdrawals(&self, report: &ReportId) -> Result<Vec<u64>, Error> {
        let mut void = Vec::new();
        for version in self.state.versions(report) {
            for (claim, _) in claims_of(self.book, &version.report.report)? {
                for withdrawn in self.state.withdrawals_of(&claim) {
                    let heir = withdrawn.replaced_by;
                    if withdrawn.by_report == Some(*report)
                        && heir.is_some_and(|heir| self.is_misread(&heir))
                    {
                        void.push(withdrawn.seq);
                    }
                }
            }
        }
        Ok(void)
    }

    /// Withdrawals of what a version takes back of those before it, and of what those after it
    /// take back of it.
    pub(crate) fn withdrawals_around<'e>(
        &mut self,
        report: ReportId,
        actor: &'e str,
    ) -> Result<Vec<Event<'e>>, Error> {
        let versions = self.state.versions(&report);
        let Some(own) = versions.iter().position(|v| v.report.report == report) else {
            return Ok(Vec::new());
        };
        let mut events = Vec::new();
        for before in (0..own).rev() {
            self.compare((&versions, before, own), actor, &mut events)?;
        }
        for after in own + 1..versions.len() {
            self.compare((&versions, own, after), actor, &mut events)?;
        }
        Ok(events)
    }

    /// Adds the withdrawals of one pair of versions that are not on record, and takes them in.
    fn compare<'e>(
        &mut self,
        (versions, before, after): (&[Version], usize, usize),
        actor: &'e str,
        events: &mut Vec<Event<'e>>,
    ) -> Result<(), Error> {
        let by = versions[after].report.report;
        let between: Vec<ReportId> = versions[before + 1..after]
            .iter()
            .filter(|version| !version.held)
            .map(|version| version.report.report)
            .collect();
        let old = self.told_by(&versions[before].report)?;
        let open = old
            .sayings
            .iter()
            .any(|saying| !self.is_settled(&saying.id, &between, None));
        if !open {
            return Ok(());
        }
        let new = self.told_by(&versions[after].report)?;
        let mut found = Vec::new();
        for taken in taken_back(&old, &new) {
            if self.is_settled(&taken.claim, &between, Some((by, taken.heir))) {
                continue;
            }
            let figure = old
                .sayings
                .iter()
                .find(|saying| saying.id == taken.claim)
                .and_then(|saying| saying.figure.clone());
            found.push(Event::ClaimWithdrawn(ClaimWithdrawn {
                claim: taken.claim,
                figure: figure.map(Cow::Owned),
                cause: taken.cause,
                by_report: Some(by),
                replaced_by: taken.heir,
                by: Cow::Borrowed(actor),
                why: Cow::Borrowed(taken.why),
                more: vec![compared_extension()],
            }));
        }
        self.expect(&found)?;
        events.extend(found);
        Ok(())
    }

    /// Whether a claim needs no withdrawal more: it never counts, one of the versions `between`
    /// withdrew it, or the very same withdrawal is on record.
    fn is_settled(
        &self,
        claim: &ClaimId,
        between: &[ReportId],
        same: Option<(ReportId, Option<ClaimId>)>,
    ) -> bool {
        let withdrawals = self.state.withdrawals_of(claim);
        withdrawals.iter().any(|withdrawal| {
            let void = matches!(
                withdrawal.cause,
                WithdrawalCause::Misread | WithdrawalCause::Curated
            );
            let by = withdrawal.by_report;
            void || by.is_some_and(|by| between.contains(&by))
                || same.is_some_and(|(report, heir)| {
                    by == Some(report) && withdrawal.replaced_by == heir
                })
        })
    }

    fn told_by(&mut self, report: &Report) -> Result<Rc<Told>, Error> {
        if let Some(told) = self.told.get(&report.report) {
            return Ok(told.clone());
        }
        let bytes = self.quotes.document(&report.document)?;
        let claims = claims_of(self.book, &report.report)?;
        let standing = claims.iter().filter(|(id, _)| !self.is_misread(id));
        let told = Told::new(
            bytes,
            report.notes.clone(),
            standing.map(|(id, claim)| (*id, claim)),
        );
        let told = Rc::new(told);
        self.told.insert(report.report, told.clone());
        Ok(told)
    }

    /// Whether the text does not say a claim, or its reading was undone.
    fn is_misread(&self, claim: &ClaimId) -> bool {
        if self.state.claim(claim).is_some() && !self.state.claim_is_made(claim) {
            return true;
        }
        let withdrawals = self.state.withdrawals_of(claim);
        withdrawals
            .iter()
            .any(|withdrawal| withdrawal.cause == WithdrawalCause::Misread)
    }
}

/// The claims of a report on record, in their order.
pub(crate) fn claims_of<'b>(
    book: &'b Book,
    report: &ReportId,
) -> Result<Vec<(ClaimId, ClaimContent<'b>)>, Error> {
    let mut claims = Vec::new();
    for seq in book
        .ledger
        .sequence_numbers(&keys::claims_of_report(report))?
    {
        let stored = book.ledger.stored_event(seq)?;
        let id = claim_content(stored.bytes).map(ClaimId::of);
        if let (Event::ClaimAsserted(asserted), Some(id)) = (stored.decode()?, id)
            && asserted.content.report == *report
        {
            claims.push((id, asserted.content));
        }
    }
    Ok(claims)
}

/// The claims that events assert, with their ids.
pub(crate) fn asserted<'e>(events: &[Event<'e>]) -> Vec<(ClaimId, ClaimContent<'e>)> {
    let claim = |event: &Event<'e>| match event {
        Event::ClaimAsserted(asserted) => {
            let id = claim_content(&event.encode()).map(ClaimId::of)?;
            Some((id, asserted.content.clone()))
        }
        _ => None,
    };
    events.iter().filter_map(claim).collect()
}

/// The notes that a filing tells of.
pub(crate) fn notes_in(events: &[Event<'_>]) -> Vec<TextNote> {
    let notes = |event: &Event<'_>| match event {
        Event::ReportFiled(filed) => Some(notes_of(&filed.more)),
        Event::ReportAmended(amended) => Some(notes_of(&amended.more)),
        _ => None,
    };
    events.iter().find_map(notes).unwrap_or_default()
}
