//! What people and catalogs did to the record, between two sequence numbers.

use std::ops::Range;

use claimbook_ledger::Ledger;
use claimbook_model::Event;
use claimbook_model::event::Text;

use crate::Error;
use crate::answer::diff::DoneAnswer;
use crate::curation::words_of_act;

/// The acts of a range of events. With a query, those that name figures are left out where none
/// of them has it in its key.
pub(super) fn between(
    ledger: &Ledger,
    range: Range<u64>,
    query: Option<&str>,
) -> Result<Vec<DoneAnswer>, Error> {
    let mut acts = Vec::new();
    if range.is_empty() {
        return Ok(acts);
    }
    for stored in ledger.events(range) {
        let stored = stored?;
        let event = Event::decode(stored.bytes).map_err(|source| Error::Event {
            seq: stored.seq,
            source,
        })?;
        let Some(mut act) = told(&event, stored.bytes) else {
            continue;
        };
        let wanted = |figure: &String| query.is_none_or(|query| figure.contains(query));
        if act.figures.is_empty() || act.figures.iter().any(wanted) {
            act.seq = stored.seq;
            act.recorded = stored.recorded.to_string();
            acts.push(act);
        }
    }
    Ok(acts)
}

/// What was done; nothing for reports, claims, notes and pinned drafts, which change no answer or
/// are told with the answers.
fn told(event: &Event<'_>, bytes: &[u8]) -> Option<DoneAnswer> {
    let (what, by, why) = match event {
        Event::ReportAmended(of) => ("amended", &of.by, &of.why),
        Event::ReportRetracted(of) => ("retracted", &of.by, &of.why),
        Event::ClaimWithdrawn(of) => ("withdrawn", &of.by, &of.why),
        Event::ClaimLinked(of) => ("linked", &of.by, &of.why),
        Event::FiguresMerged(of) => ("merged", &of.by, &of.why),
        Event::VoiceRated(of) => ("rated", &of.by, &of.why),
        Event::Undone(of) => ("undone", &of.by, &of.why),
        Event::ReportReaffirmed(_) => ("reaffirmed", &Text::Borrowed(""), &Text::Borrowed("")),
        Event::CatalogAdopted(of) => ("catalog", &of.by, &of.why),
        Event::PolicySet(of) => ("policy", &of.by, &of.why),
        Event::VersionJudged(of) if of.accepted => ("accepted", &of.by, &of.why),
        Event::VersionJudged(of) => ("rejected", &of.by, &of.why),
        Event::DocumentErased(of) => ("erased", &of.by, &of.basis),
        Event::Committed(_)
        | Event::ReportFiled(_)
        | Event::ClaimAsserted(_)
        | Event::Noted(_)
        | Event::DraftPinned(_) => return None,
    };
    let done = match event {
        Event::ReportReaffirmed(of) => {
            format!("what the report {} says again", of.report.short())
        }
        Event::DocumentErased(of) => format!("the erasure of the document {}", of.document.short()),
        _ => words_of_act(event, bytes),
    };
    let cause = match event {
        Event::ClaimWithdrawn(of) => Some(of.cause.as_str()),
        _ => None,
    };
    Some(DoneAnswer {
        seq: 0,
        recorded: String::new(),
        what,
        done,
        figures: figures(event),
        cause,
        by: by.to_string(),
        why: why.to_string(),
    })
}

/// The figures that an act names.
fn figures(event: &Event<'_>) -> Vec<String> {
    let texts = |figures: &[&Text<'_>]| figures.iter().map(ToString::to_string).collect();
    match event {
        Event::ClaimWithdrawn(of) => of.figure.iter().map(ToString::to_string).collect(),
        Event::ClaimLinked(of) => {
            let both = of.from.iter().chain(&of.to);
            both.map(ToString::to_string).collect()
        }
        Event::FiguresMerged(of) => texts(&[&of.from, &of.into]),
        Event::Undone(of) => of.figures.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
