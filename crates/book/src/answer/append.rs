//! What `append` says: a line per document.

use claimbook_model::event::{FieldSource, ReportField};
use serde::Serialize;

use super::stale::OutdatesAnswer;
use crate::reading::ReadReport;

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is a new report; it is on disk.
    Appended,
    /// It is the latest version already; nothing was written.
    Unchanged,
    /// It is there already, and more is known of it now.
    Amended,
    /// Other bytes stood at its address: it is a new version.
    Edited,
    /// It is a new version from which most numbers have gone: its claims do not count until it is
    /// accepted.
    Held,
    /// It could not be read; nothing was written.
    Refused,
}

impl Status {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appended => "appended",
            Self::Unchanged => "unchanged",
            Self::Amended => "amended",
            Self::Edited => "edited",
            Self::Held => "held",
            Self::Refused => "refused",
        }
    }
}

/// What became of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppendAnswer {
    /// How it was named.
    pub path: String,
    /// The report's id; null where it was refused.
    pub report: Option<String>,
    /// Who published it.
    pub publication: Option<String>,
    /// The adapter that read it.
    pub adapter: Option<&'static str>,
    /// When it was published.
    pub published: Option<String>,
    /// How many claims it makes.
    pub claims: usize,
    /// How many of them have a figure.
    pub linked: usize,
    /// What became of it.
    pub status: Status,
    /// First and last sequence number of its commit; null where nothing was written.
    pub seq: Option<[u64; 2]>,
    /// Why it was refused.
    pub error: Option<String>,
    /// The version that it replaces.
    pub replaces: Option<String>,
    /// The later version that stands at its address already, where this one was filed late.
    pub superseded_by: Option<String>,
    /// Which fields were inferred.
    pub inferred: Vec<&'static str>,
    /// What the user should be told of it.
    pub findings: Vec<String>,
    /// The numbers of published texts that it made doubtful or wrong.
    pub outdates: Vec<OutdatesAnswer>,
}

impl AppendAnswer {
    /// The answer for a document that could not be read.
    pub(crate) fn refused(path: &str, error: String) -> Self {
        Self {
            path: path.to_owned(),
            report: None,
            publication: None,
            adapter: None,
            published: None,
            claims: 0,
            linked: 0,
            status: Status::Refused,
            seq: None,
            error: Some(error),
            replaces: None,
            superseded_by: None,
            inferred: Vec::new(),
            findings: Vec::new(),
            outdates: Vec::new(),
        }
    }

    /// The answer for a report that was read.
    pub(crate) fn of(read: &ReadReport, status: Status) -> Self {
        let claims = &read.reading.claims;
        Self {
            path: read.shown.clone(),
            report: None,
            publication: Some(read.publication_name.clone()),
            adapter: Some(read.adapter),
            published: read.published.map(|period| period.to_string()),
            claims: claims.len(),
            linked: claims.iter().filter(|claim| claim.figure.is_some()).count(),
            status,
            seq: None,
            error: None,
            replaces: None,
            superseded_by: None,
            inferred: inferred(&read.sources),
            findings: read.findings.clone(),
            outdates: Vec::new(),
        }
    }
}

/// The names of the fields that were inferred.
pub(crate) fn inferred(sources: &[(ReportField, FieldSource)]) -> Vec<&'static str> {
    sources
        .iter()
        .filter(|(_, source)| *source == FieldSource::Inferred)
        .map(|(field, _)| field.as_str())
        .collect()
}
