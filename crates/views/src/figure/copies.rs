//! Copies: the same text in several publications is one voice, that of the one that had it first.

use std::collections::HashMap;
use std::sync::Arc;

use claimbook_model::{Date, DocumentId};

use super::entry::known_of;
use super::fact::{ClaimFact, Options, ReportFact};

/// Who had each document first, of the reports that speak of one figure.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    origins: HashMap<DocumentId, Origin>,
}

/// The publication that had a text first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    known_day: Date,
    pub(crate) publication: Arc<str>,
    pub(crate) name: Arc<str>,
}

impl Copies {
    /// Takes the reports of claims in; whether a text turns out to be older elsewhere.
    pub(crate) fn note(&mut self, claims: &[ClaimFact], options: &Options) -> bool {
        let mut moved = false;
        for report in claims.iter().map(|claim| &claim.report) {
            let (known, _) = known_of(report, options);
            let origin = || Origin {
                known_day: known.last_day(),
                publication: report.publication.clone(),
                name: report.publication_name.clone(),
            };
            let place = |origin: &Origin| (origin.known_day, origin.publication.clone());
            match self.origins.get_mut(&report.document) {
                None => {
                    self.origins.insert(report.document, origin());
                }
                Some(first) if place(&origin()) < place(first) => {
                    moved |= first.publication != report.publication;
                    *first = origin();
                }
                Some(_) => {}
            }
        }
        moved
    }

    /// Where a report's text stood first, if that is another publication.
    pub(crate) fn origin(&self, report: &ReportFact) -> Option<&Origin> {
        let origin = self.origins.get(&report.document)?;
        (origin.publication != report.publication).then_some(origin)
    }
}
