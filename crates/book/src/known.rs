//! What the book has of a publication, address and document already.

use std::collections::BTreeSet;

use claimbook_model::event::{FieldSource, ReportField};
use claimbook_model::{DocumentId, Event, Period, ReportId, Timestamp};
use claimbook_views::keys;
use claimbook_views::source::EventSource;
use claimbook_views::state::State;

use crate::reading::ReadReport;
use crate::{Book, Error};

/// A report as it is known now: as it was filed, with all amendments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    pub(crate) report: ReportId,
    pub(crate) document: DocumentId,
    pub(crate) part: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) published: Option<Period>,
    pub(crate) modified: Option<Timestamp>,
    pub(crate) retrieved: Option<Timestamp>,
    /// Fields that nobody gave.
    pub(crate) not_given: Vec<(ReportField, FieldSource)>,
}

/// The reports of the same publication at the same address, and those with the same document of
/// which no address is known or given; in the order in which they were filed.
pub(crate) fn filed_like(book: &Book, read: &ReadReport) -> Result<Vec<Filed>, Error> {
    let ledger = &book.ledger;
    let mut found = Vec::new();
    for seq in candidates(book, read)? {
        let Event::ReportFiled(filed) = ledger.stored_event(seq)?.decode()? else {
            continue;
        };
        let (publication, id) = (filed.publication.into_owned(), filed.report);
        let Some(known) = as_known(book, &id)? else {
            continue;
        };
        let same_url = known.url == read.url || known.url.is_empty() || read.url.is_empty();
        if publication == read.publication && same_url {
            found.push(known);
        }
    }
    Ok(found)
}

/// The sequence numbers of the reports with the same document, or at the same address, also by an
/// amendment.
fn candidates(book: &Book, read: &ReadReport) -> Result<BTreeSet<u64>, Error> {
    let ledger = &book.ledger;
    let mut seqs: BTreeSet<u64> = ledger
        .sequence_numbers(&keys::document(&read.document))?
        .into_iter()
        .collect();
    if read.url.is_empty() {
        return Ok(seqs);
    }
    seqs.extend(ledger.sequence_numbers(&keys::place(&read.publication, &read.url, &read.part))?);
    for seq in ledger.sequence_numbers(keys::GLOBAL)? {
        if let Event::ReportAmended(amended) = ledger.stored_event(seq)?.decode()? {
            seqs.extend(ledger.sequence_numbers(&keys::report(&amended.report))?);
        }
    }
    Ok(seqs)
}

/// A report with its amendments taken in.
pub(crate) fn as_known(book: &Book, id: &ReportId) -> Result<Option<Filed>, Error> {
    let mut state = State::new();
    let mut not_given = Vec::new();
    for seq in book.ledger.sequence_numbers(&keys::report(id))? {
        match book.ledger.stored_event(seq)?.decode()? {
            Event::ReportFiled(filed) => not_given = filed.sources,
            Event::ReportAmended(amended) => {
                let given = amended
                    .amendments
                    .iter()
                    .filter(|a| a.source == FieldSource::Given);
                let given: Vec<ReportField> = given.map(|amendment| amendment.field).collect();
                not_given.retain(|(field, _)| !given.contains(field));
            }
            _ => {}
        }
        state.apply(&EventSource::recorded(&book.ledger, seq)?)?;
    }
    Ok(state.report(id).map(|report| Filed {
        report: report.report,
        document: report.document,
        part: report.part.to_string(),
        url: report.url.to_string(),
        title: report.title.to_string(),
        published: report.published,
        modified: report.modified,
        retrieved: report.retrieved,
        not_given,
    }))
}
