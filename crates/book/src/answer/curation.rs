//! What the commands of curation say: what was recorded, and which answers changed by it.

use serde::Serialize;

use super::Basis;
use super::show::ObservationSummary;
use super::stale::OutdatesAnswer;

/// An act of curation, and what it changed.
#[derive(Clone, Debug, Serialize)]
pub struct CurationAnswer {
    /// The command: `withdraw`, `link`, `undo` …
    pub act: &'static str,
    /// What was done, in words.
    pub done: String,
    /// The sequence number by which it is undone; null where nothing had to be recorded.
    pub seq: Option<u64>,
    /// What a person should be told about it.
    pub findings: Vec<String>,
    /// The figures whose answers changed, in order of their keys.
    pub changed: Vec<ChangedAnswer>,
    /// The numbers of published texts that it made doubtful or wrong.
    pub outdates: Vec<OutdatesAnswer>,
    /// Under which policy and catalog, up to which event.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The policy by which a book answers: a part of what every answer rests on.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyAnswer {
    /// The policy, catalog and last event.
    #[serde(flatten)]
    pub basis: Basis,
}

/// A figure whose answer changed, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedAnswer {
    /// The figure.
    pub figure: String,
    /// What of its answer changed.
    pub what: ChangeKind,
    /// What was best known of it.
    pub before: Option<ObservationSummary>,
    /// What is best known of it now.
    pub after: Option<ObservationSummary>,
    /// The observations that changed, the best one included, in order of period and unit.
    pub observations: Vec<ChangedObservation>,
}

/// An observation before and after; null where there was none, or is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedObservation {
    /// As it was.
    pub before: Option<ObservationSummary>,
    /// As it is.
    pub after: Option<ObservationSummary>,
}

/// What of an answer changed: the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// The best-known value, its period, or how well it stands.
    Best,
    /// What stands beside it: earlier observations, outlook, what contests it.
    Beside,
    /// Its history alone.
    History,
}
