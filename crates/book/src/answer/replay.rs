//! What `replay` says.

use serde::Serialize;

/// The views as rebuilt or compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplayAnswer {
    /// Whether the views as they stood equal the rebuilt ones; true where they were replaced.
    pub equal: bool,
    /// How many events were folded.
    pub events: u64,
    /// How many figures there are.
    pub figures: u64,
    /// Over figures in order: observations, standing claims, best values.
    pub state_digest: String,
    /// The same with the rows of every history.
    pub history_digest: String,
    /// The state digest of the views as they stood; null where they were replaced.
    pub state_digest_before: Option<String>,
    /// The history digest of the views as they stood; null where they were replaced.
    pub history_digest_before: Option<String>,
    /// The figures whose views differ.
    pub differing: Vec<String>,
}
