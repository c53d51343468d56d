//! What `adapters` says.

use claimbook_adapter::Entry;
use serde::Serialize;

/// An adapter that the binary links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AdapterAnswer {
    /// Its name.
    pub name: &'static str,
    /// The publication that it reads.
    pub publication: String,
    /// Who publishes it.
    pub publisher: String,
    /// Hosts of its addresses.
    pub hosts: Vec<String>,
    /// Whether it speaks first-hand.
    pub first_hand: bool,
    /// Its version.
    pub version: u32,
}

impl AdapterAnswer {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            name: entry.adapter.name(),
            publication: entry.source.title.clone(),
            publisher: entry.source.publisher.clone(),
            hosts: entry.source.hosts.clone(),
            first_hand: entry.source.first_hand,
            version: entry.adapter.version(),
        }
    }
}
