//! What people noted and did, beside what it is about.

use claimbook_model::event::{NoteSubject, Noted, claim_content};
use claimbook_model::{ClaimId, Event, Timestamp};
use serde::Serialize;

/// A remark of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteAnswer {
    /// The figure it is about; null if it is about a claim or a report.
    pub figure: Option<String>,
    /// The claim it is about.
    pub claim: Option<String>,
    /// The report it is about.
    pub report: Option<String>,
    /// The remark.
    pub text: String,
    /// Whose it is.
    pub by: String,
    /// When it was recorded.
    pub recorded: String,
    /// The sequence number by which it is undone.
    pub seq: u64,
}

impl NoteAnswer {
    pub(crate) fn new(seq: u64, recorded: Timestamp, noted: &Noted<'_>) -> Self {
        let (mut figure, mut claim, mut report) = (None, None, None);
        match &noted.subject {
            NoteSubject::Figure(key) => figure = Some(key.to_string()),
            NoteSubject::Claim(id) => claim = Some(id.to_string()),
            NoteSubject::Report(id) => report = Some(id.to_string()),
        }
        Self {
            figure,
            claim,
            report,
            text: noted.text.to_string(),
            by: noted.by.to_string(),
            recorded: recorded.to_string(),
            seq,
        }
    }
}

/// An act of curation on what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActAnswer {
    /// What was done, in words.
    pub done: String,
    /// The claim it concerns; null if it concerns a report or a figure.
    pub claim: Option<String>,
    /// The report it concerns.
    pub report: Option<String>,
    /// Who did it.
    pub by: String,
    /// Why; empty where the act has no reason of its own.
    pub why: String,
    /// When it was recorded.
    pub recorded: String,
    /// The sequence number by which it is undone.
    pub seq: u64,
}

impl ActAnswer {
    /// The answer about an event; none for what a reader did, which is a row of the history.
    pub(crate) fn new(
        seq: u64,
        recorded: Timestamp,
        event: &Event<'_>,
        bytes: &[u8],
        done: String,
        actor: String,
    ) -> Option<Self> {
        let (claim, report, why) = match event {
            Event::ClaimWithdrawn(withdrawn) if withdrawn.by_report.is_none() => {
                (Some(withdrawn.claim), None, &*withdrawn.why)
            }
            Event::ClaimLinked(linked) => (Some(linked.claim), None, &*linked.why),
            Event::ClaimAsserted(_) => (claim_content(bytes).map(ClaimId::of), None, ""),
            Event::FiguresMerged(merged) => (None, None, &*merged.why),
            Event::ReportAmended(amended) => (None, Some(amended.report), &*amended.why),
            Event::ReportRetracted(retracted) => (None, Some(retracted.report), &*retracted.why),
            Event::VersionJudged(judged) => (None, Some(judged.report), &*judged.why),
            _ => return None,
        };
        Some(Self {
            done,
            claim: claim.map(|id| id.to_string()),
            report: report.map(|id| id.to_string()),
            by: actor,
            why: why.to_owned(),
            recorded: recorded.to_string(),
            seq,
        })
    }
}
