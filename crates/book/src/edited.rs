//! Edited articles: which numbers of the version before an edit replaced.

use std::borrow::Cow;

use claimbook_model::event::{ClaimContent, ClaimWithdrawn, WithdrawalCause, claim_content};
use claimbook_model::{ClaimId, Event, ReportId};
use claimbook_views::state::State;
use claimbook_views::{keys, source::state_of_report};

use crate::{Book, Error};

/// Withdrawals of the claims of `before` that the claims of its new version replace.
///
/// A claim is replaced if the new version does not make it again, and makes exactly one other of
/// the same figure, period and unit that the version before did not make, where that one was the
/// only one to go. What merely vanished stands.
pub(crate) fn withdrawals<'e>(
    book: &Book,
    before: ReportId,
    after: ReportId,
    filing: &[Event<'e>],
    actor: &'e str,
) -> Result<Vec<Event<'e>>, Error> {
    let new = new_claims(filing);
    let undone = book.globals()?;
    let mut old = Vec::new();
    let ledger = &book.ledger;
    for seq in ledger.sequence_numbers(&keys::claims_of_report(&before))? {
        let stored = ledger.stored_event(seq)?;
        let id = claim_content(stored.bytes).map(ClaimId::of);
        if let (Event::ClaimAsserted(asserted), Some(id)) = (stored.decode()?, id)
            && !is_withdrawn(book, &undone, &id)?
        {
            old.push((id, asserted.content));
        }
    }
    let gone = |other: &ClaimContent<'_>| !new.iter().any(|(_, claim)| same_claim(claim, other));
    let added = |other: &ClaimContent<'_>| !old.iter().any(|(_, claim)| same_claim(claim, other));
    let mut events = Vec::new();
    for (id, claim) in old.iter().filter(|(_, claim)| gone(claim)) {
        let rivals = old
            .iter()
            .filter(|(_, other)| same_place(claim, other) && gone(other))
            .count();
        let mut heirs = new
            .iter()
            .filter(|(_, other)| same_place(claim, other) && added(other));
        if let (1, Some((heir, _)), None) = (rivals, heirs.next(), heirs.next()) {
            events.push(Event::ClaimWithdrawn(ClaimWithdrawn {
                claim: *id,
                figure: claim
                    .figure
                    .as_deref()
                    .map(|figure| Cow::Owned(figure.to_owned())),
                cause: WithdrawalCause::Edited,
                by_report: Some(after),
                replaced_by: Some(*heir),
                by: Cow::Borrowed(actor),
                why: Cow::Borrowed("the new version of the article gives another number"),
                more: Vec::new(),
            }));
        }
    }
    Ok(events)
}

/// Whether a version is held: most numbers of the one before it are gone without a replacement, as
/// where a page was fetched without its text. Its claims do not count until it is accepted.
pub(crate) fn is_held(book: &Book, report: &ReportId) -> Result<bool, Error> {
    let state = state_of_report(&book.ledger, report)?;
    Ok(state.report_fact(report).is_some_and(|fact| fact.held))
}

/// The claims of a filing with their ids.
fn new_claims<'f, 'e>(filing: &'f [Event<'e>]) -> Vec<(ClaimId, &'f ClaimContent<'e>)> {
    let claim = |event: &'f Event<'e>| match event {
        Event::ClaimAsserted(asserted) => {
            let id = claim_content(&event.encode()).map(ClaimId::of)?;
            Some((id, &asserted.content))
        }
        _ => None,
    };
    filing.iter().filter_map(claim).collect()
}

/// Whether a claim no longer stands; a withdrawal that was undone is none.
fn is_withdrawn(book: &Book, state: &State, claim: &ClaimId) -> Result<bool, Error> {
    for seq in book.ledger.sequence_numbers(&keys::claim(claim))? {
        if state.counts(seq)
            && let Event::ClaimWithdrawn(_) = book.ledger.stored_event(seq)?.decode()?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether both speak of the same figure, period and unit.
fn same_place(a: &ClaimContent<'_>, b: &ClaimContent<'_>) -> bool {
    a.figure.is_some() && a.figure == b.figure && a.period == b.period && a.unit == b.unit
}

/// Whether both give the same number for it.
fn same_claim(a: &ClaimContent<'_>, b: &ClaimContent<'_>) -> bool {
    same_place(a, b) && a.value.same_number(b.value)
}
