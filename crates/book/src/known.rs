//! What the book has of a publication, address and document already.

use claimbook_model::event::{FieldSource, ReportField, ReportFiled};
use claimbook_model::{DocumentId, Event, Period, ReportId, Timestamp};
use claimbook_views::keys;

use crate::reading::ReadReport;
use crate::{Book, Error};

/// A report as it was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    pub(crate) seq: u64,
    pub(crate) report: ReportId,
    pub(crate) document: DocumentId,
    pub(crate) part: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) published: Option<Period>,
    pub(crate) modified: Option<Timestamp>,
    pub(crate) retrieved: Option<Timestamp>,
    pub(crate) sources: Vec<(ReportField, FieldSource)>,
}

/// The reports of the same publication at the same address, and those with the same document of
/// which no address is known or given; in the order in which they were filed.
pub(crate) fn filed_like(book: &Book, read: &ReadReport) -> Result<Vec<Filed>, Error> {
    let place = keys::place(&read.publication, &read.url, &read.part);
    let mut seqs = book
        .ledger
        .sequence_numbers(&keys::document(&read.document))?;
    if !read.url.is_empty() {
        seqs.extend(book.ledger.sequence_numbers(&place)?);
    }
    seqs.sort_unstable();
    seqs.dedup();
    let mut found = Vec::new();
    for seq in seqs {
        if let Event::ReportFiled(filed) = book.ledger.stored_event(seq)?.decode()? {
            let same_url = filed.url == read.url || filed.url.is_empty() || read.url.is_empty();
            if filed.publication == read.publication && same_url {
                found.push(Filed::of(seq, &filed));
            }
        }
    }
    Ok(found)
}

impl Filed {
    fn of(seq: u64, filed: &ReportFiled<'_>) -> Self {
        Self {
            seq,
            report: filed.report,
            document: filed.document,
            part: filed.part.to_string(),
            url: filed.url.to_string(),
            title: filed.title.to_string(),
            published: filed.published,
            modified: filed.modified,
            retrieved: filed.retrieved,
            sources: filed.sources.clone(),
        }
    }
}
