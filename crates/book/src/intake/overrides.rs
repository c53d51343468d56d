//! What the caller says of all documents of one run, over what manifests say.

use claimbook_adapter::Given;
use claimbook_model::Period;

/// Fields that the caller gives; each one set replaces what a manifest or sidecar says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Who published.
    pub publication: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Under which title.
    pub title: Option<String>,
    /// When.
    pub published: Option<Period>,
    /// The adapter that is to read.
    pub adapter: Option<String>,
}

impl Overrides {
    /// What was given, with these fields over it.
    #[must_use]
    pub fn over(&self, given: Given) -> Given {
        Given {
            publication: self.publication.clone().or(given.publication),
            url: self.url.clone().or(given.url),
            title: self.title.clone().or(given.title),
            published: self.published.or(given.published),
        }
    }
}
