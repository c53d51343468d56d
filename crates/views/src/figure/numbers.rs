//! Small numbers in place of names and ids, so that the fold compares integers.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use claimbook_model::ReportId;

use super::entry::Entry;

/// The numbers of one claim. They tell names and ids apart within one fold and mean nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) voice: u32,
    pub(crate) publication: u32,
    pub(crate) report: u32,
}

/// Gives out numbers in the order in which names and ids are met.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// Voices and publications: a publication that speaks for itself is one of the voices.
    names: BTreeMap<Arc<str>, u32>,
    reports: HashMap<ReportId, u32>,
}

impl Numbering {
    /// The numbers of a claim.
    pub(crate) fn of(&mut self, entry: &Entry) -> Numbers {
        let voice = self.name(&entry.voice);
        let publication = if entry.own {
            voice
        } else {
            self.name(&entry.fact.report.publication)
        };
        let next = self.reports.len() as u32;
        let report = *self.reports.entry(entry.fact.report.report).or_insert(next);
        Numbers {
            voice,
            publication,
            report,
        }
    }

    fn name(&mut self, name: &Arc<str>) -> u32 {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let next = self.names.len() as u32;
        self.names.insert(name.clone(), next);
        next
    }
}
