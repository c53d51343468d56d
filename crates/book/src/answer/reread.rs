//! What `reread` says: a line per report.

use claimbook_views::reports::Report;
use serde::Serialize;

use super::Basis;
use super::curation::ChangedAnswer;
use super::stale::OutdatesAnswer;
use crate::reading::ReadReport;
use crate::reread::Compared;

/// What reading a report again came to.
#[derive(Clone, Debug, Serialize)]
pub struct RereadAnswer {
    /// The report.
    pub report: String,
    /// Who published it.
    pub publication: String,
    /// Its title; empty if it has none.
    pub title: String,
    /// Whether anything is read otherwise: `changed`, `unchanged`, or `failed`.
    pub status: &'static str,
    /// How many claims are read as before.
    pub unchanged: usize,
    /// How many were misread, and no longer stand.
    pub withdrawn: usize,
    /// How many are read that were not, or not so.
    pub asserted: usize,
    /// How many links of a curator were carried over.
    pub linked: usize,
    /// How many were left as a curator left them.
    pub left: usize,
    /// The fields of the report that are read otherwise.
    pub amended: Vec<&'static str>,
    /// What read it: adapter and version, and the version of the extractor.
    pub reader: String,
    /// The sequence number by which all of it is undone; null where nothing was recorded.
    pub seq: Option<u64>,
    /// Why it could not be read again.
    pub error: Option<String>,
    /// The figures whose answers changed, or would.
    pub changed: Vec<ChangedAnswer>,
    /// The numbers of published texts that it made doubtful or wrong.
    pub outdates: Vec<OutdatesAnswer>,
    /// Under which policy and catalog, up to which event.
    #[serde(flatten)]
    pub basis: Basis,
}

impl RereadAnswer {
    pub(crate) fn new(
        report: &Report,
        read: &ReadReport,
        compared: &Compared,
        changed: bool,
        basis: Basis,
    ) -> Self {
        Self {
            report: report.report.to_string(),
            publication: report.publication_name.to_string(),
            title: report.title.to_string(),
            status: if changed { "changed" } else { "unchanged" },
            unchanged: compared.unchanged,
            withdrawn: compared.withdrawn,
            asserted: compared.asserted,
            linked: compared.linked,
            left: compared.left,
            amended: compared.amended.clone(),
            reader: format!(
                "{} {}, extractor {}",
                read.adapter, read.adapter_version, read.extractor_version
            ),
            seq: None,
            error: None,
            changed: Vec::new(),
            outdates: Vec::new(),
            basis,
        }
    }

    /// The answer for a report that could not be read again.
    pub(crate) fn failed(report: &Report, error: String, basis: Basis) -> Self {
        Self {
            report: report.report.to_string(),
            publication: report.publication_name.to_string(),
            title: report.title.to_string(),
            status: "failed",
            unchanged: 0,
            withdrawn: 0,
            asserted: 0,
            linked: 0,
            left: 0,
            amended: Vec::new(),
            reader: String::new(),
            seq: None,
            error: Some(error),
            changed: Vec::new(),
            outdates: Vec::new(),
            basis,
        }
    }
}
