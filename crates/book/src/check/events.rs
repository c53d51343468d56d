//! What an event of the log did, and to which report.

use claimbook_model::event::NoteSubject;
use claimbook_model::{Event, ReportId};

/// The act of curation that an event is, if it is one.
pub(super) fn act(event: &Event<'_>) -> Option<&'static str> {
    Some(match event {
        Event::ReportRetracted(_) => "retracted",
        Event::ClaimWithdrawn(withdrawn) if withdrawn.by_report.is_none() => "claim withdrawn",
        Event::ClaimLinked(_) => "claim linked",
        Event::FiguresMerged(_) => "figures merged",
        Event::VoiceRated(_) => "voice rated",
        Event::PolicySet(_) => "policy set",
        Event::Undone(_) => "undone",
        _ => return None,
    })
}

/// The report that an event comes from, or is about.
pub(super) fn report_of(event: &Event<'_>) -> Option<ReportId> {
    match event {
        Event::ReportFiled(filed) => Some(filed.report),
        Event::ReportAmended(amended) => Some(amended.report),
        Event::ReportRetracted(retracted) => Some(retracted.report),
        Event::ReportReaffirmed(reaffirmed) => Some(reaffirmed.report),
        Event::VersionJudged(judged) => Some(judged.report),
        Event::ClaimAsserted(claim) => Some(claim.content.report),
        Event::ClaimWithdrawn(withdrawn) => withdrawn.by_report,
        Event::Noted(noted) => match noted.subject {
            NoteSubject::Report(report) => Some(report),
            NoteSubject::Figure(_) | NoteSubject::Claim(_) => None,
        },
        _ => None,
    }
}
