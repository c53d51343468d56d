//! What `verify` says.

use serde::Serialize;

/// Whether the record is whole and unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyAnswer {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// How many events are sound.
    pub events: u64,
    /// In how many commits.
    pub commits: u64,
    /// How many documents match their ids.
    pub documents: u64,
    /// The hash of the last frame, which stands for all before it: whoever noted an earlier one
    /// can tell whether what it stood for is still there.
    pub head: String,
    /// What a crash left unfinished at the end; it was never acknowledged, and is no problem.
    pub unfinished: Option<ProblemAnswer>,
    /// Everything that is wrong.
    pub problems: Vec<ProblemAnswer>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemAnswer {
    /// The segment's number.
    pub segment: u64,
    /// Offset in the segment, in bytes.
    pub offset: u64,
    /// The first sequence number that is affected.
    pub first_seq: u64,
    /// What is wrong.
    pub what: String,
}
