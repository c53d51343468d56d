//! Answers: what the commands say, as plain data with the JSON fields that others build on.

pub mod adapters;
pub mod append;
pub mod arithmetic;
pub mod audit;
pub mod catalog;
pub mod chart;
pub mod check;
pub mod conflicts;
pub mod curation;
pub mod diff;
pub mod eval;
pub mod extract;
pub mod remarks;
pub mod replay;
pub mod reports;
pub mod reread;
pub mod show;
pub(crate) mod source;
pub mod stale;
mod teller;
pub mod unlinked;
mod value;
pub mod verify;
pub mod why;

use serde::Serialize;

pub use value::ValueAnswer;

/// Which clocks, policy and catalog an answer was given under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The policy by which the best value was chosen.
    pub policy: String,
    /// The day by which reports had to be published; null for all.
    pub as_of: Option<String>,
    /// Whether inferred dates were replaced by the recorded day.
    pub strict: bool,
    /// The time that the values are about; null for any.
    #[serde(rename = "for")]
    pub valid: Option<String>,
    /// The last sequence number used.
    pub at_seq: u64,
    /// What is wrong with the log, where it is damaged: the answer then knows only what stands
    /// before the damage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damaged: Option<String>,
    /// The digest of the catalog that said what the metrics mean; null where none was adopted.
    pub catalog: Option<String>,
}
