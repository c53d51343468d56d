//! What `reports` and `report` say.

use serde::Serialize;

use super::ValueAnswer;
use super::remarks::{ActAnswer, NoteAnswer};

/// One report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportAnswer {
    /// Its id.
    pub report: String,
    /// The id of its document.
    pub document: String,
    /// Who published it.
    pub publication: String,
    /// Its title; empty if it has none.
    pub title: String,
    /// Its address; empty if not known.
    pub url: String,
    /// When it was published.
    pub published: Option<String>,
    /// The fields that were inferred.
    pub inferred: Vec<&'static str>,
    /// The adapter that read it.
    pub adapter: String,
    /// How many claims it makes.
    pub claims: usize,
    /// First and last sequence number of its commit.
    pub seq: [u64; 2],
    /// The version that it replaces.
    pub replaces: Option<String>,
    /// The latest version of the same article that stands in its place.
    pub superseded_by: Option<String>,
    /// Whether it is held for review, or was rejected: its claims do not count.
    pub held: bool,
    /// What read it last: adapter and version, and the version of the extractor.
    pub reader: String,
    /// How often it was read again.
    pub rereadings: u32,
    /// The notes in which it says what it changed in its own text.
    pub corrections: Vec<CorrectionAnswer>,
}

/// A note in which a publication says what it changed in its own text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionAnswer {
    /// `correction`, `clarification` or `update`.
    pub kind: &'static str,
    /// Its words.
    pub quote: String,
}

/// A report with its text and what its claims became.
#[derive(Clone, Debug, Serialize)]
pub struct ReportTextAnswer {
    /// What is known of it.
    #[serde(flatten)]
    pub about: ReportAnswer,
    /// Its text, as received.
    pub text: String,
    /// Where in the text claims are stated, in order, not overlapping.
    pub marks: Vec<MarkAnswer>,
    /// Its claims, in order.
    #[serde(rename = "asserted")]
    pub claims: Vec<ReportClaimAnswer>,
    /// What curators did to it and its claims, and was not undone.
    pub acts: Vec<ActAnswer>,
    /// What people noted on it and its claims.
    pub notes: Vec<NoteAnswer>,
}

/// A place where a claim is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MarkAnswer {
    /// Its first byte.
    pub start: usize,
    /// After its last byte.
    pub end: usize,
    /// Which claim, from 0.
    pub claim: usize,
}

/// A claim of a report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportClaimAnswer {
    /// Its id.
    pub claim: String,
    /// The figure that it counts for; null where it could not be told.
    pub figure: Option<String>,
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// What it is about.
    pub period: Option<String>,
    /// How sure the text is.
    pub modality: &'static str,
    /// The source that the text names.
    pub attribution: Option<String>,
    /// The change that it made to its figure; null where it has none.
    pub became: Option<&'static str>,
    /// The words at the first place.
    pub quote: String,
    /// In how many places it is stated.
    pub mentions: usize,
}
