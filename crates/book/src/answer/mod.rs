//! Answers: what the commands say, as plain data with the JSON fields that others build on.

pub mod adapters;
pub mod append;
pub mod audit;
pub mod extract;
pub mod replay;
pub mod reports;
pub mod show;
mod value;
pub mod verify;

use claimbook_model::CatalogDigest;
use claimbook_model::event::Policy;
use serde::Serialize;

pub use value::ValueAnswer;

/// Which clocks, policy and catalog an answer was given under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The policy by which the best value was chosen.
    pub policy: String,
    /// The day by which reports had to be published; null for all.
    pub as_of: Option<String>,
    /// The last sequence number used.
    pub at_seq: u64,
    /// The digest of the catalog that said what the metrics mean; null where none was adopted.
    pub catalog: Option<String>,
}

impl Basis {
    /// A basis from its parts.
    pub fn new(
        policy: Policy,
        as_of: Option<claimbook_model::Date>,
        at_seq: u64,
        catalog: Option<CatalogDigest>,
    ) -> Self {
        Self {
            policy: policy.to_string(),
            as_of: as_of.map(|day| day.to_string()),
            at_seq,
            catalog: catalog.map(|digest| digest.to_string()),
        }
    }
}
